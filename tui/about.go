package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type aboutScreen struct{}

func newAbout(m *Model) *aboutScreen { return &aboutScreen{} }

func (s *aboutScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *aboutScreen) view(m *Model, width, height int) view {
	return view{title: "about", cursorY: -1}
}

func (s *aboutScreen) keys(m *Model) []key.Binding { return nil }

func (s *aboutScreen) typing() bool { return false }

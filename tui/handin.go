package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type handInScreen struct{}

func newHandIn(m *Model) *handInScreen { return &handInScreen{} }

func (s *handInScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *handInScreen) view(m *Model, width, height int) view {
	return view{title: "handIn", cursorY: -1}
}

func (s *handInScreen) keys(m *Model) []key.Binding { return nil }

func (s *handInScreen) typing() bool { return false }

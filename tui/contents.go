package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type contentsScreen struct{}

func newContents(m *Model) *contentsScreen { return &contentsScreen{} }

func (s *contentsScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *contentsScreen) view(m *Model, width, height int) view {
	return view{title: "contents", cursorY: -1}
}

func (s *contentsScreen) keys(m *Model) []key.Binding { return nil }

func (s *contentsScreen) typing() bool { return false }

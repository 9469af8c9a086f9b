package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type linksScreen struct{}

func newLinks(m *Model) *linksScreen { return &linksScreen{} }

func (s *linksScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *linksScreen) view(m *Model, width, height int) view {
	return view{title: "links", cursorY: -1}
}

func (s *linksScreen) keys(m *Model) []key.Binding { return nil }

func (s *linksScreen) typing() bool { return false }

package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type worksheetScreen struct{}

func newWorksheet(m *Model) *worksheetScreen { return &worksheetScreen{} }

func (s *worksheetScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *worksheetScreen) view(m *Model, width, height int) view {
	return view{title: "worksheet", cursorY: -1}
}

func (s *worksheetScreen) keys(m *Model) []key.Binding { return nil }

func (s *worksheetScreen) typing() bool { return false }

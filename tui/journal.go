package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type journalScreen struct{}

func newJournal(m *Model) *journalScreen { return &journalScreen{} }

func (s *journalScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *journalScreen) view(m *Model, width, height int) view {
	return view{title: "journal", cursorY: -1}
}

func (s *journalScreen) keys(m *Model) []key.Binding { return nil }

func (s *journalScreen) typing() bool { return false }

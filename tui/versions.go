package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type versionsScreen struct{}

func newVersions(m *Model, activity string) *versionsScreen { return &versionsScreen{} }

func (s *versionsScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *versionsScreen) view(m *Model, width, height int) view {
	return view{title: "versions", cursorY: -1}
}

func (s *versionsScreen) keys(m *Model) []key.Binding { return nil }

func (s *versionsScreen) typing() bool { return false }

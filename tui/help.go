package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

type helpScreen struct{}

func newHelp(m *Model) *helpScreen { return &helpScreen{} }

func (s *helpScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *helpScreen) view(m *Model, width, height int) view { return view{title: "help", cursorY: -1} }

func (s *helpScreen) keys(m *Model) []key.Binding { return nil }

func (s *helpScreen) typing() bool { return false }

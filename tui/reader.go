package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// readerScreen shows a text that is only read, line by line as it was written.
type readerScreen struct {
	list        list
	title, text string
}

func newReader(m *Model, title, text string) *readerScreen {
	s := &readerScreen{title: title, text: text}
	s.prepare(m)
	return s
}

func (s *readerScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, m.keys.Back):
			return m.back()
		case key.Matches(msg, m.keys.Copy):
			return m.copied(s.text, "The text")
		}
	case tea.WindowSizeMsg:
		s.prepare(m)
	}
	s.list.update(m, msg)
	return nil
}

func (s *readerScreen) prepare(m *Model) {
	r := rows{m: m}
	r.text(s.text)
	s.list.set(m, r.all)
}

func (s *readerScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: s.title}, height)
}

func (s *readerScreen) keys(m *Model) []key.Binding {
	return append(append(s.list.keys(m), m.keys.Back, m.keys.Copy), s.list.further(m)...)
}

func (s *readerScreen) typing() bool { return false }

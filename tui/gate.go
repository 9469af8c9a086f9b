package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// gateScreen stands before everything else when the learner must know
// something before the first key: what became of a damaged file, or why
// nothing can be saved.
type gateScreen struct{ list list }

// gate returns the screen, nil if there is nothing to say.
func gate(m *Model) *gateScreen {
	if len(m.opts.News) == 0 && m.opts.Locked == nil {
		return nil
	}
	return &gateScreen{}
}

func (s *gateScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		s.prepare(m)
		return nil
	}
	switch locked := m.opts.Locked != nil; {
	case key.Matches(k, m.keys.Quit):
		return tea.Quit
	case locked && key.Matches(k, m.keys.Retry):
		m.again = true
		return tea.Quit
	case locked && key.Matches(k, m.keys.Read), !locked && key.Matches(k, m.keys.GoOn):
		return m.back()
	}
	s.list.update(m, msg)
	return nil
}

func (s *gateScreen) prepare(m *Model) {
	r := rows{m: m}
	for _, news := range m.opts.News {
		r.text(news)
		r.air()
	}
	if m.opts.Locked != nil {
		r.text(sentence(m.opts.Locked))
	}
	s.list.set(m, r.all)
}

func (s *gateScreen) view(m *Model, _, height int) view {
	return s.list.view(m, view{title: m.course.Title}, height)
}

func (s *gateScreen) keys(m *Model) []key.Binding {
	if m.opts.Locked != nil {
		return []key.Binding{m.keys.Read, m.keys.Retry, m.keys.Quit}
	}
	return []key.Binding{m.keys.GoOn, m.keys.Quit}
}

// typing keeps every key here: nothing else is to be had yet.
func (s *gateScreen) typing() bool { return true }

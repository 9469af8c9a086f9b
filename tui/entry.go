package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/field"
)

// promptLines is how much of the question over an entry is shown.
const promptLines = 3

// entryScreen is one entry of the journal, in its field. What is typed is saved
// as an answer is.
type entryScreen struct {
	entry  course.Entry // as it is kept; without an id while nothing was written
	field  field.Field
	fresh  bool // nothing was changed since the screen was opened
	top    int  // the field's first line in the body
	inside field.View
	above  []string // what was asked
}

// newEntry opens an entry; one without an id is begun with the first letter.
func newEntry(m *Model, e course.Entry) *entryScreen {
	a := &course.Activity{Kind: course.Journal}
	s := &entryScreen{entry: e, fresh: true,
		field: field.New(a, course.Value{Text: e.Text}, field.Options{ASCII: m.opts.ASCII})}
	s.field.Update(tea.KeyPressMsg{Code: tea.KeyEnd, Mod: tea.ModCtrl})
	s.prepare(m)
	return s
}

func (s *entryScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key.Matches(msg, m.keys.Leave, m.keys.LeaveNext, m.keys.Interrupt) {
			return m.back()
		}
	case tea.MouseClickMsg:
		msg.Y -= s.top
		return s.give(m, msg)
	case tea.MouseWheelMsg:
		msg.Y -= s.top
		return s.give(m, msg)
	}
	return s.give(m, msg)
}

// give hands a message to the field, and keeps what came of it.
func (s *entryScreen) give(m *Model, msg tea.Msg) tea.Cmd {
	changed := s.field.Update(msg).Changed
	s.prepare(m)
	if !changed {
		return nil
	}
	return s.keep(m)
}

// keep saves the entry as it stands. The first change since it was opened
// begins a version.
func (s *entryScreen) keep(m *Model) tea.Cmd {
	text, now := s.field.Value().Text, m.now()
	switch {
	case s.entry.ID == "":
		s.entry = m.rec.NewEntry("", course.Asked{}, text, now)
	case s.fresh:
		s.entry = s.entry.Next(text, now)
	default:
		s.entry = s.entry.Continue(text, now)
	}
	s.fresh = false
	return m.do(course.SetEntry{Entry: s.entry})
}

func (s *entryScreen) prepare(m *Model) {
	r := rows{m: m}
	if s.entry.Asked.Prompt != "" && m.frame.roomy {
		prompt := wrapped(s.entry.Asked.Prompt, m.proseWidth())
		if len(prompt) > promptLines {
			prompt = append(prompt[:promptLines-1], m.goesOn(prompt[promptLines-1], m.proseWidth()))
		}
		for _, line := range prompt {
			r.line(m.quiet(line))
		}
		r.air()
	}
	s.above = nil
	for _, row := range r.all {
		s.above = append(s.above, row.lines...)
	}
	s.top = len(s.above)
	s.inside = s.field.View(max(m.frame.inner, minWidth), max(m.frame.body-s.top, 1))
}

func (s *entryScreen) view(m *Model, width, height int) view {
	v := view{title: "Journal: a new entry", right: s.field.Note(), state: "WRITING"}
	if s.entry.ID != "" {
		v.title = "Journal: " + m.moment(s.entry.Created)
	}
	v.body = append(append(v.body, s.above...), s.inside.Lines...)
	v.cursorX, v.cursorY = s.inside.CursorX, s.top+s.inside.CursorY
	return v
}

func (s *entryScreen) keys(m *Model) []key.Binding {
	return append([]key.Binding{m.keys.Leave, says(m.keys.LeaveNext, "done too"), m.keys.Save}, s.field.Keys()...)
}

func (s *entryScreen) typing() bool { return true }

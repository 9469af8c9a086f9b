package tui

import (
	"strings"

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
		switch {
		case key.Matches(msg, m.keys.Leave, m.keys.LeaveNext, m.keys.Interrupt):
			return m.back()
		case key.Matches(msg, m.keys.Editor):
			return s.edit(m)
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
	return s.keep(m, s.field.Value().Text)
}

// keep saves the entry with a text. The first change since it was opened begins
// a version.
func (s *entryScreen) keep(m *Model, text string) tea.Cmd {
	now := m.now()
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

// edit takes the text out to the learner's own editor.
func (s *entryScreen) edit(m *Model) tea.Cmd {
	e, err := field.Begin(s.field.Value().Text, m.opts.Editor)
	if err != nil {
		m.status = sentence(err)
		return nil
	}
	saver := m.saver
	return func() tea.Msg {
		saver.flushFor(slowSave)
		return tea.Exec(m.session(e.Cmd()), func(runErr error) tea.Msg {
			text, err := e.Finish(runErr)
			return entryEditedMsg{s, text, err}
		})()
	}
}

// entryEditedMsg brings the text of an entry back from the editor.
type entryEditedMsg struct {
	of   *entryScreen
	text string
	err  error
}

// tell makes the text the entry. If something went wrong the entry is as it
// was, and what the editor left is kept among its versions.
func (e entryEditedMsg) tell(m *Model) tea.Cmd {
	s := e.of
	old := s.field.Value().Text
	var cmd tea.Cmd
	switch {
	case e.err != nil:
		m.status = sentence(e.err)
		if strings.TrimSpace(e.text) != "" && e.text != old {
			s.fresh = true
			cmd = s.keep(m, e.text)
			s.fresh = true
			cmd = tea.Batch(cmd, s.keep(m, old))
			m.status += " What it left is among the versions of the entry."
		}
	case e.text != old:
		s.field.SetValue(course.Value{Text: e.text})
		s.fresh = true
		cmd = s.keep(m, e.text)
		m.status = "Taken over from your editor."
	default:
		m.status = "Your editor changed nothing."
	}
	s.prepare(m)
	return cmd
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
	keys := []key.Binding{m.keys.Leave, says(m.keys.LeaveNext, "done too")}
	if len(m.opts.Editor) > 0 {
		keys = append(keys, m.keys.Editor)
	}
	return append(append(keys, m.keys.Save), s.field.Keys()...)
}

func (s *entryScreen) typing() bool { return true }

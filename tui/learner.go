package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/field"
)

// begin starts to write the learner's name or address in its row.
func (s *handInScreen) begin(m *Model, id string) tea.Cmd {
	if id == "" {
		return nil
	}
	s.editing = id
	line := &course.Activity{Kind: course.Short}
	s.field = field.New(line, course.Value{Text: s.value(m, id)}, field.Options{ASCII: m.opts.ASCII})
	s.field.Update(tea.KeyPressMsg{Code: tea.KeyEnd})
	return nil
}

// value is what is kept in a row of the learner.
func (s *handInScreen) value(m *Model, id string) string {
	if id == emailRow {
		return m.who.Email
	}
	return m.who.Name
}

// fieldColumn is the column in which one writes.
func (s *handInScreen) fieldColumn(m *Model) int {
	if m.frame.inner < 60 {
		return indent + len("e-mail ")
	}
	return labelWidth
}

// write takes what is typed in the row.
func (s *handInScreen) write(m *Model, msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	k, pressed := msg.(tea.KeyPressMsg)
	switch {
	case pressed && key.Matches(k, m.keys.Leave, m.keys.LeaveNext, m.keys.Interrupt),
		s.field.Update(msg).Done:
		cmd = s.finish(m)
		if pressed && key.Matches(k, m.keys.LeaveNext) {
			s.list.move(1)
		}
	}
	s.prepare(m)
	return cmd
}

// finish keeps what was written.
func (s *handInScreen) finish(m *Model) tea.Cmd {
	typed := strings.TrimSpace(s.field.Value().Text)
	was := m.who
	if s.editing == emailRow {
		m.who.Email = typed
	} else {
		m.who.Name = typed
	}
	s.editing, s.field, s.file = "", nil, ""
	if m.who == was {
		return nil
	}
	desk, who := m.desk, m.who
	return func() tea.Msg {
		return triedMsg{"Saved. It stands on the worksheet, and goes nowhere else.", desk.SaveLearner(who)}
	}
}

func (s *handInScreen) writingKeys(m *Model) []key.Binding {
	return append([]key.Binding{says(m.keys.Enter, "done"), m.keys.Leave, m.keys.LeaveNext}, s.field.Keys()[1:]...)
}

// you draws the rows of who hands in.
func (s *handInScreen) you(m *Model, r *rows) {
	name, email := s.cell(m, nameRow, "your name"), s.cell(m, emailRow, "your e-mail address")
	if m.frame.inner < 60 {
		r.heading("YOU")
		name, email = "name   "+name, "e-mail "+email
	} else {
		r.air()
	}
	r.labelledItem(nameRow, "YOU", name)
	r.labelledItem(emailRow, "", email)
}

// cell is what stands in a row of the learner.
func (s *handInScreen) cell(m *Model, id, what string) string {
	if s.editing == id {
		v := s.field.View(indent+m.rowWidth()-s.fieldColumn(m), 1)
		s.column = v.CursorX
		return strings.Join(v.Lines, "")
	}
	if v := course.VisibleLine(s.value(m, id)); v != "" {
		return v
	}
	return m.quiet("enter writes " + what)
}

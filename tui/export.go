package tui

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// exportedMsg says how the saving of a worksheet went.
type exportedMsg struct {
	path   string
	handed course.HandIn
	err    error
}

// export is the command that saves the worksheet. The answers are saved before
// it, so that what goes out is also kept; if that fails the worksheet is saved
// all the same, for then it may be all that there is.
func (s *handInScreen) export(m *Model) tea.Cmd {
	o, desk, saver := s.copied(m), m.desk, m.saver
	locked := m.opts.Locked != nil
	m.status = "Saving the worksheet."
	return func() tea.Msg {
		if !locked {
			saver.flushFor(slowSave) // tell asks the saver how it went
		}
		path, handed, err := desk.Export(o)
		return exportedMsg{path, handed, err}
	}
}

func (e exportedMsg) tell(m *Model) tea.Cmd {
	if e.err != nil {
		m.status = sentence(e.err)
		return m.saved()
	}
	cmd := m.do(course.SetHandIn{HandIn: e.handed})
	m.status = "Saved: " + e.path
	for _, shown := range m.screens {
		if s, ok := shown.(*handInScreen); ok {
			s.saved, s.file = e.path, ""
			s.prepare(m)
			s.list.scroll(-s.list.lines)
		}
	}
	return tea.Batch(cmd, m.saved())
}

// copied is the order with a record that nobody changes any more, for a
// command to read.
func (s *handInScreen) copied(m *Model) Order {
	o := s.order(m)
	r := *o.Record
	r.Answers, r.Entries = maps.Clone(r.Answers), slices.Clone(r.Entries)
	r.Marks, r.Seen, r.Active = maps.Clone(r.Marks), maps.Clone(r.Seen), maps.Clone(r.Active)
	o.Record = &r
	return o
}

// mail is the command that opens the mail program.
func (s *handInScreen) mail(m *Model) tea.Cmd {
	o, desk := s.copied(m), m.desk
	instead := "Write to " + m.course.Instructor.Email + ": y copies the address"
	return func() tea.Msg {
		return triedMsg{"Your mail program is opening. Attach the file there.", orElse(desk.Mail(o), instead)}
	}
}

// lookMsg brings the worksheet as it would go out.
type lookMsg struct {
	text   string
	title  string         // of the blocks
	blocks []course.Block // the text parsed; nil if it cannot be
	err    error
}

// look is the command that makes the worksheet to look at.
func (s *handInScreen) look(m *Model) tea.Cmd {
	o, desk := s.copied(m), m.desk
	m.status = "Making it ready to look at."
	return func() tea.Msg {
		text, err := desk.Preview(o)
		l := lookMsg{text: text, err: err}
		if err == nil {
			// What cannot be parsed is shown as it was written.
			l.title, l.blocks, _ = markdown(text)
		}
		return l
	}
}

func (l lookMsg) tell(m *Model) tea.Cmd {
	if l.err != nil {
		m.status = sentence(l.err)
		return nil
	}
	if _, ok := m.top().(*handInScreen); !ok {
		return nil
	}
	if l.blocks == nil {
		m.push(newReader(m, "As your instructor will read it", l.text))
		return nil
	}
	return m.showBlocks("As your instructor will read it", l)
}

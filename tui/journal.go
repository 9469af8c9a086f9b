package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// journalScreen lists the entries of the journal, newest first.
type journalScreen struct {
	list list
	n    int // entries, without those that were taken out
}

// newRow is the row in which a new entry begins.
const newRow = "new"

func newJournal(m *Model) *journalScreen {
	s := &journalScreen{}
	s.prepare(m)
	return s
}

func (s *journalScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	e, is := s.chosen(m)
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, m.keys.Back):
			return m.back()
		case key.Matches(k, m.keys.New):
			return s.write(m, course.Entry{})
		case is && key.Matches(k, m.keys.Versions):
			return m.showEntryVersions(e.ID)
		case is && !gone(e) && key.Matches(k, m.keys.Copy):
			return m.copied(e.Text, "The entry")
		}
	}
	if s.list.update(m, msg) {
		if gone(e) && is {
			return m.showEntryVersions(e.ID)
		}
		return s.write(m, e)
	}
	s.prepare(m)
	return nil
}

// write opens an entry, a new one if it has no id.
func (s *journalScreen) write(m *Model, e course.Entry) tea.Cmd {
	switch {
	case m.opts.Locked == nil:
		m.push(newEntry(m, e))
	case e.ID != "":
		m.push(newReader(m, m.moment(e.Created), e.Text))
	default:
		m.status = sentence(m.opts.Locked)
	}
	return nil
}

// gone reports whether an entry was taken out: its text was deleted.
func gone(e course.Entry) bool { return strings.TrimSpace(e.Text) == "" }

// chosen is the entry on the chosen row.
func (s *journalScreen) chosen(m *Model) (course.Entry, bool) {
	for _, e := range m.rec.Entries {
		if e.ID == s.list.chosen() {
			return e, true
		}
	}
	return course.Entry{}, false
}

func (s *journalScreen) prepare(m *Model) {
	r := rows{m: m}
	r.text("Nobody else sees this. It stays on this computer, and is no part of your worksheet" + s.unless(m))
	r.air()
	r.item(newRow, "Write a new entry")
	var removed []course.Entry
	s.n = 0
	for _, e := range slices.Backward(m.rec.Entries) {
		if gone(e) {
			removed = append(removed, e)
			continue
		}
		s.n++
		r.air()
		head := spread(m.moment(e.Created), m.belongs(e), m.rowWidth())
		r.item(e.ID, append([]string{head}, preview(course.Value{Text: e.Text}, m.rowWidth(), m)...)...)
	}
	for i, e := range removed {
		if i == 0 {
			r.heading("TAKEN OUT")
		}
		r.item(e.ID, spread(m.moment(e.Created), "enter shows what it said", m.rowWidth()))
	}
	s.list.set(m, r.all)
}

// unless ends the sentence about who sees the journal: a course can ask to see
// an entry, and then the learner decides.
func (s *journalScreen) unless(m *Model) string {
	if m.ix != nil {
		for _, a := range m.ix.Activities() {
			if a.Share && a.Kind.Form() == course.Entries {
				return ", unless you let an entry out when you hand in."
			}
		}
	}
	return "."
}

// belongs says at which activity an entry was written.
func (m *Model) belongs(e course.Entry) string {
	if e.Activity == "" {
		return "free writing"
	}
	if m.ix != nil {
		if a := m.ix.Activity(e.Activity); a != nil {
			if m.frame.inner < 60 {
				return lessonLabel(a)
			}
			return spread(course.VisibleLine(a.Name()), "", 30) + ", " + lessonLabel(a)
		}
	}
	return "from a lesson"
}

func (s *journalScreen) view(m *Model, width, height int) view {
	right := ""
	if s.n > 0 {
		right = count(s.n, "entry", "entries")
	}
	return s.list.view(m, view{title: "Journal", right: right}, height)
}

func (s *journalScreen) keys(m *Model) []key.Binding {
	keys := s.list.keys(m)
	e, ok := s.chosen(m)
	switch {
	case ok && gone(e):
		keys = append(keys, says(m.keys.Enter, "what it said"))
	case ok && m.opts.Locked != nil:
		keys = append(keys, says(m.keys.Enter, "read it"))
	case ok:
		keys = append(keys, says(m.keys.Enter, "read or change it"))
	case m.opts.Locked == nil:
		keys = append(keys, says(m.keys.Enter, "write"))
	}
	if m.opts.Locked == nil {
		keys = append(keys, m.keys.New)
	}
	if ok {
		keys = append(keys, m.keys.Versions)
		if !gone(e) {
			keys = append(keys, says(m.keys.Copy, "copy the entry"))
		}
	}
	return append(append(keys, m.keys.Back), s.list.further(m)...)
}

func (s *journalScreen) typing() bool { return false }

package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/page"
)

// goTo takes away what lies over the lesson, and opens a lesson at an activity
// or a heading; at its start if id is "".
func (m *Model) goTo(lesson int, id string) tea.Cmd {
	if lesson < 0 || lesson >= len(m.course.Lessons) {
		return nil
	}
	s := m.lesson()
	left := s.leave(m)
	m.screens, m.from, m.status = m.screens[:1], nil, ""
	drawn := tea.Cmd(nil)
	if lesson != s.lesson || id == "" {
		s.lesson, s.focus, s.at, s.loose = lesson, nil, spot{}, false
		s.opened = map[*course.Fold]bool{}
		s.parse(m)
		if id != "" {
			s.at.Block = max(s.blockWith(id), 0)
		}
		drawn = s.layout(m)
	}
	return tea.Batch(left, drawn, s.show(m, id))
}

// show turns to the page of an activity or a heading of the lesson that is
// open, with the activity in focus; to the first page if id is "".
func (s *lessonScreen) show(m *Model, id string) tea.Cmd {
	if s.text == nil {
		return nil
	}
	block := s.blockWith(id)
	if id == "" || block < 0 {
		return s.moveTo(m, s.at.Place, false)
	}
	to := page.Place{Block: block}
	for _, t := range s.targets(block) {
		if t.activity != nil && t.activity.Activity.ID == id {
			return tea.Batch(s.moveTo(m, s.pageOf(t.at), false), s.focusOn(m, &t))
		}
	}
	return s.moveTo(m, s.pageOf(to), false)
}

// goToPlace opens a lesson at a place.
func (m *Model) goToPlace(p course.Place) tea.Cmd {
	for i, l := range m.course.Lessons {
		if l.ID != p.Lesson {
			continue
		}
		cmd := m.goTo(i, "")
		s := m.lesson()
		if s.text == nil {
			return cmd
		}
		return tea.Batch(cmd, s.moveTo(m, s.text.pages.Settle(s.spotOf(p).Place), false))
	}
	return nil
}

// goToActivity opens the lesson in which an activity is, with the activity in
// focus. It does nothing while the index is not there.
func (m *Model) goToActivity(id string) tea.Cmd {
	if m.ix == nil || m.ix.Activity(id) == nil {
		return nil
	}
	return m.goTo(m.ix.Activity(id).Lesson, id)
}

// blockWith is the block in which an activity or a heading is; -1 if none.
func (s *lessonScreen) blockWith(id string) int {
	for i, block := range s.tree.Blocks {
		found := false
		course.Walk([]course.Block{block}, func(b course.Block) bool {
			switch b := b.(type) {
			case *course.ActivityBlock:
				found = found || b.Activity.ID == id
			case *course.Heading:
				found = found || b.Anchor == id
			}
			return !found
		})
		if found {
			return i + 1
		}
	}
	return -1
}

// openLink goes where a link leads: to a lesson, an activity or a screen of
// the player, or out to the program that the system has for it. What was
// opened is noted.
func (m *Model) openLink(l course.Link) tea.Cmd {
	switch l.Target {
	case course.ToLesson:
		return m.goTo(l.Lesson, l.Anchor)
	case course.ToItem:
		if m.ix == nil {
			return m.goTo(l.Lesson, l.Anchor)
		}
		return m.goToActivity(l.Anchor)
	case course.ToScreen:
		return m.openScreen(l.Anchor)
	case course.Web, course.File:
		m.status = "Opening " + draw.Address(l) + " " + m.theme().Glyph(draw.Ellipsis)
		desk := m.desk
		return func() tea.Msg { return openedMsg{l, desk.Open(l)} }
	}
	m.status = "This link leads nowhere."
	return nil
}

// openScreen shows one of the screens that lessons can link to.
func (m *Model) openScreen(name string) tea.Cmd {
	switch name {
	case "worksheet":
		return m.toggle(newWorksheet(m))
	case "journal":
		return m.toggle(newJournal(m))
	case "hand-in":
		return m.toggle(newHandIn(m))
	}
	return nil
}

// openedMsg says how opening a link went.
type openedMsg struct {
	link course.Link
	err  error
}

// tell notes what was opened. Where that failed, it shows the address.
func (o openedMsg) tell(m *Model) tea.Cmd {
	if o.err != nil {
		m.status = "Open it yourself: " + draw.Address(o.link) + " (" + m.keys.Copy.Help().Key + " copies it). " + sentence(o.err)
		return nil
	}
	m.status = "Opened " + draw.Address(o.link)
	now := m.now()
	changes := []course.Change{opened("link:"+o.link.URL, m.rec, now)}
	if m.ix != nil {
		for _, a := range m.ix.Activities() {
			if a.Kind.Opens() && len(a.Links) > 0 && a.Links[0].Target == o.link.Target && a.Links[0].URL == o.link.URL {
				changes = append(changes, opened(a.ID, m.rec, now))
			}
		}
	}
	cmd := m.do(changes...)
	for _, s := range m.screens {
		cmd = tea.Batch(cmd, s.update(m, shownMsg{}))
	}
	return cmd
}

// opened notes that a thing was opened. The first time is what counts.
func opened(id string, rec *course.Record, now time.Time) course.SetMark {
	mark := rec.Marks[id]
	if mark.Opened.IsZero() {
		mark.Opened = now
	}
	return course.SetMark{ID: id, Mark: mark}
}

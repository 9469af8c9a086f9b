package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// act takes the keys that do something with what is in focus.
func (s *lessonScreen) act(m *Model, k tea.KeyPressMsg) tea.Cmd {
	switch keys := m.keys; {
	case key.Matches(k, keys.Enter):
		if t := s.aim(m, func(t target) bool { return s.enterable(m, t) }, anyTarget); t != nil {
			return s.enter(m, *t)
		}
		m.status = "There is nothing to open on this page. " + keys.Next.Help().Key + " turns it."
	case key.Matches(k, keys.Open):
		if t := s.aim(m, leads); t != nil {
			return s.follow(m, *t)
		}
		m.status = "There is no link on this page."
	case key.Matches(k, keys.Tick):
		if t := s.aim(m, func(t target) bool { return ticks(t) && m.rec.State(t.activity.Activity) == course.Undone }, ticks); t != nil {
			return s.tick(m, *t)
		}
		m.status = "There is nothing to tick on this page. Answers count by themselves."
	case key.Matches(k, keys.Versions):
		if t := s.aim(m, answers); t != nil {
			return m.showVersions(t.activity.Activity.ID)
		}
		m.status = "There is no answer on this page that could have versions."
	case key.Matches(k, keys.Copy):
		return s.copy(m)
	case key.Matches(k, keys.New):
		if t := s.aim(m, keepsJournal); t != nil {
			return s.answer(m, *t, true)
		}
		m.status = "There is no journal on this page. " + keys.Journal.Help().Key + " opens yours."
	}
	return nil
}

// aim is the target that a key is meant for: the focus if it is of the right
// sort, else the first on the screen of the first sort, else of the next sort.
func (s *lessonScreen) aim(m *Model, sorts ...func(target) bool) *target {
	if s.focus != nil && s.row(s.focus.at) >= 0 && sorts[len(sorts)-1](*s.focus) {
		return s.focus
	}
	list := s.onScreen()
	for _, sort := range sorts {
		if i := slices.IndexFunc(list, sort); i >= 0 {
			return &list[i]
		}
	}
	return nil
}

func anyTarget(target) bool { return true }

// enterable reports whether a target is something that is still open here.
func (s *lessonScreen) enterable(m *Model, t target) bool {
	return t.activity != nil && m.rec.State(t.activity.Activity) == course.Undone
}

// leads reports whether a target has a link to open.
func leads(t target) bool {
	return t.link != nil || t.activity != nil && t.activity.Activity.Kind.Opens() && len(t.activity.Activity.Links) > 0
}

// ticks reports whether a target is an activity that is ticked.
func ticks(t target) bool {
	return t.activity != nil && t.activity.Activity.Kind.Form() == course.Tick
}

// answers reports whether a target is an activity with a field.
func answers(t target) bool { return t.activity != nil && !ticks(t) }

func keepsJournal(t target) bool {
	return t.activity != nil && t.activity.Activity.Kind.Form() == course.Entries
}

// enter opens a target.
func (s *lessonScreen) enter(m *Model, t target) tea.Cmd {
	focus := s.focusOn(m, &t)
	switch {
	case t.fold != nil:
		s.opened[t.fold] = !isOpen(s.opened, t.fold)
		s.redraw(m, nil)
		m.status = ""
		return focus
	case t.link != nil, t.activity != nil && leads(t):
		return tea.Batch(focus, s.follow(m, t))
	case t.recall != nil:
		return tea.Batch(focus, s.depart(m), m.goToActivity(t.recall.Of))
	case t.item != "":
		return tea.Batch(focus, m.goToActivity(t.item))
	case t.next:
		return s.nextLesson(m)
	case ticks(t):
		return tea.Batch(focus, s.tick(m, t))
	}
	return tea.Batch(focus, s.answer(m, t, false))
}

// follow opens the link of a target.
func (s *lessonScreen) follow(m *Model, t target) tea.Cmd {
	link := t.link
	if link == nil {
		link = &t.activity.Activity.Links[0]
	}
	var leave tea.Cmd
	if link.Target == course.ToLesson || link.Target == course.ToItem {
		leave = s.depart(m)
	}
	return tea.Batch(leave, m.openLink(*link))
}

// depart remembers where a link within the course is followed from.
func (s *lessonScreen) depart(m *Model) tea.Cmd {
	const most = 50
	s.came = append(s.came, s.place(m))
	s.came = s.came[max(0, len(s.came)-most):]
	return nil
}

// escape goes up a level: to where the learner came from, out of the focus, to
// the contents.
func (s *lessonScreen) escape(m *Model) tea.Cmd {
	if cmd, ok := m.comeBack(); ok {
		return cmd
	}
	if n := len(s.came); n > 0 {
		place := s.came[n-1]
		s.came = s.came[:n-1]
		return m.goToPlace(place)
	}
	if s.focus != nil {
		return s.focusOn(m, nil)
	}
	return m.toggle(newContents(m))
}

// tick ticks an activity, or takes that back.
func (s *lessonScreen) tick(m *Model, t target) tea.Cmd {
	if cmd := s.focusOn(m, &t); !m.mayAnswer() {
		return cmd
	}
	a := t.activity.Activity
	mark := m.rec.Marks[a.ID]
	if mark.Done.IsZero() {
		mark.Done = m.now()
		m.status = "Ticked: " + course.VisibleLine(a.Name()) + ". " + m.keys.Tick.Help().Key + " takes it back."
	} else {
		mark = course.Mark{Opened: mark.Opened}
		m.status = "No longer ticked: " + course.VisibleLine(a.Name()) + "."
	}
	cmd := m.do(course.SetMark{ID: a.ID, Mark: mark})
	s.redraw(m, shows(a.ID))
	return cmd
}

// mayAnswer reports whether the learner may change something, and says why not.
func (m *Model) mayAnswer() bool {
	switch {
	case m.opts.Locked != nil:
		m.status = sentence(m.opts.Locked)
		return false
	case m.ix == nil:
		m.status = "One moment: the lessons are still being read."
		return false
	}
	return true
}

// copy puts the address of a link on the clipboard, or an answer.
func (s *lessonScreen) copy(m *Model) tea.Cmd {
	t := s.aim(m, func(t target) bool { return leads(t) || answers(t) })
	switch {
	case t == nil:
		m.status = "There is neither a link nor an answer on this page to copy."
		return nil
	case t.link != nil || leads(*t):
		link := t.link
		if link == nil {
			link = &t.activity.Activity.Links[0]
		}
		if link.URL == "" {
			m.status = "That link leads to a place in this course; there is no address to copy."
			return nil
		}
		return m.copied(link.URL, whatIsCopied(*link))
	}
	a := t.activity.Activity
	text := m.rec.Answers[a.ID].String()
	if a.Kind.Form() == course.Entries {
		text = ""
		if entries := m.rec.EntriesAt(a.ID); len(entries) > 0 {
			text = entries[len(entries)-1].Text
		}
	}
	if text == "" {
		m.status = "There is no answer here yet to copy."
		return nil
	}
	return m.copied(text, "Your answer")
}

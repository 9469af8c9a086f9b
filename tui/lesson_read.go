package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/tui/page"
)

// readKey takes a key while reading.
func (s *lessonScreen) readKey(m *Model, k tea.KeyPressMsg) tea.Cmd {
	if s.text == nil {
		return nil
	}
	switch keys := m.keys; {
	case key.Matches(k, keys.Next):
		return s.turn(m)
	case key.Matches(k, keys.Prev):
		return s.turnBack(m)
	case key.Matches(k, keys.LineDown):
		return s.scroll(m, 1)
	case key.Matches(k, keys.LineUp):
		return s.scroll(m, -1)
	case key.Matches(k, keys.Start):
		return s.moveTo(m, s.text.pages.First(), false)
	case key.Matches(k, keys.End):
		return s.moveTo(m, s.lastPage(), false)
	case key.Matches(k, keys.NextLesson):
		return s.nextLesson(m)
	case key.Matches(k, keys.PrevLesson):
		return s.prevLesson(m, false)
	case key.Matches(k, keys.Focus):
		return s.step(m, 1)
	case key.Matches(k, keys.FocusBack):
		return s.step(m, -1)
	case key.Matches(k, keys.NextOpen):
		return m.nextOpen()
	case key.Matches(k, keys.Back):
		return s.escape(m)
	}
	return s.act(m, k)
}

// turn shows the next page; after the last one, the next lesson.
func (s *lessonScreen) turn(m *Model) tea.Cmd {
	t := s.text
	next := s.below
	for _, stop := range t.stops {
		// A page that was scrolled into is not scrolled over.
		if s.top.Before(stop) && !s.below.Before(stop) {
			next = stop
		}
	}
	if next == t.pages.End() {
		return s.nextLesson(m)
	}
	return s.moveTo(m, next, false)
}

// turnBack shows the page before; before the first one, the end of the lesson
// before.
func (s *lessonScreen) turnBack(m *Model) tea.Cmd {
	t := s.text
	if s.top == t.pages.First() {
		return s.prevLesson(m, true)
	}
	prev := t.pages.Prev(s.top, t.height)
	for _, stop := range t.stops {
		if stop.Before(s.top) {
			prev = stop
		}
	}
	return s.moveTo(m, prev, false)
}

// scroll moves the page by lines, as far as there are any.
func (s *lessonScreen) scroll(m *Model, lines int) tea.Cmd {
	t := s.text
	top := s.top
	for range max(lines, -lines) {
		switch {
		case lines < 0:
			top = t.pages.Prev(top, 1)
		case s.below == t.pages.End() && top == s.top:
			return nil
		default:
			if next := t.pages.Next(top, 1); next != t.pages.End() {
				top = next
			}
		}
	}
	if top == s.top {
		return nil
	}
	return s.moveTo(m, top, true)
}

func (s *lessonScreen) lastPage() page.Place {
	t := s.text
	if n := len(t.stops); n > 0 {
		return t.stops[n-1]
	}
	return t.pages.Prev(t.pages.End(), t.height)
}

func (s *lessonScreen) nextLesson(m *Model) tea.Cmd {
	if s.lesson+1 < len(m.course.Lessons) {
		return m.goTo(s.lesson+1, "")
	}
	return m.toggle(newHandIn(m))
}

// prevLesson goes to the lesson before, to its end or its start.
func (s *lessonScreen) prevLesson(m *Model, end bool) tea.Cmd {
	if s.lesson == 0 {
		m.status = "This is the first page of the course."
		return nil
	}
	cmd := m.goTo(s.lesson-1, "")
	if !end || s.text == nil {
		return cmd
	}
	if s.text.stops == nil && s.isShort() {
		s.text.count()
	}
	return tea.Batch(cmd, s.moveTo(m, s.lastPage(), false))
}

// nextOpen goes to what is open next, from the learner's place on and then
// from the start of the course.
func (m *Model) nextOpen() tea.Cmd {
	if m.ix == nil {
		m.status = "One moment: the lessons are still being read."
		return nil
	}
	s, here := m.lesson(), -1
	all := m.ix.Activities()
	for i, a := range all {
		switch {
		case a.Lesson < s.lesson:
			here = i
		case s.focus != nil && s.focus.activity != nil && s.focus.activity.Activity.ID == a.ID:
			here = i
		case s.focus == nil && a.Lesson == s.lesson && s.isAbove(a.ID):
			here = i
		}
	}
	for n := range all {
		if a := all[(here+1+n)%len(all)]; isUndone(m, a) {
			return m.goToActivity(a.ID)
		}
	}
	m.status = "Nothing is open. " + m.keys.HandIn.Help().Key + " hands in."
	return nil
}

// isAbove reports whether an activity of this lesson stands before the page.
func (s *lessonScreen) isAbove(id string) bool {
	at := s.blockWith(id)
	return at >= 0 && at < s.top.Block
}

// readKeys are the keys that do something while reading, here and now.
func (s *lessonScreen) readKeys(m *Model) []key.Binding {
	k := m.keys
	list := []key.Binding{k.Next}
	if s.text == nil {
		return list
	}
	here := s.onScreen()
	if t := s.aim(m, func(t target) bool { return s.enterable(m, t) }, anyTarget); t != nil && s.enterDoes(m, *t) != "" {
		list = append(list, says(k.Enter, s.enterDoes(m, *t)))
	}
	list = append(list, says(k.Focus, "next item"))
	var further []key.Binding
	add := func(here bool, b key.Binding) {
		if here {
			list = append(list, b)
		} else {
			further = append(further, b)
		}
	}
	free := m.opts.Locked == nil
	add(slices.ContainsFunc(here, leads), says(k.Open, "open link"))
	add(free && slices.ContainsFunc(here, ticks), k.Tick)
	list = append(list, k.Contents, k.NextOpen, k.Prev, pair(k.LineUp, k.LineDown, "a line up or down"),
		k.Start, k.End, k.PrevLesson, k.NextLesson, k.FocusBack, k.Versions, k.Copy)
	add(free, k.New)
	return append(append(list, further...), says(k.Back, "up a level"), k.Suspend)
}

// enterDoes says what enter does with a target.
func (s *lessonScreen) enterDoes(m *Model, t target) string {
	switch {
	case t.fold != nil && isOpen(s.opened, t.fold):
		return "fold"
	case t.fold != nil:
		return "unfold"
	case t.link != nil, t.activity != nil && leads(t):
		return "open link"
	case t.recall != nil, t.item != "":
		return "go there"
	case t.next:
		return "go on"
	case m.opts.Locked != nil:
		return ""
	case ticks(t):
		return "tick"
	case s.enterable(m, t):
		return "answer"
	}
	return "change answer"
}

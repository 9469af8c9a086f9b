package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
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

// click opens what is under the mouse.
func (s *lessonScreen) click(m *Model, msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft || s.text == nil {
		return nil
	}
	if s.sheet != nil {
		return s.clickSheet(m, msg)
	}
	if msg.Y < 0 || msg.Y >= len(s.rows) {
		return nil
	}
	row := s.rows[msg.Y]
	var hit *target
	for _, t := range s.onScreen() {
		switch {
		case t.link != nil:
			for _, span := range row.Links {
				if t.at.Block == row.At.Block && span.Link == t.nth && msg.X >= span.From && msg.X < span.To {
					return s.enter(m, t)
				}
			}
		case t.activity != nil && t.at.Block == row.At.Block && !row.At.Before(t.at):
			hit = &t
		case t.at == row.At:
			hit = &t
		}
	}
	if hit == nil {
		return nil
	}
	return s.enter(m, *hit)
}

func (s *lessonScreen) wheel(m *Model, msg tea.MouseWheelMsg) tea.Cmd {
	if s.text == nil {
		return nil
	}
	if s.sheet != nil {
		return s.wheelSheet(m, msg)
	}
	switch msg.Button {
	case tea.MouseWheelUp:
		return s.scroll(m, -wheelLines)
	case tea.MouseWheelDown:
		return s.scroll(m, wheelLines)
	}
	return nil
}

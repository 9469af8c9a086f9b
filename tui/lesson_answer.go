package tui

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/field"
)

// A sheet is an activity that is being answered in its place.
type sheet struct {
	on    target
	field field.Field
	entry course.Entry // of a journal; without an ID before something is written
	began bool         // something was changed since the field was entered
	first bool         // the version as it stands is to be kept: the next change begins another
	offer *offer
	full  bool // the learner wants to see all of a long prompt

	drawn sheetDrawing
}

func (sh *sheet) activity() *course.Activity { return sh.on.activity.Activity }

// An offer is a text that could be the answer: what stood at the question
// before it was reworded, what an editor left behind.
type offer struct {
	from  string // what it is, for the learner, as "F3 takes over" goes on
	value course.Value
}

// answer opens the field of an activity. fresh asks for a new journal entry.
func (s *lessonScreen) answer(m *Model, t target, fresh bool) tea.Cmd {
	if !m.mayAnswer() {
		return nil
	}
	a := t.activity.Activity
	sh := &sheet{on: t}
	v := m.rec.Answers[a.ID].Value
	if a.Kind.Form() == course.Entries {
		if !fresh {
			sh.entry = m.entryToday(a.ID)
		}
		v = course.Value{Text: sh.entry.Text}
	}
	if sh.field = field.New(a, v, s.fieldOptions(m, t.activity)); sh.field == nil {
		return nil
	}
	sh.offer = m.reworded(a, m.lessonID())
	cmd := s.focusOn(m, &t)
	s.sheet = sh
	m.status = ""
	s.arrange(m)
	return cmd
}

// entryToday is the journal entry of today at an activity, which is written on;
// an older one is history, and a new one is begun.
func (m *Model) entryToday(activity string) course.Entry {
	entries := m.rec.EntriesAt(activity)
	if len(entries) == 0 {
		return course.Entry{}
	}
	last, now := entries[len(entries)-1], m.now()
	if at := last.Created.In(now.Location()); at.YearDay() == now.YearDay() && at.Year() == now.Year() {
		return last
	}
	return course.Entry{}
}

// reworded finds what was answered here before the author changed the words of
// a question that has no id: an answer of the same kind and lesson that has no
// place any more.
func (m *Model) reworded(a *course.Activity, lesson string) *offer {
	if !a.Derived || !m.rec.Answers[a.ID].Empty() {
		return nil
	}
	for _, id := range m.ix.Unplaced(m.rec) {
		old, ok := m.rec.Answers[id]
		if ok && old.Asked.Kind == a.Kind && old.Asked.Lesson == lesson && !old.Empty() {
			return &offer{from: "your answer from before the rewording", value: old.Value}
		}
	}
	return nil
}

// fieldOptions is how the options of an activity look in its field.
func (s *lessonScreen) fieldOptions(m *Model, b *course.ActivityBlock) field.Options {
	blocks := func(of func(o course.OptionBlock) []course.Block) func(i, width int) []string {
		return func(i, width int) (lines []string) {
			if i >= len(b.Options) {
				return nil
			}
			brush := draw.New(m.theme(), width)
			for _, block := range of(b.Options[i]) {
				for _, l := range brush.Block(block, draw.State{}) {
					lines = append(lines, l.Text)
				}
			}
			return lines
		}
	}
	label := blocks(func(o course.OptionBlock) []course.Block { return o.Label })
	said := blocks(func(o course.OptionBlock) []course.Block { return o.Feedback })
	return field.Options{
		ASCII: m.opts.ASCII,
		Option: func(i, width int) []string {
			if lines := label(i, width); len(lines) > 0 {
				return lines
			}
			return []string{""}
		},
		Feedback: func(i, width int) []string {
			a := b.Activity
			if lines := said(i, width); len(lines) > 0 || !a.HasRight() || i >= len(a.Options) {
				return lines
			}
			if a.Options[i].Right {
				return []string{"Right."}
			}
			return []string{"Not this one."}
		},
	}
}

// answerKey takes a key while answering.
func (s *lessonScreen) answerKey(m *Model, k tea.KeyPressMsg) tea.Cmd {
	switch keys := m.keys; {
	case key.Matches(k, keys.Leave), key.Matches(k, keys.Interrupt):
		return s.leave(m)
	case key.Matches(k, keys.LeaveNext):
		return s.leaveFor(m, 1)
	case key.Matches(k, keys.LeavePrev):
		return s.leaveFor(m, -1)
	case key.Matches(k, keys.Editor):
		return s.edit(m)
	case key.Matches(k, keys.FullPrompt):
		s.sheet.full = !s.sheet.full
		s.arrange(m)
		return nil
	case key.Matches(k, keys.Adopt) && s.sheet.offer != nil:
		return s.adopt(m)
	}
	return s.typed(m, k)
}

// typed passes a message on to the field, and keeps what came of it.
func (s *lessonScreen) typed(m *Model, msg tea.Msg) tea.Cmd {
	sh := s.sheet
	r := sh.field.Update(msg)
	var cmd tea.Cmd
	if r.Changed {
		cmd = s.keep(m)
		sh.first = r.First
	}
	if r.Done {
		return tea.Batch(cmd, s.leave(m))
	}
	s.arrange(m)
	return cmd
}

// keep makes what stands in the field the answer. The first change of a
// sitting begins a version; the pick after a first pick does too, so that the
// first one stays in the history.
func (s *lessonScreen) keep(m *Model) tea.Cmd {
	sh, now := s.sheet, m.now()
	a, v := sh.activity(), sh.field.Value()
	asked := a.Asked(m.lessonID())
	begins := !sh.began || sh.first
	sh.began = true
	if a.Kind.Form() == course.Entries {
		sh.entry = nextEntry(m.rec, sh.entry, a.ID, asked, v.Text, begins, now)
		return m.do(course.SetEntry{Entry: sh.entry})
	}
	old := m.rec.Answers[a.ID]
	next := old.Continue(asked, v, now)
	if begins {
		next = old.Next(asked, v, now)
	}
	return m.do(course.SetAnswer{ID: a.ID, Answer: next})
}

// nextEntry is a journal entry with a new text; a new one if e has no ID.
func nextEntry(r *course.Record, e course.Entry, activity string, asked course.Asked, text string, begins bool, now time.Time) course.Entry {
	if e.ID == "" {
		return r.NewEntry(activity, asked, text, now)
	}
	if !begins {
		return e.Continue(text, now)
	}
	return e.Next(text, now)
}

// adopt takes over what is offered.
func (s *lessonScreen) adopt(m *Model) tea.Cmd {
	sh := s.sheet
	sh.field.SetValue(sh.offer.value)
	sh.offer = nil
	sh.first = sh.began // what stood there is kept as a version
	cmd := s.keep(m)
	sh.first = false
	s.arrange(m)
	return cmd
}

// leave closes the field, and saves at once. It does nothing while reading.
func (s *lessonScreen) leave(m *Model) tea.Cmd {
	sh := s.sheet
	if sh == nil {
		return nil
	}
	s.sheet = nil
	a := sh.activity()
	if err := a.Check(sh.field.Value()); err != nil && a.Kind.Form() != course.Entries {
		m.status = "Kept as you typed it, but it does not count yet: " + sentence(err)
	}
	s.redraw(m, shows(a.ID))
	if m.saver.idle() {
		return nil
	}
	return m.saver.save
}

// leaveFor closes the field and goes to the next activity, or the one before:
// into its field if it is on the screen, else it only has the focus, for there
// is something to read before it.
func (s *lessonScreen) leaveFor(m *Model, dir int) tea.Cmd {
	from := s.sheet.on
	left := s.leave(m)
	list := s.onScreen()
	for i := range list {
		t := list[i]
		if dir < 0 {
			t = list[len(list)-1-i]
		}
		if answers(t) && (dir > 0 && from.before(t) || dir < 0 && t.before(from)) {
			return tea.Batch(left, s.answer(m, t, false))
		}
	}
	return tea.Batch(left, s.step(m, dir))
}

// answerKeys are the keys that do something while answering, here and now.
func (s *lessonScreen) answerKeys(m *Model) []key.Binding {
	sh, k, own := s.sheet, m.keys, s.sheet.field.Keys()
	var list []key.Binding
	if !sh.field.Tall() && len(own) > 0 { // how such a field is filled in, one must know
		list, own = own[:1:1], own[1:]
	}
	list = append(list, k.Leave, k.LeaveNext)
	if sh.drawn.folded {
		list = append(list, k.FullPrompt)
	}
	if sh.offer != nil {
		list = append(list, k.Adopt)
	}
	if sh.field.Tall() && len(m.opts.Editor) > 0 {
		list = append(list, k.Editor)
	}
	return append(append(list, own...), k.LeavePrev, k.Save, k.Interrupt)
}

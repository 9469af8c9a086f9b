package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// worksheetScreen lists what the learner hands in: every item with its state
// and the start of the answer, and the answers whose question is gone.
type worksheetScreen struct {
	list  list
	right string
	blank string // where the empty worksheet was saved; "": it was not
}

// unplacedRow is before the id of an answer that has no item.
const unplacedRow = "unplaced "

func newWorksheet(m *Model) *worksheetScreen {
	s := &worksheetScreen{}
	s.prepare(m)
	return s
}

func (s *worksheetScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case blankMsg:
		if msg.err != nil {
			m.status = sentence(msg.err)
			return nil
		}
		s.blank = msg.path
		s.prepare(m)
		s.list.scroll(-s.list.lines)
		return nil
	case tea.KeyPressMsg:
		if cmd, ok := s.press(m, msg); ok {
			return cmd
		}
	}
	if s.list.update(m, msg) {
		return s.open(m)
	}
	s.prepare(m)
	return nil
}

func (s *worksheetScreen) press(m *Model, k tea.KeyPressMsg) (tea.Cmd, bool) {
	id := s.answerID()
	_, answered := m.rec.Answers[id]
	switch {
	case key.Matches(k, m.keys.Back):
		return m.back(), true
	case key.Matches(k, m.keys.Blank):
		return m.saveBlank(), true
	case s.blank != "" && key.Matches(k, m.keys.Open):
		return m.reveal(s.blank), true
	case answered && key.Matches(k, m.keys.Versions):
		return m.showVersions(id), true
	case answered && key.Matches(k, m.keys.Copy):
		return m.copied(m.rec.Answers[id].String(), "The answer"), true
	}
	return nil, false
}

// open goes to the chosen item, or shows what the answer without one says.
func (s *worksheetScreen) open(m *Model) tea.Cmd {
	if id, ok := strings.CutPrefix(s.list.chosen(), unplacedRow); ok {
		return m.showVersions(id)
	}
	return m.visit(s.list.chosen())
}

// answerID is the id under which the answer of the chosen row is kept.
func (s *worksheetScreen) answerID() string {
	return strings.TrimPrefix(s.list.chosen(), unplacedRow)
}

func (s *worksheetScreen) prepare(m *Model) {
	r := rows{m: m}
	s.right = ""
	if m.ix == nil {
		r.text("One moment: the questions are being gathered from the lessons.")
		s.list.set(m, r.all)
		return
	}
	p := m.ix.Progress(m.rec)
	s.right = fmt.Sprintf("%d of %d answered", p.Answered, p.Items)
	if s.blank != "" {
		r.text("The empty worksheet is saved, to print: " + s.blank + " (o opens its folder)")
		r.air()
	}
	part := course.Main
	for _, a := range m.ix.Items() {
		if a.Section != part {
			part = a.Section
			r.heading(m.ix.Lessons[a.Lesson].Title)
		}
		r.item(a.ID, s.item(m, a)...)
	}
	if len(m.ix.Items()) == 0 {
		r.text("This course asks no questions.")
	}
	s.unplaced(m, &r)
	s.list.set(m, r.all)
}

// item draws an item: number and name, lesson and state, the start of the answer.
func (s *worksheetScreen) item(m *Model, a *course.Activity) []string {
	number := "   "
	if a.Number > 0 {
		number = fmt.Sprintf("%2d ", a.Number)
	}
	width := m.rowWidth()
	right := fmt.Sprintf("%-9s %18s", lessonLabel(a), m.stateWords(a))
	name := number + course.VisibleLine(a.Name())
	lines := []string{spread(name, right, width)}
	if width < 60 {
		lines = []string{spread(name, "", width), "   " + spread(lessonLabel(a), m.stateWords(a), width-3)}
	}
	if start := startOf(m.rec.Answers[a.ID].Value); start != "" {
		lines = append(lines, "   "+m.quiet(spread(start, "", width-3)))
	}
	return lines
}

// unplaced lists the answers whose question the course no longer has.
func (s *worksheetScreen) unplaced(m *Model, r *rows) {
	first := true
	for _, id := range m.ix.Unplaced(m.rec) {
		answer, ok := m.rec.Answers[id]
		if !ok {
			continue // journal entries stand in the journal
		}
		if first {
			r.heading("ANSWERS WITHOUT A QUESTION")
			r.text("The course has changed since you wrote these. They are kept, and go out at the end of the worksheet.")
			r.air()
			first = false
		}
		width := m.rowWidth()
		asked := course.VisibleLine(answer.Asked.Prompt)
		if asked == "" {
			asked = "What was asked is not known"
		}
		where := ""
		if answer.Asked.Lesson != "" {
			where = "was in " + course.VisibleLine(answer.Asked.Lesson)
		}
		if width < 60 {
			where = ""
		}
		r.item(unplacedRow+id, spread("   "+asked, where, width), "   "+m.quiet(spread(startOf(answer.Value), "", width-3)))
	}
}

// stateWords says how far the learner is with an activity.
func (m *Model) stateWords(a *course.Activity) string {
	state, answer := m.rec.State(a), m.rec.Answers[a.ID]
	switch form := a.Kind.Form(); {
	case form == course.Tick && state == course.Done:
		return "ticked " + m.day(m.rec.Marks[a.ID].Done)
	case form == course.Tick:
		return "not ticked"
	case form == course.Entries && state == course.Done:
		return count(len(m.rec.EntriesAt(a.ID)), "entry", "entries")
	case state == course.Undone && !answer.Empty():
		return "answer again"
	case state == course.Undone && a.Optional:
		return "empty, optional"
	case state == course.Undone:
		return "empty"
	case state == course.Brief && form == course.Ideas:
		return fmt.Sprintf("%d of %d ideas", len(answer.List), a.Ideas)
	case state == course.Brief:
		return fmt.Sprintf("%d of %d words", course.CountWords(answer.Text), a.Words)
	}
	return "answered " + m.day(answer.Updated)
}

func (s *worksheetScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: m.course.Worksheet, right: s.right}, height)
}

func (s *worksheetScreen) keys(m *Model) []key.Binding {
	keys := s.list.keys(m)
	if s.list.chosen() != "" {
		enter := says(m.keys.Enter, "go there")
		if strings.HasPrefix(s.list.chosen(), unplacedRow) {
			enter = says(m.keys.Enter, "read it whole")
		}
		keys = append(keys, enter)
	}
	if s.blank != "" {
		keys = append(keys, says(m.keys.Open, "open folder"))
	}
	keys = append(keys, m.keys.Blank)
	if _, ok := m.rec.Answers[s.answerID()]; ok {
		keys = append(keys, m.keys.Versions, says(m.keys.Copy, "copy the answer"))
	}
	return append(append(keys, m.keys.Back), s.list.further(m)...)
}

func (s *worksheetScreen) typing() bool { return false }

// blankMsg says where the empty worksheet was saved.
type blankMsg struct {
	path string
	err  error
}

// saveBlank is the command that saves the empty worksheet.
func (m *Model) saveBlank() tea.Cmd {
	desk := m.desk
	return func() tea.Msg {
		path, err := desk.Blank()
		return blankMsg{path, err}
	}
}

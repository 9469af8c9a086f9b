package tui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
)

// maxDepth is how far lessons below others are moved in.
const maxDepth = 4

// contentsScreen is the way in: the lessons with what is done of them, and the
// other screens.
type contentsScreen struct {
	list  list
	right string // how far the learner is
}

func newContents(m *Model) *contentsScreen {
	s := &contentsScreen{}
	s.prepare(m)
	s.list.choose(m.lessonID())
	return s
}

func (s *contentsScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, m.keys.Back), key.Matches(k, m.keys.ReadOn):
			return m.back()
		case key.Matches(k, m.keys.NextOpen) && m.ix != nil:
			return m.nextOpen()
		}
	}
	if s.list.update(m, msg) {
		return s.open(m)
	}
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseClickMsg, tea.MouseWheelMsg: // they change nothing but the choice
	default:
		s.prepare(m)
	}
	return nil
}

// open goes where the chosen row leads. The lesson that is being read goes on
// where it was left.
func (s *contentsScreen) open(m *Model) tea.Cmd {
	id := s.list.chosen()
	for _, beside := range m.beside() {
		if beside.id == id {
			m.push(beside.open())
			return nil
		}
	}
	if id == m.lessonID() {
		return m.back()
	}
	for i, l := range m.course.Lessons {
		if l.ID == id {
			return m.goTo(i, "")
		}
	}
	return nil
}

func (s *contentsScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: m.course.Title, right: s.right}, height)
}

// progressBar is a percentage, with a bar where there is room for one.
func (m *Model) progressBar(percent int) string {
	words := fmt.Sprintf("%d %%", percent)
	if m.frame.inner < 60 {
		return words
	}
	full := percent / 10
	t := m.theme()
	return strings.Repeat(t.Glyph(draw.BarFull), full) + strings.Repeat(t.Glyph(draw.BarEmpty), 10-full) +
		fmt.Sprintf(" %5s", words)
}

func (s *contentsScreen) prepare(m *Model) {
	r := rows{m: m}
	r.text(s.claim(m))
	if m.frame.roomy {
		r.air()
	}
	var p course.Progress
	if m.ix != nil {
		p = m.ix.Progress(m.rec)
		s.right = m.progressBar(p.Percent)
	}
	digits := len(strconv.Itoa(len(m.course.Lessons)))
	part := ""
	for i, l := range m.course.Lessons {
		if l.Part != part {
			if part = l.Part; part == "" {
				r.air()
			} else {
				r.heading(part)
			}
		}
		number := fmt.Sprintf("%*d", digits, i+1)
		title, minutes, state := lessonName(l), "", ""
		if m.ix != nil {
			title, minutes = m.ix.Lessons[i].Title, long(m.ix.Lessons[i].Minutes)
			state = lessonState(p.Lessons[i])
		}
		title = strings.Repeat(" ", 2*min(l.Depth, maxDepth)) + title
		r.item(l.ID, lessonLine(m, number, title, minutes, state))
	}
	r.air()
	for _, b := range m.beside() {
		r.item(b.id, besideLine(m, b))
	}
	s.list.set(m, r.all)
}

// lessonLine is a lesson's row: the columns on the right keep their places.
func lessonLine(m *Model, number, title, minutes, state string) string {
	right := fmt.Sprintf("%10s   %-8s", minutes, state)
	if m.rowWidth() < 60 {
		right = fmt.Sprintf("%6s %-7s", minutes, state)
	}
	return spread(number+"  "+title, right, m.rowWidth())
}

// besideLine is the row of a screen beside the lessons: what it is, its facts,
// its key.
func besideLine(m *Model, b beside) string {
	name := ansi.Truncate(b.name, m.rowWidth()/3, m.theme().Glyph(draw.Ellipsis))
	pad := max(12-ansi.StringWidth(name), 2)
	return spread(name+strings.Repeat(" ", pad)+b.facts, " "+b.key.Help().Key, m.rowWidth())
}

// claim is what the course gives and asks: clock hours, who teaches it, how
// long it takes from here.
func (s *contentsScreen) claim(m *Model) string {
	var parts []string
	if h := m.course.Credit.Hours; h > 0 {
		parts = append(parts, clockHours(h))
	}
	if name := m.course.Instructor.Name; name != "" {
		parts = append(parts, "with "+name)
	}
	switch {
	case m.ix == nil:
		parts = append(parts, "counting what is to do")
	case minutesLeft(m) > 0:
		parts = append(parts, about(minutesLeft(m))+" to go")
	default:
		parts = append(parts, "all lessons done")
	}
	return strings.Join(parts, " "+m.theme().Glyph(draw.Dot)+" ")
}

// minutesLeft guesses how long the rest takes: the lessons that are not done,
// less the share of their activities that is.
func minutesLeft(m *Model) float64 {
	p, left := m.ix.Progress(m.rec), 0.0
	for i, l := range m.ix.Lessons {
		switch lp := p.Lessons[i]; {
		case lp.Finished:
		case lp.Required > 0 && lp.Done < lp.Required:
			left += l.Minutes * float64(lp.Required-lp.Done) / float64(lp.Required)
		default:
			left += l.Minutes
		}
	}
	return left
}

// lessonState says how far the learner is with a lesson.
func lessonState(p course.LessonProgress) string {
	switch {
	case p.Finished:
		return "done"
	case p.Done > 0:
		return fmt.Sprintf("%d of %d", p.Done, p.Required)
	case p.Started:
		return "begun"
	}
	return ""
}

// lessonName is what a lesson is called until it was parsed: its file's name.
func lessonName(l *course.Lesson) string {
	name := strings.NewReplacer("-", " ", "_", " ").Replace(l.ID)
	if name == "" {
		return l.File
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func (s *contentsScreen) keys(m *Model) []key.Binding {
	keys := append(s.list.keys(m), m.keys.Enter, m.keys.ReadOn)
	if m.ix != nil {
		keys = append(keys, m.keys.NextOpen)
	}
	keys = append(keys, m.keys.Back)
	if more := s.list.further(m); more != nil {
		keys = append(keys, more[1:]...) // space reads on
	}
	return keys
}

func (s *contentsScreen) typing() bool { return false }

package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/field"
	"lectern/tui/page"
)

// lessonScreen is the lowest screen: the lesson that is read and answered.
type lessonScreen struct {
	lesson int // index in Course.Lessons
	tree   *course.Tree
	text   *text // nil until the size of the terminal is known

	at     spot       // where the learner is
	top    page.Place // what is on top because of that; see settle
	rows   []page.Row // what is on the screen
	below  page.Place // the first line that is not
	loose  bool       // the learner scrolled by lines: `at` is on top whatever the pages are
	focus  *target
	opened map[*course.Fold]bool // folds that are not as their author left them
	came   []course.Place        // where links within the course were followed from

	cardTargets []target // what in the card can have the focus

	sheet *sheet // the activity that is being answered; nil while reading
}

// newLesson opens the lesson where the learner stopped.
func newLesson(m *Model) *lessonScreen {
	s := &lessonScreen{opened: map[*course.Fold]bool{}}
	place := m.rec.Place
	for i, l := range m.course.Lessons {
		if l.ID == place.Lesson {
			s.lesson = i
		}
	}
	if want := m.opts.Lesson; want != "" && want != place.Lesson {
		place = course.Place{}
		for i, l := range m.course.Lessons {
			if l.ID == want {
				s.lesson = i
			}
		}
	}
	s.parse(m)
	if place.Lesson == m.course.Lessons[s.lesson].ID {
		s.at, s.loose = s.spotOf(place), true
	}
	return s
}

// parse reads the lesson anew, with what is known of the course by now.
func (s *lessonScreen) parse(m *Model) {
	tree, err := m.course.Lessons[s.lesson].Tree(m.ix)
	if err != nil {
		m.status = sentence(err)
	}
	s.tree = tree
}

func (s *lessonScreen) typing() bool { return s.sheet != nil }

func (s *lessonScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg, tea.BackgroundColorMsg:
		return s.layout(m)
	case indexMsg:
		return s.indexed(m)
	case shownMsg:
		s.redraw(m, nil)
		s.arrange(m)
		return nil
	case tea.KeyPressMsg:
		if s.sheet != nil {
			return s.answerKey(m, msg)
		}
		return s.readKey(m, msg)
	case field.Typed:
		return s.typed(m, msg)
	case tea.PasteMsg:
		if s.sheet != nil {
			return s.typed(m, msg)
		}
		m.status = "There is no field here to paste into: " + m.keys.Enter.Help().Key + " opens one."
	case tea.MouseClickMsg:
		return s.click(m, msg)
	case tea.MouseWheelMsg:
		return s.wheel(m, msg)
	}
	return nil
}

// indexed takes over item numbers, final ids and links, where the learner
// stands.
func (s *lessonScreen) indexed(m *Model) tea.Cmd { return s.anew(m, s.place(m)) }

// anew parses the lesson anew and shows it at a place, which it had when it
// was drawn last. What was unfolded stays so, and an activity in focus too.
func (s *lessonScreen) anew(m *Model, place course.Place) tea.Cmd {
	drawn, old, focus := s.at.drawn, foldsOf(s.tree), s.focus
	s.parse(m)
	opened, folds := map[*course.Fold]bool{}, foldsOf(s.tree)
	for i, f := range old {
		if open, ok := s.opened[f]; ok && len(folds) == len(old) {
			opened[folds[i]] = open
		}
	}
	s.opened = opened
	s.at, s.focus = s.spotOf(place), nil
	s.at.drawn = drawn
	cmd := s.layout(m)
	if focus != nil && focus.activity != nil && s.text != nil {
		s.focusAgain(m, focus.activity.Activity.ID)
	}
	return cmd
}

// focusAgain gives the focus back to an activity, if it is still on the screen.
func (s *lessonScreen) focusAgain(m *Model, id string) {
	for _, t := range s.onScreen() {
		if t.activity != nil && t.activity.Activity.ID == id {
			s.focus = &t
			s.redraw(m, shows(id))
			return
		}
	}
}

func foldsOf(t *course.Tree) (folds []*course.Fold) {
	if t == nil {
		return nil
	}
	course.Walk(t.Blocks, func(b course.Block) bool {
		if f, ok := b.(*course.Fold); ok {
			folds = append(folds, f)
		}
		return true
	})
	return folds
}

// place is where the learner is, to be kept.
func (s *lessonScreen) place(m *Model) course.Place {
	p := course.Place{Lesson: m.course.Lessons[s.lesson].ID, Near: s.at.Block - 1, Line: s.at.Line, At: m.now()}
	if s.block(s.at.Block) != nil {
		p.Block = s.tree.Key(p.Near)
	}
	return p
}

// spotOf finds a place again, after the lesson was edited too. The head is
// near -1, the card near the number of blocks.
func (s *lessonScreen) spotOf(p course.Place) spot {
	block := s.tree.Find(p.Block, p.Near) + 1
	if p.Block == "" && (p.Near < 0 || p.Near >= len(s.tree.Blocks)) {
		block = min(max(p.Near+1, 0), s.cardAt())
	}
	return spot{Place: page.Place{Block: block, Line: max(p.Line, 0)}}
}

// lesson is the screen of lessons, which lies under all the others.
func (m *Model) lesson() *lessonScreen { return m.screens[0].(*lessonScreen) }

// lessonID is the identity of the lesson that is open.
func (m *Model) lessonID() string { return m.course.Lessons[m.lesson().lesson].ID }

// keys are the keys that work here and now.
func (s *lessonScreen) keys(m *Model) []key.Binding {
	if s.sheet != nil {
		return s.answerKeys(m)
	}
	return s.readKeys(m)
}

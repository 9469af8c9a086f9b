package tui

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// A Shelved is a course that was opened before.
type Shelved struct {
	Title    string
	Where    string        // where it lies, for people to read
	At       time.Time     // when it was opened last
	Progress func() string // how far the learner is: "42 %". It is called from a command, one course at a time.
}

// nobodyChose is what Choose returns when the learner left.
const nobodyChose = -1

// Choose lets the learner choose one of several courses, of which the first is
// the likely one, and returns its index; -1 if the learner leaves instead. Of
// the options only Now and those that say how to draw count.
func Choose(ctx context.Context, shelf []Shelved, o Options, opts ...tea.ProgramOption) (int, error) {
	l := newLibrary(shelf, o)
	if _, err := tea.NewProgram(l, append(opts, tea.WithContext(ctx))...).Run(); err != nil {
		return nobodyChose, err
	}
	return l.shelf.chosen, nil
}

// A library is a player without a course yet: what screens need of a Model,
// and one screen.
type library struct {
	*Model
	shelf *libraryScreen
}

func newLibrary(shelf []Shelved, o Options) *library {
	s := &libraryScreen{shelf: shelf, progress: make([]string, len(shelf)), chosen: nobodyChose}
	m := &Model{
		course: &course.Course{Title: "Your courses"}, rec: course.NewRecord(),
		saver: newSaver(nil, o.Now), now: o.Now, keys: newKeyMap(), opts: o, dark: true,
	}
	m.screens = []screen{s}
	return &library{m, s}
}

// Init begins to find out how far the learner is with each course.
func (l *library) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, l.shelf.read(0))
}

// Update takes one message, as that of the player does.
func (l *library) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		l.frame = newFrame(msg.Width, msg.Height)
		return l, l.each(msg)
	case tea.BackgroundColorMsg:
		l.dark = msg.IsDark()
		return l, l.each(msg)
	case shelvedMsg:
		return l, l.shelf.update(l.Model, msg)
	case tea.KeyPressMsg:
		l.status = ""
		switch {
		case key.Matches(msg, l.keys.Quit):
			return l, tea.Quit
		case key.Matches(msg, l.keys.Help):
			return l, l.toggle(newHelp(l.Model))
		}
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-l.frame.left, msg.Y-l.frame.top
		return l, l.top().update(l.Model, msg)
	}
	return l, l.top().update(l.Model, msg)
}

// libraryScreen lists the courses that were opened before, the last one first.
type libraryScreen struct {
	list     list
	shelf    []Shelved
	progress []string // by course; "" while it is not known
	chosen   int
}

// shelvedMsg says how far the learner is with a course.
type shelvedMsg struct {
	course   int
	progress string
}

// read is the command that finds out how far the learner is with a course; nil
// after the last one.
func (s *libraryScreen) read(i int) tea.Cmd {
	if i >= len(s.shelf) {
		return nil
	}
	progress := s.shelf[i].Progress
	return func() tea.Msg { return shelvedMsg{i, progress()} }
}

func (s *libraryScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(shelvedMsg); ok {
		s.progress[msg.course] = msg.progress
		s.prepare(m)
		return s.read(msg.course + 1)
	}
	if s.list.update(m, msg) {
		s.chosen, _ = strconv.Atoi(s.list.chosen())
		return tea.Quit
	}
	if _, pressed := msg.(tea.KeyPressMsg); !pressed {
		s.prepare(m)
	}
	return nil
}

func (s *libraryScreen) prepare(m *Model) {
	r := rows{m: m}
	r.text("Which one do you want to go on with?")
	for i, c := range s.shelf {
		if m.frame.roomy || i == 0 {
			r.air()
		}
		right := s.progress[i]
		if m.frame.inner >= wordyFrom {
			right += fmt.Sprintf("   %11s", m.day(c.At))
		}
		r.item(strconv.Itoa(i), spread(course.VisibleLine(c.Title), right, m.rowWidth()),
			m.quiet(spread(course.VisibleLine(c.Where), "", m.rowWidth())))
	}
	s.list.set(m, r.all)
}

func (s *libraryScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: m.course.Title}, height)
}

func (s *libraryScreen) keys(m *Model) []key.Binding {
	return append(append(s.list.keys(m), says(m.keys.Enter, "go on with it")), s.list.further(m)...)
}

func (s *libraryScreen) typing() bool { return false }

package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// lessonScreen is the lowest screen: the lesson that is read and answered.
type lessonScreen struct{ lesson int }

func newLesson(m *Model) *lessonScreen { return &lessonScreen{} }

func (s *lessonScreen) update(m *Model, msg tea.Msg) tea.Cmd { return nil }

func (s *lessonScreen) view(m *Model, width, height int) view {
	return view{title: m.course.Title, cursorY: -1}
}

func (s *lessonScreen) keys(m *Model) []key.Binding { return nil }

func (s *lessonScreen) typing() bool { return false }

// lesson is the screen of lessons, which lies under all the others.
func (m *Model) lesson() *lessonScreen { return m.screens[0].(*lessonScreen) }

// lessonID is the identity of the lesson that is open.
func (m *Model) lessonID() string { return m.course.Lessons[m.lesson().lesson].ID }

// goTo takes away what lies over the lesson, and opens a lesson at an activity
// or a heading; at its start if id is "".
func (m *Model) goTo(lesson int, id string) tea.Cmd { return nil }

// goToActivity opens the lesson in which an activity is, with the activity in
// focus. It does nothing while the index is not there.
func (m *Model) goToActivity(id string) tea.Cmd { return nil }

// openLink goes where a link leads: to a lesson, an activity or a screen of
// the player, or out to the program that the system has for it. What was
// opened is noted.
func (m *Model) openLink(l course.Link) tea.Cmd { return nil }

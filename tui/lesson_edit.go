package tui

import (
	"io"
	"os/exec"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/field"
)

// edit takes the text of the field out to the learner's own editor. It is
// saved before: nothing runs beside the editor.
func (s *lessonScreen) edit(m *Model) tea.Cmd {
	sh := s.sheet
	if !sh.field.Tall() {
		m.status = "This answer is short enough to be typed here."
		return nil
	}
	e, err := field.Begin(sh.field.Value().String(), m.opts.Editor)
	if err != nil {
		m.status = sentence(err)
		return nil
	}
	saver := m.saver
	return func() tea.Msg {
		saver.flushFor(slowSave)
		return tea.Exec(m.session(e.Cmd()), func(runErr error) tea.Msg {
			text, err := e.Finish(runErr)
			return editedMsg{sh, e, text, err}
		})()
	}
}

// A session is the editor on the learner's terminal. It takes shortestSession
// at least: Bubble Tea 2.0.10 stops the clock of its screen a moment after it
// gave the terminal away, and where that comes later than the editor's end,
// the clock stands still for good and the screen stays empty.
type session struct {
	*exec.Cmd
	away *atomic.Bool // whether it has the terminal
}

const shortestSession = 100 * time.Millisecond

func (m *Model) session(c *exec.Cmd) *session { return &session{c, m.away} }

func (s *session) Run() error {
	s.away.Store(true)
	defer s.away.Store(false)
	over := time.After(shortestSession)
	err := s.Cmd.Run()
	<-over
	return err
}

func (s *session) SetStdin(r io.Reader) {
	if in, ok := r.(*input); ok {
		r = in.File // an editor wants a terminal
	}
	s.Stdin = r
}
func (s *session) SetStdout(w io.Writer) { s.Stdout = w }
func (s *session) SetStderr(w io.Writer) { s.Stderr = w }

// editedMsg brings a text back from the editor.
type editedMsg struct {
	sheet *sheet
	edit  *field.Edit
	text  string
	err   error
}

// tell makes the text the answer. If something went wrong the answer is as it
// was, and the text is offered.
func (e editedMsg) tell(m *Model) tea.Cmd {
	s := m.lesson()
	sh := e.sheet
	if s.sheet != sh {
		return nil
	}
	v := asValue(sh.activity(), e.text)
	old := sh.field.Value()
	var cmd tea.Cmd
	switch {
	case e.err != nil:
		m.status = sentence(e.err)
		if !v.Empty() && !v.Equal(old) {
			cmd = s.putAside(m, v)
			sh.offer = &offer{from: "what your editor left", value: v}
		}
	case !v.Equal(old):
		sh.field.SetValue(v)
		cmd = s.keep(m)
		m.status = "Taken over from your editor."
	default:
		m.status = "Your editor changed nothing."
	}
	if len(e.edit.Left) > 0 && sh.offer == nil {
		left := e.edit.Left[0]
		sh.offer = &offer{from: "what your editor left behind " + m.day(left.At), value: asValue(sh.activity(), left.Text)}
		cmd = tea.Batch(cmd, s.putAside(m, sh.offer.value), removeSaved(m.saver, left))
	}
	s.arrange(m)
	return cmd
}

// putAside keeps a text that is offered and stands nowhere else among the
// versions of the answer, before the one that stands: whether the offer is
// taken or not, the text is not lost.
func (s *lessonScreen) putAside(m *Model, v course.Value) tea.Cmd {
	sh, now := s.sheet, m.now()
	a := sh.activity()
	asked := a.Asked(m.lessonID())
	if a.Kind.Form() == course.Entries {
		if sh.entry.ID == "" {
			return m.do(course.SetEntry{Entry: m.rec.NewEntry(a.ID, asked, v.Text, now)})
		}
		text := sh.entry.Text
		other := sh.entry.Next(v.Text, now)
		sh.entry = other.Next(text, now)
		return m.do(course.SetEntry{Entry: other}, course.SetEntry{Entry: sh.entry})
	}
	stands := m.rec.Answers[a.ID]
	other := stands.Next(asked, v, now)
	return m.do(course.SetAnswer{ID: a.ID, Answer: other},
		course.SetAnswer{ID: a.ID, Answer: other.Next(asked, stands.Value, now)})
}

// removeSaved removes what an earlier edit left behind, once its text is saved.
func removeSaved(s *saver, left field.Leftover) tea.Cmd {
	return func() tea.Msg {
		if s.flush() == nil {
			_ = left.Remove() // else it is offered once more
		}
		return savedMsg{}
	}
}

// asValue is edited text as a value: ideas are a line each.
func asValue(a *course.Activity, text string) course.Value {
	if a.Kind.Form() == course.Ideas {
		return a.Parse(text)
	}
	return course.Value{Text: text}
}

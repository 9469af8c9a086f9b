package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// closing is how long the last save may take before the program ends anyway.
const closing = 5 * time.Second

// A Result is how a session ended.
type Result struct {
	Percent int   // of the course; see course.Progress
	Unsaved error // what kept the last answers from being saved; nil: all is saved
}

// Run plays a course until the learner quits, the terminal goes away or ctx
// ends. Everything typed was offered to the book when it returns, also after a
// panic, whose error it returns then.
func Run(ctx context.Context, c *course.Course, o Options, opts ...tea.ProgramOption) (Result, error) {
	m, err := New(c, o)
	if err != nil {
		return Result{}, err
	}
	p := tea.NewProgram(m, append(opts, tea.WithContext(ctx))...)

	// A closed window must end the program as q does. SIGHUP is not handled
	// by Bubble Tea, and would kill it with nothing run.
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, hangUps...)
	defer signal.Stop(hup)
	go func() {
		for range hup {
			p.Quit()
		}
	}()

	_, err = p.Run()
	if errors.Is(err, tea.ErrInterrupted) || (errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil) {
		err = nil
	}
	return m.close(), err
}

// close saves what is left. It uses only what a panic cannot have broken.
func (m *Model) close() Result {
	r := Result{}
	if m.opts.Locked == nil {
		m.do(m.clock.note(m.rec)...)
		saved := make(chan error, 1)
		go func() { saved <- m.saver.flush() }()
		select {
		case r.Unsaved = <-saved:
		case <-time.After(closing):
			r.Unsaved = fmt.Errorf("the disk did not answer for %v", closing)
		}
	}
	if m.ix != nil {
		r.Percent = m.ix.Progress(m.rec).Percent
	}
	return r
}

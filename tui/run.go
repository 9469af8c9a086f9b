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

// framesPerSecond is how often the screen may change: twice the usual, since a
// key is answered at the next frame.
const framesPerSecond = 120

// closing is how long the last save may take before the program ends anyway.
const closing = 5 * time.Second

// A Result is how a session ended.
type Result struct {
	Percent  int   // of the course; see course.Progress. -1: not known
	Unsaved  error // what kept the last answers from being saved; nil: all is saved
	ReadOnly bool  // nothing could be saved, and the learner knew it
	Again    bool  // nothing could be saved, and the learner wants to try once more
}

// Run plays a course until the learner quits, the terminal goes away or ctx
// ends. Everything typed was offered to the book when it returns. After a panic
// the error is one sentence for the learner that says where a note of it lies
// (see Options.CrashNote).
func Run(ctx context.Context, c *course.Course, o Options, opts ...tea.ProgramOption) (Result, error) {
	m, err := New(c, o)
	if err != nil {
		return Result{}, err
	}
	g := &guard{model: m}
	p := tea.NewProgram(g, append([]tea.ProgramOption{
		tea.WithFPS(framesPerSecond), tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithInput(&input{File: os.Stdin}),
	}, opts...)...)
	g.quit = p.Quit

	return m.ending(ctx, g, p)
}

// ending runs the program to its end, however that comes.
func (m *Model) ending(ctx context.Context, g *guard, p *tea.Program) (Result, error) {
	// Bubble Tea knows two of these signals only, and its own handler can
	// hang where two come at once (2.0.10).
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, endings...)
	defer signal.Stop(signals)
	over := make(chan struct{})
	defer close(over)
	go func() {
		for {
			select {
			case s := <-signals:
				if !isKey(s) || !m.away.Load() {
					p.Quit()
				}
			case <-over:
				return
			}
		}
	}()

	_, err := p.Run()
	if errors.Is(err, tea.ErrInterrupted) || (errors.Is(err, tea.ErrProgramKilled) && ctx.Err() != nil) {
		err = nil
	}
	sound(func() { g.keys.release(m) })
	r := m.close()
	if crash := g.crashed(); crash != nil {
		err = m.report(crash, r.Unsaved == nil)
	}
	return r, err
}

// close saves what is left. It is called after a panic too.
func (m *Model) close() (r Result) {
	r.ReadOnly, r.Again = m.opts.Locked != nil, m.again
	if !r.ReadOnly {
		sound(func() { m.do(m.clock.note(m.rec)...) })
		saved := make(chan error, 1)
		go func() {
			err := errBroken
			defer func() { saved <- err }()
			sound(func() { err = m.saver.flush() })
		}()
		select {
		case r.Unsaved = <-saved:
		case <-time.After(closing):
			r.Unsaved = fmt.Errorf("the disk did not answer for %d seconds", int(closing.Seconds()))
		}
	}
	r.Percent = -1
	sound(func() {
		if m.ix != nil {
			r.Percent = m.ix.Progress(m.rec).Percent
		}
	})
	return r
}

// sound calls f, and survives what it meets in a model that a panic broke.
func sound(f func()) {
	defer func() { _ = recover() }()
	f()
}

// report is the sentence about a crash.
func (m *Model) report(c *crash, saved bool) error {
	text := "the player met an error of its own and had to stop (" + course.VisibleLine(c.what) + ")"
	if saved {
		text += "; everything you typed is saved"
	}
	if m.opts.CrashNote == "" {
		return errors.New(text)
	}
	if err := os.WriteFile(m.opts.CrashNote, []byte(c.note()), 0o600); err != nil {
		return fmt.Errorf("%s; no note of it could be written: %w", text, err)
	}
	return fmt.Errorf("%s; a note for its authors lies at %s", text, course.VisibleLine(m.opts.CrashNote))
}

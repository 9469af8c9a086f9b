package tui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"lectern/course"
)

// A wire is the terminal of a player that really runs: what is typed goes in
// one end, what is drawn stands on a screen.
type wire struct {
	in  io.Reader
	key io.WriteCloser

	tty io.Writer // where the program draws, if not on the wire itself

	mu     sync.Mutex // guards what follows
	screen *vt.Emulator
	raw    bytes.Buffer
}

func newWire(t *testing.T) *wire {
	w := &wire{screen: vt.NewEmulator(80, 24)}
	in, key := io.Pipe()
	w.in, w.key = in, key
	go func() { _, _ = io.Copy(io.Discard, w.screen) }() // its answers to queries
	t.Cleanup(func() {
		_ = w.key.Close()
		if answers, ok := w.screen.InputPipe().(io.Closer); ok { // its own Close is not for goroutines
			_ = answers.Close()
		}
	})
	return w
}

func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.raw.Write(p)
	if _, err := w.screen.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (w *wire) drawn() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.screen.String()
}

// written is everything that was written to the screen.
func (w *wire) written() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.raw.String()
}

// isTerminal puts a terminal between, as far as the program can see: editors
// want one.
func (w *wire) isTerminal(t *testing.T) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = slave.Close(); _ = master.Close() })
	w.in, w.tty, w.key = slave, slave, master
	go func() { _, _ = io.Copy(w, master) }()
}

func (w *wire) press(keys string) {
	_, _ = io.WriteString(w.key, keys)
}

// runs plays a course over a wire, and returns how it ended.
func (w *wire) runs(ctx context.Context, c *course.Course, o Options) (Result, error) {
	out := io.Writer(w)
	if w.tty != nil {
		out = w.tty
	}
	return Run(ctx, c, o, tea.WithInput(w.in), tea.WithOutput(out), tea.WithWindowSize(80, 24),
		tea.WithoutSignals(), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
}

func (w *wire) waitFor(t *testing.T, text string) {
	t.Helper()
	for range 2000 {
		if strings.Contains(w.drawn(), text) {
			return
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatalf("%q was never drawn:\n%s", text, w.drawn())
}

// ending is how Run ended.
type ending struct {
	result Result
	err    error
}

func (w *wire) begin(ctx context.Context, c *course.Course, o Options) chan ending {
	done := make(chan ending, 1)
	go func() {
		r, err := w.runs(ctx, c, o)
		done <- ending{r, err}
	}()
	return done
}

func options(t testing.TB, c *course.Course, book Book) Options {
	t.Helper()
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Book: book, Desk: &paperDesk{}, Now: time.Now, Index: ix, Lesson: "end"}
}

// quits waits for the end. A player that asks whether to leave without saving is
// told to.
func (w *wire) quits(t *testing.T, done chan ending) ending {
	t.Helper()
	for late := time.After(20 * time.Second); ; {
		select {
		case <-late:
			t.Fatalf("the player did not end:\n%s", w.drawn())
		case e := <-done:
			return e
		case <-time.After(100 * time.Millisecond):
			if strings.Contains(w.drawn(), "q once more") {
				go w.press("q")
			}
		}
	}
}

// Type ten letters, quit: however slow the disk is, they are there. (Saving
// from a command a key lost some of them in a fifth of the runs.)
func TestTypeTenLettersQuit(t *testing.T) {
	t.Parallel()
	c := everyKind(t)
	ways := map[string]string{"ctrl+c, q": "\x03q", "tab, q": "\tq", "ctrl+c twice": "\x03\x03"}
	for way, keys := range ways {
		runs := 15
		if os.Getenv("LECTERN_LONG") != "" {
			runs = 50
		}
		for run := range runs {
			book := newTroubledBook(func(put int) error {
				time.Sleep(time.Duration((run*7+put*3)%5) * time.Millisecond)
				if (run+put)%4 == 0 {
					return errors.New("the disk is full")
				}
				return nil
			})
			w := newWire(t)
			done := w.begin(context.Background(), c, options(t, c, book))
			w.waitFor(t, "SHORT ANSWER")
			w.press("\rabcdefghij" + keys)
			if e := w.quits(t, done); e.err != nil || e.result.Unsaved != nil && book.text("last") == "abcdefghij" {
				t.Fatalf("%s: ended with %v, %v", way, e.err, e.result.Unsaved)
			} else if e.result.Unsaved == nil && book.text("last") != "abcdefghij" {
				t.Fatalf("%s, run %d: typed ten letters, and the book holds %q", way, run, book.text("last"))
			}
			_ = w.key.Close()
		}
	}
}

// The terminal goes away, or the program is told to end: what was typed is
// saved all the same.
func TestEndsFromOutsideSave(t *testing.T) {
	c := everyKind(t)
	book := newTroubledBook(nil)
	w := newWire(t)
	ctx, cancel := context.WithCancel(context.Background())
	done := w.begin(ctx, c, options(t, c, book))
	w.waitFor(t, "SHORT ANSWER")
	w.press("\rabc")
	w.waitFor(t, "abc")
	cancel()
	if e := <-done; e.err != nil || e.result.Unsaved != nil || book.text("last") != "abc" {
		t.Errorf("ended with %v, %v; the book holds %q", e.err, e.result.Unsaved, book.text("last"))
	}
}

// brokenScreen panics where it is told to.
type brokenScreen struct {
	where string
}

func (s *brokenScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	switch s.where {
	case "update":
		panic("out of paper")
	case "command":
		return func() tea.Msg { panic("out of paper") }
	}
	return nil
}

func (s *brokenScreen) view(m *Model, width, height int) view {
	if s.where == "view" {
		panic("out of paper")
	}
	return view{cursorY: -1}
}

func (s *brokenScreen) keys(m *Model) []key.Binding { return nil }

func (s *brokenScreen) typing() bool { return true }

// breakMsg shows a broken screen.
type breakMsg string

func (b breakMsg) tell(m *Model) tea.Cmd {
	m.push(&brokenScreen{where: string(b)})
	return func() tea.Msg { return tea.KeyPressMsg{Code: 'x', Text: "x"} }
}

// breakingDesk breaks the player where a link is opened.
type breakingDesk struct {
	paperDesk
	where string
}

func (d *breakingDesk) Open(course.Link) error {
	if d.where == "desk" {
		panic("out of paper")
	}
	return nil
}

// A panic, wherever it happens: one sentence, no stack trace on the screen, a
// note for the authors, everything saved, the terminal as it was.
func TestAPanicSavesAndSays(t *testing.T) {
	c := everyKind(t)
	for _, where := range []string{"update", "view", "command", "desk"} {
		t.Run(where, func(t *testing.T) {
			book := newTroubledBook(nil)
			o := options(t, c, book)
			o.CrashNote = filepath.Join(t.TempDir(), "crash.txt")
			o.Desk = &breakingDesk{where: where}
			m, err := New(c, o)
			if err != nil {
				t.Fatal(err)
			}
			m.do(answered("last", "typed and not saved yet"))
			w := newWire(t)
			g := &guard{model: m}
			p := tea.NewProgram(g, tea.WithInput(w.in), tea.WithOutput(w), tea.WithWindowSize(80, 24), tea.WithoutSignals())
			g.quit = p.Quit
			go func() {
				w.waitFor(t, "SHORT ANSWER")
				if where == "desk" {
					w.press("<<\ro")
					return
				}
				p.Send(breakMsg(where))
			}()
			r, err := m.ending(context.Background(), g, p)
			if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "out of paper") ||
				!strings.Contains(err.Error(), "everything you typed is saved") || !strings.Contains(err.Error(), o.CrashNote) {
				t.Errorf("the error is %v", err)
			}
			if r.Unsaved != nil || book.text("last") != "typed and not saved yet" {
				t.Errorf("unsaved: %v, the book holds %q", r.Unsaved, book.text("last"))
			}
			note, err := os.ReadFile(o.CrashNote)
			if err != nil || !strings.Contains(string(note), "goroutine") {
				t.Errorf("the note: %q, %v", note, err)
			}
			if out := w.written(); strings.Contains(out, "goroutine") || !strings.Contains(out, "\x1b[?1049l") {
				t.Error("the terminal shows a stack trace, or was not given back")
			}
		})
	}
}

// The learner's own editor gets the text and gives it back; where it fails, the
// answer is as it was and what it left is offered.
func TestTheEditor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the editors of this test are shell scripts")
	}
	c := everyKind(t)
	for name, e := range map[string]struct{ script, want, says string }{
		"writes":      {`printf ' and more' >> "$1"`, "begun and more", "Taken over"},
		"fails":       {`printf 'other' > "$1"; exit 3`, "begun", "did not end well"},
		"leaves none": {`rm "$1"`, "begun", "as it was"},
		"empties":     {`: > "$1"`, "begun", "as it was"},
		"is gone":     {"", "begun", "was not found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			w := newWire(t)
			w.isTerminal(t)
			book := newTroubledBook(nil)
			o := options(t, c, book)
			o.Lesson = "text"
			editor := filepath.Join(t.TempDir(), "editor")
			if e.script != "" {
				if err := os.WriteFile(editor, []byte("#!/bin/sh\n"+e.script+"\n"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			o.Editor = []string{editor}
			done := w.begin(context.Background(), c, o)
			w.waitFor(t, "What one reads")
			w.press("u")
			w.waitFor(t, "QUESTION 7")
			w.press("\r")
			w.waitFor(t, "ANSWERING")
			w.press("begun")
			w.waitFor(t, "begun")
			w.press("\x0f")
			w.waitFor(t, e.says)
			w.press("\x03q")
			if e := <-done; e.err != nil {
				t.Error(e.err)
			}
			got := ""
			for _, a := range book.rec.Answers {
				got += a.Text
			}
			if got != e.want {
				t.Errorf("the answer is %q, want %q", got, e.want)
			}
			if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "lectern-edit-*")); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

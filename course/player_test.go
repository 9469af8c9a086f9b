package course_test

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/store"
	"lectern/tui"
)

// A bareDesk has nothing round it.
type bareDesk struct{ tui.Desk }

func (bareDesk) Destination(tui.Order) string      { return "" }
func (bareDesk) Preview(tui.Order) (string, error) { return "", nil }

// A sitting is the player in this process, on a screen that nobody sees.
type sitting struct {
	model tea.Model
	msgs  chan tea.Msg
	over  chan struct{}
	worst time.Duration // that a key, or opening, took
	by    string
}

// run runs a command as Bubble Tea does, beside everything else.
func (s *sitting) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, cmd := range batch {
				s.run(cmd)
			}
			return
		}
		select {
		case s.msgs <- msg:
		case <-s.over:
		}
	}()
}

// takes notes how long something took.
func (s *sitting) takes(by string, do func()) {
	begun := time.Now()
	do()
	if took := time.Since(begun); took > s.worst {
		s.worst, s.by = took, by
	}
}

// send takes a message and draws, as between two frames.
func (s *sitting) send(by string, msg tea.Msg) {
	s.takes(by, func() {
		_, cmd := s.model.Update(msg)
		s.run(cmd)
		_ = s.model.View()
	})
}

// settle takes what the commands bring, until nothing comes for a moment.
func (s *sitting) settle() {
	for {
		select {
		case msg := <-s.msgs:
			s.send("what a command brought", msg)
		case <-time.After(5 * time.Millisecond):
			return
		}
	}
}

// plays opens a text in the player, turns pages, types an answer, and looks at
// every screen.
func plays(t *testing.T, text string) *sitting {
	t.Helper()
	s := &sitting{msgs: make(chan tea.Msg, 1000), over: make(chan struct{})}
	defer close(s.over)
	s.takes("opening it", func() {
		c, err := course.Open(fstest.MapFS{"01-a.md": {Data: []byte("> [!question] {#zz}\n> x\n\n" + text)}}, "test")
		if err != nil {
			t.Fatal(err)
		}
		if s.model, err = tui.New(c, tui.Options{Book: store.NewMemory(), Desk: bareDesk{}, Now: time.Now}); err != nil {
			t.Fatal(err)
		}
		s.run(s.model.Init())
	})
	s.send("the first page", tea.WindowSizeMsg{Width: 80, Height: 24})
	select { // the index
	case msg := <-s.msgs:
		s.send("the index", msg)
	case <-time.After(5 * time.Second):
	}
	s.settle()
	for _, k := range []rune{tea.KeyTab, tea.KeyEnter, 'a', tea.KeyEscape, tea.KeySpace, tea.KeySpace, tea.KeySpace, tea.KeyTab, 'G', tea.KeyLeft, 'j', 'g',
		'c', tea.KeyEscape, 'W', tea.KeyEscape, 'L', tea.KeyEscape, 'H', tea.KeyEscape} {
		msg := tea.KeyPressMsg{Code: k}
		if k > ' ' && k < 0x7f {
			msg.Text = string(k)
		}
		s.send("the key "+msg.String(), msg)
		s.settle()
	}
	s.send("another size", tea.WindowSizeMsg{Width: 40, Height: 12})
	s.settle()
	return s
}

// A stranger's lesson opens, turns its pages and takes an answer without a
// pause that one could feel, and in little memory.
func TestHostileTextIsPlayedFast(t *testing.T) {
	if testing.Short() {
		t.Skip("measures what it costs")
	}
	const most = 500 * time.Millisecond
	texts := course.Hostile(2_000)
	if os.Getenv("LECTERN_LONG") != "" {
		texts = course.Hostile(40_000)
	}
	names := make([]string, 0, len(texts))
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			defer watchMemory(name)()
			for try := 0; ; try++ { // a busy machine gets another chance
				s := plays(t, texts[name])
				if s.worst <= most {
					return
				}
				if try == 3 {
					t.Fatalf("%d bytes: %s took %v", len(texts[name]), s.by, s.worst)
				}
			}
		})
	}
}

// mostMemory is how much a hostile text may take, the program included.
const mostMemory = 300 << 20

// watchMemory ends the process once it takes too much: a text that fills the
// memory would else take the machine with it before it comes to an end.
func watchMemory(text string) (stop func()) {
	debug.FreeOSMemory()                                          // of what came before
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200) // on Linux, the peak begins anew
	over := make(chan struct{})
	go func() {
		for {
			if p := peak(); p > mostMemory {
				panic(fmt.Sprintf("%s: %d MB are taken at once", text, p>>20))
			}
			select {
			case <-over:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(over) }
}

// peak is the most memory, in bytes, that this process had at any moment.
func peak() (bytes int) {
	status, _ := os.ReadFile("/proc/self/status") // of Linux
	if _, after, ok := strings.Cut(string(status), "VmHWM:"); ok {
		if _, err := fmt.Sscanf(after, "%d kB", &bytes); err == nil {
			return bytes << 10
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.Sys) // which never shrinks
}

package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// A reading room is a library at a terminal in memory. Commands run at once.
type readingRoom struct {
	t     *testing.T
	l     *library
	ended bool
}

func enterLibrary(t *testing.T, width, height int, ascii bool) *readingRoom {
	t.Helper()
	says := func(words string) func() string { return func() string { return words } }
	shelf := []Shelved{
		{Title: "Salary Negotiation for Career Professionals", Where: "comes with the program", At: on(22, 9, 0), Progress: says("42 %")},
		{Title: "Ways of \x1b[31mAsking", Where: "courses/asking.lectern", At: on(16, 9, 0), Progress: says("100 %")},
		{Title: "A Course That Was Moved Away Long Ago, by Somebody", Where: "courses/away", At: on(1, 9, 0), Progress: says("not there")},
	}
	clock := time.Date(2026, 11, 22, 12, 4, 0, 0, time.UTC)
	r := &readingRoom{t: t, l: newLibrary(shelf, Options{Now: func() time.Time { return clock }, ASCII: ascii, NoColor: true})}
	r.send(tea.WindowSizeMsg{Width: width, Height: height})
	r.run(r.l.Init())
	return r
}

func (r *readingRoom) send(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.QuitMsg:
		r.ended = true
	case tea.BatchMsg:
		for _, cmd := range msg {
			r.run(cmd)
		}
	default:
		_, cmd := r.l.Update(msg)
		r.run(cmd)
	}
}

func (r *readingRoom) run(cmd tea.Cmd) {
	if cmd != nil {
		r.send(cmd())
	}
}

func (r *readingRoom) screen() string {
	lines := strings.Split(ansi.Strip(r.l.View().Content), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestLibraryLooks(t *testing.T) {
	for size, name := range map[[2]int]string{{80, 24}: "80x24", {120, 40}: "120x40", {40, 12}: "40x12"} {
		goldenText(t, "screens/library-"+name, enterLibrary(t, size[0], size[1], false).screen())
	}
	if s := enterLibrary(t, 80, 24, true).screen(); strings.ContainsFunc(s, func(r rune) bool { return r > '~' }) {
		t.Errorf("not ASCII:\n%s", s)
	}
}

func TestLibraryAtAllSizes(t *testing.T) {
	for width := 1; width <= 200; width += 7 {
		for height := 1; height <= 60; height += 3 {
			r := enterLibrary(t, width, height, false)
			for _, line := range strings.Split(r.screen(), "\n") {
				if ansi.StringWidth(line) > width {
					t.Fatalf("at %dx%d this is too wide: %q", width, height, line)
				}
			}
		}
	}
}

// Enter opens the newest course, the arrows choose another, q leaves.
func TestLibraryIsChosenFrom(t *testing.T) {
	for keys, want := range map[string]int{
		"enter": 0, "down enter": 1, "down down down enter": 2, "down up enter": 0, "q": nobodyChose, "? esc j enter": 1,
	} {
		r := enterLibrary(t, 80, 24, false)
		for _, k := range strings.Fields(keys) {
			r.send(pressed(k))
		}
		if !r.ended || r.l.shelf.chosen != want {
			t.Errorf("%s: chose %d, ended %v; want %d", keys, r.l.shelf.chosen, r.ended, want)
		}
	}
}

// The help of the library names no keys of the player.
func TestLibraryHelp(t *testing.T) {
	r := enterLibrary(t, 80, 24, false)
	r.send(pressed("?"))
	if s := r.screen(); !strings.Contains(s, "go on with it") || strings.Contains(s, "hand in") {
		t.Errorf("the help says:\n%s", s)
	}
}

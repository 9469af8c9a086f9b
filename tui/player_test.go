package tui

import (
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/store"
)

// A player is a Model at a terminal that exists in memory only: keys in,
// screen out. Commands run at once, one after the other.
type player struct {
	t     *testing.T
	model *Model
	book  Book
	clock time.Time
	ended bool
}

// start opens a course at a terminal of that size. edit may change the options.
func start(t *testing.T, c *course.Course, width, height int, edit ...func(*Options)) *player {
	t.Helper()
	p := &player{t: t, clock: time.Date(2026, 11, 22, 12, 4, 0, 0, time.UTC)}
	o := Options{Book: store.NewMemory(), Desk: &paperDesk{}, Now: func() time.Time { return p.clock }}
	for _, e := range edit {
		e(&o)
	}
	m, err := New(c, o)
	if err != nil {
		t.Fatal(err)
	}
	m.saver.wait, m.lead, m.patience = 0, 0, 0
	p.model, p.book = m, o.Book
	p.run(m.Init())
	p.send(tea.WindowSizeMsg{Width: width, Height: height})
	return p
}

// send gives the model a message, and runs what it asks for.
func (p *player) send(msg tea.Msg) {
	p.t.Helper()
	switch msg := msg.(type) {
	case nil:
		return
	case tea.QuitMsg:
		p.ended = true
		return
	case tea.BatchMsg:
		for _, cmd := range msg {
			p.run(cmd)
		}
		return
	}
	_, cmd := p.model.Update(msg)
	p.run(cmd)
}

func (p *player) run(cmd tea.Cmd) {
	if cmd != nil {
		p.send(cmd())
	}
}

// press presses keys, named as bubbles names them: "space", "enter", "x".
func (p *player) press(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.send(pressed(k))
	}
}

// write types text, a key a character.
func (p *player) write(text string) {
	p.t.Helper()
	for _, r := range text {
		if r == '\n' {
			p.press("enter")
			continue
		}
		p.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// screen is what the terminal shows, without colour.
func (p *player) screen() string {
	lines := strings.Split(ansi.Strip(p.model.View().Content), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// sees fails unless the screen shows all of texts.
func (p *player) sees(texts ...string) {
	p.t.Helper()
	s := p.screen()
	for _, text := range texts {
		if !strings.Contains(s, text) {
			p.t.Fatalf("the screen does not show %q:\n%s", text, s)
		}
	}
}

var named = map[string]rune{
	"space": tea.KeySpace, "enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "f1": tea.KeyF1, "f2": tea.KeyF2,
}

func pressed(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		mod, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" {
			break
		}
		k.Mod |= map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}[mod]
		name = rest
	}
	code, ok := named[name]
	if !ok {
		code = []rune(name)[0]
		if k.Mod == 0 {
			k.Text = name
		}
	}
	if name == "space" && k.Mod == 0 {
		k.Text = " "
	}
	k.Code = code
	return k
}

// golden compares the screen with a file in testdata; UPDATE=1 writes it.
func (p *player) golden(name string) {
	p.t.Helper()
	file := "testdata/" + name + ".txt"
	got := p.screen() + "\n"
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			p.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		p.t.Errorf("%s: the screen has changed; UPDATE=1 keeps the new one\n--- was\n%s--- is\n%s", file, want, got)
	}
}

// A paperDesk notes what it was asked to do.
type paperDesk struct {
	mu     sync.Mutex
	opened []course.Link
	orders []Order
	who    course.Learner
}

func (d *paperDesk) Export(o Order) (string, course.HandIn, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.orders = append(d.orders, o)
	return "/home/ann/Documents/" + d.Destination(o), course.HandIn{Revision: len(d.orders), At: time.Date(2026, 11, 22, 12, 4, 0, 0, time.UTC)}, nil
}
func (d *paperDesk) Destination(o Order) string         { return "course_Ann_2026-11-22_r1.html" }
func (d *paperDesk) Preview(o Order) (string, error)    { return "# Worksheet\n\nAs it reads.\n", nil }
func (d *paperDesk) Blank() (string, error)             { return "/home/ann/Documents/blank.html", nil }
func (d *paperDesk) Reveal(path string) error           { return nil }
func (d *paperDesk) Mail(Order) error                   { return nil }
func (d *paperDesk) SaveLearner(l course.Learner) error { d.who = l; return nil }
func (d *paperDesk) Open(l course.Link) error           { d.opened = append(d.opened, l); return nil }

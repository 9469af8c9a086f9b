package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Every surface at every size: no panic, no line too wide, none too many, the
// cursor where something is. LECTERN_LONG=1 tries all sizes.
func TestScreensAtAllSizes(t *testing.T) {
	long := os.Getenv("LECTERN_LONG") != ""
	for i, s := range surfaces {
		t.Run(s.name, func(t *testing.T) {
			p := showing(t, i, 80, 24)
			for w := 1; w <= 200; w++ {
				for h := 1; h <= 60; h++ {
					if !long && (w*7+h*3+i)%167 != 0 {
						continue
					}
					p.send(tea.WindowSizeMsg{Width: w, Height: h})
					fits(t, p, w, h)
				}
			}
		})
	}
}

func fits(t *testing.T, p *player, w, h int) {
	t.Helper()
	v := p.model.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) > h {
		t.Fatalf("%d×%d: %d lines", w, h, len(lines))
	}
	for _, l := range lines {
		if ansi.StringWidth(l) > w {
			t.Fatalf("%d×%d: a line is %d wide: %q", w, h, ansi.StringWidth(l), l)
		}
	}
	if w < minWidth || h < minHeight {
		return
	}
	if v.Cursor == nil && p.model.top().typing() {
		t.Fatalf("%d×%d: no cursor in a field", w, h)
	}
	if c := v.Cursor; c != nil && (c.X < 0 || c.X >= w || c.Y < 0 || c.Y >= h) {
		t.Fatalf("%d×%d: the cursor stands at %d, %d", w, h, c.X, c.Y)
	}
}

// Whatever is chosen is in view, with its sign and the cursor on it, however
// one moves.
func TestTheChoiceIsInView(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}, {30, 7}} {
		p := start(t, sampleCourse(t), size[0], size[1], learner(halfway(t)))
		for _, open := range []string{"c", "W", "L", "H"} {
			p.press(open)
			for i, k := range strings.Fields(strings.Repeat("down ", 60) + strings.Repeat("up ", 60) + "pgdown pgdown pgup end home down") {
				p.press(k)
				v := p.model.View()
				if v.Cursor == nil {
					t.Fatalf("%v %s: no cursor after key %d, %s:\n%s", size, open, i, k, p.screen())
				}
				if l := listOf(p.model.top()); l.firstShown(1) < 0 {
					continue // a stretch that is only read fills the screen
				}
				line := []rune(strings.Split(p.screen(), "\n")[v.Cursor.Y])
				if v.Cursor.X >= len(line) || line[v.Cursor.X] != '►' {
					t.Fatalf("%v %s: the cursor is not on the choice after key %d, %s:\n%s", size, open, i, k, p.screen())
				}
			}
		}
	}
}

func listOf(s screen) *list {
	switch s := s.(type) {
	case *contentsScreen:
		return &s.list
	case *worksheetScreen:
		return &s.list
	case *linksScreen:
		return &s.list
	}
	return &s.(*handInScreen).list
}

// Going down one passes over nothing: every line of a list comes into view.
func TestDownShowsEveryLine(t *testing.T) {
	for _, open := range []string{"c", "W", "J", "L", "H", "A", "?"} {
		whole := start(t, pocketCourse(t), 60, 200, learner(halfway(t)))
		whole.press(open)
		p := start(t, pocketCourse(t), 60, 12, learner(halfway(t)))
		p.press(open)
		seen := map[string]bool{}
		for range 120 {
			for _, l := range bodyOf(p) {
				seen[l] = true
			}
			p.press("down")
		}
		for _, l := range bodyOf(whole) {
			if !seen[l] {
				t.Errorf("%s: never came into view: %q", open, l)
			}
		}
	}
}

// bodyOf is the lines of the body, without the sign of the choice.
func bodyOf(p *player) []string {
	m := p.model
	var lines []string
	for _, l := range m.top().view(m, m.frame.inner, m.frame.body).body {
		l = strings.TrimSpace(strings.Replace(ansi.Strip(l), "►", " ", 1))
		lines = append(lines, l)
	}
	return lines
}

// Every key that a screen names does something: the screen changes, or the
// desk, the book or the clipboard has something to do.
func TestNamedKeysDoSomething(t *testing.T) {
	for i, s := range surfaces {
		t.Run(s.name, func(t *testing.T) {
			for _, b := range showing(t, i, 60, 14).model.top().keys(showing(t, i, 60, 14).model) {
				if !reacts(t, i, b) {
					t.Errorf("%s (%s) does nothing", b.Help().Key, b.Help().Desc)
				}
			}
		})
	}
}

// reacts reports whether some key of a binding does something on a surface:
// at once, or from another place in it.
func reacts(t *testing.T, i int, b key.Binding) bool {
	for _, first := range [][]string{nil, {"x"}, {"x", "enter", "y"}, {"down"}, {"end"}, {"x", "left"}, {"x", "home"}, {"x", "up", "up"}, {"x", "ctrl+_"}} {
		for _, k := range b.Keys() {
			p := showing(t, i, 60, 14)
			p.press(first...)
			before := traces(p)
			if p.press(k); traces(p) != before || p.ended {
				return true
			}
		}
	}
	return false
}

func traces(p *player) string {
	v := p.model.View()
	if v.Cursor != nil {
		return fmt.Sprint(p.screen(), v.Cursor.X, v.Cursor.Y, len(p.model.screens))
	}
	return fmt.Sprint(p.screen(), len(p.model.screens))
}

func TestMouse(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("c")
	click := func(text string) {
		t.Helper()
		for y, l := range strings.Split(p.screen(), "\n") {
			if strings.Contains(l, text) {
				p.send(tea.MouseClickMsg{X: 8, Y: y, Button: tea.MouseLeft})
				return
			}
		}
		t.Fatalf("no %q:\n%s", text, p.screen())
	}
	click("Worksheet")
	p.sees("► Worksheet")
	click("Worksheet")
	p.sees("2 of 6 answered", "Why clients hold back")
	p.press("esc")
	p.sees("► Worksheet")
	p.press("A")
	p.send(tea.MouseWheelMsg{X: 8, Y: 8, Button: tea.MouseWheelDown})
	p.sees("WHAT THE RED MARKS MEAN", "READ")
}

package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// answering is a guarded player with the field of a question open, as Bubble
// Tea would drive it; book gets what is saved.
func answering(t *testing.T) (*guard, *player) {
	t.Helper()
	p := start(t, everyKind(t), 80, 24, func(o *Options) { o.Lesson = "text" })
	p.press("u", "enter")
	p.sees("ANSWERING")
	return &guard{model: p.model}, p
}

// inABurst makes what comes next one that came within a frame, however busy
// the machine is.
func inABurst(g *guard) { g.keys.last = time.Now().Add(time.Hour) }

// typed is the answer as it is kept.
func (p *player) typed() (text string) {
	for _, a := range p.model.rec.Answers {
		text += a.Text
	}
	return text
}

// A key that comes alone is answered at once.
func TestAKeyAloneDoesNotWait(t *testing.T) {
	g, p := answering(t)
	for _, k := range []string{"a", "b", "enter", "c"} {
		time.Sleep(2 * burst)
		g.Update(pressed(k))
	}
	if got := p.typed(); got != "ab\nc" {
		t.Errorf("the answer is %q", got)
	}
	if v := g.View(); !strings.Contains(v.Content, "ab") {
		t.Errorf("not on the screen:\n%s", v.Content)
	}
}

// Keys that come faster than frames are one change of the answer, which comes
// with the frame's end, and before anything else that happens.
func TestABurstIsOneText(t *testing.T) {
	for name, end := range map[string]tea.Msg{
		"a frame's end": burstMsg{}, "another key": pressed("ctrl+s"), "leaving": pressed("esc"), "a tab": pressed("tab"),
		"a new size": tea.WindowSizeMsg{Width: 60, Height: 20}, "a save": saveDueMsg{},
	} {
		t.Run(name, func(t *testing.T) {
			g, p := answering(t)
			inABurst(g)
			var due int
			for _, k := range []string{"u", "p", "space", "e", "n", "d", "enter", "q", "é"} {
				if _, cmd := g.Update(pressed(k)); cmd != nil {
					due++
				}
				g.View()
			}
			if due != 1 {
				t.Errorf("the frame's end was asked for %d times", due)
			}
			if got := p.typed(); got != "" {
				t.Fatalf("the answer is %q before the frame's end", got)
			}
			g.Update(end)
			if got := p.typed(); got != "up end\nqé" {
				t.Errorf("the answer is %q", got)
			}
			g.Update(burstMsg{})
			if got := p.typed(); got != "up end\nqé" {
				t.Errorf("the answer is %q in the end", got)
			}
		})
	}
}

// What was typed between two bursts is undone apart from them, and all of it
// can be undone.
func TestABurstIsUndone(t *testing.T) {
	g, p := answering(t)
	for _, words := range []string{"one", " two\n", "three"} {
		inABurst(g)
		for _, c := range words {
			if c == '\n' {
				g.Update(pressed("enter"))
				continue
			}
			g.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
		}
		g.Update(burstMsg{})
	}
	for _, want := range []string{"one two\nthree", "one two\n", "one", ""} {
		if got := p.typed(); got != want {
			t.Errorf("the answer is %q, want %q", got, want)
		}
		g.Update(pressed("ctrl+z"))
	}
}

// Where keys are commands, however fast they come, none is taken for text.
func TestKeysThatAreNoTextDoNotWait(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	g := &guard{model: p.model}
	inABurst(g)
	for _, k := range []string{"?", "esc", "c", "c", "?"} {
		g.Update(pressed(k))
	}
	if _, help := p.model.top().(*helpScreen); !help {
		t.Errorf("the screen on top is a %T", p.model.top())
	}
}

// A program that is ended in the middle of a burst has saved all of it.
func TestTheEndOfABurstIsSaved(t *testing.T) {
	g, p := answering(t)
	inABurst(g)
	g.Update(pressed("a"))
	g.Update(pressed("b"))
	ctx, over := context.WithCancel(context.Background())
	over()
	w := newWire(t)
	program := tea.NewProgram(g, tea.WithInput(w.in), tea.WithOutput(w), tea.WithContext(ctx), tea.WithoutSignals())
	if r, err := p.model.ending(ctx, g, program); err != nil || r.Unsaved != nil {
		t.Fatal(err, r.Unsaved)
	}
	rec, err := p.book.Load()
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, a := range rec.Answers {
		got += a.Text
	}
	if got != "ab" {
		t.Errorf("the book holds %q", got)
	}
}

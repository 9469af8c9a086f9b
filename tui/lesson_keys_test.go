package tui

import (
	"errors"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// Every key that a lesson names does something, while reading and while
// answering each kind.
func TestLessonKeysDoSomething(t *testing.T) {
	t.Parallel()
	c := everyKind(t)
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range doings {
		for _, answering := range []bool{false, true} {
			if d.ticks && (answering || d.id != "gap") || !d.ticks && !answering && d.id != "first-offer" {
				continue // a page is read alike whatever is on it
			}
			open := func() *player {
				p := start(t, c, 80, 24, func(o *Options) { o.Index, o.Editor = ix, []string{"no-such-editor"} })
				p.run(p.model.goToActivity(d.id))
				p.run(p.model.do(course.SetPlace{}))
				p.press("enter")
				if !answering {
					p.press("esc")
				}
				p.model.status = ""
				return p
			}
			for _, b := range open().model.top().keys(open().model) {
				if !somethingHappens(open, b) {
					t.Errorf("%s, answering %v: %s (%s) does nothing", d.id, answering, b.Help().Key, b.Help().Desc)
				}
			}
		}
	}
}

// somethingHappens presses a key of the binding after a few others, until it
// changes the screen.
func somethingHappens(open func() *player, b key.Binding) bool {
	for _, first := range [][]string{nil, {"space"}, {"a"}, {"a", "enter", "b"}, {"a", "enter", "b", "up"}, {"a", "left"}, {"a", " ", "b"}, {"2"}, {"2", "end"}, {"down"}, {"end"}, {"a", "home"}, {"a", "ctrl+_"}} {
		for _, k := range b.Keys() {
			p := open()
			p.doKeys(first)
			before := traces(p)
			_, cmd := p.model.Update(pressed(k))
			if cmd != nil && k == "ctrl+z" || traces(p) != before || p.model.status != "" {
				return true
			}
		}
	}
	return false
}

func TestReadingKeys(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	p.press("space")
	p.sees("page 2 of")
	p.press("right", "left", "pgdown", "pgup", "backspace")
	p.sees("page 1 of")
	p.press("left")
	p.sees("This is the first page of the course.")
	p.press(">")
	p.sees("2  What one reads", "page 1 of")
	p.press("<")
	p.sees("1  Every kind once", "page 1 of")
	p.press("G")
	p.sees("Lesson 1: 0 of 12 done. Still open")
	p.press("g")
	p.sees("OBJECTIVES")
	p.press(">", "left") // back over the border is the end of the lesson before
	p.sees("Still open")
	p.press("down", "down", "g", "down")
	if p.model.lesson().top.Line != 1 {
		t.Errorf("down scrolls to %v", p.model.lesson().top)
	}
	p.press("up")
	p.sees("OBJECTIVES")
	p.press("esc")
	p.sees("Every kind") // the contents
	p.press("esc", "q")
	if !p.ended {
		t.Error("q does not quit")
	}
}

// Tab visits every activity and every link once, in reading order, across
// pages, and shift+tab the same back. The terminal's cursor is on each.
func TestTabVisitsEverything(t *testing.T) {
	for lesson := range 3 {
		p := start(t, everyKind(t), 60, 16)
		p.run(p.model.goTo(lesson, ""))
		s := p.model.lesson()
		var there, back []target
		for range 100 {
			p.press("tab")
			if strings.Contains(p.model.status, "last activity") {
				break
			}
			if v := p.model.View(); v.Cursor == nil || s.row(s.focus.at) < 0 {
				t.Fatalf("no cursor at %+v", s.focus)
			}
			there = append(there, *s.focus)
		}
		want := 0
		for i := range s.text.drawn {
			want += len(s.targets(i))
		}
		if len(there) != want || want == 0 {
			t.Errorf("lesson %d: tab visits %d of %d", lesson+1, len(there), want)
		}
		for range len(there) - 1 {
			p.press("shift+tab")
			back = append(back, *s.focus)
		}
		for i, b := range back {
			if a := there[len(there)-2-i]; !a.same(b) {
				t.Fatalf("lesson %d: back from the end, the %d. is %+v, and was %+v", lesson+1, i+1, b, a)
			}
		}
	}
}

// A link says where it truly leads, and goes there; esc comes back.
func TestLinksWithinTheCourse(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	p.press(">", "tab")
	p.sees("to https://example.org/page")
	p.press("o")
	desk := p.model.desk.(*paperDesk)
	if len(desk.opened) != 1 || desk.opened[0].URL != "https://example.org/page" {
		t.Fatalf("opened %+v", desk.opened)
	}
	if p.model.rec.Marks["link:https://example.org/page"].Opened.IsZero() {
		t.Error("what was opened is not noted")
	}
	p.press("tab")
	p.sees("to lesson 1")
	p.press("enter")
	p.sees("1  Every kind once")
	p.press("esc")
	p.sees("2  What one reads")
	p.press("tab", "tab", "tab")
	p.sees("to an activity of this course")
	p.press("enter")
	if f := p.model.lesson().focus; f == nil || f.activity == nil || f.activity.Activity.ID != "why-reluctant" {
		t.Errorf("the focus is on %+v", f)
	}
	p.press("esc")
	p.sees("2  What one reads")
}

func TestTicksAndOpens(t *testing.T) {
	p := at(t, "gap", 80, 24)
	p.press("enter")
	p.sees("opened 22 Nov", "Opened https://example.org/gap")
	p.press("x")
	p.sees("done 22 Nov", "Ticked")
	p.press("x")
	p.sees("opened 22 Nov", "No longer ticked")
	p = at(t, "role-play", 80, 24)
	p.press("o")
	desk := p.model.desk.(*paperDesk)
	if len(desk.opened) != 1 || desk.opened[0].Target != course.File || p.model.rec.Marks["role-play"].Opened.IsZero() {
		t.Errorf("opened %+v, noted %+v", desk.opened, p.model.rec.Marks)
	}
}

// deafDesk opens nothing.
type deafDesk struct{ paperDesk }

func (*deafDesk) Open(course.Link) error { return errors.New("no browser was found") }

// What cannot be opened leaves its address to be copied, and is not noted as
// opened.
func TestWhatCannotBeOpened(t *testing.T) {
	p := at(t, "gap", 80, 24, func(o *Options) { o.Desk = &deafDesk{} })
	p.press("o")
	p.sees("Open it yourself: https://example.org/gap (y copies it)")
	if len(p.model.rec.Marks) > 0 {
		t.Errorf("noted %+v", p.model.rec.Marks)
	}
	p.press("y")
	p.sees("clipboard")
}

func TestFoldsOpenAndClose(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	p.run(p.model.goTo(1, ""))
	for range 20 {
		p.press("tab")
		if f := p.model.lesson().focus; f != nil && f.fold != nil {
			break
		}
	}
	if strings.Contains(p.screen(), "hidden until") {
		t.Fatal("a solution is open before anybody opened it")
	}
	p.press("enter")
	p.sees("It is hidden until one opens it.")
	p.press("enter")
	if strings.Contains(p.screen(), "hidden until") {
		t.Error("enter does not close a fold")
	}
}

// u goes through what is open, over the whole course and round again.
func TestNextOpen(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	var ids []string
	for range 16 {
		p.press("u")
		ids = append(ids, p.model.lesson().focus.activity.Activity.ID)
	}
	if ids[0] != "gap" || ids[3] != "pause" || ids[13] != "last" || ids[14] != "gap" {
		t.Errorf("u visits %q", ids)
	}
	for _, a := range p.model.ix.Activities() {
		if a.Kind.Form() == course.Tick {
			p.run(p.model.do(course.SetMark{ID: a.ID, Mark: course.Mark{Done: sitting}}))
		} else if a.Kind != course.Journal {
			v := course.Value{Text: "x", List: []string{"x", "y", "z"}}
			if len(a.Options) > 0 {
				v = course.Value{Text: a.Options[0].Label, List: []string{a.Options[0].Label}}
			}
			if a.Kind == course.Number {
				v.Text = "12"
			}
			p.run(p.model.do(course.SetAnswer{ID: a.ID, Answer: course.Answer{Value: v, Sitting: sitting}}))
		} else {
			p.run(p.model.do(course.SetEntry{Entry: p.model.rec.NewEntry(a.ID, a.Asked("kinds"), "x", sitting)}))
		}
	}
	p.press("u")
	p.sees("Nothing is open. H hands in.")
}

// The card says what is open, goes there, and goes on.
func TestTheCard(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	p.run(p.model.goTo(2, ""))
	p.sees("Lesson 3: 0 of 1 done.", "SHORT ANSWER", "This is the end. Hand in what you wrote")
	if p.model.rec.Seen["end"].IsZero() {
		t.Error("a lesson that fits on a page was not seen")
	}
	p.press("enter")
	p.write("Done")
	p.press("esc")
	p.sees("√ Lesson 3 is done.")
	p.press("space")
	p.sees("Hand in")
	p = start(t, everyKind(t), 80, 24)
	p.press("G", "tab", "enter")
	if f := p.model.lesson().focus; f.activity == nil || f.activity.Activity.ID != "gap" {
		t.Errorf("the first open item of the card leads to %+v", f)
	}
}

func TestTheMouse(t *testing.T) {
	p := start(t, everyKind(t), 80, 24)
	click := func(text string) {
		t.Helper()
		for y, l := range strings.Split(p.screen(), "\n") {
			if i := strings.Index(l, text); i >= 0 {
				p.send(tea.MouseClickMsg{X: len([]rune(l[:i])) + 1, Y: y, Button: tea.MouseLeft})
				return
			}
		}
		t.Fatalf("%q is not on the screen:\n%s", text, p.screen())
	}
	p.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
	if s := p.model.lesson(); s.top == s.text.pages.First() {
		t.Error("the wheel does not scroll")
	}
	p.press("g")
	click("A short read on pay gaps")
	p.sees("Opened https://example.org/gap")
	p.run(p.model.goToActivity("first-number"))
	click("Always the employer")
	p.sees("ANSWERING")
	click("Always the employer")
	p.sees("Not always: some never do.")
	click("SCALE 6")
	p.sees("ANSWERING")
	if a := p.model.lesson().sheet.activity(); a.ID != "ready" {
		t.Errorf("a click elsewhere goes to %s", a.ID)
	}
}

package tui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/store"
	"lectern/tui/draw"
)

// everyKind is a course with one activity of each kind in its first lesson.
func everyKind(t testing.TB) *course.Course {
	t.Helper()
	c, err := course.OpenDir("testdata/course")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// at opens the course of every kind with an activity in focus.
func at(t *testing.T, id string, width, height int, edit ...func(*Options)) *player {
	t.Helper()
	p := start(t, everyKind(t), width, height, edit...)
	p.run(p.model.goToActivity(id))
	return p
}

// goldenText compares text with a file in testdata; UPDATE=1 writes it.
func goldenText(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != strings.ReplaceAll(string(want), "\r\n", "\n") {
		t.Errorf("%s: the screen has changed; UPDATE=1 keeps the new one\n--- was\n%s--- is\n%s", file, want, got)
	}
}

// What a learner does at an activity of each kind, and what is kept of it.
var doings = []struct {
	id    string
	keys  []string // after enter; what is longer than a key's name is typed
	want  string   // the answer
	ticks bool     // there is no field: keys are pressed without enter
}{
	{id: "gap", keys: []string{"o", "x"}, ticks: true},
	{id: "finder", keys: []string{"enter", "x"}, ticks: true},
	{id: "role-play", keys: []string{"o", "x"}, ticks: true},
	{id: "voice", keys: []string{"x"}, ticks: true},
	{id: "pause", keys: []string{"enter"}, ticks: true},
	{id: "first-offer", keys: []string{"I took the first number.", "enter", "Nobody asked? o q"}, want: "I took the first number.\nNobody asked? o q"},
	{id: "perks", keys: []string{"Leave", "enter", "Title"}, want: "Leave\nTitle"},
	{id: "why-reluctant", keys: []string{"They hear an offer as a verdict."}, want: "They hear an offer as a verdict."},
	{id: "one-source", keys: []string{"The statistics office"}, want: "The statistics office"},
	{id: "target", keys: []string{"85,000", "backspace", "backspace", "backspace", "backspace"}, want: "85"},
	{id: "first-number", keys: []string{"down", "space"}, want: "Always the employer"},
	{id: "negotiable", keys: []string{"space", "down", "space"}, want: "Start date\nTitle"},
	{id: "ready", keys: []string{"3"}, want: "Ready"},
}

func TestEveryKindIsAnswered(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		for _, d := range doings {
			t.Run(fmt.Sprintf("%s-%dx%d", d.id, size[0], size[1]), func(t *testing.T) {
				p := at(t, d.id, size[0], size[1])
				shots := "--- before\n" + p.screen() + "\n"
				if !d.ticks {
					p.press("enter")
				}
				p.doKeys(d.keys)
				if !d.ticks {
					shots += "--- while\n" + p.screen() + "\n"
					p.press("esc")
				}
				shots += "--- after\n" + p.screen() + "\n"
				goldenText(t, fmt.Sprintf("kinds/%s-%dx%d", d.id, size[0], size[1]), shots)

				rec, err := p.book.Load()
				if err != nil {
					t.Fatal(err)
				}
				a := p.model.ix.Activity(d.id)
				got := rec.Answers[d.id].String()
				if a.Kind == course.Journal {
					got = rec.EntriesAt(d.id)[0].Text
				}
				if got != d.want || rec.State(a) == course.Undone {
					t.Errorf("kept %q, want %q; state %v", got, d.want, rec.State(a))
				}
			})
		}
	}
}

// doKeys presses keys by their names, and types everything else.
func (p *player) doKeys(keys []string) {
	p.t.Helper()
	for _, k := range keys {
		if _, ok := named[k]; ok || len(k) == 1 || strings.Contains(k, "+") {
			p.press(k)
		} else {
			p.write(k)
		}
	}
}

// The page keeps still while one answers, wherever prompt and five lines fit,
// and stands again as it stood when one is done.
func TestAnsweringMovesNothing(t *testing.T) {
	for _, d := range doings {
		if d.ticks {
			continue
		}
		p := at(t, d.id, 80, 24)
		s := p.model.lesson()
		top, above := s.top, s.row(s.focus.at)
		before := strings.Split(p.screen(), "\n")
		p.press("enter")
		if !s.sheet.drawn.taken {
			during := strings.Split(p.screen(), "\n")
			for y := range 2 + above {
				if before[y] != during[y] {
					t.Errorf("%s: line %d was %q, is %q", d.id, y, before[y], during[y])
				}
			}
		}
		p.doKeys(d.keys)
		p.press("esc")
		if s.top != top {
			t.Errorf("%s: the page begins at %v, and began at %v", d.id, s.top, top)
		}
	}
}

// Where the learner stopped, there the next start opens: on every page of
// every lesson, and on the line that was scrolled to.
func TestComesBackToThePlace(t *testing.T) {
	for _, scrolled := range []int{0, 1, 3} {
		book := store.NewMemory()
		with := func(o *Options) { o.Book = book }
		p := start(t, everyKind(t), 80, 24, with)
		for range 20 {
			for range scrolled {
				p.press("down")
			}
			before := p.model.lesson().top
			shown := p.model.lesson().rows
			again := start(t, everyKind(t), 80, 24, with)
			s := again.model.lesson()
			if s.lesson != p.model.lesson().lesson || s.top != before || len(s.rows) != len(shown) {
				t.Fatalf("stopped in lesson %d at %v, came back to lesson %d at %v",
					p.model.lesson().lesson, before, s.lesson, s.top)
			}
			if p.press("space"); len(p.model.screens) > 1 {
				break // the hand-in: that was the end
			}
		}
	}
}

func TestWelcomeBack(t *testing.T) {
	book := store.NewMemory()
	first := start(t, everyKind(t), 80, 24, func(o *Options) { o.Book = book })
	if strings.Contains(first.screen(), "Welcome back") {
		t.Error("somebody who was never here is welcomed back")
	}
	first.press("space")
	later := first.clock.AddDate(0, 0, 6)
	p := start(t, everyKind(t), 80, 24, func(o *Options) {
		o.Book, o.Now = book, func() time.Time { return later }
		o.News = []string{"Your answers were restored from a backup."}
	})
	p.sees("Your answers were restored from a backup.")
	p.press("enter")
	p.sees("Welcome back. Six days ago you stopped here.")
	p.press("up")
	p.sees("READING")
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 4, 0, 0, time.UTC)
	for _, c := range []struct {
		before time.Duration
		want   string
	}{
		{-time.Hour, "A little while ago"}, {time.Minute, "A little while ago"}, {3 * time.Hour, "Earlier today"},
		{13 * time.Hour, "Yesterday"}, {2 * 24 * time.Hour, "Two days ago"}, {21 * 24 * time.Hour, "Twenty-one days ago"},
		{100 * 24 * time.Hour, "Three months ago"}, {400 * 24 * time.Hour, "More than a year ago"}, {4000 * 24 * time.Hour, "Some years ago"},
	} {
		if got := ago(now.Add(-c.before), now); got != c.want {
			t.Errorf("%v before: %q, want %q", c.before, got, c.want)
		}
	}
}

// The pages of a lesson, turned one after the other, are the lesson: every line
// once, in order, whatever the size.
func TestPagesAreTheLesson(t *testing.T) {
	c := everyKind(t)
	for w := 20; w <= 120; w += 17 {
		for h := 6; h <= 40; h += 5 {
			for lesson := range c.Lessons {
				p := start(t, c, w, h)
				p.run(p.model.goTo(lesson, ""))
				s := p.model.lesson()
				var shown []string
				for turns := 0; s.lesson == lesson && len(p.model.screens) == 1 && turns < 300; turns++ {
					shown = append(shown, lineTexts(s)...)
					last := s.rows[len(s.rows)-1]
					if last.Leads && s.below != s.text.pages.End() && len(s.rows) > 1 {
						t.Errorf("%d×%d lesson %d: page ends in a heading: %q", w, h, lesson, last.Plain())
					}
					noneSplit(t, s, w, h)
					p.press("space")
				}
				p.run(p.model.goTo(lesson, ""))
				var all []string
				for i := range s.text.drawn {
					for _, l := range s.text.pages.Block(i) {
						if !l.Blank() {
							all = append(all, strings.TrimLeft(l.Plain(), "►> "))
						}
					}
				}
				if strings.Join(shown, "\n") != strings.Join(all, "\n") {
					t.Fatalf("%d×%d lesson %d: the pages are not the lesson", w, h, lesson)
				}
			}
		}
	}
}

// lineTexts is what is on the screen of a lesson, without blank lines.
func lineTexts(s *lessonScreen) (texts []string) {
	for _, r := range s.rows {
		if !r.Blank() {
			texts = append(texts, strings.TrimLeft(r.Plain(), "►> "))
		}
	}
	return texts
}

// noneSplit fails if an activity is on the page in part that would fit on one.
func noneSplit(t *testing.T, s *lessonScreen, w, h int) {
	t.Helper()
	for i, b := range s.tree.Blocks {
		lines := s.text.pages.Block(i + 1)
		room := s.text.height
		if above := s.text.pages.Block(i); len(above) > 0 && above[len(above)-1].Leads {
			room -= len(above) + 1 // a heading goes with it
		}
		if _, ok := b.(*course.ActivityBlock); !ok || len(lines) > room {
			continue
		}
		n := 0
		for _, r := range s.rows {
			if r.At.Block == i+1 && r.At.Line >= 0 && !r.Blank() {
				n++
			}
		}
		want := 0
		for _, l := range lines {
			if !l.Blank() {
				want++
			}
		}
		if n > 0 && n < want {
			t.Errorf("%d×%d: activity %d is split: %d of %d lines", w, h, i, n, want)
		}
	}
}

// The block that one reads stays in view when the terminal is resized, and the
// page stands as it stood once the old size is back.
func TestResizeKeepsThePlace(t *testing.T) {
	c := everyKind(t)
	for _, size := range [][2]int{{40, 12}, {120, 40}, {30, 8}, {1, 1}, {200, 60}} {
		p := start(t, c, 80, 24)
		for turns := 0; turns < 12 && len(p.model.screens) == 1; turns++ {
			s := p.model.lesson()
			top, block := s.top, s.at.Block
			p.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			inView := false
			for _, r := range s.rows {
				inView = inView || r.At.Block == block
			}
			if !inView {
				t.Errorf("at %v block %d is out of view", size, block)
			}
			p.send(tea.WindowSizeMsg{Width: 80, Height: 24})
			if s.top != top {
				t.Errorf("there and back by %v: %v became %v", size, top, s.top)
			}
			p.press("space")
		}
	}
}

// The index comes after the first frame: numbers appear, the page stays.
func TestTheIndexMovesNothing(t *testing.T) {
	c := everyKind(t)
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	p := unstarted(t, c)
	p.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	p.press("space", "space", "tab")
	before := strings.Split(p.screen(), "\n")
	p.sees("QUESTION  goes on the worksheet")
	p.press("enter")
	p.sees("One moment")
	p.press("shift+tab", "tab")
	p.send(indexMsg{ix: ix})
	after := strings.Split(p.screen(), "\n")
	p.sees("QUESTION 1  goes on the worksheet")
	for y := 3; y < len(before)-1; y++ {
		if strings.TrimLeft(before[y], "│▌ ") != strings.TrimLeft(after[y], "│▌ ") &&
			!strings.Contains(after[y], "goes on the worksheet") {
			t.Errorf("line %d was %q, is %q", y, before[y], after[y])
		}
	}
	p.press("tab", "enter", "x", "esc")
}

// unstarted is a player whose first commands were not run: it has no index.
func unstarted(t *testing.T, c *course.Course) *player {
	t.Helper()
	p := &player{t: t, clock: sitting}
	p.book = store.NewMemory()
	m, err := New(c, Options{Book: p.book, Desk: &paperDesk{}, Now: func() time.Time { return p.clock }})
	if err != nil {
		t.Fatal(err)
	}
	m.saver.wait, m.lead, m.patience = 0, 0, 0
	p.model = m
	return p
}

// Every size from 1×1 on, while reading and while answering each kind: no
// panic, no line too wide, the cursor on the screen. LECTERN_LONG=1 tries all.
func TestLessonsAtAllSizes(t *testing.T) {
	long := os.Getenv("LECTERN_LONG") != ""
	c := everyKind(t)
	for i, d := range doings {
		for _, answering := range []bool{false, true} {
			if answering && d.ticks {
				continue // it is done without a field
			}
			t.Run(fmt.Sprintf("%s-%v", d.id, answering), func(t *testing.T) {
				t.Parallel()
				p := start(t, c, 80, 24)
				p.run(p.model.goToActivity(d.id))
				if answering {
					p.press("enter")
				}
				for w := 1; w <= 200; w++ {
					for h := 1; h <= 60; h++ {
						if !long && (w*7+h*3+i)%331 != 0 || long && !answering && (w*60+h)%len(doings) != i {
							continue // one reads alike whatever is in focus
						}
						p.send(tea.WindowSizeMsg{Width: w, Height: h})
						fits(t, p, w, h)
					}
				}
			})
		}
	}
}

// A page of every lesson as it looks, in ASCII and in colour too.
func TestPagesLook(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
		p := start(t, everyKind(t), size[0], size[1])
		var all strings.Builder
		for turn := 0; turn < 40 && len(p.model.screens) == 1; turn++ {
			all.WriteString(p.screen() + "\n════\n")
			p.press("space")
		}
		goldenText(t, fmt.Sprintf("pages/%dx%d", size[0], size[1]), all.String())
	}
	p := start(t, everyKind(t), 80, 24, func(o *Options) { o.ASCII, o.NoColor = true, true })
	var all strings.Builder
	for turn := 0; turn < 20 && len(p.model.screens) == 1; turn++ {
		all.WriteString(p.screen() + "\n====\n")
		p.press("space")
	}
	for _, r := range all.String() {
		if r > '~' && r != 'é' {
			t.Fatalf("%q is not ASCII", r)
		}
	}
	goldenText(t, "pages/ascii", all.String())
}

// Kinds are named by words as well as painted, and no style leaks out of its line.
func TestColourIsNotTheOnlySign(t *testing.T) {
	p := at(t, "why-reluctant", 80, 24)
	content := p.model.View().Content
	word := draw.Theme{}.Paint(draw.KindWord, "QUESTION 1")
	if !strings.Contains(content, word) {
		t.Error("the kind word is not painted")
	}
	for _, line := range strings.Split(content, "\n") {
		if i := strings.LastIndex(line, "\x1b["); i >= 0 && !strings.HasPrefix(line[i:], "\x1b[m") && !strings.HasPrefix(line[i:], "\x1b[0m") && strings.Count(line, "\x1b]8") == 0 {
			t.Errorf("a style goes on after %q", line)
		}
	}
}

// A terminal whose background is what was taken for granted has nothing drawn
// anew: a lesson would be drawn twice at every start.
func TestTheSameBackgroundDrawsNothing(t *testing.T) {
	p := start(t, sampleCourse(t), 80, 24)
	drawn := p.model.lesson().text
	p.send(tea.BackgroundColorMsg{Color: color.Black})
	if p.model.lesson().text != drawn {
		t.Error("drawn anew for a dark background")
	}
	p.send(tea.BackgroundColorMsg{Color: color.White})
	if p.model.lesson().text == drawn {
		t.Error("not drawn anew for a light background")
	}
}

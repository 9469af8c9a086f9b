package draw

import (
	"os"
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/sample"
)

// A lesson under test, with what the course knows of it.
type lesson struct {
	tree *course.Tree
	ix   *course.Index
}

// parse opens a course of one lesson.
func parse(t testing.TB, markdown string) lesson {
	t.Helper()
	c, err := course.Open(fstest.MapFS{
		"01-kinds.md":         {Data: []byte(markdown)},
		"media/chart.png":     {Data: []byte("x")},
		"media/role-play.mp4": {Data: []byte("x")},
	}, "kinds")
	if err != nil {
		t.Fatal(err)
	}
	return lessons(t, c)[0]
}

func lessons(t testing.TB, c *course.Course) []lesson {
	t.Helper()
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	var all []lesson
	for _, l := range c.Lessons {
		tree, err := l.Tree(ix)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, lesson{tree, ix})
	}
	return all
}

func parseFile(t testing.TB, name string) lesson {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(b))
}

// corpus is everything that the properties are tried on.
func corpus(t testing.TB) []lesson {
	t.Helper()
	c, err := course.Open(sample.FS(), "sample")
	if err != nil {
		t.Fatal(err)
	}
	return append(lessons(t, c), parseFile(t, "testdata/kinds.md"), parseFile(t, "testdata/hostile.md"))
}

var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

var hints = Hints{
	Unfold: "enter opens", Answer: "enter answers", Open: "o opens it", Tick: "x ticks it", Untick: "x unticks it", Go: "enter goes there",
}

// before is the state of a learner who has done nothing.
func (l lesson) before() State {
	return State{Asked: l.ix.Activity, Today: today, Hints: hints}
}

// after is the state of one who has answered everything at length, or briefly.
func (l lesson) after(text string) State {
	s := l.before()
	s.Record = course.NewRecord()
	day := today.AddDate(0, 0, -6)
	for _, a := range l.ix.Activities() {
		v := course.Value{Text: text}
		switch a.Kind.Form() {
		case course.Tick:
			s.Record.Marks[a.ID] = course.Mark{Opened: day, Done: day}
			continue
		case course.Entries:
			s.Record.Entries = append(s.Record.Entries, course.Entry{ID: a.ID, Activity: a.ID, Text: text, Created: day, Updated: day})
			continue
		case course.Ideas:
			v = course.Value{List: []string{"leave", "a title", text, "a desk"}}
		case course.One:
			v.Text = a.Options[len(a.Options)-1].Label
		case course.Several:
			v = course.Value{List: []string{a.Options[0].Label, a.Options[len(a.Options)-1].Label}}
		case course.Figure:
			v.Text = "42"
		case course.Line:
			v.Text = "one line"
		}
		s.Record.Answers[a.ID] = course.Answer{Value: v, Created: day, Updated: day}
	}
	return s
}

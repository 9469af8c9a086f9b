package course

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const everyKind = `> [!read] {#read}
> x

> [!visit] {#visit}
> x

> [!watch] {#watch}
> x

> [!listen] {#listen}
> x

> [!reflect] {#reflect}
> x

> [!journal] {#journal-1}
> x

> [!brainstorm] {#brainstorm min=2}
> x

> [!question] {#question words=3}
> x

> [!short] {#short}
> x

> [!choice] {#choice}
> x
> - [ ] One
> - [x] Two

> [!choices] {#choices}
> x
> - [ ] One
> - [x] Two

> [!scale] {#scale}
> x
> 1. Low
> 2. High

> [!number] {#number min=0 max=10.5}
> x
`

// Every row of the table of kinds occurs, and its columns are what the program
// does.
func TestEveryKind(t *testing.T) {
	_, ix := indexOf(t, "01-a.md", everyKind)
	all := ix.Activities()
	if len(all) != len(Kinds) {
		t.Fatalf("%d activities, %d kinds", len(all), len(Kinds))
	}
	for i, row := range Kinds {
		a := all[i]
		if a.Kind != row.Kind || a.Kind.Label() != row.Label || a.Item() != row.Item || row.Label != strings.ToUpper(row.Label) {
			t.Errorf("%s: %+v", a.Kind, row)
		}
		if (a.Number > 0) != row.Item {
			t.Errorf("%s has number %d", a.Kind, a.Number)
		}
		if a.Kind.HasOptions() != (len(a.Options) > 0) {
			t.Errorf("%s has options %v", a.Kind, a.Options)
		}
	}
	if _, ok := Kind("note").Row(); ok || Kind("").Label() != "" {
		t.Error("a word that is no kind has a row")
	}
}

func at(n int) time.Time { return time.Date(2026, 11, n, 12, 0, 0, 0, time.UTC) }

func answer(r *Record, id, text string, list ...string) {
	SetAnswer{ID: id, Answer: Answer{Value: Value{Text: text, List: list}, Sitting: at(1)}}.Apply(r)
}

func TestStates(t *testing.T) {
	_, ix := indexOf(t, "01-a.md", everyKind)
	tick := func(r *Record, id string) { SetMark{ID: id, Mark: Mark{Done: at(2)}}.Apply(r) }
	open := func(r *Record, id string) { SetMark{ID: id, Mark: Mark{Opened: at(2)}}.Apply(r) }
	text := func(s string) func(*Record, string) { return func(r *Record, id string) { answer(r, id, s) } }
	list := func(s ...string) func(*Record, string) { return func(r *Record, id string) { answer(r, id, "", s...) } }
	entry := func(s string) func(*Record, string) {
		return func(r *Record, id string) { SetEntry{Entry{ID: "e", Activity: id, Text: s}}.Apply(r) }
	}
	for _, test := range []struct {
		id, what string
		do       func(*Record, string)
		want     State
	}{
		{"read", "opened", open, Undone},
		{"read", "ticked", tick, Done},
		{"visit", "ticked", tick, Done},
		{"watch", "ticked", tick, Done},
		{"listen", "ticked", tick, Done},
		{"reflect", "ticked", tick, Done},
		{"reflect", "answered", text("x"), Undone},
		{"journal-1", "entry", entry("x"), Done},
		{"journal-1", "removed entry", entry(" \n"), Undone},
		{"brainstorm", "one idea", list("a"), Brief},
		{"brainstorm", "two ideas", list("a", "b"), Done},
		{"brainstorm", "empty ideas", list("", " "), Undone},
		{"question", "two words", text("two words"), Brief},
		{"question", "three words", text("now three words"), Done},
		{"question", "blank", text(" \n\t"), Undone},
		{"question", "NUL", text("a b c\x00"), Undone},
		{"short", "a line", text("x"), Done},
		{"short", "two lines", text("x\ny"), Undone},
		{"choice", "on offer", text("One"), Done},
		{"choice", "no longer on offer", text("Three"), Undone},
		{"choices", "one of two", list("Two"), Done},
		{"choices", "one reworded", list("Two", "Three"), Undone},
		{"choices", "none", list(), Undone},
		{"scale", "a step", text("High"), Done},
		{"scale", "its number", text("2"), Undone},
		{"number", "fits", text(" 10.25 "), Done},
		{"number", "a decimal comma", text("1,5"), Undone},
		{"number", "at the bound", text("10.5"), Done},
		{"number", "below", text("-0.1"), Undone},
		{"number", "words", text("ten"), Undone},
	} {
		r := NewRecord()
		test.do(r, test.id)
		if got := r.State(ix.Activity(test.id)); got != test.want {
			t.Errorf("%s, %s: %v, want %v", test.id, test.what, got, test.want)
		}
	}
}

// complete does everything that is in the course.
func complete(ix *Index) *Record {
	r := NewRecord()
	for _, a := range ix.Activities() {
		switch a.Kind.Form() {
		case Tick:
			SetMark{ID: a.ID, Mark: Mark{Done: at(2)}}.Apply(r)
		case Entries:
			SetEntry{Entry{ID: a.ID, Activity: a.ID, Text: "entry"}}.Apply(r)
		case Ideas:
			answer(r, a.ID, "", "one", "two")
		case Several:
			answer(r, a.ID, "", a.Options[0].Label)
		case One:
			answer(r, a.ID, a.Options[0].Label)
		case Figure:
			answer(r, a.ID, "5")
		case Text, Line:
			answer(r, a.ID, "an answer of some words")
		}
	}
	for _, l := range ix.Lessons {
		SetSeen{Lesson: l.ID, At: at(3)}.Apply(r)
	}
	return r
}

func progressLine(ix *Index, r *Record) string {
	p := ix.Progress(r)
	var missing []string
	for _, a := range ix.Missing(r) {
		missing = append(missing, a.ID)
	}
	s := fmt.Sprintf("%d/%d done, %d/%d answered, %d %%, missing %v", p.Done, p.Required, p.Answered, p.Items, p.Percent, missing)
	for _, l := range p.Lessons {
		s += fmt.Sprintf(" [%d/%d %v %v]", l.Done, l.Required, l.Started, l.Finished)
	}
	return s
}

func TestProgress(t *testing.T) {
	_, ix := indexOf(t, "01-a.md", everyKind,
		"02-b.md", "> [!question] {#extra optional}\n> x\n",
		"03-c.md", "---\nsection: evaluation\n---\n> [!scale] {#eval}\n> x\n> - Good\n",
		"04-d.md", "Nothing to do.")
	step := func(name string, r *Record, want string) {
		t.Helper()
		if got := progressLine(ix, r); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, want)
		}
	}
	step("at the start", NewRecord(),
		"0/14 done, 0/7 answered, 0 %, missing [read visit watch listen reflect question short choice choices scale number eval]"+
			" [0/13 false false] [0/0 false false] [0/1 false false] [0/0 false false]")
	r := complete(ix)
	step("complete", r, "14/14 done, 7/7 answered, 100 %, missing [] [13/13 true true] [0/0 true true] [1/1 true true] [0/0 true true]")

	delete(r.Answers, "extra")
	step("an optional item open", r, "14/14 done, 6/7 answered, 100 %, missing [] [13/13 true true] [0/0 true true] [1/1 true true] [0/0 true true]")

	r.Entries = nil
	delete(r.Answers, "brainstorm")
	step("journal and brainstorm never block", r, "12/14 done, 6/7 answered, 85 %, missing [] [11/13 true true] [0/0 true true] [1/1 true true] [0/0 true true]")

	answer(r, "question", "short")
	step("short is answered", r, "12/14 done, 6/7 answered, 85 %, missing [] [11/13 true true] [0/0 true true] [1/1 true true] [0/0 true true]")
	if brief := ix.Brief(r); len(brief) != 1 || brief[0].ID != "question" {
		t.Errorf("short: %v", brief)
	}

	answer(r, "choice", "An option that was reworded")
	delete(r.Seen, "d")
	step("reworded option, last page not seen", r, "11/14 done, 5/7 answered, 78 %, missing [choice] [10/13 true false] [0/0 true true] [1/1 true true] [0/0 false false]")

	answer(r, "question", "")
	delete(r.Marks, "watch")
	step("taken back", r, "9/14 done, 4/7 answered, 64 %, missing [watch question choice] [8/13 true false] [0/0 true true] [1/1 true true] [0/0 false false]")

	_, empty := indexOf(t, "01-a.md", "x")
	if p := empty.Progress(NewRecord()); p.Percent != 100 || p.Lessons[0].Finished {
		t.Errorf("nothing is required: %+v", p)
	}
}

func TestCheckSaysWhy(t *testing.T) {
	_, ix := indexOf(t, "01-a.md", everyKind)
	for _, test := range []struct {
		id   string
		v    Value
		want string
	}{
		{"question", Value{Text: "x"}, ""},
		{"question", Value{}, ""},
		{"question", Value{Text: "a\x00"}, "the answer holds a NUL byte; remove it"},
		{"read", Value{Text: "x"}, "a read is ticked, not answered"},
		{"short", Value{Text: "a\nb"}, "a short answer is one line"},
		{"choice", Value{Text: "Three\x1b"}, `"Three[U+001B]" is not one of the options`},
		{"choices", Value{List: []string{"One", "x"}}, `"x" is not one of the options`},
		{"number", Value{Text: "85,000.50"}, "85,000.50 is too large; the most is 10.5"},
		{"number", Value{Text: "-1"}, "-1 is too small; the least is 0"},
		{"number", Value{Text: "0x10"}, `"0x10" is not a number`},
		{"number", Value{Text: "1e3"}, "1e3 is too large; the most is 10.5"},
		{"number", Value{Text: "NaN"}, `"NaN" is not a number`},
		{"number", Value{Text: "1,5"}, `"1,5" is not a number; write 1.5 with a point, 12,000 with three digits after the comma`},
	} {
		err := ix.Activity(test.id).Check(test.v)
		if got := fmt.Sprint(err); err == nil && test.want != "" || err != nil && got != test.want {
			t.Errorf("%s %q: %s, want %q", test.id, test.v, got, test.want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for typed, want := range map[string]float64{
		"12": 12, "-3.5": -3.5, "+4": 4, " 12 000 ": 12000, "85,000.50": 85000.5, "1'000'000": 1e6, "1\u00a0000": 1000,
		"1\u202f000,000": 1e6, ".5": 0.5, "5.": 5, "1e3": 1000,
	} {
		if got, err := ParseNumber(typed); err != nil || got != want {
			t.Errorf("%q: %v %v, want %v", typed, got, err, want)
		}
	}
	for _, typed := range []string{"", "ten", "1,5", "1,50", "12,0000", "1.2.3", "0x10", "Inf", "NaN", "1e999", "1_000", "12,", "--1", "1 2", "$5"} {
		if got, err := ParseNumber(typed); err == nil && typed != "12," {
			t.Errorf("%q is read as %v", typed, got)
		}
	}
}

func TestUnplaced(t *testing.T) {
	_, ix := indexOf(t, "01-a.md", everyKind)
	r := complete(ix)
	if got := ix.Unplaced(r); len(got) != 0 {
		t.Errorf("everything has a place: %v", got)
	}
	answer(r, "gone", "words")
	answer(r, "cleared", "  ")
	answer(r, "also-gone", "", "idea")
	SetEntry{Entry{ID: "x1", Activity: "old-journal", Text: "words"}}.Apply(r)
	SetEntry{Entry{ID: "x2", Activity: "removed-journal", Text: ""}}.Apply(r)
	SetEntry{Entry{ID: "x3", Activity: "", Text: "free"}}.Apply(r)
	SetMark{ID: "marked", Mark: Mark{Done: at(1)}}.Apply(r)
	if got := fmt.Sprint(ix.Unplaced(r)); got != "[also-gone gone old-journal]" {
		t.Errorf("%s", got)
	}
}

// A change that comes later under the same key makes the earlier one needless.
func TestChangesOfOneKey(t *testing.T) {
	a := func(text string, sitting int) SetAnswer {
		return SetAnswer{"q", Answer{Value: Value{Text: text}, Sitting: at(sitting)}}
	}
	if a("x", 1).Key() != a("y", 1).Key() || a("x", 1).Key() == a("x", 2).Key() {
		t.Error("a sitting is not what names an answer's version")
	}
	keys := map[string]bool{}
	for _, c := range []Change{a("x", 1), SetEntry{Entry{ID: "q", Sitting: at(1)}}, SetMark{ID: "q"}, SetSeen{Lesson: "q"}, SetPlace{}, SetActive{Lesson: "q"}, SetHandIn{}, SetVersion{}} {
		if keys[c.Key()] {
			t.Errorf("%q names two sorts of change", c.Key())
		}
		keys[c.Key()] = true
	}
	r := NewRecord()
	SetSeen{Lesson: "a", At: at(1)}.Apply(r)
	SetSeen{Lesson: "a", At: at(2)}.Apply(r)
	if !r.Seen["a"].Equal(at(1)) {
		t.Error("the first time is not kept")
	}
	for _, id := range []string{"c", "a", "b", "a"} {
		SetEntry{Entry{ID: id, Text: id}}.Apply(r)
	}
	if len(r.Entries) != 3 || r.Entries[0].ID != "a" || r.Entries[2].ID != "c" {
		t.Errorf("%+v", r.Entries)
	}
}

// What was written in private is no answer to a question that took its id over.
func TestPrivateAnswerStaysPrivate(t *testing.T) {
	_, ix := indexOf(t, "01-a.md", "# A\n\n> [!question] {#ideas}\n> What came of it?\n")
	r := NewRecord()
	was := &Activity{ID: "ideas", Kind: Brainstorm}
	r.Answers["ideas"] = Answer{}.Next(was.Asked("a"), Value{Text: "mine", List: []string{"mine"}}, time.Now())
	if got := r.State(ix.Activity("ideas")); got != Undone {
		t.Errorf("state %v, want Undone", got)
	}
}

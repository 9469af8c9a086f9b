package tui

import (
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/sample"
	"lectern/store"
)

// The pocket course has every kind of activity, a booklet and an evaluation,
// links to pages and to files, in as few words as that takes.
var pocket = fstest.MapFS{
	"course.yaml": {Data: []byte(`id: pocket
title: Pocket Course
version: 1.0.0
summary: A short course that has everything once.
audience: [coaches, counselors]
objectives: [Ask once, Ask twice]
credit: {hours: 1.5, provider: Example House, provider_number: "77", statement: One and a half hours of home study.}
instructor: {name: Ada Example, email: ada@example.org, conversation: 30}
notice: Copyright 2026 the lectern authors.
`)},
	"01-hello.md": {Data: []byte(`---
title: Hello
minutes: 6
---
Words before anything else.

> [!read] {#gap minutes=4}
> [A short read on pay gaps](https://example.org/gap)

> [!watch] The first counter-offer {#role-play minutes=2}
> [Role play](media/role-play.mp4)

> [!reflect] Put the text away {#pause minutes=1}
> Which of your own negotiations comes to mind?

> [!journal] Your first offer {#first-offer share}
> Write about the last offer that you accepted.

> [!brainstorm] Everything besides base salary {#perks min=3 share}
> List everything.
`)},
	"02-asking.md": {Data: []byte(`---
title: Asking
minutes: 25
---
> [!question] Why clients hold back {#why words=50}
> Why do clients avoid negotiating?

> [!short] {#source}
> Name one source of salary data that you trust.

> [!choice] {#first}
> Who names a figure first?
> - [ ] Always the client
> - [x] Whoever knows the market

> [!choices] {#open optional}
> Which of these can be negotiated?
> - [x] Start date
> - [x] Title

> [!number] {#worth min=0}
> What is the change worth, in dollars a year?
`)},
	"03-booklet.md": {Data: []byte(`---
title: "Booklet: one client"
section: booklet
minutes: 30
---
> [!question] First turn {#turn}
> What would you say next?

See [the law](https://example.org/law) too.
`)},
	"04-evaluation.md": {Data: []byte(`---
title: Evaluation
section: evaluation
minutes: 3
---
> [!scale] {#liked}
> How did you like it?
> 1. Not at all
> 2. Very much
`)},
	"media/role-play.mp4": {Data: []byte("film")},
}

func pocketCourse(t testing.TB) *course.Course {
	t.Helper()
	c, err := course.Open(pocket, "pocket")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func sampleCourse(t testing.TB) *course.Course {
	t.Helper()
	c, err := course.Open(sample.FS(), "sample")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// on is a time on the days before the one on which the tests play.
func on(day, hour, minute int) time.Time {
	return time.Date(2026, 11, day, hour, minute, 0, 0, time.UTC)
}

func didAnswer(id, text string, when time.Time, list ...string) course.Change {
	v := course.Value{Text: text, List: list}
	return course.SetAnswer{ID: id, Answer: course.Answer{Value: v, Sitting: when, Created: when, Updated: when}}
}

func didTick(id string, when time.Time) course.Change {
	return course.SetMark{ID: id, Mark: course.Mark{Opened: when, Done: when}}
}

func didWrite(id, activity, text string, when time.Time) course.Change {
	return course.SetEntry{Entry: course.Entry{ID: id, Activity: activity, Text: text, Sitting: when, Created: when, Updated: when}}
}

// halfway is what a learner did who is in the middle of the pocket course.
func halfway(t testing.TB) *store.Memory {
	t.Helper()
	b := store.NewMemory()
	gone := course.Answer{
		Value: course.Value{Text: "That one has to name it."}, Sitting: on(12, 9, 0), Created: on(12, 9, 0), Updated: on(12, 9, 5),
		Asked: course.Asked{Kind: course.Short, Lesson: "asking", Prompt: "What does silence do?"},
	}
	for _, save := range [][]course.Change{
		{didAnswer("why", "Too short.", on(15, 8, 0))},
		{
			didTick("gap", on(14, 10, 0)), didTick("pause", on(14, 10, 30)),
			course.SetMark{ID: "link:https://example.org/gap", Mark: course.Mark{Opened: on(14, 10, 0)}},
			didAnswer("why", "Most of mine were never shown how. They hear an offer as a verdict on what they are worth.", on(16, 12, 0)),
			didAnswer("perks", "", on(16, 12, 10), "a title", "a desk", "Fridays"),
			didAnswer("first", "Whoever knows the market", on(22, 9, 30)),
			course.SetAnswer{ID: "silence", Answer: gone},
			didWrite("20261114T100000.000000000", "first-offer", "I took the first number because I was afraid that it would be gone if I asked.", on(14, 10, 0)),
			didWrite("20261120T200000.000000000", "", "A good day.\n\nNobody said no.", on(20, 20, 0)),
			course.SetActive{Lesson: "hello", Time: 35 * time.Minute},
			course.SetActive{Lesson: "asking", Time: 150 * time.Minute},
			course.SetSeen{Lesson: "hello", At: on(14, 11, 0)},
		},
	} {
		if err := b.Put(save...); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// completed is the same with nothing missing.
func completed(t testing.TB) *store.Memory {
	t.Helper()
	b := halfway(t)
	err := b.Put(
		didTick("role-play", on(21, 9, 0)),
		didAnswer("source", "The statistics office", on(21, 9, 1)),
		didAnswer("worth", "5,219", on(21, 9, 2)),
		didAnswer("turn", "Thank you. May I think about it until Friday?", on(21, 9, 3)),
		didAnswer("liked", "Very much", on(21, 9, 4)),
		course.SetSeen{Lesson: "asking", At: on(21, 9, 5)},
	)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// learner is an option for start: who works, and what was done so far.
func learner(b Book) func(*Options) {
	return func(o *Options) {
		o.Book, o.Learner = b, course.Learner{Name: "Ann O'Neil", Email: "ann@example.org"}
		o.DataPath = "/home/ann/.local/share/lectern/answers/pocket.db"
	}
}

// surfaces are the screens, each with the keys that lead to it.
var surfaces = []struct {
	name    string
	whole   bool // with a course that is complete
	preview bool // as its author sees it
	keys    []string
}{
	{name: "contents", keys: []string{"c"}},
	{name: "worksheet", keys: []string{"W"}},
	{name: "journal", keys: []string{"J"}},
	{name: "entry", keys: []string{"J", "n"}},
	{name: "entry-old", keys: []string{"J", "down", "enter"}},
	{name: "links", keys: []string{"L"}},
	{name: "handin", keys: []string{"H"}},
	{name: "handin-end", keys: []string{"H", "G"}},
	{name: "handin-name", keys: []string{"H", "down", "down", "down", "down", "down", "down", "enter"}},
	{name: "handin-whole", whole: true, keys: []string{"H"}},
	{name: "handin-saved", whole: true, keys: []string{"H", "s", "j"}},
	{name: "preview", keys: []string{"H", "p"}},
	{name: "about", keys: []string{"A"}},
	{name: "versions", keys: []string{"W", "v"}},
	{name: "versions-entry", keys: []string{"J", "down", "v"}},
	{name: "unplaced", keys: []string{"W", "G", "enter"}},
	{name: "help", keys: []string{"c", "?"}},
	{name: "preview-findings", preview: true, keys: []string{"E"}},
	{name: "preview-lesson", preview: true},
	{name: "preview-handin", preview: true, keys: []string{"H"}},
	{name: "help-writing", keys: []string{"J", "n", "f1"}},
}

func showing(t *testing.T, i, width, height int, edit ...func(*Options)) *player {
	t.Helper()
	s := surfaces[i]
	book := halfway(t)
	if s.whole {
		book = completed(t)
	}
	edits := append([]func(*Options){learner(book)}, edit...)
	if s.preview {
		edits = append(edits, newDraft().preview)
	}
	p := start(t, pocketCourse(t), width, height, edits...)
	p.press(s.keys...)
	return p
}

func TestScreens(t *testing.T) {
	for i, s := range surfaces {
		for size, name := range map[[2]int]string{{80, 24}: "80x24", {120, 40}: "120x40", {40, 12}: "40x12"} {
			t.Run(s.name+"-"+name, func(t *testing.T) {
				showing(t, i, size[0], size[1]).golden("screens/" + s.name + "-" + name)
			})
		}
	}
}

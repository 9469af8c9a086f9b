package tui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"lectern/course"
)

func deskOf(p *player) *paperDesk { return p.model.desk.(*paperDesk) }

func lacks(t *testing.T, p *player, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(p.screen(), text) {
			t.Fatalf("the screen shows %q:\n%s", text, p.screen())
		}
	}
}

func TestHandInTicksInPlace(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("H")
	p.sees("► ", "Watch: The first counter-offer", "STILL OPEN: 5")
	p.press("x")
	p.sees("STILL OPEN: 4", "Ticked: The first counter-offer")
	lacks(t, p, "Watch:")
	if p.model.rec.Marks["role-play"].Done.IsZero() {
		t.Error("the tick is not in the record")
	}
	p.press("x") // on a question, which is not ticked
	p.sees("STILL OPEN: 4")
}

func TestHandInSavesADraft(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("H", "s")
	o := deskOf(p).orders
	if len(o) != 1 || !o[0].Draft || o[0].Format != "html" || o[0].Learner.Name != "Ann O'Neil" || len(o[0].Share) != 0 {
		t.Fatalf("the order was %+v", o)
	}
	p.sees("SAVED         /home/ann/Documents/course_Ann")
	rec, err := p.book.Load()
	if err != nil || rec.Handed.Revision != 1 {
		t.Fatalf("the book does not know the revision: %+v, %v", rec.Handed, err)
	}
	p.press("o")
	p.sees("The folder is opening.")
	p.press("m")
	p.sees("Attach the file there.")
	p.press("y")
	p.sees("ada@example.org is on the clipboard")
}

func TestHandInWholeIsNoDraft(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(completed(t)))
	p.press("H")
	p.sees("NOTHING IS MISSING", "SHORT, MAY GO AS IT IS", "19 of 50 words")
	p.press("f", "f", "s")
	if o := deskOf(p).orders; len(o) != 1 || o[0].Draft || o[0].Format != "json" {
		t.Fatalf("the order was %+v", o)
	}
}

// What was typed a moment ago is in the book before the worksheet is written.
func TestHandInSavesAnswersFirst(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("H")
	p.model.do(didAnswer("source", "The statistics office", on(22, 12, 0)))
	p.press("s")
	rec, _ := p.book.Load()
	if rec.Answers["source"].Text == "" {
		t.Error("the answer was exported, but not saved")
	}
	if deskOf(p).orders[0].Record.Answers["source"].Text == "" {
		t.Error("the answer was saved, but not exported")
	}
}

// The record that a command reads is not the one that keys change.
func TestHandInExportsACopy(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("H", "s")
	p.model.do(didAnswer("source", "later", on(22, 12, 0)), didTick("role-play", on(22, 12, 0)))
	r := deskOf(p).orders[0].Record
	if _, ok := r.Answers["source"]; ok || !r.Marks["role-play"].Done.IsZero() {
		t.Error("the exported record changes with the learner's")
	}
}

func TestHandInSharesOnlyWithConsent(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 40, learner(completed(t)))
	p.press("H")
	p.sees("[ ] also your journal: Your first offer", "[ ] also your list", "2 journal entries, 1 list")
	p.press("end", "x")
	p.sees("[x] also your list", "STAYS HERE    2 journal entries and earlier versions")
	p.press("s")
	if o := deskOf(p).orders; !slices.Equal(o[0].Share, []string{"perks"}) {
		t.Fatalf("shared were %q", o[0].Share)
	}
	p.press("end", "x", "s")
	if o := deskOf(p).orders; len(o[1].Share) != 0 {
		t.Fatalf("shared were %q after the consent was taken back", o[1].Share)
	}
}

func TestHandInTakesTheName(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 40, learner(completed(t)), func(o *Options) { o.Learner = course.Learner{} })
	p.press("H")
	p.sees("enter writes your name")
	p.press("down", "enter")
	p.sees("WRITING")
	p.write("Ann q?WH")
	p.press("tab", "enter")
	p.write("ann@example.org")
	p.press("enter")
	want := course.Learner{Name: "Ann q?WH", Email: "ann@example.org"}
	if deskOf(p).who != want || p.model.who != want {
		t.Errorf("kept was %+v", deskOf(p).who)
	}
	p.sees("YOU           Ann q?WH", "ann@example.org")
}

// A course without an instructor's address names no key that needs one.
func TestHandInWithoutAnInstructor(t *testing.T) {
	c := pocketCourse(t)
	c.Instructor = course.Instructor{}
	p := start(t, c, 120, 40, learner(completed(t)))
	p.press("H", "s")
	for _, b := range p.model.top().keys(p.model) {
		if h := b.Help(); h.Key == "m" || h.Key == "y" {
			t.Errorf("%s %s is named", h.Key, h.Desc)
		}
	}
	lacks(t, p, "mail program")
	for range 5 {
		p.press("f")
		lacks(t, p, "eml")
	}
}

type brokenDesk struct{ paperDesk }

var errFull = errors.New("the disk is full; make some room and try again")

func (*brokenDesk) Export(Order) (string, course.HandIn, error) {
	return "", course.HandIn{}, errFull
}
func (*brokenDesk) Preview(Order) (string, error) { return "", errFull }
func (*brokenDesk) Blank() (string, error)        { return "", errFull }

func TestWhatFailsIsSaid(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(completed(t)), func(o *Options) { o.Desk = &brokenDesk{} })
	for _, keys := range [][]string{{"H", "s"}, {"H", "p"}, {"W", "b"}} {
		p.press("c", "esc")
		p.press(keys...)
		p.sees("The disk is full; make some room and try again.")
	}
	if p.model.rec.Handed.Revision != 0 {
		t.Error("a revision was noted that was never written")
	}
}

// Where nothing can be saved, nothing is taken.
func TestReadingOnlyTakesNothing(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)), func(o *Options) {
		o.Locked = errors.New("the answers file is open in another window")
	})
	p.press("r")
	for _, keys := range [][]string{
		{"H", "x"}, {"H", "down", "down", "down", "down", "down", "down", "enter", "Z"},
		{"J", "n", "Z"}, {"J", "enter", "Z"}, {"J", "down", "enter", "Z"}, {"W", "v", "down", "enter"},
	} {
		p.press("c", "esc")
		p.press(keys...)
		if p.model.top().typing() {
			t.Errorf("%q: a field takes what cannot be saved", keys)
		}
	}
	rec, _ := p.book.Load()
	if !p.model.rec.Marks["role-play"].Done.IsZero() || len(rec.Entries) != 2 || p.model.rec.Answers["why"].Text != rec.Answers["why"].Text {
		t.Error("something was changed that cannot be saved")
	}
}

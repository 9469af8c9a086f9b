package tui

import (
	"errors"
	"testing"
	"time"
)

func TestJournalTakesANewEntry(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("J", "n")
	p.write("Today I asked.\nq?WJ")
	p.press("esc")
	p.sees("Sun 22 Nov 2026, 12:04", "free writing", "Today I asked.", "3 entries")
	p.press("ctrl+s")
	rec, err := p.book.Load()
	if err != nil || len(rec.Entries) != 3 || rec.Entries[2].Text != "Today I asked.\nq?WJ" || rec.Entries[2].Activity != "" {
		t.Fatalf("the book has %+v, %v", rec.Entries, err)
	}
}

// A new entry in which nothing is written is none.
func TestJournalKeepsNoEmptyEntry(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("J", "n", "esc")
	p.sees("2 entries")
	if n := len(p.model.rec.Entries); n != 2 {
		t.Errorf("there are %d entries", n)
	}
}

func TestJournalKeepsEarlierVersions(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("J", "down", "enter")
	p.write(" Really.")
	p.clock = p.clock.Add(time.Minute)
	p.write(" Yes.")
	p.press("tab")
	p.sees("Nobody said no. Really. Yes.")
	p.press("v")
	p.sees("as it is now", "Nobody said no. Really. Yes.", "Fri 20 Nov 2026, 20:00")
	p.press("down", "enter")
	p.sees("Brought back")
	p.press("esc")
	lacks(t, p, "Really")
	versions, err := p.book.EntryVersions("20261120T200000.000000000")
	if err != nil || len(versions) != 3 {
		t.Fatalf("there are %d versions, %v", len(versions), err)
	}
	if e := p.model.rec.Entries[1]; e.Activity != "" || !e.Created.Equal(on(20, 20, 0)) {
		t.Errorf("the entry was made another: %+v", e)
	}
}

// An entry whose text is deleted is taken out, and comes back.
func TestJournalEntryTakenOutComesBack(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("J", "down", "down", "enter", "ctrl+u", "up", "ctrl+k", "ctrl+end")
	for range 100 {
		p.press("backspace")
	}
	p.press("esc")
	p.sees("1 entry", "TAKEN OUT", "Sat 14 Nov 2026, 10:00")
	p.press("end", "enter")
	p.sees("(empty: it was taken out)", "I took the first number")
	p.press("down", "enter", "esc")
	p.sees("2 entries", "I took the first number", "Your first offer, lesson 1")
	lacks(t, p, "TAKEN OUT")
}

func TestJournalTakesWhatAnEditorWrote(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("J", "down", "enter")
	e := p.model.top().(*entryScreen)
	p.send(entryEditedMsg{e, "Half of it", errors.New("your editor did not end well; your answer is as it was")})
	p.sees("A good day.")
	p.send(entryEditedMsg{e, "All of it", nil})
	p.sees("All of it")
	p.press("esc", "v")
	p.sees("All of it", "Half of it", "A good day.")
}

package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/store"
)

func versionsOf(t *testing.T, p *player, id string) (texts []string) {
	t.Helper()
	all, err := p.book.Versions(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		texts = append(texts, a.String())
	}
	return texts
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, " | ") != strings.Join(want, " | ") {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// A version is a sitting: what is typed in one go overwrites itself, entering
// the field again begins another, and so do ten minutes.
func TestAVersionIsASitting(t *testing.T) {
	p := at(t, "one-source", 80, 24)
	p.press("enter")
	p.write("one")
	p.press("esc")
	same(t, "after one sitting", versionsOf(t, p, "one-source"), "one")

	p.clock = p.clock.Add(time.Minute)
	p.press("enter")
	p.write(" two")
	p.clock = p.clock.Add(9 * time.Minute)
	p.write(" three")
	same(t, "nine minutes later", versionsOf(t, p, "one-source"), "one two three", "one")
	p.clock = p.clock.Add(2 * time.Minute)
	p.write(" four")
	p.press("esc")
	same(t, "after ten minutes", versionsOf(t, p, "one-source"), "one two three four", "one two three", "one")

	all, _ := p.book.Versions("one-source")
	if !all[0].Created.Equal(sitting.Add(4*time.Minute)) || all[0].Asked.Lesson != "kinds" || all[0].Asked.Kind != course.Short ||
		!strings.HasPrefix(all[0].Asked.Prompt, "Name one source") {
		t.Errorf("the newest version notes %+v", all[0])
	}
}

// The pick that one made first stays in the history, whatever follows at once.
func TestTheFirstPickStays(t *testing.T) {
	p := at(t, "first-number", 80, 24)
	p.press("enter", "1", "2", "3", "esc")
	same(t, "picks", versionsOf(t, p, "first-number"),
		"It depends on who has the better information", "Always the client")
}

// Writing on in a journal on the same day goes on with the entry, another day
// begins one, and n begins one at any time. Older ones stay.
func TestJournalEntriesAreDated(t *testing.T) {
	p := at(t, "first-offer", 80, 24)
	p.press("enter")
	p.write("Monday")
	p.press("esc", "enter")
	p.write(" evening")
	p.press("esc", "n")
	p.sees("A new entry; 1 earlier one stands in your journal.")
	p.write("Another thought")
	p.press("esc")
	p.clock = p.clock.AddDate(0, 0, 1)
	p.press("enter")
	p.write("Tuesday")
	p.press("esc")
	rec, err := p.book.Load()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, e := range rec.EntriesAt("first-offer") {
		texts = append(texts, e.Text)
	}
	same(t, "entries", texts, "Monday evening", "Another thought", "Tuesday")
}

// While one answers, every printable key is text, and the keys that leave do.
func TestKeysWhileAnswering(t *testing.T) {
	all := "q?oxuvyhjklgGcWJLHA<>n 1"
	for _, leave := range []string{"esc", "tab", "shift+tab", "ctrl+c"} {
		p := at(t, "one-source", 80, 24)
		p.press("enter")
		p.write(all)
		p.sees("ANSWERING", all)
		p.press(leave)
		if got := p.model.rec.Answers["one-source"].Text; got != all {
			t.Errorf("typed %q, got %q", all, got)
		}
		if s := p.model.lesson().sheet; s != nil && s.activity().ID == "one-source" {
			t.Errorf("%s does not leave", leave)
		}
		if p.ended {
			t.Errorf("%s ended the player", leave)
		}
	}
	p := at(t, "one-source", 80, 24)
	p.press("enter", "ctrl+c", "ctrl+c")
	if !p.ended {
		t.Error("ctrl+c twice does not quit")
	}
	p = at(t, "one-source", 80, 24)
	p.press("enter")
	p.write("typed")
	p.press("ctrl+s")
	p.sees("Saved 12:04")
	p.press("f1")
	p.sees("WHILE YOU WRITE")
	p.press("esc")
	p.sees("ANSWERING", "typed")
}

// Save now says that it did also where there was something to save.
func TestSaveNow(t *testing.T) {
	p := at(t, "one-source", 80, 24)
	p.press("enter")
	p.model.Update(pressed("x")) // the save that it asks for is not due yet
	p.press("ctrl+s")
	p.sees("Saved 12:04")
	if rec, _ := p.book.Load(); rec.Answers["one-source"].Text != "x" {
		t.Errorf("saved %q", rec.Answers["one-source"].Text)
	}
}

// Tab goes from field to field while they are on the screen; beyond, it only
// moves the focus, for there is something to read first.
func TestTabWhileAnswering(t *testing.T) {
	p := at(t, "one-source", 80, 24)
	p.press("enter", "a", "tab", "1", "2", "shift+tab", "b", "tab", "tab")
	if a, n := p.model.rec.Answers["one-source"].Text, p.model.rec.Answers["target"].Text; a != "ab" || n != "12" {
		t.Errorf("typed %q and %q", a, n)
	}
	s := p.model.lesson()
	if s.sheet != nil || s.focus == nil || s.focus.activity.Activity.ID != "first-number" {
		t.Errorf("after the last field of the page the focus is %+v", s.focus)
	}
}

// What does not count is kept as it was typed, and the learner is told.
func TestWhatDoesNotCountIsKept(t *testing.T) {
	p := at(t, "target", 80, 24)
	p.press("enter")
	p.write("9000")
	p.sees("too large")
	p.press("esc")
	p.sees("Kept as you typed it, but it does not count yet")
	if got := p.model.rec.Answers["target"].Text; got != "9000" {
		t.Errorf("kept %q", got)
	}
}

func TestReadingOnly(t *testing.T) {
	p := at(t, "one-source", 80, 24, func(o *Options) {
		o.Locked = errors.New("the course is open in another window")
	})
	p.sees("READING ONLY")
	p.press("enter")
	p.sees("The course is open in another window.")
	p.press("x", "n", "space", "q")
	if !p.ended {
		t.Error("q does not quit")
	}
	if rec, _ := p.book.Load(); rec.Place.Lesson != "" || len(rec.Answers)+len(rec.Marks) > 0 {
		t.Errorf("something was saved: %+v", rec)
	}
}

// A prompt that leaves no room folds; F2 shows it, and gives the room back.
func TestLongPromptsFold(t *testing.T) {
	p := at(t, "why-reluctant", 40, 12)
	p.press("enter")
	p.sees("F2 all")
	if strings.Contains(p.screen(), "what each one cost") {
		t.Error("a long prompt does not fold")
	}
	p.press("f2")
	p.sees("own practice")
	p.press("f2")
	p.sees("F2 all")
	p.write("And here")
	p.sees("And here")
}

// An answer whose prompt was reworded is offered where the new one stands, and
// is there with one key.
func TestRewordedPromptsOfferTheOldAnswer(t *testing.T) {
	book := store.NewMemory()
	asked := course.Asked{Kind: course.Question, Lesson: "text", Prompt: "What do you take away?"}
	old := course.Answer{}.Next(asked, course.Value{Text: "Two questions."}, sitting)
	if err := book.Put(course.SetAnswer{ID: "x-0123456789", Answer: old}); err != nil {
		t.Fatal(err)
	}
	p := start(t, everyKind(t), 80, 24, func(o *Options) { o.Book = book })
	items := p.model.ix.Items()
	for _, a := range items {
		if a.Derived {
			p.run(p.model.goToActivity(a.ID))
			p.press("enter")
			p.sees("F3 takes over your answer from before the rewording: Two questions.")
			p.press("f3", "!", "esc")
			same(t, "answer", versionsOf(t, p, a.ID), "Two questions.!")
		}
	}
}

// Pasted text arrives whole, and is saved.
func TestPaste(t *testing.T) {
	p := at(t, "why-reluctant", 80, 24)
	p.send(tea.PasteMsg{Content: "lost?"})
	p.sees("enter opens one")
	p.press("enter")
	text := strings.Repeat("one\ttwo\n", 2000)
	p.send(tea.PasteMsg{Content: text})
	p.press("esc")
	if rec, _ := p.book.Load(); rec.Answers["why-reluctant"].Text != text {
		t.Error("what was pasted is not what was saved")
	}
}

// A megabyte is pasted and typed on in less than half a second a key.
func TestAMegabyteIsNotSlow(t *testing.T) {
	p := at(t, "why-reluctant", 80, 24)
	p.press("enter")
	p.send(tea.PasteMsg{Content: strings.Repeat("word and word\n", 1<<20/14)})
	for _, k := range []string{"a", "enter", "up", "b"} {
		took := time.Hour
		for range 3 { // other programs run here too
			begin := time.Now()
			p.model.Update(pressed(k))
			p.model.View()
			took = min(took, time.Since(begin))
		}
		if took > 500*time.Millisecond {
			t.Errorf("%s took %v", k, took)
		}
	}
}

// The disk fails: the screen says so, q asks, and q once more leaves.
func TestQuittingWhenTheDiskFails(t *testing.T) {
	fails := true
	p := unstarted(t, everyKind(t))
	m := p.model
	book := newTroubledBook(func(int) error {
		if fails {
			return errors.New("the disk is full")
		}
		return nil
	})
	m.saver.book = book
	p.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	// One save, as the command that a key asks for would make it; no retries.
	press := func(key string) tea.Cmd {
		_, _ = m.Update(pressed(key))
		_, cmd := m.Update(m.saver.save())
		return cmd
	}
	press("space")
	p.sees("NOT saved: The disk is full.")
	press("q")
	p.sees("NOT saved; q once more leaves without saving: the disk is full")
	press("down") // the learner goes on, so the next q asks again
	press("q")
	p.sees("q once more leaves")
	_, _ = m.Update(m.saver.save()) // a retry that fails does not withdraw the question
	_, quit := m.Update(pressed("q"))
	p.run(quit)
	if !p.ended {
		t.Error("q twice does not leave")
	}

	p.ended, fails = false, false
	press("down")
	p.sees("Saved again, with everything since.")
	p.run(press("q"))
	if !p.ended || book.rec.Place.Lesson == "" {
		t.Errorf("ended %v, saved %+v", p.ended, book.rec.Place)
	}
}

// A disk that does not answer holds up nothing; q offers to leave after a while.
func TestQuittingWhenTheDiskHangs(t *testing.T) {
	hang := make(chan struct{})
	p := unstarted(t, everyKind(t))
	m := p.model
	m.saver.book = newTroubledBook(func(int) error { <-hang; return nil })
	p.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	_, _ = m.Update(pressed("space"))
	done := make(chan tea.Msg)
	go func() { done <- m.saver.save() }()
	_, _ = m.Update(pressed("q"))
	_, _ = m.Update(quitLateMsg{})
	p.sees("The disk does not answer. q once more leaves")
	_, _ = m.Update(pressed("space")) // everything else goes on
	p.sees("page 3")
	_, _ = m.Update(pressed("q"))
	_, _ = m.Update(quitLateMsg{})
	_, quit := m.Update(pressed("q"))
	p.run(quit)
	if !p.ended {
		t.Error("q does not leave a disk that hangs")
	}
	close(hang)
	<-done
}

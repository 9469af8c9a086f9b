package tui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// A troubledBook keeps a record in memory, and has the trouble with it that a
// disk can have.
type troubledBook struct {
	mu      sync.Mutex
	rec     *course.Record
	puts    int
	batches [][]course.Change
	trouble func(put int) error // called before each Put, from 1 on; may block or panic
}

func newTroubledBook(trouble func(put int) error) *troubledBook {
	return &troubledBook{rec: course.NewRecord(), trouble: trouble}
}

func (b *troubledBook) Load() (*course.Record, error) { return course.NewRecord(), nil }

func (b *troubledBook) Put(changes ...course.Change) error {
	b.mu.Lock()
	b.puts++
	n := b.puts
	b.mu.Unlock()
	if b.trouble != nil {
		if err := b.trouble(n); err != nil {
			return err
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.batches = append(b.batches, slices.Clone(changes))
	for _, c := range changes {
		c.Apply(b.rec)
	}
	return nil
}

func (b *troubledBook) Versions(string) ([]course.Answer, error)     { return nil, nil }
func (b *troubledBook) EntryVersions(string) ([]course.Entry, error) { return nil, nil }

func (b *troubledBook) text(id string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rec.Answers[id].Text
}

func (b *troubledBook) putCount() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.puts
}

var sitting = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func answered(id, text string) course.Change {
	return course.SetAnswer{ID: id, Answer: course.Answer{Value: course.Value{Text: text}, Sitting: sitting}}
}

// A loop runs commands as Bubble Tea does: each in a goroutine, their messages
// one after the other.
type loop struct {
	saver *saver
	msgs  chan tea.Msg
	over  chan struct{}
}

func newLoop(t *testing.T, s *saver) *loop {
	l := &loop{saver: s, msgs: make(chan tea.Msg, 100), over: make(chan struct{})}
	t.Cleanup(func() { close(l.over) })
	return l
}

func (l *loop) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		msg := cmd()
		select {
		case l.msgs <- msg:
		case <-l.over:
		}
	}()
}

// until handles messages as the model does until done, and fails after a while.
func (l *loop) until(t *testing.T, what string, done func() bool) {
	t.Helper()
	late := time.After(5 * time.Second)
	for !done() {
		select {
		case msg := <-l.msgs:
			switch msg.(type) {
			case saveDueMsg:
				l.run(l.saver.save)
			case savedMsg:
				l.run(l.saver.done())
			}
		case <-time.After(time.Millisecond):
		case <-late:
			t.Fatalf("waited five seconds for this: %s", what)
		}
	}
}

func TestSaverKeepsTheNewestOfEachKeyInOrder(t *testing.T) {
	book := newTroubledBook(nil)
	s := newSaver(book, time.Now)
	s.add(answered("a", "1"))
	s.add(answered("b", "1"))
	s.add(answered("a", "2"), course.SetSeen{Lesson: "x"})
	if err := s.flush(); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, c := range book.batches[0] {
		keys = append(keys, c.Key())
	}
	want := []string{answered("b", "").Key(), answered("a", "").Key(), "seen x"}
	if len(book.batches) != 1 || !slices.Equal(keys, want) || book.text("a") != "2" {
		t.Errorf("saved %q in %d saves, and a = %q", keys, len(book.batches), book.text("a"))
	}
	if !s.idle() {
		t.Error("all is on the disk, and the saver is not idle")
	}
}

// However the first saves fail, what was typed reaches the disk, and nothing
// older overwrites it.
func TestSaverRetries(t *testing.T) {
	for failing := range 4 {
		book := newTroubledBook(func(put int) error {
			if put <= failing {
				return errors.New("the disk is full")
			}
			return nil
		})
		s := newSaver(book, time.Now)
		for i := range 6 {
			s.add(answered("a", fmt.Sprint(i)), answered(fmt.Sprint("other", i), "x"))
			err := s.flush()
			if (err != nil) != (i < failing) || (s.failed() != nil) != (i < failing) || s.idle() == (i < failing) {
				t.Fatalf("save %d of a book that fails %d times: %v, idle %v", i+1, failing, err, s.idle())
			}
		}
		if book.text("a") != "5" {
			t.Errorf("a book that failed %d times holds %q", failing, book.text("a"))
		}
		for i := range 6 {
			if book.text(fmt.Sprint("other", i)) != "x" {
				t.Errorf("a book that failed %d times has lost change %d", failing, i)
			}
		}
	}
}

// A failed save is tried again without a key being pressed.
func TestSaverRetriesByItself(t *testing.T) {
	if testing.Short() {
		t.Skip("waits two seconds")
	}
	t.Parallel()
	book := newTroubledBook(func(put int) error {
		if put == 1 {
			return errors.New("the disk is full")
		}
		return nil
	})
	s := newSaver(book, time.Now)
	l := newLoop(t, s)
	l.run(s.add(answered("a", "typed")))
	l.until(t, "the second try", s.idle)
	if book.text("a") != "typed" {
		t.Errorf("the book holds %q", book.text("a"))
	}
}

// A panic in the book is an error like another: the changes are still there.
func TestSaverSurvivesAPanicOfTheBook(t *testing.T) {
	book := newTroubledBook(func(put int) error {
		if put == 1 {
			panic("broken page")
		}
		return nil
	})
	s := newSaver(book, time.Now)
	s.add(answered("a", "typed"))
	sound(func() { _ = s.flush() })
	if s.idle() || s.failed() == nil {
		t.Fatal("the saver takes a panic for a save")
	}
	if err := s.flush(); err != nil || book.text("a") != "typed" {
		t.Errorf("the next save: %v, %q", err, book.text("a"))
	}
}

// A clock that panics takes nothing with it.
func TestSaverSurvivesAPanicOfTheClock(t *testing.T) {
	broken := true
	book := newTroubledBook(nil)
	s := newSaver(book, func() time.Time {
		if broken {
			panic("the clock stopped")
		}
		return time.Now()
	})
	s.add(answered("a", "1"))
	sound(func() { _ = s.flush() })
	broken = false
	if err := s.flush(); err != nil || book.text("a") != "1" {
		t.Errorf("after the panic: %v, a = %q", err, book.text("a"))
	}
}

// While one types without a pause, each change is on its way within a second.
func TestSaverSavesWhileOneTypes(t *testing.T) {
	t.Parallel()
	book := newTroubledBook(nil)
	s := newSaver(book, time.Now)
	l := newLoop(t, s)
	begin, worst, last := time.Now(), time.Duration(0), time.Now()
	for i := 0; time.Since(begin) < 1500*time.Millisecond; i++ {
		l.run(s.add(answered("a", fmt.Sprint(i))))
		before := book.putCount()
		l.until(t, "a moment", func() bool { return time.Since(begin) > time.Duration(i)*10*time.Millisecond })
		if book.putCount() > before {
			last = time.Now()
		}
		worst = max(worst, time.Since(last))
	}
	if worst > time.Second {
		t.Errorf("nothing was saved for %v", worst)
	}
}

// A book that hangs holds up saves, and nothing else.
func TestSaverDoesNotWaitForABookThatHangs(t *testing.T) {
	t.Parallel()
	hang := make(chan struct{})
	book := newTroubledBook(func(put int) error {
		if put == 1 {
			<-hang
		}
		return nil
	})
	now := sitting
	var mu sync.Mutex
	s := newSaver(book, func() time.Time { mu.Lock(); defer mu.Unlock(); return now })
	s.wait = 0
	l := newLoop(t, s)
	l.run(s.add(answered("a", "first")))
	l.until(t, "the save that hangs", func() bool { return book.putCount() == 1 })

	begin := time.Now()
	for i := range 1000 {
		l.run(s.add(answered("a", fmt.Sprint(i))))
		_, _, _ = s.idle(), s.failed(), s.savedAt()
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("a thousand changes took %v", took)
	}
	mu.Lock()
	now = now.Add(slowSave + time.Second)
	mu.Unlock()
	if s.idle() || !s.slow() {
		t.Errorf("idle %v, slow %v", s.idle(), s.slow())
	}
	close(hang)
	l.until(t, "the rest", s.idle)
	if book.text("a") != "999" || s.slow() {
		t.Errorf("the book holds %q", book.text("a"))
	}
}

// Whatever the disk does, saves come one at a time, and the book ends with
// what was typed last.
func TestSaverIsNeverBehind(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 7))
		var mu sync.Mutex
		inside := 0
		book := newTroubledBook(func(int) error {
			mu.Lock()
			inside++
			if inside > 1 {
				t.Error("two saves at a time")
			}
			pause, fails := time.Duration(rng.IntN(1500))*time.Microsecond, rng.IntN(4) == 0
			mu.Unlock()
			time.Sleep(pause)
			mu.Lock()
			defer mu.Unlock()
			inside--
			if fails {
				return errors.New("the disk is full")
			}
			return nil
		})
		s := newSaver(book, time.Now)
		s.wait = 0
		l := newLoop(t, s)
		typed := ""
		for i := range 10 {
			typed += string(rune('a' + i))
			l.run(s.add(answered("a", typed)))
			l.run(s.save) // as ctrl+s would, at the worst moment
			l.until(t, "nothing", func() bool { return true })
		}
		for s.flush() != nil { // as the end of the program would
		}
		if book.text("a") != typed || !s.idle() {
			t.Fatalf("seed %d: typed %q, the book holds %q", seed, typed, book.text("a"))
		}
	}
}

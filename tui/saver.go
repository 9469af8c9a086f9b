package tui

import (
	"errors"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

const (
	// saveDelay is how long a save waits for more of the same typing. It is
	// counted from the first change, not the last, and must stay well under a
	// second: that is the most that a crash may take.
	saveDelay = 300 * time.Millisecond

	// retryDelay is how long a failed save waits before the next try.
	retryDelay = 2 * time.Second

	// slowSave is how long a save may take before the learner is told.
	slowSave = 3 * time.Second
)

// errBroken stands for a save that ended in a panic.
var errBroken = errors.New("an error in the program broke off the save")

// A saver writes changes to the book in the order in which they came, one save
// in flight, the newest of each key. It lives outside the model, because a
// model is lost in a panic, and what it holds must not be.
//
// The two locks are apart so that a book that hangs holds up nothing but saves:
// mu is only ever held for a moment.
type saver struct {
	book Book
	now  func() time.Time
	wait time.Duration // saveDelay, but in tests

	mu      sync.Mutex // guards what follows
	pending []course.Change
	flight  []course.Change // offered to the book, and not safe yet
	begun   time.Time       // when the flight began
	saved   time.Time       // when the last save succeeded
	err     error           // of the last save; nil when it succeeded
	waiting bool            // a save was asked for and has not begun

	writing sync.Mutex // held while a save is in flight; taken before mu
}

// savedMsg says that a save has ended. The saver knows how.
type savedMsg struct{}

// saveDueMsg says that it is time to save.
type saveDueMsg struct{}

func newSaver(book Book, now func() time.Time) *saver {
	return &saver{book: book, now: now, wait: saveDelay}
}

// add keeps changes to be saved, and returns the command that will bring it
// about; nil if one is under way that will.
func (s *saver) add(changes ...course.Change) tea.Cmd {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range changes {
		s.pending = replace(s.pending, c)
	}
	return s.arm(s.wait)
}

// arm asks for a save after a while, unless one is asked for already. The
// caller holds mu.
func (s *saver) arm(after time.Duration) tea.Cmd {
	if s.waiting || len(s.pending) == 0 {
		return nil
	}
	s.waiting = true
	return tea.Tick(after, func(time.Time) tea.Msg { return saveDueMsg{} })
}

// save is the command that writes what is pending.
func (s *saver) save() tea.Msg {
	_ = s.flush() // failed tells
	return savedMsg{}
}

// done follows a save: it returns the command for the next one, if any is needed.
func (s *saver) done() tea.Cmd {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.arm(retryDelay)
	}
	return s.arm(s.wait)
}

// flush writes what is pending, after a save that is in flight, and returns
// how it went. Unless it went well, everything stays pending.
func (s *saver) flush() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	batch := s.take()
	if len(batch) == 0 {
		return nil
	}
	err := errBroken
	defer func() { s.land(err) }()
	err = s.book.Put(batch...)
	return err
}

// flushFor is flush, but it gives up waiting after a while.
func (s *saver) flushFor(most time.Duration) {
	saved := make(chan struct{})
	go func() {
		defer close(saved)
		sound(func() { _ = s.flush() })
	}()
	select {
	case <-saved:
	case <-time.After(most):
	}
}

// take begins a flight with all that is pending.
func (s *saver) take() []course.Change {
	now := s.now() // nothing may panic between here and the flight's end
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waiting = false
	s.flight, s.pending, s.begun = s.pending, nil, now
	return s.flight
}

// land ends a flight. What it did not bring home is pending again, before what
// came in the meantime and is newer.
func (s *saver) land(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	batch := s.flight
	s.flight, s.err = nil, err
	if err == nil {
		s.saved = s.now()
		return
	}
	for _, c := range s.pending {
		batch = replace(batch, c)
	}
	s.pending = batch
}

// failed returns the error of the last save, nil if it succeeded.
func (s *saver) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// slow reports whether a save is in flight for longer than one should be.
func (s *saver) slow() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.flight) > 0 && s.now().Sub(s.begun) > slowSave
}

// idle reports whether everything is on the disk.
func (s *saver) idle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pending) == 0 && len(s.flight) == 0
}

// savedAt returns when the last save succeeded; the zero time if none did.
func (s *saver) savedAt() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.saved
}

// replace returns changes with c at the end, and without an earlier one that c
// makes needless.
func replace(changes []course.Change, c course.Change) []course.Change {
	kept := make([]course.Change, 0, len(changes)+1)
	for _, old := range changes {
		if old.Key() != c.Key() {
			kept = append(kept, old)
		}
	}
	return append(kept, c)
}

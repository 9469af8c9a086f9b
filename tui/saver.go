package tui

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// saveDelay is how long a save waits for more of the same typing. It must stay
// well under a second: that is the most that a crash may take.
const saveDelay = 300 * time.Millisecond

// retryDelay is how long a failed save waits before the next try.
const retryDelay = 2 * time.Second

// A saver writes changes to the book in the order in which they came, one save
// in flight, the newest of each key. It lives outside the model, because a
// model is lost in a panic, and what it holds must not be.
type saver struct {
	book Book
	now  func() time.Time
	wait time.Duration // saveDelay, but in tests

	mu      sync.Mutex // guards what follows
	pending []course.Change
	saved   time.Time // when the last save succeeded
	err     error     // of the last save; nil when it succeeded

	waiting bool // a save was asked for and has not begun
	flying  bool // a save is in flight

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
	s.flush()
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
// how it went. On an error everything stays pending.
func (s *saver) flush() error {
	s.writing.Lock()
	defer s.writing.Unlock()

	s.mu.Lock()
	batch := s.pending
	s.pending, s.waiting, s.flying = nil, false, len(batch) > 0
	s.mu.Unlock()
	if len(batch) == 0 {
		return nil
	}

	err := s.book.Put(batch...)

	s.mu.Lock()
	defer s.mu.Unlock()
	s.err, s.flying = err, false
	if err == nil {
		s.saved = s.now()
		return nil
	}
	for _, c := range s.pending { // what came in the meantime is newer
		batch = replace(batch, c)
	}
	s.pending = batch
	return err
}

// failed returns the error of the last save, nil if it succeeded.
func (s *saver) failed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// idle reports whether everything is on the disk.
func (s *saver) idle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pending) == 0 && !s.flying
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
	kept := changes[:0:len(changes)]
	for _, old := range changes {
		if old.Key() != c.Key() {
			kept = append(kept, old)
		}
	}
	return append(kept, c)
}

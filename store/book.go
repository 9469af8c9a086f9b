package store

import (
	"fmt"
	"os"
	"sync"
	"time"

	"lectern/course"

	"go.etcd.io/bbolt"
)

// A Book is one course's part of an answers file that is open for writing. It
// is safe for concurrent use. Nobody else can open the file until Close.
type Book struct {
	path, course string
	opts         Options

	mu     sync.Mutex
	h      *handle
	loaded *course.Record // what Open read, for the first Load
	head   head
	closed bool
}

// Options are what a program says of itself. The zero value will do.
type Options struct {
	Now     func() time.Time // nil: time.Now
	Program string           // its version, noted in backups
	// Isolate has files of which nobody knows that they are good read in a
	// child process first, since a damaged one can crash its reader. Only a
	// program whose main begins with VerifyMain may ask for it.
	Isolate bool

	disk disk // nil: the real one
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.disk == nil {
		o.disk = realDisk{}
	}
	return o
}

// Path is the answers file.
func (b *Book) Path() string { return b.path }

// Load returns everything in its newest version, every record checked. The
// record is the caller's. A *DamagedError means that something was damaged
// since Open.
func (b *Book) Load() (*course.Record, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if r := b.loaded; r != nil {
		b.loaded = nil
		return r, nil
	}
	var r *course.Record
	err := b.view(func(t table) (err error) {
		r, _, err = load(t)
		return err
	})
	return r, err
}

// Put saves the changes, all or none of them. When it returns nil they are on
// the disk. Otherwise nothing is lost of what was saved before, and a later
// Put may succeed: ErrFull until there is room, ErrMoved, ErrReadOnly,
// ErrClosed. It refuses text that is not UTF-8.
func (b *Book) Put(changes ...course.Change) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return ErrClosed
	}
	if len(changes) == 0 {
		return nil
	}
	if err := b.inPlace(); err != nil {
		return classify(b.path, err)
	}
	var after head
	err := guard(func() error {
		return b.opts.disk.commit(b.h.DB, func(tx *bbolt.Tx) error {
			s, ok, err := findShelf(tx, b.course)
			if err != nil || !ok {
				return orMissing(err, b.course)
			}
			l, err := newLedger(s)
			if err != nil {
				return err
			}
			err = l.save(b.opts.Now(), changes)
			after = l.head
			return err
		})
	})
	if err != nil {
		return classify(b.path, err)
	}
	b.head, b.loaded = after, nil
	return nil
}

// Versions returns all versions of an answer, newest first; none is no error.
func (b *Book) Versions(id string) (versions []course.Answer, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	err = b.view(func(t table) (err error) {
		versions, err = answerVersions(t, id)
		return err
	})
	return versions, err
}

// EntryVersions returns all versions of a journal entry, newest first.
func (b *Book) EntryVersions(id string) (versions []course.Entry, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	err = b.view(func(t table) (err error) {
		versions, err = entryVersions(t, id)
		return err
	})
	return versions, err
}

// Saved is when something was last saved; zero if nothing ever was.
func (b *Book) Saved() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.head.Saved
}

// Close lets go of the file. It may be called again.
func (b *Book) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil
	}
	b.closed = true
	return classify(b.path, guard(b.h.Close))
}

// view runs do over the course's table as it is on the disk.
func (b *Book) view(do func(table) error) error {
	if b.closed {
		return ErrClosed
	}
	return classify(b.path, viewTable(b.h, b.course, do))
}

func viewTable(h *handle, courseID string, do func(table) error) error {
	return guard(func() error {
		return h.View(func(tx *bbolt.Tx) error {
			s, ok, err := findShelf(tx, courseID)
			if err != nil || !ok {
				return orMissing(err, courseID)
			}
			return do(s)
		})
	})
}

func orMissing(err error, courseID string) error {
	if err == nil {
		err = damaged("nothing is there of %s", courseID)
	}
	return err
}

// inPlace reports whether the file that is open still is the one at the path.
func (b *Book) inPlace() error {
	ours, err := b.h.file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(b.path)
	if err != nil || !os.SameFile(ours, there) {
		return fmt.Errorf("%w: %s", ErrMoved, b.path)
	}
	return nil
}

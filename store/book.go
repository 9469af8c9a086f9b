package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

	recovered *Recovered

	mu      sync.Mutex
	h       *handle
	loaded  *course.Record // what Open read, for the first Load
	head    head
	closed  bool
	suspect bool // something read damaged: no word at Close that all is well

	stumbled error // see watch

	backups backups
}

// Options are what a program says of itself. The zero value will do.
type Options struct {
	Now     func() time.Time // nil: time.Now
	Program string           // its version, noted in backups
	// Isolate has files of which nobody knows that they are good read in a
	// child process first, since a damaged one can crash its reader. Only a
	// program whose main begins with VerifyMain may ask for it.
	Isolate bool

	disk   disk          // nil: the real one
	schema schema        // the zero one: current
	every  time.Duration // between backups; 0: ten minutes
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.disk == nil {
		o.disk = realDisk{}
	}
	if o.schema.number == 0 {
		o.schema = current
	}
	if o.every == 0 {
		o.every = 10 * time.Minute
	}
	return o
}

// Path is the answers file.
func (b *Book) Path() string { return b.path }

// Recovered is not nil if Open found the file damaged or gone. The learner
// must be told.
func (b *Book) Recovered() *Recovered { return b.recovered }

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
		if err = b.putBack(); err != nil {
			return classify(b.path, err)
		}
	}
	var after head
	err := b.watch(func() error {
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
		return err
	}
	b.head, b.loaded = after, nil
	b.backUpIfDue()
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

// Close backs up what changed, notes how the file was left, and lets go of it.
// It may be called again. Its error is about the file alone; see BackupError.
func (b *Book) Close() error {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return nil
	}
	b.closed = true
	b.mu.Unlock()
	b.backUpAtClose()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.suspect {
		b.h.letGo()
		return nil
	}
	if b.inPlace() == nil {
		// Without this note the next start takes a closer look: no harm.
		_ = noteSum(b.path, b.opts.disk, b.opts.schema.number)
	}
	return classify(b.path, guard(b.h.Close))
}

// view runs do over the course's table as it is on the disk.
func (b *Book) view(do func(table) error) error {
	if b.closed {
		return ErrClosed
	}
	return b.watch(func() error { return viewTable(b.h, b.course, do) })
}

// watch runs what reads or writes the file. After bbolt stumbled over it,
// nothing is tried any more: it could wait for a lock that nobody gives back.
func (b *Book) watch(do func() error) error {
	if b.stumbled != nil {
		return b.stumbled
	}
	return b.notice(guard(do))
}

// notice remembers that the file is damaged, if that is the error.
func (b *Book) notice(err error) error {
	err = classify(b.path, err)
	var d *DamagedError
	if errors.As(err, &d) {
		b.suspect = true
		if d.stumbled {
			b.stumbled = err
		}
	}
	return err
}

func viewTable(h *handle, courseID string, do func(table) error) error {
	return h.View(func(tx *bbolt.Tx) error {
		s, ok, err := findShelf(tx, courseID)
		if err != nil || !ok {
			return orMissing(err, courseID)
		}
		return do(s)
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

// putBack writes the file again that somebody moved or deleted while it was
// open. One that somebody put in its place is left alone.
func (b *Book) putBack() error {
	if _, err := os.Stat(b.path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s", ErrMoved, b.path)
	}
	d := b.opts.disk
	if err := d.mkdir(filepath.Dir(b.path)); err != nil {
		return err
	}
	err := guard(func() error {
		return b.h.View(func(tx *bbolt.Tx) error { return keepCopy(d, tx, b.path) })
	})
	if err != nil {
		return err
	}
	h, err := openBolt(b.path, false, patient)
	if err != nil {
		return err
	}
	b.h.letGo()
	b.h = h
	return nil
}

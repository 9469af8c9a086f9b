package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"go.etcd.io/bbolt"
)

// Open opens a course's answers for reading and writing, and makes the file
// and its folder if there is none.
//
// A damaged file is kept aside, and what can be had out of it, or the newest
// good backup, is opened in its place: then Book.Recovered says so. Where
// there is neither, Open fails with a *DamagedError and touches nothing.
//
// It fails with ErrInUse within a second if another window has the file, and
// with ErrNewer, ErrReadOnly or ErrUnfit (then OpenReadOnly may do), ErrFull.
func Open(path, courseID string, opts Options) (*Book, error) {
	if err := checkID(courseID); err != nil {
		return nil, err
	}
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	b := &Book{path: path, course: courseID, opts: opts.filled()}
	if err := b.opts.disk.mkdir(filepath.Dir(path)); err != nil {
		return nil, classify(path, err)
	}
	if err := b.prepare(); err != nil {
		return nil, classify(path, err)
	}
	if err = b.begin(); isDamaged(err) && b.recovered == nil {
		if err = b.rebuild(why(err)); err == nil {
			err = b.begin()
		}
	}
	if err != nil {
		return nil, classify(path, err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.backUpIfDue()
	return b, nil
}

// resolve makes a path that stays the same when the working folder changes,
// and that names the file itself rather than a link to it, since files are
// replaced by renaming.
func resolve(path string) (string, error) {
	if path == "" {
		return "", fmt.Errorf("no answers file is named")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	return abs, nil
}

// prepare sees to it that a file is at the path that can be opened without
// fear.
func (b *Book) prepare() error {
	info, err := os.Stat(b.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = newFile(b.opts.disk, b.path, nil, false)
		if errors.Is(err, fs.ErrExist) {
			return nil // another window was quicker; begin waits for it
		}
		return err
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file", b.path)
	}
	if err := b.writable(info); err != nil {
		return err
	}
	if info.Size() == 0 {
		return newFile(b.opts.disk, b.path, nil, true) // a full disk left it of a first start
	}
	if schema, ok := asNoted(b.path); ok {
		if schema > b.opts.schema.number {
			return newer(b.path)
		}
		return nil
	}
	f, err := examine(b.path, look{wait: patient, schema: b.opts.schema.number}, b.opts.Isolate)
	switch {
	case err != nil:
		return err
	case f.InUse:
		return ErrInUse
	case f.Unfit != "":
		return fmt.Errorf("%s %w: %s", b.path, ErrUnfit, f.Unfit)
	case f.Newer:
		return newer(b.path)
	case f.Problem != "":
		return b.rebuild(f.Problem)
	}
	return nil
}

// writable says, before anybody types anything, whether typing can be saved:
// the file, and, for backups, files beside it.
func (b *Book) writable(info fs.FileInfo) error {
	f, err := os.OpenFile(b.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	f.Close()
	probe, err := b.opts.disk.temp(filepath.Dir(b.path), tempPattern)
	if err != nil {
		return err
	}
	probe.Close()
	if err := b.opts.disk.remove(probe.Name()); err != nil {
		return err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return os.Chmod(b.path, 0o600) // it was copied here by hand, say
	}
	return nil
}

// rebuild has another try with a file that is damaged, as problem says.
func (b *Book) rebuild(problem string) error {
	f, err := examine(b.path, look{wait: patient, courses: true, schema: b.opts.schema.number}, b.opts.Isolate)
	switch {
	case err != nil:
		return err
	case f.InUse:
		return ErrInUse
	case f.Unfit != "":
		return fmt.Errorf("%s %w: %s", b.path, ErrUnfit, f.Unfit)
	}
	f.Problem = problem
	b.recovered, err = rebuild(b.opts.disk, b.path, b.course, f, b.opts.Now())
	return err
}

// begin opens the file, finds the course in it, and reads it.
func (b *Book) begin() (err error) {
	if b.h, err = openBolt(b.path, false, patient); err != nil {
		return err
	}
	err = guard(b.read)
	if err != nil {
		b.h.letGo()
	}
	return err
}

func (b *Book) read() error {
	if err := b.inPlace(); err != nil {
		return ErrInUse // another window put a new file there just now
	}
	if err := b.opts.schema.migrate(b.opts.disk, b.h, b.path); err != nil {
		return err
	}
	var there bool
	err := b.h.View(func(tx *bbolt.Tx) (err error) {
		_, there, err = findShelf(tx, b.course)
		return err
	})
	if err == nil && !there {
		err = b.addCourse()
	}
	if err != nil {
		return err
	}
	return viewTable(b.h, b.course, func(t table) (err error) {
		b.loaded, b.head, err = load(t)
		return err
	})
}

// addCourse puts the course into the file: a new one, or, if there are backups
// of it, what was once there.
func (b *Book) addCourse() error {
	c := candidate{Backup: &Backup{}}
	if good, file := newestGood(b.path, b.course); good != nil {
		c = candidate{good, file}
		b.recovered = c.recovered(gone, "")
	}
	t, err := c.records(lastNumber(b.path, b.course))
	if err != nil {
		return err
	}
	return b.opts.disk.commit(b.h.DB, func(tx *bbolt.Tx) error {
		return fillShelf(tx, b.course, t)
	})
}

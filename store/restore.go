package store

import (
	"errors"
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

// Restore makes a course what it was in a backup, which may come from another
// machine. What is there now is backed up first. It fails like Open, and for a
// backup of another course, a damaged one (*DamagedError) or a newer one.
func Restore(path, courseID, backup string, opts Options) error {
	if err := checkID(courseID); err != nil {
		return err
	}
	b, _, err := ReadBackup(backup)
	if err != nil {
		return err
	}
	if b.Course != courseID {
		return fmt.Errorf("%s is a backup of the course %q, not of %q", backup, b.Course, courseID)
	}
	return replaceCourse(path, courseID, opts, b)
}

// StartOver empties a course, after a backup of what is there.
func StartOver(path, courseID string, opts Options) error {
	return replaceCourse(path, courseID, opts, &Backup{})
}

func replaceCourse(path, courseID string, opts Options, with *Backup) error {
	b, err := Open(path, courseID, opts)
	if isDamaged(err) {
		if path, err = resolve(path); err != nil {
			return err
		}
		return replaceDamaged(path, courseID, opts.filled(), with)
	}
	if err != nil {
		return err
	}
	err = b.replace(with)
	return errors.Join(err, b.Close())
}

// replaceDamaged keeps aside a file of which nothing can be had.
func replaceDamaged(path, courseID string, opts Options, with *Backup) error {
	before, err := os.Stat(path)
	if err != nil {
		return err
	}
	t, err := with.records(lastNumber(path, courseID) + 1)
	if err != nil {
		return err
	}
	_, err = replaceFile(opts.disk, path, map[string]table{courseID: t}, before, opts.Now())
	return classify(path, err)
}

// replace backs the course up for good, and then makes it what with says.
func (b *Book) replace(with *Backup) error {
	file, err := b.Backup()
	if err == nil {
		err = keepForGood(b.opts.disk, file)
	}
	if err != nil {
		return fmt.Errorf("nothing was changed, since no backup could be made: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	t, err := with.records(max(b.head.N, lastNumber(b.path, b.course)) + 1)
	if err != nil {
		return err
	}
	err = guard(func() error {
		return b.opts.disk.commit(b.h.DB, func(tx *bbolt.Tx) error {
			return fillShelf(tx, b.course, t)
		})
	})
	if err != nil {
		return classify(b.path, err)
	}
	b.loaded = nil
	l, err := newLedger(t)
	b.head = l.head
	return err
}

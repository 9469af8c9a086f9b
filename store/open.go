package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Open opens a course's answers for reading and writing, and makes the file
// and its folder if there is none.
//
// It fails with ErrInUse within a second if another window has the file,
// ErrNewer, ErrReadOnly (see OpenReadOnly), ErrFull.
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
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		err := newFile(b.opts.disk, path, map[string]table{courseID: emptyRecords()}, err == nil)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, classify(path, err)
		}
	}
	if b.h, err = openBolt(path, false); err != nil {
		return nil, err
	}
	if err := b.begin(); err != nil {
		b.h.Close()
		return nil, classify(path, err)
	}
	return b, nil
}

// begin finds the course in the open file, and reads it.
func (b *Book) begin() error {
	var ok bool
	err := guard(func() error {
		return b.h.View(func(tx *bbolt.Tx) error {
			row, err := readSchema(tx)
			if err == nil && row.Schema > current.number {
				return ErrNewer
			}
			if err == nil {
				_, ok, err = findShelf(tx, b.course)
			}
			return err
		})
	})
	if err != nil {
		return err
	}
	if !ok {
		err := b.opts.disk.commit(b.h.DB, func(tx *bbolt.Tx) error {
			return fillShelf(tx, b.course, emptyRecords())
		})
		if err != nil {
			return err
		}
	}
	return viewTable(b.h, b.course, func(t table) (err error) {
		b.loaded, b.head, err = load(t)
		return err
	})
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

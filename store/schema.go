package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// A schema is a layout of the file, with the ways that lead to it.
type schema struct {
	number int
	from   map[int]func(*bbolt.Tx) error // from layout n to n+1
}

// current is the layout that doc.go describes. Whoever changes it raises the
// number and adds the step from the one before; nothing else decides whether
// an older program may touch the file.
var current = schema{number: 1}

func newer(path string) error { return fmt.Errorf("%s was %w", path, ErrNewer) }

// migrate brings the file from an older layout to s, in one commit, after a
// copy of it was put beside it. A file of a newer layout is left untouched.
func (s schema) migrate(d disk, h *handle, path string) error {
	var row schemaRow
	err := h.View(func(tx *bbolt.Tx) (err error) {
		if row, err = readSchema(tx); err != nil || row.Schema >= s.number {
			return err
		}
		return keepCopy(d, tx, fmt.Sprintf("%s.schema-%d", path, row.Schema))
	})
	switch {
	case err != nil:
		return err
	case row.Schema > s.number:
		return newer(path)
	case row.Schema == s.number:
		return nil
	}
	return d.commit(h.DB, func(tx *bbolt.Tx) error {
		for n := row.Schema; n < s.number; n++ {
			step := s.from[n]
			if step == nil {
				return damaged("no way leads from layout %d to %d", n, n+1)
			}
			if err := step(tx); err != nil {
				return fmt.Errorf("from layout %d to %d: %w", n, n+1, err)
			}
		}
		row, err := readSchema(tx)
		if err != nil {
			return err
		}
		row.Schema = s.number
		return writeSchema(tx, row)
	})
}

// keepCopy copies the file as it is, unless that was done before.
func keepCopy(d disk, tx *bbolt.Tx, path string) error {
	f, err := d.temp(filepath.Dir(path), tempPattern)
	if err != nil {
		return err
	}
	defer d.remove(f.Name())
	_, err = tx.WriteTo(f)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = settle(d, f.Name(), path, false)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

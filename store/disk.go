package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// A disk is every step that changes something on a real one. Tests stand one
// in its place of which the N-th step fails.
type disk interface {
	mkdir(path string) error
	temp(dir, pattern string) (scratch, error)
	link(old, new string) error
	rename(old, new string) error
	remove(path string) error
	syncDir(path string) error
	commit(db *bbolt.DB, do func(*bbolt.Tx) error) error
}

// A scratch is a temporary file, for its owner alone.
type scratch interface {
	io.Writer
	Sync() error
	Close() error
	Name() string
}

type realDisk struct{}

func (realDisk) mkdir(path string) error { return os.MkdirAll(path, 0o700) }

func (realDisk) temp(dir, pattern string) (scratch, error) { return os.CreateTemp(dir, pattern) }

func (realDisk) rename(old, new string) error { return os.Rename(old, new) }

func (realDisk) remove(path string) error { return os.Remove(path) }

func (realDisk) commit(db *bbolt.DB, do func(*bbolt.Tx) error) error { return db.Update(do) }

// link gives a file a second name, which must not be taken. Where the file
// system knows no links (FAT), it is renamed instead.
func (realDisk) link(old, new string) error {
	err := os.Link(old, new)
	if err == nil || errors.Is(err, fs.ErrExist) || errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, statErr := os.Lstat(new); !errors.Is(statErr, fs.ErrNotExist) {
		return err
	}
	return os.Rename(old, new)
}

// syncDir makes names in a folder last. Systems that cannot sync a folder need
// not.
func (realDisk) syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Sync(); err != nil && is(err, fullErrors) {
		return err
	}
	return nil
}

// tempPattern names temporary files so that sweep knows them.
const tempPattern = ".lectern-*.tmp"

// write puts data into a new file at path, whole and durably, or leaves
// nothing. With over, a file that is there is replaced; else it is an error
// (fs.ErrExist).
func write(d disk, path string, data []byte, over bool) error {
	dir := filepath.Dir(path)
	f, err := d.temp(dir, tempPattern)
	if err != nil {
		return err
	}
	defer d.remove(f.Name()) // what stays behind is swept later
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return settle(d, f.Name(), path, over)
}

// settle gives a finished temporary file its name, durably.
func settle(d disk, temp, path string, over bool) error {
	move := d.link
	if over {
		move = d.rename
	}
	if err := move(temp, path); err != nil {
		return err
	}
	return d.syncDir(filepath.Dir(path))
}

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"
)

// What callers branch on. Each is wrapped with the file's name.
var (
	// ErrInUse: another window of the player has the file open.
	ErrInUse = errors.New("already open in another window")
	// ErrNewer: a newer version of this program wrote the file. It was left
	// untouched.
	ErrNewer = errors.New("written by a newer version of this program")
	// ErrReadOnly: what is there can be read, but nothing can be saved.
	ErrReadOnly = errors.New("can be read, but not written")
	// ErrUnfit: the drive does not lock files, or does not answer, as happens
	// on networks. What is there can be read, perhaps.
	ErrUnfit = errors.New("is on a drive that cannot keep it safe")
	// ErrFull: there is no room left. What was to be saved was not.
	ErrFull = errors.New("the disk is full")
	// ErrMoved: somebody moved or replaced the file while it was open, and it
	// could not be put back. What was to be saved was not.
	ErrMoved = errors.New("the answers file was replaced while it was open")
	// ErrClosed: the book was closed.
	ErrClosed = errors.New("the answers are closed")
)

// A DamagedError says that an answers file or a backup does not hold what was
// once written to it, or never was one. The file was left untouched.
type DamagedError struct {
	Path string
	Why  string // for people who repair files

	stumbled bool // bbolt did, and may hold its locks for ever
}

func (e *DamagedError) Error() string {
	if e.Path == "" {
		return "damaged: " + e.Why
	}
	return fmt.Sprintf("%s is damaged: %s", e.Path, e.Why)
}

// isDamaged reports whether err says so of the file's content.
func isDamaged(err error) bool {
	var d *DamagedError
	return errors.As(err, &d)
}

// classify puts the word that a caller can branch on, and a learner
// understand, in front of an error of the operating system.
func classify(path string, err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []error{ErrInUse, ErrNewer, ErrReadOnly, ErrUnfit, ErrFull, ErrMoved, ErrClosed} {
		if errors.Is(err, known) {
			return err
		}
	}
	var d *DamagedError
	switch {
	case errors.As(err, &d):
		if d.Path != "" {
			return err
		}
		return &DamagedError{Path: path, Why: d.Why, stumbled: d.stumbled}
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return ErrClosed
	case is(err, fullErrors):
		return fmt.Errorf("%w (%s): %w", ErrFull, path, err)
	case is(err, readOnlyErrors), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s %w: %w", path, ErrReadOnly, err)
	}
	if strings.HasPrefix(err.Error(), path) {
		return err // it says of what it speaks
	}
	return fmt.Errorf("%s: %w", path, err)
}

// is also looks at the words, since bbolt wraps some errors as text.
func is(err error, numbers []syscall.Errno) bool {
	for _, n := range numbers {
		if errors.Is(err, n) || strings.HasSuffix(err.Error(), n.Error()) {
			return true
		}
	}
	return false
}

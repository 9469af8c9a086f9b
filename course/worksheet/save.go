package worksheet

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// ErrExists says that a file of that name is already there. It was left alone.
var ErrExists = errors.New("there is a file of that name already")

// Save makes a file of what write writes, and returns its path. The file comes
// into being whole, or not at all, and no other file is ever replaced: if path
// is taken, it becomes path with -2, -3, … before the extension.
//
// After an error there is no new file; the error says what to do.
func Save(path string, write func(io.Writer) error) (string, error) {
	return save(osDisk{}, path, false, write)
}

// SaveExactly is Save for a path that the learner named: if it is taken, the
// error is ErrExists.
func SaveExactly(path string, write func(io.Writer) error) error {
	_, err := save(osDisk{}, path, true, write)
	return err
}

// maxNames is how many files of one name there may be.
const maxNames = 1000

func save(d disk, path string, exactly bool, write func(io.Writer) error) (string, error) {
	saved, err := place(d, path, exactly, write)
	switch {
	case err == nil:
		return saved, nil
	case errors.Is(err, ErrExists):
		return "", fmt.Errorf("%s: %w; choose another name, or move that file away", path, ErrExists)
	}
	return "", fmt.Errorf("the file was not saved: %w; %s", err, remedy(err))
}

func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "make room on the disk, or choose a folder on another one"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "choose a folder that you may write to"
	case errors.Is(err, fs.ErrNotExist):
		return "make that folder first, or choose another one"
	}
	return "try again, or choose another folder"
}

// place writes a temporary file beside path, and links it to the first name
// that is free: unlike a rename, a link replaces nothing.
func place(d disk, path string, exactly bool, write func(io.Writer) error) (string, error) {
	dir := filepath.Dir(path)
	f, err := d.temp(dir)
	if err != nil {
		return "", err
	}
	temp := f.Name()
	if err := fill(d, f, write); err != nil {
		return "", err
	}
	defer discard(d, temp)
	for n := 1; n <= maxNames; n++ {
		name := numbered(path, n)
		err = d.link(temp, name)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			err = copyTo(d, temp, name) // not every disk knows links
		}
		switch {
		case err == nil:
			if err = d.syncDir(dir); err != nil {
				discard(d, name)
				return "", err
			}
			return name, nil
		case !errors.Is(err, fs.ErrExist):
			return "", err
		case exactly:
			return "", ErrExists
		}
	}
	return "", ErrExists
}

// fill writes to a file that was just made, syncs and closes it. If anything
// fails, the file is gone.
func fill(d disk, f file, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(f, 64<<10)
	err := write(b)
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		discard(d, f.Name())
	}
	return err
}

// copyTo is the way without links: a name that was free is taken, and filled.
func copyTo(d disk, temp, name string) error {
	f, err := d.create(name)
	if err != nil {
		return err
	}
	return fill(d, f, func(out io.Writer) error {
		in, err := d.open(temp)
		if err != nil {
			return err
		}
		defer in.Close()
		_, err = io.Copy(out, in)
		return err
	})
}

// discard removes a file, and tries once more, since a virus scanner may hold
// a file that was just written. What stays then is ours, and harmless.
func discard(d disk, name string) {
	if d.remove(name) != nil {
		_ = d.remove(name)
	}
}

// numbered is path for n = 1, and path-n otherwise.
func numbered(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "-" + strconv.Itoa(n) + ext
}

// A disk is the few things that Save does to one. Tests have one that fails.
type disk interface {
	temp(dir string) (file, error)
	create(name string) (file, error) // fs.ErrExist if it is there
	open(name string) (io.ReadCloser, error)
	link(old, name string) error // fs.ErrExist if name is there
	remove(name string) error
	syncDir(dir string) error
}

type file interface {
	io.WriteCloser
	Name() string
	Sync() error
}

type osDisk struct{}

func (osDisk) temp(dir string) (file, error) { return os.CreateTemp(dir, ".lectern-*.tmp") }

func (osDisk) create(name string) (file, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

func (osDisk) open(name string) (io.ReadCloser, error) { return os.Open(name) }
func (osDisk) link(old, name string) error             { return os.Link(old, name) }
func (osDisk) remove(name string) error                { return os.Remove(name) }

// syncDir makes the new name outlast a power cut, where the system can.
func (osDisk) syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil // a folder that one may write to but not list
	}
	defer d.Close()
	err = d.Sync()
	if errors.Is(err, syscall.EIO) || errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return nil // Windows and some network drives cannot sync a folder
}

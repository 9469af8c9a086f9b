package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A Snapshot is what was saved of a course at one moment, for reading. Put
// fails with ErrReadOnly; Saved says from when it is. It holds no file open.
type Snapshot struct {
	*Memory
	recovered *Recovered
}

// Recovered is not nil if the answers file is damaged or gone, and this is the
// best that is left. The file was left untouched.
func (s *Snapshot) Recovered() *Recovered { return s.recovered }

// OpenReadOnly reads the newest saved state of a course, also while a player
// has the file open, and changes nothing. A file that does not exist gives an
// empty snapshot. It fails with ErrNewer, or with a *DamagedError if nothing
// can be read and there is no backup.
func OpenReadOnly(path, courseID string, opts Options) (*Snapshot, error) {
	if err := checkID(courseID); err != nil {
		return nil, err
	}
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	opts = opts.filled()
	f, err := findAll(path, opts)
	if err != nil {
		return nil, classify(path, err)
	}
	switch {
	case f.Newer:
		return nil, newer(path)
	case f.Older && f.Problem == "":
		return nil, fmt.Errorf("%s was written by an older version of this program: open the course once to bring it up to date", path)
	}
	here := candidate{Backup: f.Courses[courseID]}
	s := &Snapshot{Memory: NewMemory()}
	if f.Problem != "" || here.Backup == nil {
		best := candidates(path, f.Courses)
		here = best[courseID]
		switch {
		case f.Problem != "" && len(best) == 0:
			return nil, &DamagedError{Path: path, Why: f.Problem}
		case f.Problem != "":
			s.recovered = here.recovered(f.Problem, "")
		case here.Backup != nil:
			s.recovered = here.recovered(gone, "")
		}
	}
	if here.Backup != nil {
		if s.records, err = here.records(0); err != nil {
			return nil, classify(path, err)
		}
	}
	s.readOnly = true
	return s, nil
}

// gone is why a course is recovered that should be in a file and is not.
const gone = "the answers were gone"

// findAll reads all courses of the file at path.
func findAll(path string, opts Options) (finding, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return finding{}, nil
	}
	if err != nil {
		return finding{}, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() == 0 {
		return finding{}, nil // what a full disk left of a first start
	}
	schema, noted := asNoted(path)
	if noted && schema > opts.schema.number {
		return finding{Newer: true}, nil
	}
	all := look{wait: impatient, courses: true, schema: opts.schema.number}
	f, err := examine(path, all, opts.Isolate && !noted)
	if err != nil || !f.InUse && f.Unfit == "" {
		return f, err
	}
	copied, err := copyOpen(file)
	if err != nil {
		return finding{}, err
	}
	defer os.Remove(copied)
	f, err = examine(copied, all, opts.Isolate)
	if err == nil && f.Unfit != "" {
		err = fmt.Errorf("%s %w: %s", path, ErrUnfit, f.Unfit)
	}
	return f, err
}

// copyOpen copies a bbolt file that another process writes to, and returns the
// copy's path, for the caller to remove. A commit never writes to the pages of
// the state before it, so a copy is good if no commit ended meanwhile.
func copyOpen(file *os.File) (path string, err error) {
	for range 20 {
		path, err = copyOnce(file)
		if !errors.Is(err, errTorn) {
			break
		}
	}
	return path, err
}

var errTorn = errors.New("the file changes faster than it can be read; try again")

func copyOnce(file *os.File) (path string, err error) {
	head := make([]byte, 2<<16) // both metas, at any size of page
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return "", err
	}
	before, _, _ := readMetas(file)
	out, err := privateTemp()
	if err != nil {
		return "", err
	}
	defer func() {
		if closeErr := out.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			os.Remove(out.Name())
		}
	}()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	if _, err := io.Copy(out, file); err != nil {
		return "", err
	}
	if _, err := out.WriteAt(head[:min(int64(n), 2*before.pageSize)], 0); err != nil {
		return "", err
	}
	copied, _, _ := readMetas(out)
	after, _, _ := readMetas(file)
	if before != copied || before != after {
		return "", errTorn
	}
	return out.Name(), nil
}

// privateTemp makes a file that nobody else can read, where there is room.
func privateTemp() (*os.File, error) {
	f, err := os.CreateTemp("", tempPattern)
	if err == nil {
		return f, nil
	}
	dir, dirErr := CacheDir()
	if dirErr != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return os.CreateTemp(filepath.Clean(dir), tempPattern)
}

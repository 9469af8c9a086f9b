package pack

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"

	"lectern/course"
)

// A Listed file is one that goes into a pack.
type Listed struct {
	Name string // its path in the course, with slashes
	Size int64  // bytes
	sum  uint32 // CRC-32
}

// An UnnamedError says that a course cannot be packed because answers would
// not find their way back: the course has no id of its own, or activities have
// none.
type UnnamedError struct {
	Course     bool               // the course has no id
	Activities []*course.Activity // that have none
}

// Error says what has no id.
func (e *UnnamedError) Error() string {
	switch n := len(e.Activities); {
	case e.Course && n > 0:
		return fmt.Sprintf("the course has no id of its own, and neither have %d of its activities", n)
	case e.Course:
		return "the course has no id of its own"
	case n == 1:
		return "an activity has no id of its own"
	default:
		return fmt.Sprintf("%d activities have no id of their own", n)
	}
}

// Files lists what a course uses, in the order of the names: course.yaml, the
// lessons, and the files that lessons link to. It reads all of them. The error
// is an *UnnamedError, or names a file that cannot go into a pack.
func Files(c *course.Course) ([]Listed, error) {
	ix, err := c.Index()
	if err != nil {
		return nil, err
	}
	unnamed := &UnnamedError{Course: !c.IDWritten}
	for _, a := range ix.Activities() {
		if a.Derived {
			unnamed.Activities = append(unnamed.Activities, a)
		}
	}
	if unnamed.Course || len(unnamed.Activities) > 0 {
		return nil, unnamed
	}
	names := texts(c)
	for _, l := range ix.Lessons {
		for _, link := range l.Links {
			if link.Target == course.File {
				names = append(names, link.URL)
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return listed(c.FS(), names)
}

// listed reads the files, and refuses what Open would refuse.
func listed(fsys fs.FS, names []string) ([]Listed, error) {
	if len(names) > maxEntries {
		return nil, fmt.Errorf("a pack holds no more than %d files, and these are %d", maxEntries, len(names))
	}
	var files []Listed
	var total int64
	c := &checks{seen: map[string]string{}, folders: map[string]bool{}}
	for _, name := range names {
		why := course.Portable(name)
		switch {
		case aside(name):
			why = "is hidden, for its name begins with a dot"
		case len(name) > maxName:
			why = "has too long a name"
		case why == "":
			why = c.double(name, false)
		}
		if why != "" {
			return nil, fmt.Errorf("the file %q %s; rename it, and mend the link to it", course.VisibleLine(name), why)
		}
		f, err := measure(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("the file %q cannot go into a pack: %w", course.VisibleLine(name), err)
		}
		if total += f.Size; total > maxTotal {
			return nil, fmt.Errorf("a pack is no larger than %d MB", maxTotal>>20)
		}
		files = append(files, f)
	}
	return files, nil
}

// measure reads a file through.
func measure(fsys fs.FS, name string) (Listed, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return Listed{}, bare(err)
	}
	defer f.Close()
	if about, err := f.Stat(); err != nil || !about.Mode().IsRegular() {
		return Listed{}, errors.New("it is no ordinary file")
	}
	sum := crc32.NewIEEE()
	n, err := io.Copy(sum, io.LimitReader(f, maxFile+1))
	if err != nil {
		return Listed{}, bare(err)
	}
	if n > maxFile {
		return Listed{}, fmt.Errorf("it is larger than %d MB", maxFile>>20)
	}
	return Listed{name, n, sum.Sum32()}, nil
}

// bare is an error without the path, which the message names already.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// Summary is how many files there are, and how large they are together.
func Summary(files []Listed) string {
	var total int64
	for _, f := range files {
		total += f.Size
	}
	if len(files) == 1 {
		return "1 file, " + Size(total)
	}
	return fmt.Sprintf("%d files, %s", len(files), Size(total))
}

// Size is a number of bytes for people: "812 bytes", "4.1 kB", "12 MB".
func Size(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d bytes", n)
	}
	units := []string{"kB", "MB", "GB"}
	v, u := float64(n)/1000, 0
	for v >= 999.5 && u < len(units)-1 {
		v, u = v/1000, u+1
	}
	if v < 9.95 {
		return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") + " " + units[u]
	}
	return fmt.Sprintf("%.0f %s", v, units[u])
}

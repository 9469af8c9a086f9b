package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"lectern/course"
)

// Ending is what the name of a pack ends in.
const Ending = ".lectern"

// Is reports whether a path is that of a pack: an ordinary file that ends in
// Ending, or that begins as a zip does.
func Is(name string) bool {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	if strings.EqualFold(filepath.Ext(name), Ending) {
		return true
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	start := make([]byte, 4)
	_, err = io.ReadFull(f, start)
	return err == nil && bytes.Equal(start, []byte("PK\x03\x04"))
}

// A WrongZipError says that a zip is no pack, and what to do instead.
type WrongZipError struct{ What, Remedy string }

// Error says what the zip is.
func (e *WrongZipError) Error() string { return e.What }

// Open opens a pack as the course in it, or a course's folder that somebody
// zipped. What cannot be trusted is refused, with a *Refusal in the error.
// Lessons and settings are read through once, so that a damaged pack is no
// course with holes. The file stays open until the course is closed.
func Open(name string) (*course.Course, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("cannot open the course: %w", err)
	}
	c, err := open(f, name)
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("cannot open %s: %w", course.VisibleLine(filepath.Base(name)), err)
	}
	return c, nil
}

// An openPack is an archive that closes its file.
type openPack struct {
	*Archive
	io.Closer
}

func open(f *os.File, name string) (*course.Course, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no ordinary file")
	}
	a, err := NewArchive(f, info.Size())
	if err != nil {
		return nil, err
	}
	base := filepath.Base(name)
	return openArchive(openPack{a, f}, strings.TrimSuffix(base, filepath.Ext(base)))
}

// openArchive opens the course in an archive.
func openArchive(p openPack, name string) (*course.Course, error) {
	if err := wrongZip(p.Archive); err != nil {
		return nil, err
	}
	p.Archive = top(p.Archive)
	c, err := course.Open(p, name)
	if err != nil {
		return nil, err
	}
	for _, file := range texts(c) {
		if err := whole(p, file); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// top is the folder that holds the course: people zip the folder as well as
// what is in it.
func top(a *Archive) *Archive {
	for {
		entries := a.nodes["."].entries
		if len(entries) != 1 || !entries[0].IsDir() {
			return a
		}
		a = a.within(entries[0].Name())
	}
}

// wrongZip tells a zip that is something else.
func wrongZip(a *Archive) error {
	if a.nodes["[Content_Types].xml"] != nil {
		return &WrongZipError{"it is a document, not a course", "lectern import makes a course of a .docx"}
	}
	if a.nodes["course.yaml"] != nil {
		return nil
	}
	for _, e := range a.nodes["."].entries {
		if strings.EqualFold(path.Ext(e.Name()), Ending) {
			return &WrongZipError{fmt.Sprintf("the course is in the file %q inside of it", course.VisibleLine(e.Name())),
				"unpack it first, all of it, into a folder of its own"}
		}
	}
	return nil
}

// texts are the files that a course consists of, without what they link to.
func texts(c *course.Course) []string {
	files := c.SettingsFiles()
	for _, l := range c.Lessons {
		files = append(files, l.File)
	}
	return slices.Compact(files)
}

// whole reads a text through. What is too large for one is not read: the
// course says so itself.
func whole(fsys fs.FS, file string) error {
	const most = 4 << 20
	f, err := fsys.Open(file)
	if err == nil {
		_, err = io.Copy(io.Discard, io.LimitReader(f, most))
		_ = f.Close()
	}
	if errors.Is(err, errDamaged) {
		return &Refusal{file, "is damaged; get the file again"}
	}
	return err
}

package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"lectern/course"
	"lectern/course/worksheet"
	"lectern/store"
	"lectern/tui"
)

// A desk does for the player what it asks of the machine.
type desk struct {
	course *choice
	now    func() time.Time
}

// worksheet makes the worksheet that an order asks for.
func (d *desk) worksheet(o tui.Order) (*worksheet.Worksheet, error) {
	ix, err := d.course.Index()
	if err != nil {
		return nil, err
	}
	return worksheet.New(d.course.Course, ix, o.Record, worksheet.Options{
		Learner: o.Learner, Now: d.now(), Share: o.Share, Draft: o.Draft,
	}), nil
}

// Export writes the worksheet into Documents, under a name of its own.
func (d *desk) Export(o tui.Order) (string, course.HandIn, error) {
	w, err := d.worksheet(o)
	if err != nil {
		return "", course.HandIn{}, err
	}
	file, err := saveIn(documents(), w, format(o.Format))
	return file, w.HandIn(), err
}

// Destination is where Export would write, the home folder left out.
func (d *desk) Destination(o tui.Order) string {
	w, err := d.worksheet(o)
	if err != nil {
		return ""
	}
	return fromHome(filepath.Join(documents(), worksheet.FileName(w, format(o.Format).Name)))
}

// fromHome is a path for people to read, the home folder left out.
func fromHome(path string) string {
	if home, err := os.UserHomeDir(); err == nil {
		if short, err := filepath.Rel(home, path); err == nil && !strings.HasPrefix(short, "..") {
			return short
		}
	}
	return path
}

// Preview is the worksheet as people will read it.
func (d *desk) Preview(o tui.Order) (string, error) {
	w, err := d.worksheet(o)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = worksheet.WritePreview(&b, w)
	return b.String(), err
}

// Blank writes the empty worksheet into Documents.
func (d *desk) Blank() (string, error) {
	ix, err := d.course.Index()
	if err != nil {
		return "", err
	}
	return saveIn(documents(), worksheet.Blank(d.course.Course, ix), format(""))
}

// Open opens a link of the course. A file of the course is looked up through
// the course's own folder, so nothing outside of it is ever opened.
func (d *desk) Open(l course.Link) error {
	switch l.Target {
	case course.Web:
		return openAddress(l.URL)
	case course.File:
		file, err := d.file(l.URL)
		if err != nil {
			return err
		}
		return openFile(file)
	}
	return fmt.Errorf("%q leads nowhere that can be opened", l.Text)
}

// file returns where a file of the course lies on this machine. What lies in a
// pack, or inside the program, is copied into the cache first.
func (d *desk) file(name string) (string, error) {
	in, err := d.course.FS().Open(name)
	if err != nil {
		return "", fmt.Errorf("the course has no file %q", name)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return "", fmt.Errorf("%q is no file that can be opened", name)
	}
	if d.course.folder != "" {
		return filepath.Join(d.course.folder, filepath.FromSlash(name)), nil
	}
	return unpack(in, d.course.ID, name)
}

// unpack copies a file of a course into the learner's own cache, for a program
// that wants a path. Nothing is written outside of the course's folder there.
// It is copied each time, so that what opens is always the course's.
func unpack(in fs.File, id, name string) (string, error) {
	dir, err := store.CacheDir()
	if err != nil {
		return "", err
	}
	dir = filepath.Join(dir, "media", id)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return "", err
	}
	temp := path.Join(path.Dir(name), ".new-"+rand.Text())
	out, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		_ = root.Remove(temp)
		return "", fmt.Errorf("%q cannot be unpacked: %w", name, err)
	}
	return filepath.Join(dir, filepath.FromSlash(name)), nil
}

// Reveal opens the folder in which a file lies.
func (d *desk) Reveal(file string) error { return launch(revealer(file)) }

// Mail opens the mail program with a message to the instructor begun.
func (d *desk) Mail(o tui.Order) error {
	w, err := d.worksheet(o)
	if err != nil {
		return err
	}
	if d.course.Instructor.Email == "" {
		return errors.New("the course names no address for its instructor")
	}
	to := url.URL{Scheme: "mailto", Opaque: url.PathEscape(d.course.Instructor.Email)}
	to.RawQuery = strings.ReplaceAll(url.Values{"subject": {worksheet.Subject(w)}}.Encode(), "+", "%20")
	return openAddress(to.String())
}

// SaveLearner keeps who works on this machine.
func (d *desk) SaveLearner(who course.Learner) error {
	if err := checkLearner(who); err != nil {
		return err
	}
	return saveLearner(who)
}

// format is the format of that name; "" is the usual one.
func format(name string) worksheet.Format {
	f, ok := worksheet.FormatNamed(name)
	if !ok {
		return worksheet.Formats[0]
	}
	return f
}

// saveIn writes the worksheet into a folder, under a name of its own.
func saveIn(folder string, w *worksheet.Worksheet, f worksheet.Format) (string, error) {
	return worksheet.Save(filepath.Join(folder, worksheet.FileName(w, f.Name)), func(out io.Writer) error {
		return f.Write(out, w)
	})
}

// documents is the learner's folder for documents, else the home folder.
func documents() string {
	if info, err := os.Stat(xdg.UserDirs.Documents); err == nil && info.IsDir() {
		return xdg.UserDirs.Documents
	}
	return xdg.Home
}

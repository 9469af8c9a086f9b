package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A Library lists the courses opened on this machine, the last one first. It
// is a convenience: losing it loses no answer.
type Library struct {
	Courses []Opened `json:"courses"`

	file string
}

// Opened is a course that was opened.
type Opened struct {
	ID    string    `json:"id"`
	Title string    `json:"title"`
	Path  string    `json:"path,omitempty"` // absolute; "" for the course inside the program
	At    time.Time `json:"at"`             // when it was opened last
}

// libraryLength is how many courses are remembered.
const libraryLength = 200

// LoadLibrary reads the library. It is empty where there is none yet, and
// where the file is damaged.
func LoadLibrary() (*Library, error) {
	dir, err := DataDir()
	if err != nil {
		return nil, err
	}
	l := &Library{file: filepath.Join(dir, "courses.json")}
	b, err := os.ReadFile(l.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l, nil
	case err != nil:
		return nil, fmt.Errorf("cannot read the list of your courses: %w", err)
	}
	if json.Unmarshal(b, l) != nil {
		l.Courses = nil
	}
	return l, nil
}

// Find returns the course with that id that was opened last.
func (l *Library) Find(id string) (Opened, bool) {
	for _, o := range l.Courses {
		if o.ID == id {
			return o, true
		}
	}
	return Opened{}, false
}

// Note puts a course that was just opened in front, and saves the library.
func (l *Library) Note(o Opened) error {
	courses := []Opened{o}
	for _, old := range l.Courses {
		if (old.Path != o.Path || old.ID != o.ID) && len(courses) < libraryLength {
			courses = append(courses, old)
		}
	}
	l.Courses = courses
	b, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	var d realDisk
	if err := d.mkdir(filepath.Dir(l.file)); err != nil {
		return err
	}
	return write(d, l.file, append(b, '\n'), true)
}

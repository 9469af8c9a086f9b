package check

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// A Change is what Fix would make of one file.
type Change struct {
	File          string
	Before, After []byte   // Before is nil: the file does not exist yet
	Done          []string // what was changed, a line of text each
}

// Fix works out what can be mended without a decision of the author: every
// activity gets the id that it has today by derivation, so that answers stay
// with it, misspelt kinds of callouts are corrected, and the course gets the
// id under which its answers are kept. Everything else in the files stays as
// it is, to the byte. Changes come in the order of the files; left says, a
// line each, what could not be done and why. Nothing is written.
func Fix(c *course.Course) (changes []Change, left []string, err error) {
	f := &fixer{original: c, files: map[string][]byte{}, open: map[string]*editing{}, done: map[string][]string{}}
	// Ids first: a kind that is corrected makes a new activity, which must
	// not take the derived id of an old one. Then that new one gets its own.
	if !c.Single() {
		f.courseID()
		f.close()
	}
	for _, step := range []func(*course.Course){f.ids, f.kinds, f.ids} {
		now, err := f.reopen()
		if err != nil {
			return nil, nil, err
		}
		step(now)
		f.close()
	}
	if err := f.verify(); err != nil {
		return nil, nil, err
	}
	files := []string{settingsFile}
	for _, l := range c.Lessons {
		files = append(files, l.File)
	}
	for _, file := range slices.Compact(files) {
		after, changed := f.files[file]
		if !changed {
			continue
		}
		before, err := fs.ReadFile(c.FS(), file)
		if err != nil {
			before = nil
		}
		changes = append(changes, Change{File: file, Before: before, After: after, Done: f.done[file]})
	}
	return changes, slices.Compact(f.left), nil
}

const settingsFile = "course.yaml"

type fixer struct {
	original *course.Course
	files    map[string][]byte   // what was changed, as it is to be
	open     map[string]*editing // what this step changes
	done     map[string][]string
	left     []string
}

// reopen opens the course as it would be.
func (f *fixer) reopen() (*course.Course, error) {
	return f.original.Reopen(overlay{f.original.FS(), f.files})
}

func (f *fixer) read(file string) ([]byte, error) {
	if b, ok := f.files[file]; ok {
		return b, nil
	}
	return fs.ReadFile(f.original.FS(), file)
}

// ids writes the id of every activity that has a derived one.
func (f *fixer) ids(c *course.Course) {
	index, _ := c.Index()
	for _, l := range index.Lessons {
		for _, a := range l.Activities {
			if !a.Derived {
				continue
			}
			done := fmt.Sprintf("line %d: the %s gets the id %s", a.At.Line, a.Kind, a.ID)
			f.change(l.File, a.At, done, func(line string) (string, bool) { return course.WriteID(line, a.At.Col, a.ID) })
		}
	}
}

// kinds corrects the kinds that course found to be misspelt, where it knows
// what was meant.
func (f *fixer) kinds(c *course.Course) {
	for _, found := range c.Findings() {
		f.change(found.File, found.At, "", func(line string) (string, bool) {
			h, ok := course.ReadCalloutHead(line, found.At.Col)
			word := course.LikelyWord(h.Word)
			if !ok || word == "" {
				return line, true
			}
			f.done[found.File] = append(f.done[found.File], fmt.Sprintf("line %d: [!%s] becomes [!%s]", found.At.Line, h.Word, word))
			return line[:h.From] + word + line[h.To:], true
		})
	}
}

// change changes one line of a file. What cannot be changed is left, and said.
func (f *fixer) change(file string, at course.At, done string, edit func(line string) (string, bool)) {
	e := f.edit(file)
	if e == nil || at.Line < 1 || at.Line > len(e.lines) {
		return
	}
	leave := func(why string) {
		if done != "" {
			f.left = append(f.left, fmt.Sprintf("%s:%d: %s", file, at.Line, why))
		}
	}
	if !e.plain {
		leave("the file is not saved as UTF-8, and is left as it is; save it as UTF-8 first")
		return
	}
	line, end := e.lines[at.Line-1].text, e.lines[at.Line-1].end
	written, ok := edit(line)
	switch {
	case !ok:
		leave("no id can be written into this line; write one at the activity's first line yourself")
	case written != line:
		e.lines[at.Line-1] = sourceLine{written, end}
		e.changed = true
		if done != "" {
			f.done[file] = append(f.done[file], done)
		}
	}
}

// edit opens a file for changes; nil if it cannot be read.
func (f *fixer) edit(file string) *editing {
	if e, ok := f.open[file]; ok {
		return e
	}
	raw, err := f.read(file)
	if err != nil {
		return nil
	}
	e := newEditing(raw)
	f.open[file] = e
	return e
}

// close puts the changes of a step into the files.
func (f *fixer) close() {
	for file, e := range f.open {
		if e.changed {
			f.files[file] = e.bytes()
		}
	}
	clear(f.open)
}

var (
	idLine   = pattern.New(`^(id[ \t]*:)([ \t]*(?:"[^"]*"|'[^']*'|[^#\r\n]*?))([ \t]*(?:#.*)?)$`)
	firstKey = pattern.New(`^[A-Za-z"']`)
)

// courseID writes the id under which the answers of the course are kept today.
func (f *fixer) courseID() {
	c := f.original
	if c.IDWritten {
		return
	}
	const done = "the course gets the id "
	if c.SettingsFile() == "" {
		f.files[settingsFile] = fmt.Appendf(nil, "id: %s\ntitle: %q\n", c.ID, c.Title)
		if c.Layout() == "plain" { // else it would be read as a folder of our own
			f.files[settingsFile] = append(f.files[settingsFile], "layout: plain\n"...)
		}
		f.done[settingsFile] = []string{done + c.ID}
		return
	}
	e := f.edit(settingsFile)
	if e == nil || !e.plain {
		f.left = append(f.left, settingsFile+": the file is not saved as UTF-8, and is left as it is; save it as UTF-8 first")
		return
	}
	key := -1
	for i, line := range e.lines {
		if m := idLine.FindStringSubmatch(line.text); m != nil {
			f.change(settingsFile, course.At{Line: i + 1, Col: 1}, done+c.ID, func(string) (string, bool) { return m[1] + " " + c.ID + m[3], true })
			return
		}
		if key < 0 && firstKey.MatchString(line.text) {
			key = i
		}
	}
	if key < 0 {
		f.left = append(f.left, fmt.Sprintf("%s: write the line id: %s", settingsFile, c.ID))
		return
	}
	e.lines = slices.Insert(e.lines, key, sourceLine{"id: " + c.ID, cmp.Or(e.lines[0].end, "\n")})
	e.changed = true
	f.done[settingsFile] = []string{done + c.ID}
}

// verify opens the course as it would be, and compares: every activity must
// still be there under the id that it had.
func (f *fixer) verify() error {
	now, err := f.reopen()
	if err != nil {
		return err
	}
	before, _ := f.original.Index()
	after, _ := now.Index()
	if now.ID != f.original.ID {
		return fmt.Errorf("the course's id would change from %q to %q, so nothing was changed; please report this", f.original.ID, now.ID)
	}
	for _, a := range before.Activities() {
		if after.Activity(a.ID) == nil {
			return fmt.Errorf("the id %q would be lost, so nothing was changed; please report this", a.ID)
		}
	}
	return nil
}

package course

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An OpenError says why a folder cannot be opened as a course: its list of
// settings cannot be read at all, or it has no lessons.
type OpenError struct{ Findings []Finding }

// Error is the first finding, and how many more there are.
func (e *OpenError) Error() string {
	s := e.Findings[0].String()
	if n := len(e.Findings) - 1; n > 0 {
		s += fmt.Sprintf(" (and %d more)", n)
	}
	return s
}

// Open reads what the course says of itself, and the list of its lessons; name
// is the base name of its folder, for what the course does not say. What is
// wrong but can be lived with is in Findings. The error is an *OpenError, or
// says that the folder cannot be read.
func Open(fsys fs.FS, name string) (*Course, error) {
	c := newCourse(fsys)
	for _, l := range layouts {
		if l.here(fsys) {
			c.layout = l
			break
		}
	}
	files, err := c.layout.read(c)
	if err != nil {
		return nil, err
	}
	return c.finish(name, files)
}

// openFile opens a single Markdown file as a course of one lesson.
func openFile(fsys fs.FS, file string) (*Course, error) {
	c := newCourse(fsys)
	if why := portable(file); why != "" {
		return nil, fmt.Errorf("the name of %s %s; rename the file", Visible(file), why)
	}
	c.single, c.layout = true, plainLayout
	return c.finish(stem(file), []string{file})
}

func newCourse(fsys fs.FS) *Course {
	return &Course{
		Language:  "en",
		Worksheet: "Worksheet",
		Credit:    Credit{WordsPerHour: 6000},
		fsys:      fsys,
		own:       []string{settingsFile},
	}
}

// finish puts the lessons into the course and derives what was not said.
func (c *Course) finish(name string, files []string) (*Course, error) {
	if len(files) == 0 {
		c.find(Finding{Severity: Error, Text: "no lessons were found in " + quote(name),
			Remedy: "put a Markdown file for each lesson into the folder, named 01-welcome.md and so on"})
		return nil, &OpenError{c.findings}
	}
	if len(files) > maxLessons {
		c.find(Finding{Severity: Error, Text: fmt.Sprintf("%d lessons are more than %d", len(files), maxLessons),
			Remedy: "only the first are opened"})
		files = files[:maxLessons]
	}
	if parts := c.parts(files); parts != nil {
		c.setParts(files[0], parts)
	} else {
		c.setLessons(files)
	}
	if c.Title == "" && c.single {
		c.Title = c.Lessons[0].title()
	}
	written := c.Title
	if c.Title == "" {
		c.Title = titleOf(name)
	}
	if c.ID == "" {
		c.ID = deriveCourseID(written, name)
	}
	return c, nil
}

// parts are the parts of a course that is one long file; nil if it is none.
func (c *Course) parts(files []string) []span {
	if !c.single {
		return nil
	}
	return cutFile(c.fsys, files[0])
}

// setLessons makes a lesson of each file and gives it its identity: two files
// of one identity keep their numbers, and failing that their folders.
func (c *Course) setLessons(files []string) {
	c.byFile = make(map[string]int, len(files))
	c.Lessons = make([]*Lesson, len(files))
	lessons := make([]Lesson, len(files))
	called := make(map[string]int, len(files)) // lessons of an identity
	for i, f := range files {
		lessons[i] = Lesson{File: f, ID: c.identityOf(f), course: c, index: i}
		l := &lessons[i]
		l.Part, l.Depth = c.contents[f].part, c.contents[f].depth
		called[l.ID]++
		c.Lessons[i] = l
		c.byFile[f] = i
	}
	if len(called) < len(files) {
		c.tellApart(files, called)
	}
}

// tellApart gives lessons of one identity another one each.
func (c *Course) tellApart(files []string, called map[string]int) {
	severity := Error
	if c.borrowed() {
		severity = Warning
	}
	stems, paths := map[string]int{}, map[string]int{}
	for _, f := range files {
		stems[stem(f)]++
		paths[withoutEnding(f)]++
	}
	for i, f := range files {
		l := c.Lessons[i]
		if called[l.ID] == 1 {
			continue
		}
		c.find(Finding{Severity: severity, File: f, Text: "another lesson is called " + quote(l.ID) + " too, but for its number",
			Remedy: "rename one of the files; what learners did is kept by this name"})
		switch {
		case stems[stem(f)] == 1:
			l.ID = stem(f)
		case paths[withoutEnding(f)] == 1:
			l.ID = withoutEnding(f)
		default:
			l.ID = f
		}
	}
}

func (c *Course) find(f Finding) { c.findings = append(c.findings, f) }

// titleOf makes a readable title of a file's or a folder's name.
func titleOf(name string) string {
	t := VisibleLine(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, name))
	if t = squeeze(t); t == "" || t == "." || t == "/" {
		return "Course"
	}
	first, n := utf8.DecodeRuneInString(t)
	return string(unicode.ToUpper(first)) + t[n:]
}

func quote(s string) string { return fmt.Sprintf("%q", clip(s)) }

package draft

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// A File is a file of the course.
type File struct {
	Name    string // its path, with slashes
	Content []byte
}

// A Course is what became of a draft.
type Course struct {
	ID, Title string
	Summary   string // "" if the draft has none
	Lessons   int
	Files     []File   // course.yaml first, then the lessons in order
	Left      []string // what of the draft was not taken over, for the author
}

// Limits of what a draft becomes.
const (
	maxLessons = 2000
	maxLesson  = 1 << 20 // bytes: what course reads of one
)

// write makes the files. fallback is the title if the draft has none.
func (d *document) write(fallback string, id func(title string) string) (*Course, error) {
	all := d.sections()
	if len(all) == 0 && d.title != "" {
		all = []section{{}}
	}
	c := &Course{Title: d.title, Summary: d.summary, Lessons: len(all), Left: d.left}
	if c.Title == "" {
		c.Title = fallback
	}
	switch {
	case len(all) == 0:
		return nil, errors.New("there is no text in it")
	case len(all) > maxLessons:
		return nil, fmt.Errorf("it would become %d lessons; mark the headings at which lessons begin as such", len(all))
	}
	c.ID = id(c.Title)
	c.Files = []File{{"course.yaml", c.settings(d.front)}}
	ids, files := newNames("worksheet", "journal", "hand-in"), newNames()
	for i, s := range all {
		if s.title.md == "" {
			s.title = opening(c.Title, len(all))
		}
		w := &writer{ids: ids}
		w.lesson(s)
		text := w.b.String() + d.referred(w.b.String(), i == len(all)-1)
		if len(text) > maxLesson {
			return nil, fmt.Errorf("the lesson %q would be larger than %d kB; mark the headings at which lessons begin as such", s.title.plain, maxLesson>>10)
		}
		name := fmt.Sprintf("%0*d-%s.md", max(2, len(itoa(len(all)))), i+1, files.free(fileName(s.title.plain)))
		c.Files = append(c.Files, File{name, []byte(text)})
	}
	c.Files = append(c.Files, d.files...)
	return c, nil
}

// opening is the title of a lesson that has none: what stands before the first
// heading.
func opening(title string, n int) piece {
	if n == 1 {
		return piece{md: escapeInline(squeeze(title)), plain: title}
	}
	return piece{md: "Welcome", plain: "Welcome"}
}

// settings is course.yaml. What the draft said of itself stands below, for the
// author to look at.
func (c *Course) settings(front string) []byte {
	said := ""
	for l := range strings.Lines(front) {
		said += "# " + course.VisibleLine(l) + "\n"
	}
	summary := ""
	if c.Summary != "" {
		summary = "summary: " + quoted(c.Summary) + "\n"
	}
	return []byte("id: " + c.ID + "   # names the learners' answers; never change it\n" +
		"title: " + quoted(course.VisibleLine(c.Title)) + "\n" + summary +
		"version: 0.1.0\n" +
		"language: en\n" + said)
}

// quoted writes a text for YAML, which reads JSON's strings.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(course.Visible(s)) // a string can always be encoded
	return strings.TrimSpace(b.String())
}

// referred are the definitions of the notes that a lesson refers to; with
// last, those too that nothing refers to.
func (d *document) referred(text string, last bool) string {
	var b strings.Builder
	lower := strings.ToLower(text)
	for i, n := range d.notes {
		if n.mark == "" {
			continue
		}
		used := strings.Contains(lower, strings.ToLower(n.mark))
		if used || last && !d.used[i] {
			if b.Len() == 0 || strings.HasPrefix(n.mark, "[^") {
				b.WriteByte('\n')
			}
			b.WriteString(n.md + "\n")
			if d.used == nil {
				d.used = map[int]bool{}
			}
			d.used[i] = true
		}
	}
	return b.String()
}

// numberedTitle is what stands in titles for the reader's orientation, and in
// file names already.
var numberedTitle = pattern.New(`^(?:\d{1,3}(?:\.\d+)*[.):]?\s+|` + lessonWord.String()[1:] + `\s*[.:–—-]*\s*)`)

// fileName is a lesson's file name, without number and ending.
func fileName(title string) string {
	rest := numberedTitle.ReplaceAllString(title, "")
	if len(wordsIn(rest)) == 0 {
		rest = title
	}
	const most = 40
	name := course.CourseIDOf(rest, "lesson")
	if len(name) > most {
		name = name[:most]
		if i := strings.LastIndexByte(name, '-'); i > most/2 {
			name = name[:i]
		}
	}
	return strings.TrimRight(name, "-")
}

// titleOf makes a title of a file's name.
func titleOf(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	title := squeeze(strings.NewReplacer("-", " ", "_", " ").Replace(strings.TrimSuffix(base, path.Ext(base))))
	if title == "" || title == "." {
		return "Course"
	}
	return strings.ToUpper(title[:1]) + title[1:]
}

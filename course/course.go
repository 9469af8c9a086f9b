package course

import (
	"io/fs"
	"sync"
)

// A Course is a course as Open found it: what course.yaml says, and which
// lessons there are. Lessons are parsed when somebody asks for them. A Course
// may be used by several goroutines at once.
type Course struct {
	ID        string // names the answers file: [a-z0-9][a-z0-9-]{0,63}
	IDWritten bool   // the author wrote it; else it was derived from the title

	Title      string // never ""
	Version    string // as written; "" if not said
	Language   string // BCP 47; "en" if not said
	Summary    string
	Audience   []string
	Objectives []string
	Credit     Credit
	Instructor Instructor
	Worksheet  string // what this course calls it; "Worksheet" if not said
	Notice     string // the copyright notice

	Lessons []*Lesson // in reading order; at least one

	fsys      fs.FS
	byFile    map[string]int // file -> index in Lessons
	single    bool           // the course is one Markdown file
	layout    *layout
	base      string             // the folder of the lessons, where another program set one
	contents  map[string]listing // by file, from a table of contents
	placeless map[string]bool    // folders of a plain course whose pages are in the order of their names
	own       []string           // the files that say what the course is
	teaching  bool               // what is for the instructor is shown
	findings  []Finding          // of course.yaml and the list of lessons

	pagesOnce sync.Once
	pages     map[string]string // made by named

	indexOnce sync.Once
	index     *Index
}

// Credit is what the course claims.
type Credit struct {
	Hours          float64 // clock hours; 0: none claimed
	WordsPerHour   int     // 6000 if not said
	Provider       string
	ProviderNumber string
	Statement      string
}

// Instructor is who receives the worksheet. All may be "".
type Instructor struct {
	Name, Email  string
	Conversation int // minutes of the closing conversation; 0: none
}

// FS is the course's folder. What it opens is inside it: symbolic links and
// names that lead out are refused by whoever made it (see OpenDir).
func (c *Course) FS() fs.FS { return c.fsys }

// ShowInstructor makes the trees hold what is written for the instructor
// alone, each piece as a Fold with the Word "INSTRUCTOR". Else they leave it
// out. Call it before Index and Tree.
func (c *Course) ShowInstructor() { c.teaching = true }

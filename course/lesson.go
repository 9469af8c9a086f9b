package course

import (
	"cmp"
	"sync"
)

// A Lesson is one Markdown file of a course, or a part of one that is very long.
type Lesson struct {
	File string // its path in the course's folder, with slashes
	ID   string // its identity: the name without extension and leading number

	Part  string // of the course, that the lesson begins or belongs to; "" if none is named
	Depth int    // in the table of contents: 0, or how many lessons it stands below

	course *Course
	index  int
	name   string // of a part of a file; see fileTitle
	span   span   // of the file
}

// fileTitle is what the lesson is called if it does not say so itself.
func (l *Lesson) fileTitle() string { return cmp.Or(l.name, l.course.nameOf(l.File)) }

// A Tree is a lesson parsed: a tree of blocks, all of it clean.
type Tree struct {
	Lesson     *Lesson
	Title      string // front matter, else the first heading, else the table of contents', else the file's name
	Objectives []string
	Section    Section
	Words      int     // of what is read: prompts too, but neither code nor front matter
	Minutes    float64 // that the lesson takes: the author's word, else counted
	Counted    float64 // the same, always counted
	Blocks     []Block // without the first heading, where that is the title
	Activities []*Activity
	Findings   []Finding

	named sync.Once
	keys  []string // of Blocks, made by names
}

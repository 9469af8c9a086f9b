// Package starter carries the course that lectern new writes: four short
// lessons that teach how a course is written by being one. Every kind of
// activity occurs in it, and check finds nothing to mend.
//
// Texts are kept in the folder files, with words in capitals where a course
// differs from the next one: ID, TITLE, NAME, EMAIL in course.yaml, and TAIL at
// the end of each activity's id. The recordings are those of the sample.
package starter

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"lectern/course"
	"lectern/course/sample"
)

//go:embed files
var texts embed.FS

// recordings are files of the sample that the lessons link to.
var recordings = []string{"media/offer-arrives.mp4", "media/first-counter.mp3"}

// A Plan is what a new course is to be.
type Plan struct {
	Title       string // not empty
	Name, Email string // who receives the worksheet; "" stands for an example
	Tail        string // letters and digits that make its ids unlike those of any other course
}

// ID is the new course's id: its title and the tail.
func (p Plan) ID() string {
	const most = 64
	id := course.CourseIDOf(p.Title)
	return strings.TrimRight(id[:min(len(id), most-1-len(p.Tail))], "-") + "-" + p.Tail
}

// Files returns the files of the course by their paths, with slashes.
func (p Plan) Files() (map[string][]byte, error) {
	name, email := p.Name, p.Email
	if name == "" {
		name = "Ada Example"
	}
	if email == "" {
		email = "ada@example.org"
	}
	settings := strings.NewReplacer("id: ID\n", "id: "+p.ID()+"\n", "title: TITLE\n", "title: "+strconv.Quote(p.Title)+"\n",
		"name: NAME\n", "name: "+strconv.Quote(name)+"\n", "email: EMAIL\n", "email: "+strconv.Quote(email)+"\n")
	tail := strings.NewReplacer("-TAIL", "-"+p.Tail)
	files := map[string][]byte{}
	entries, err := fs.ReadDir(texts, "files")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		raw, err := fs.ReadFile(texts, "files/"+e.Name())
		if err != nil {
			return nil, err
		}
		files[e.Name()] = []byte(tail.Replace(settings.Replace(string(raw))))
	}
	for _, name := range recordings {
		raw, err := fs.ReadFile(sample.FS(), name)
		if err != nil {
			return nil, fmt.Errorf("the sample has lost a recording: %w", err)
		}
		files[name] = raw
	}
	return files, nil
}

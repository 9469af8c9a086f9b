package tui

import (
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

// The contents show the parts of a book, and which chapters stand below others.
func TestContentsOfABook(t *testing.T) {
	files := fstest.MapFS{
		"book.toml": {Data: []byte("[book]\ntitle = 'A Book'\n")},
		"src/SUMMARY.md": {Data: []byte("[Preface](pre.md)\n\n# The first part\n\n- [One](one.md)\n  - [Deeper](deep.md)\n\n" +
			"# The second part\n\n- [Three](three.md)\n\n---\n\n[Thanks](thanks.md)\n")},
	}
	for _, name := range []string{"pre", "one", "deep", "three", "thanks"} {
		files["src/"+name+".md"] = &fstest.MapFile{Data: []byte("Text.\n")}
	}
	c, err := course.Open(files, "book")
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, c, 80, 30)
	p.press("c")
	var rows []string
	for line := range strings.Lines(p.screen()) {
		line, _, _ = strings.Cut(line, " 1 min")
		rows = append(rows, strings.TrimRight(line, " \n"))
	}
	want := ` ► 1  Preface

 The first part
   2  One
   3    Deeper

 The second part
   4  Three

   5  Thanks
`
	if got := strings.Join(rows, "\n"); !strings.Contains(got, want) {
		t.Errorf("\n%s\nwant\n%s", got, want)
	}
}

// A course that asks nothing does not ask for what was written.
func TestTheEndOfACourseWithoutQuestions(t *testing.T) {
	c, err := course.Open(fstest.MapFS{"a.md": {Data: []byte("# A\n\nText.\n")}}, "a")
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, c, 80, 24)
	p.sees("This is the end ")
}

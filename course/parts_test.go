package course

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// book is a long file: chapters with an item each, some in code that looks like
// a heading, with a link from each to the next.
func book(chapters int) string {
	var b strings.Builder
	for n := range chapters {
		fmt.Fprintf(&b, "# Chapter %d\n\nGo [on](#chapter-%d).\n\n```\n# no chapter\n\n```\n\n> [!short] {#item-%d}\n> Well?\n\n%s",
			n, n+1, n, strings.Repeat("Some words that are read.\n\n", 300))
	}
	return b.String()
}

func openBook(t testing.TB, text string) *Course {
	t.Helper()
	c, err := openFile(fstest.MapFS{"book.md": {Data: []byte(text)}}, "book.md")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A long file is cut into lessons; joined they are the file.
func TestALongFileIsCut(t *testing.T) {
	const chapters = 120
	text := book(chapters)
	c := openBook(t, text)
	if len(c.Lessons) != chapters {
		t.Fatalf("%d lessons of %d chapters", len(c.Lessons), chapters)
	}
	var joined strings.Builder
	for i, l := range c.Lessons {
		part, err := l.text()
		if err != nil {
			t.Fatal(err)
		}
		if above := strings.Count(joined.String(), "\n"); above != l.span.above {
			t.Fatalf("lesson %d stands below %d lines, not %d", i, above, l.span.above)
		}
		joined.Write(part)
	}
	if joined.String() != text {
		t.Error("the lessons joined are not the file")
	}
	ix, _ := c.Index()
	if found := c.Findings(); len(found) > 0 && found[0].Severity == Error && !strings.Contains(found[0].Text, fmt.Sprintf("#chapter-%d", chapters)) {
		t.Errorf("%v", found[0])
	}
	for n := range chapters {
		a := ix.Activity(fmt.Sprintf("item-%d", n))
		if a == nil || a.Number != n+1 || a.Lesson != n {
			t.Fatalf("item %d is %+v", n, a)
		}
		if line := strings.Count(text[:strings.Index(text, fmt.Sprintf("{#item-%d}", n))], "\n") + 1; a.At.Line != line {
			t.Errorf("item %d stands on line %d, not %d", n, a.At.Line, line)
		}
	}
	tree, _ := c.Lessons[3].Tree(ix)
	if tree.Title != "Chapter 3" || c.Lessons[3].ID != "chapter-3" || c.Lessons[0].ID != "book" {
		t.Errorf("%q, %q, %q", tree.Title, c.Lessons[3].ID, c.Lessons[0].ID)
	}
	if link := tree.Blocks[0].(*Paragraph).Links[0]; link.Target != ToLesson || link.Lesson != 4 {
		t.Errorf("a link to the next chapter leads to %+v", link)
	}
}

// Whatever is in a file, its parts are the file.
func FuzzPartsAreTheFile(f *testing.F) {
	f.Add("# A\n\ntext\n", 9)
	f.Add("~~~\n# a\n", 4000)
	f.Add("```a`\n# b\r\n", 3)
	f.Fuzz(func(t *testing.T, text string, n int) {
		text = strings.Repeat(text, 1+longFile/max(len(text), 1)) + text[:min(max(n, 0), len(text))]
		fsys := fstest.MapFS{"a.md": {Data: []byte(text)}}
		parts := cutFile(fsys, "a.md")
		at, above := int64(0), 0
		for _, p := range parts {
			if p.from != at || p.to < p.from || p.above != above {
				t.Fatalf("%+v at %d, line %d", p, at, above)
			}
			above += strings.Count(text[p.from:p.to], "\n")
			at = p.to
		}
		if parts != nil && at != int64(len(text)) || len(parts) > maxLessons {
			t.Fatalf("%d parts end at %d of %d", len(parts), at, len(text))
		}
	})
}

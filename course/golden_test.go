package course

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

func testCourse(t testing.TB) *Course {
	t.Helper()
	c, err := OpenDir("testdata/course")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// Every lesson of testdata/course as a tree. After a change that is meant,
// run the test with -update and read the difference.
func TestTrees(t *testing.T) {
	c := testCourse(t)
	ix, _ := c.Index()
	for _, l := range c.Lessons {
		t.Run(l.ID, func(t *testing.T) {
			tree, err := l.Tree(ix)
			if err != nil {
				t.Fatal(err)
			}
			golden.RequireEqual(t, dump(tree))
		})
	}
}

// What the course as a whole says, and what is wrong with it.
func TestCourseAsAWhole(t *testing.T) {
	c := testCourse(t)
	ix, _ := c.Index()
	var b strings.Builder
	fmt.Fprintf(&b, "%s (written %v) %q version %q language %q\n", c.ID, c.IDWritten, c.Title, c.Version, c.Language)
	fmt.Fprintf(&b, "summary %q audience %q objectives %q notice %q worksheet %q\n", c.Summary, c.Audience, c.Objectives, c.Notice, c.Worksheet)
	fmt.Fprintf(&b, "%+v\n%+v\n", c.Credit, c.Instructor)
	for _, l := range ix.Lessons {
		fmt.Fprintf(&b, "%s %s %q headings", l.File, l.ID, l.Title)
		for _, h := range l.Headings {
			fmt.Fprintf(&b, " %d#%s", h.Level, h.Anchor)
		}
		fmt.Fprintln(&b)
		for _, link := range l.Links {
			fmt.Fprintf(&b, "  %s\n", linkFacts(link))
		}
	}
	for _, a := range ix.Items() {
		fmt.Fprintf(&b, "item %d #%s\n", a.Number, a.ID)
	}
	for _, f := range c.Findings() {
		fmt.Fprintf(&b, "%v: %v\n", f.Severity, f)
	}
	golden.RequireEqual(t, b.String())
}

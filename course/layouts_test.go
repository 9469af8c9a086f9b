package course

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// The courses in testdata/layouts have every construct of the programs that
// they were made for.
var layoutCourses = []string{"workbench", "carpentry", "mdbook", "plain", "single.md"}

func layoutCourse(t testing.TB, name string) *Course {
	t.Helper()
	c, err := OpenDir("testdata/layouts/" + name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// Each of them as trees. After a change that is meant, run the test with
// -update and read the difference.
func TestLayouts(t *testing.T) {
	for _, name := range layoutCourses {
		t.Run(name, func(t *testing.T) {
			c := layoutCourse(t, name)
			golden.RequireEqual(t, dumpCourse(c))
		})
	}
}

// What is for the instructor is in the trees when the instructor looks.
func TestLayoutForTheInstructor(t *testing.T) {
	c := layoutCourse(t, "workbench")
	c.ShowInstructor()
	golden.RequireEqual(t, dumpCourse(c))
}

func dumpCourse(c *Course) string {
	ix, _ := c.Index()
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q language %q summary %q\n", c.ID, c.Title, c.Language, c.Summary)
	for _, l := range c.Lessons {
		tree, _ := l.Tree(ix)
		fmt.Fprintf(&b, "\n== %s: %s, part %q, depth %d\n%s", l.File, l.ID, l.Part, l.Depth, dump(tree))
	}
	fmt.Fprintln(&b, "\n== findings of the course")
	for _, f := range c.findings {
		fmt.Fprintf(&b, "%v: %v\n", f.Severity, f)
	}
	return b.String()
}

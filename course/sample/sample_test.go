package sample_test

import (
	"strings"
	"testing"
	"unicode"

	"lectern/course"
	"lectern/course/check"
	"lectern/course/sample"
)

func open(t *testing.T) (*course.Course, *course.Index) {
	t.Helper()
	c, err := course.Open(sample.FS(), "sample")
	if err != nil {
		t.Fatal(err)
	}
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	return c, ix
}

// The sample is what authors copy: check finds nothing in it, not even a note.
func TestNothingToMend(t *testing.T) {
	c, _ := open(t)
	for _, f := range check.Course(c) {
		t.Errorf("%v: %v", f.Severity, f)
	}
}

// Every kind of activity occurs, and every other thing that the format has.
func TestEverythingOccurs(t *testing.T) {
	c, ix := open(t)
	kinds := map[course.Kind]bool{}
	for _, a := range ix.Activities() {
		kinds[a.Kind] = true
	}
	for _, row := range course.Kinds {
		if !kinds[row.Kind] {
			t.Errorf("no %s", row.Kind)
		}
	}
	blocks := map[string]bool{}
	for _, tree := range trees(t, c, ix) {
		course.Walk(tree.Blocks, func(b course.Block) bool {
			switch b := b.(type) {
			case *course.Recall:
				blocks["recall"] = true
			case *course.Table:
				blocks["table"] = true
			case *course.Callout:
				blocks[strings.ToLower(b.Word)] = true
			case *course.Fold:
				blocks[strings.ToLower(b.Word)] = true
			}
			return true
		})
	}
	for _, want := range []string{"recall", "table", "hint", "solution", "note", "tip", "important"} {
		if !blocks[want] {
			t.Errorf("no %s", want)
		}
	}
}

func trees(t *testing.T, c *course.Course, ix *course.Index) []*course.Tree {
	t.Helper()
	var all []*course.Tree
	for _, l := range c.Lessons {
		tree, err := l.Tree(ix)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, tree)
	}
	return all
}

// Every link within the course leads somewhere, and every address is one that
// a browser opens.
func TestLinks(t *testing.T) {
	c, ix := open(t)
	inside := 0
	for _, tree := range trees(t, c, ix) {
		course.Walk(tree.Blocks, func(b course.Block) bool {
			var links []course.Link
			switch b := b.(type) {
			case *course.Paragraph:
				links = b.Links
			case *course.Heading:
				links = b.Links
			case *course.Table:
				links = b.Links
			}
			for _, l := range links {
				switch l.Target {
				case course.Nowhere:
					t.Errorf("%s:%d: %q leads nowhere", tree.Lesson.File, l.At.Line, l.Text)
				case course.Web:
					if !strings.HasPrefix(l.URL, "https://") && !strings.HasPrefix(l.URL, "http://") {
						t.Errorf("%s:%d: %s", tree.Lesson.File, l.At.Line, l.URL)
					}
				default:
					inside++
				}
			}
			return true
		})
	}
	if inside < 20 {
		t.Errorf("%d links within the course; is this test looking at them?", inside)
	}
}

// The hours that the course claims are there, by its own rule.
func TestHours(t *testing.T) {
	c, _ := open(t)
	h := check.Count(c)
	if h.Claimed == 0 || !h.Hold() {
		t.Errorf("claims %g hours, and %.1f are counted", h.Claimed, h.Total().Minutes/60)
	}
	if words := h.Total().Words; words < 12_000 {
		t.Errorf("%d words", words)
	}
}

// The worksheet is long enough to show the work, and short enough to be read.
func TestWorksheet(t *testing.T) {
	_, ix := open(t)
	numbered := 0
	for _, a := range ix.Items() {
		if a.Number > 0 {
			numbered++
			if a.Number != numbered {
				t.Errorf("%s is item %d, not %d", a.ID, a.Number, numbered)
			}
		}
	}
	if numbered < 12 || numbered > 20 {
		t.Errorf("%d items", numbered)
	}
}

// Every lesson says what it is for, and asks for three different things.
func TestLessons(t *testing.T) {
	_, ix := open(t)
	if len(ix.Lessons) < 9 {
		t.Errorf("%d lessons", len(ix.Lessons))
	}
	for _, l := range ix.Lessons {
		if len(l.Objectives) == 0 {
			t.Errorf("%s has no objectives", l.File)
		}
		kinds := map[course.Kind]bool{}
		for _, a := range l.Activities {
			kinds[a.Kind] = true
		}
		if len(kinds) < 3 {
			t.Errorf("%s has %d kinds of activity", l.File, len(kinds))
		}
	}
}

// No eight words in a row stand three times: that would be a text made by
// rote.
func TestNoRefrain(t *testing.T) {
	const row, most = 8, 2
	c, ix := open(t)
	seen := map[string][]string{}
	for _, tree := range trees(t, c, ix) {
		text := tree.Title + "\n" + strings.Join(tree.Objectives, "\n") + "\n" + course.PlainText(tree.Blocks)
		words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
		})
		for i := 0; i+row <= len(words); i++ {
			phrase := strings.Join(words[i:i+row], " ")
			seen[phrase] = append(seen[phrase], tree.Lesson.File)
		}
	}
	for phrase, files := range seen {
		if len(files) > most {
			t.Errorf("%q stands %d times: %s", phrase, len(files), strings.Join(files, ", "))
		}
	}
}

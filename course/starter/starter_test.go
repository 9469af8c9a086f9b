package starter

import (
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
	"lectern/course/check"
)

func open(t *testing.T, p Plan) *course.Course {
	t.Helper()
	files, err := p.Files()
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for name, raw := range files {
		folder[name] = &fstest.MapFile{Data: raw}
		if strings.Contains(string(raw), "TAIL") {
			t.Errorf("%s still holds a TAIL", name)
		}
	}
	c, err := course.Open(folder, "x")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Whatever it is called, a new course has nothing to mend, and shows every
// kind of activity.
func TestNothingToMend(t *testing.T) {
	for _, p := range []Plan{
		{Title: "My course", Tail: "k3f9x"},
		{Title: `"Quotes": #1 \ – 日本語`, Name: `Ann "O'Neil": #`, Email: "ann@example.org", Tail: "22222"},
		{Title: strings.Repeat("long ", 40), Tail: "zzzzz"},
		{Title: "日本語", Tail: "a2b3c"}, {Title: "con", Tail: "a2b3c"},
	} {
		c := open(t, p)
		for _, f := range check.Course(c) {
			t.Errorf("%s: %v", p.Title, f)
		}
		if c.Title != strings.TrimSpace(p.Title) || c.ID != p.ID() || !c.IDWritten || !strings.HasSuffix(c.ID, "-"+p.Tail) {
			t.Errorf("%q has the title %q and the id %q", p.Title, c.Title, c.ID)
		}
		if p.Name != "" && c.Instructor.Name != p.Name {
			t.Errorf("name %q", c.Instructor.Name)
		}
		ix, _ := c.Index()
		kinds := map[course.Kind]bool{}
		for _, a := range ix.Activities() {
			kinds[a.Kind] = true
			if !strings.HasSuffix(a.ID, "-"+p.Tail) {
				t.Errorf("the id %q does not end in the tail", a.ID)
			}
		}
		for _, row := range course.Kinds {
			if !kinds[row.Kind] {
				t.Errorf("no %s", row.Kind)
			}
		}
	}
}

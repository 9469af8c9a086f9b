package worksheet

import (
	"testing"
	"testing/fstest"
	"time"

	"lectern/course"
	"lectern/course/sample"
)

// A specimen has nothing missing and nothing short, whatever a course asks;
// what was answered stands in it as it was.
func TestSpecimen(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 4, 0, 0, time.UTC)
	bounds := fstest.MapFS{"01-bounds.md": {Data: []byte(`# Bounds

> [!question] {#long words=300}
> At length?

> [!number] {#narrow min=0.2 max=0.9}
> How much?

> [!number] {#far min=1000000}
> How far?

> [!number] {#below max=-5}
> How cold?

> [!brainstorm] {#many min=12}
> List them.

> [!choices] {#none-right}
> Which?
> - [ ] This
> - [ ] That

> [!choice] {#one}
> Which?
> - [ ] This
> - [ ] That
`)}}
	for name, open := range map[string]func() (*course.Course, error){
		"sample": func() (*course.Course, error) { return course.Open(sample.FS(), "sample") },
		"bounds": func() (*course.Course, error) { return course.Open(bounds, "bounds") },
	} {
		t.Run(name, func(t *testing.T) {
			c, err := open()
			if err != nil {
				t.Fatal(err)
			}
			ix, err := c.Index()
			if err != nil {
				t.Fatal(err)
			}
			mine := course.NewRecord()
			first := ix.Items()[0]
			value := specimenValue(first)
			value.Text += "And this is mine."
			course.SetAnswer{ID: first.ID, Answer: course.Answer{}.Next(first.Asked(""), value, now)}.Apply(mine)

			full := Specimen(ix, mine, now)
			for _, a := range ix.Activities() {
				if state := full.State(a); state != course.Done {
					t.Errorf("%s (%s) is %v, answered with %q", a.ID, a.Kind, state, full.Answers[a.ID].String())
				}
			}
			if got := full.Answers[first.ID].Text; first.Kind == course.Question && got != value.Text {
				t.Errorf("the author's own answer became %q", got)
			}
			if len(mine.Answers) != 1 || len(mine.Marks) != 0 {
				t.Error("the record that it was made of has changed")
			}
			w := New(c, ix, full, Options{Learner: course.Learner{Name: SpecimenName}, Now: now})
			if w.Status != Complete {
				t.Errorf("the worksheet is %s; missing %v", w.Status, w.Missing)
			}
		})
	}
}

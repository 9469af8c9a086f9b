package field

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

func options(labels ...string) (all []course.Option) {
	for _, l := range labels {
		all = append(all, course.Option{Label: l})
	}
	return all
}

// The first pick is told apart, once; enter picks, and ends what is picked.
func TestFirstPickAndEnter(t *testing.T) {
	f := New(&course.Activity{Kind: course.Choice, Options: options("a", "b", "c")}, course.Value{}, Options{})
	for _, step := range []struct {
		key  string
		want Result
		text string
	}{
		{"down", Result{}, ""},
		{"enter", Result{Changed: true, First: true}, "b"},
		{"3", Result{Changed: true}, "c"},
		{"9", Result{}, "c"},
		{"space", Result{}, "c"},
		{"backspace", Result{Changed: true}, ""},
		{"1", Result{Changed: true}, "a"},
		{"enter", Result{Done: true}, "a"},
		{"z", Result{}, "a"},
	} {
		if got := press(f, step.key); got != step.want || f.Value().Text != step.text {
			t.Errorf("%s: %+v %q, want %+v %q", step.key, got, f.Value().Text, step.want, step.text)
		}
	}
	again := New(&course.Activity{Kind: course.Choice, Options: options("a", "b")}, course.Value{Text: "a"}, Options{})
	if r := press(again, "2"); r.First {
		t.Error("a second visit's pick is no first one")
	}
}

// Feedback is asked for after picking, not on the way.
func TestFeedbackOnlyAfterPicking(t *testing.T) {
	var asked []int
	f := New(&course.Activity{Kind: course.Choice, Options: options("a", "b", "c")}, course.Value{}, Options{
		Feedback: func(i, _ int) []string { asked = append(asked, i); return []string{"Think again."} },
	})
	for range 3 {
		f.View(60, 10)
		press(f, "down")
	}
	if asked != nil {
		t.Errorf("feedback on %v was drawn on the way", asked)
	}
	press(f, "space")
	v := f.View(60, 10)
	if !slices.Contains(v.Lines, "        Think again.") || slices.ContainsFunc(asked, func(i int) bool { return i != 2 }) {
		t.Errorf("asked for %v, drawn %q", asked, v.Lines)
	}
}

func TestAClickPicks(t *testing.T) {
	for _, c := range []struct {
		kind course.Kind
		x, y int
	}{{course.Choice, 9, 1}, {course.Choices, 3, 1}, {course.Scale, 14, 0}} {
		f := New(&course.Activity{Kind: c.kind, Options: options("a", "b", "c")}, course.Value{}, Options{})
		f.View(60, 10)
		f.Update(tea.MouseClickMsg{X: c.x, Y: c.y, Button: tea.MouseLeft})
		if got := f.Value().String(); got != "b" {
			t.Errorf("%s: a click picked %q", c.kind, got)
		}
		f.Update(tea.MouseClickMsg{X: 59, Y: 9, Button: tea.MouseLeft})
		if got := f.Value().String(); got != "b" {
			t.Errorf("%s: a click beside the options picked %q", c.kind, got)
		}
	}
}

// In few lines the option in focus is always in view, with the line above the
// first one where there is room.
func TestOptionsScrollWithTheFocus(t *testing.T) {
	f := New(&course.Activity{Kind: course.Choices, Options: options("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")}, course.Value{List: []string{"gone"}}, Options{})
	for height := 1; height < 6; height++ {
		press(f, "home")
		if v := f.View(50, height); height > 1 && v.Lines[0] != `Your earlier choice: "gone"` {
			t.Errorf("%d lines begin with %q", height, v.Lines[0])
		}
		for range 10 {
			v := f.View(50, height)
			if got := v.Lines[v.CursorY]; got[:len("►")] != "►" {
				t.Errorf("in %d lines the focus is on %q", height, got)
			}
			press(f, "down")
		}
	}
}

// Options that are gone stay in the value until the learner changes it.
func TestSeveralKeepsWhatIsGoneUntilChanged(t *testing.T) {
	f := New(&course.Activity{Kind: course.Choices, Options: options("a", "b")}, course.Value{List: []string{"gone", "b"}}, Options{})
	if got := f.Value().String(); got != "gone\nb" || f.Note() == "" {
		t.Errorf("%q, note %q", got, f.Note())
	}
	press(f, "1")
	if got := f.Value().String(); got != "a\nb" || f.Note() != "2 picked" {
		t.Errorf("%q, note %q", got, f.Note())
	}
}

// Blank lines among ideas are no ideas, and stay where they were typed.
func TestIdeasKeepWhatIsTyped(t *testing.T) {
	f := New(&course.Activity{Kind: course.Brainstorm, Ideas: 3}, course.Value{}, Options{})
	enter(f, "days off\n\n  title \n \nbudget\n")
	if got := f.Value().List; !slices.Equal(got, []string{"days off", "  title ", "budget"}) || f.Note() != "3 ideas" {
		t.Errorf("%q, note %q", got, f.Note())
	}
	if v := f.View(40, 12); v.CursorY != 6 {
		t.Errorf("the cursor stands in line %d", v.CursorY)
	}
}

// A number is kept as it is typed, whatever the note says of it.
func TestFigureKeepsWhatIsTyped(t *testing.T) {
	f := New(&course.Activity{Kind: course.Number, Min: number(0), Max: number(100)}, course.Value{}, Options{})
	for _, c := range []struct{ typed, note string }{
		{"8", ""}, {"5", ""}, {"0", "850 is too large"}, {"x", `"850x" is not a number`},
	} {
		press(f, c.typed)
		if (f.Note() == "") != (c.note == "") || !strings.HasPrefix(f.Note(), c.note) {
			t.Errorf("after %q: note %q, want %q", f.Value().Text, f.Note(), c.note)
		}
	}
	if got := f.Value().Text; got != "850x" {
		t.Errorf("kept %q", got)
	}
}

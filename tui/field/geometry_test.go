package field

import (
	"strings"
	"testing"

	"lectern/course"
)

func number(n float64) *float64 { return &n }

// fields are all the forms of field, empty and filled with what is awkward.
func fields(o Options) map[string]Field {
	options := []course.Option{
		{Label: "Always the client"}, {Label: "Always the employer"},
		{Label: "It depends on who has the better information", Right: true}, {Label: "漢字 and 👨‍👩‍👧"},
	}
	steps := []course.Option{{Label: "Not at all"}, {Label: "A little"}, {Label: "Ready"}, {Label: "Very"}}
	all := map[string]Field{}
	add := func(name string, a *course.Activity, v course.Value) {
		all[name] = New(a, course.Value{}, o)
		all[name+" filled"] = New(a, v, o)
	}
	long := course.Value{Text: strings.Join(nasty, "\n")}
	add("text", &course.Activity{Kind: course.Question, Words: 50}, long)
	add("journal", &course.Activity{Kind: course.Journal}, long)
	add("line", &course.Activity{Kind: course.Short}, course.Value{Text: strings.Repeat("the bureau 漢 ", 9)})
	add("figure", &course.Activity{Kind: course.Number, Min: number(0), Max: number(10)}, course.Value{Text: "12,5 oz"})
	add("ideas", &course.Activity{Kind: course.Brainstorm, Ideas: 8}, course.Value{List: nasty})
	add("choice", &course.Activity{Kind: course.Choice, Options: options}, course.Value{Text: options[2].Label})
	add("choice gone", &course.Activity{Kind: course.Choice, Options: options}, course.Value{Text: "Nobody \x1b[31m"})
	add("choices", &course.Activity{Kind: course.Choices, Options: options}, course.Value{List: []string{"Gone", options[3].Label}})
	add("scale", &course.Activity{Kind: course.Scale, Options: steps}, course.Value{Text: "Ready"})
	add("nothing to choose", &course.Activity{Kind: course.Choice}, course.Value{Text: "Gone"})
	return all
}

// Every field keeps to its room at every size, wherever the cursor is.
func TestEveryFieldFitsEverySize(t *testing.T) {
	for _, o := range []Options{{}, {ASCII: true}} {
		for name, f := range fields(o) {
			t.Run(name, func(t *testing.T) {
				before := f.Value()
				for _, keys := range [][]string{{"ctrl+home", "home"}, {"down", "down", "right"}, {"ctrl+end", "end"}} {
					press(f, keys...)
					for width := 1; width <= 120; width += 1 + width/10 {
						for height := 1; height <= 40; height += 1 + height/3 {
							checkSize(t, f, width, height)
						}
					}
				}
				if got := f.Value(); !got.Equal(before) {
					t.Errorf("looking at it changed %q to %q", before, got)
				}
				for _, size := range [][2]int{{0, 5}, {5, 0}, {-1, -1}} {
					f.View(size[0], size[1])
					f.Height(size[0], size[1])
				}
			})
		}
	}
}

func checkSize(t *testing.T, f Field, width, height int) {
	t.Helper()
	if len(f.View(width, height).Lines) == 0 {
		t.Fatalf("%d×%d: nothing drawn", width, height)
	}
	checkView(t, f, width, height)
	if h := f.Height(width, height); h < 1 || h > height {
		t.Fatalf("%d×%d: wants %d lines", width, height, h)
	}
}

// With as many lines as it wants, a field shows everything.
func TestHeightIsEnough(t *testing.T) {
	for name, f := range fields(Options{}) {
		for _, width := range []int{20, 38, 76} {
			h := f.Height(width, 10000)
			v := f.View(width, h)
			if all := f.View(width, 10000); !f.Tall() && len(all.Lines) > max(h, len(v.Lines)) && !strings.HasPrefix(all.Lines[0], "┌") {
				t.Errorf("%s at %d: wants %d lines, has %d", name, width, h, len(all.Lines))
			}
			if s := strings.Join(v.Lines, "\n"); strings.Contains(s, " more ─") {
				t.Errorf("%s at %d: does not fit in the %d lines it wants", name, width, h)
			}
		}
	}
}

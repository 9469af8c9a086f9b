package field

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"lectern/course"
)

// picture is a field as the learner sees it, with the cursor and the note.
func picture(f Field, width int) string {
	v := f.View(width, f.Height(width, 14))
	return fmt.Sprintf("%s\ncursor %d,%d  note %q\n", strings.Join(v.Lines, "\n"), v.CursorX, v.CursorY, f.Note())
}

// Every kind of field before, while and after it is answered.
func TestFieldsAsTheyAreSeen(t *testing.T) {
	feedback := func(i, width int) []string {
		if i == 2 {
			return strings.Split(ansi.Wrap("Right: whoever knows the market can anchor.", width, ""), "\n")
		}
		return nil
	}
	drawn := func(i, width int) []string {
		return []string{[]string{"Always the *client*", "Always the *employer*", "It depends"}[i]}
	}
	choice := []course.Option{{Label: "Always the client"}, {Label: "Always the employer"}, {Label: "It depends on who has the better information", Right: true}}
	steps := []course.Option{{Label: "Not at all"}, {Label: "A little"}, {Label: "Ready"}, {Label: "Very"}}
	for _, c := range []struct {
		name     string
		activity *course.Activity
		value    course.Value
		options  Options
		while    []string
		after    []string
	}{
		{
			"question", &course.Activity{Kind: course.Question, Words: 10}, course.Value{}, Options{},
			typed("Most of mine were never shown how. They hear an offer as a verdict on what they are worth."),
			append([]string{"enter", "enter"}, typed("One\tof 漢字 them")...),
		},
		{"journal", &course.Activity{Kind: course.Journal}, course.Value{Text: "a\tb\r\nc\x1b"}, Options{ASCII: true}, typed("!"), []string{"ctrl+w"}},
		{"short", &course.Activity{Kind: course.Short}, course.Value{}, Options{}, typed("The bureau of statistics"), []string{"enter"}},
		{"number", &course.Activity{Kind: course.Number, Min: number(0), Max: number(10)}, course.Value{}, Options{}, typed("12x"), []string{"backspace", "backspace"}},
		{"brainstorm", &course.Activity{Kind: course.Brainstorm, Ideas: 3}, course.Value{}, Options{}, append(typed("Days off"), "enter", "enter"), typed("Title")},
		{"choice", &course.Activity{Kind: course.Choice, Options: choice}, course.Value{}, Options{Feedback: feedback}, []string{"down"}, []string{"space", "3"}},
		{"choice-gone", &course.Activity{Kind: course.Choice, Options: choice}, course.Value{Text: "Whoever asks"}, Options{Option: drawn}, []string{"down"}, []string{"enter"}},
		{"choices", &course.Activity{Kind: course.Choices, Options: choice}, course.Value{}, Options{ASCII: true}, []string{"down"}, []string{"space", "3"}},
		{"scale", &course.Activity{Kind: course.Scale, Options: steps}, course.Value{}, Options{}, []string{"right"}, []string{"4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			for _, width := range []int{76, 38} {
				f := New(c.activity, c.value, c.options)
				fmt.Fprintf(&b, "before, %d wide\n%s", width, picture(f, width))
				press(f, c.while...)
				fmt.Fprintf(&b, "while\n%s", picture(f, width))
				r := press(f, c.after...)
				fmt.Fprintf(&b, "after\n%s%+v %q\n\n", picture(f, width), r, f.Value())
			}
			golden.RequireEqual(t, b.String())
		})
	}
}

func typed(s string) (keys []string) {
	for _, r := range s {
		keys = append(keys, string(r))
	}
	return keys
}

// The keys of every field, as help lists them.
func TestKeysAsHelpListsThem(t *testing.T) {
	var b strings.Builder
	for _, k := range course.Kinds {
		f := New(&course.Activity{Kind: k.Kind, Options: []course.Option{{Label: "x"}}}, course.Value{}, Options{})
		if f == nil {
			continue
		}
		fmt.Fprintf(&b, "%s\n", k.Kind)
		for _, key := range f.Keys() {
			if key.Enabled() {
				fmt.Fprintf(&b, "    %-10s %s\n", key.Help().Key, key.Help().Desc)
			}
		}
	}
	golden.RequireEqual(t, b.String())
}

package draw

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"lectern/course"
)

// Each kind of block, as it stands at three widths; what depends on the
// learner, before and after.
func TestKinds(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	byKind := map[string][]course.Block{}
	for _, b := range l.tree.Blocks {
		kind := reflect.TypeOf(b).Elem().Name()
		byKind[kind] = append(byKind[kind], b)
	}
	for kind, blocks := range byKind {
		t.Run(kind, func(t *testing.T) {
			var out strings.Builder
			for _, width := range []int{76, 36, 20} {
				fmt.Fprintf(&out, "== %d columns\n", width)
				show(&out, New(Theme{}, width), blocks, l.before(), Line.Plain)
			}
			if slices.ContainsFunc(blocks, Depends) {
				out.WriteString("== done\n")
				done := l.after("Most of mine were never shown how. They hear an offer as a verdict on what " +
					"they are worth, so asking for more feels like arguing with a mark.\n\nAnd one\x1b[2J more line. " +
					"And so on, until it is longer than what is shown of it, which is three lines.")
				done.Open = func(*course.Fold) bool { return true }
				show(&out, New(Theme{}, 76), blocks, done, Line.Plain)
			}
			golden.RequireEqual(t, []byte(out.String()))
		})
	}
}

// The styles, with their sequences to be seen.
func TestThemes(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	for name, theme := range map[string]Theme{
		"dark":     {Hyperlinks: true},
		"light":    {Tone: Light},
		"no-color": {Tone: NoColor},
		"ascii":    {Tone: NoColor, ASCII: true},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			show(&out, New(theme, 64), l.tree.Blocks, l.after("yes"), func(l Line) string {
				return strings.ReplaceAll(strings.ReplaceAll(l.Text, "\x1b", "^["), "\x07", "^G")
			})
			golden.RequireEqual(t, []byte(out.String()))
		})
	}
}

func TestPlain(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	golden.RequireEqual(t, []byte(Plain(l.tree.Blocks, 72)))
}

func TestHostile(t *testing.T) {
	l := parseFile(t, "testdata/hostile.md")
	var out strings.Builder
	show(&out, New(Theme{}, 60), l.tree.Blocks, l.before(), Line.Plain)
	golden.RequireEqual(t, []byte(out.String()))
}

func show(out *strings.Builder, p *Painter, blocks []course.Block, s State, as func(Line) string) {
	for _, b := range blocks {
		for _, line := range p.Block(b, s) {
			out.WriteString(as(line) + "\n")
		}
		out.WriteString("\n")
	}
}

package draw

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

var themes = []Theme{
	{},
	{Tone: Light, Hyperlinks: true},
	{Tone: NoColor, ASCII: true},
}

// Every block, at every width, in every theme and state: no line is too wide,
// none ends in blanks, and nothing but our own sequences is in it.
func TestLinesFitAndAreHarmless(t *testing.T) {
	for _, l := range corpus(t) {
		states := []State{l.before(), l.after(strings.Repeat("a long \x1b[8m answer 日本 ", 40))}
		for width := 1; width <= 200; width++ {
			if width > 30 && width%5 > 1 || width > 80 && width%20 != 0 {
				continue
			}
			theme := themes[width%len(themes)]
			p := New(theme, width)
			for _, b := range l.tree.Blocks {
				for _, line := range p.Block(b, states[width%2]) {
					if err := wrong(line, theme, width); err != nil {
						t.Fatalf("%T at width %d: %v\n%q", b, width, err, line.Text)
					}
				}
			}
		}
	}
}

var (
	sgr       = regexp.MustCompile("\x1b\\[[0-9;]*m")
	osc8      = regexp.MustCompile("\x1b\\]8;[^;\x07]*;[!-~]*\x07")
	forbidden = regexp.MustCompile(`\x1b\[([0-9;]*;)?(5|6|8)(;[0-9;]*)?m`) // blink, conceal
)

func wrong(l Line, theme Theme, width int) error {
	if w := l.Width(); w > width {
		return fmt.Errorf("%d columns", w)
	}
	if strings.HasSuffix(l.Plain(), " ") {
		return fmt.Errorf("blanks at its end")
	}
	if forbidden.MatchString(l.Text) {
		return fmt.Errorf("hides or blinks")
	}
	if i := strings.LastIndex(l.Text, "\x1b["); i >= 0 && !strings.HasPrefix(l.Text[i:], reset) {
		return fmt.Errorf("does not reset its style")
	}
	rest := sgr.ReplaceAllString(l.Text, "")
	if theme.Hyperlinks {
		rest = osc8.ReplaceAllString(rest, "")
	}
	for _, r := range rest {
		if unicode.IsControl(r) || isMark(r) || r >= 0x202a && r <= 0x202e {
			return fmt.Errorf("holds %U", r)
		}
	}
	at := 0
	for _, s := range l.Links {
		if s.From < at || s.To <= s.From || s.To > l.Width() {
			return fmt.Errorf("link at %d to %d", s.From, s.To)
		}
		at = s.To
	}
	return nil
}

// What a leaf says is what is drawn, to the letter: nothing is lost, doubled,
// decoded or escaped, and no address shows.
func TestTextIsWhole(t *testing.T) {
	for _, l := range corpus(t) {
		for _, width := range []int{2, 7, 20, 36, 76, 200} {
			p := New(Theme{}, width)
			for _, b := range l.tree.Blocks {
				var drawn strings.Builder
				for _, line := range p.Block(b, l.before()) {
					drawn.WriteString(line.Plain())
				}
				got := letters(drawn.String())
				switch b := b.(type) {
				case *course.Paragraph:
					equal(t, got, letters(withPictures(b.Leaf)))
				case *course.Heading:
					equal(t, got, letters(b.Text))
				case *course.Table:
					for word := range strings.FieldsSeq(strings.ReplaceAll(b.Text, "|", " ")) {
						if width >= 36 && !strings.Contains(spaced(p.Block(b, l.before())), word) && len(word) < narrowColumn {
							t.Errorf("width %d: a table lost %q:\n%s", width, word, spaced(p.Block(b, l.before())))
						}
					}
				default:
					follows(t, got, said(b))
				}
			}
		}
	}
}

func spaced(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Plain() + "\n")
	}
	return b.String()
}

// withPictures is a leaf's text with the word that stands before a picture.
func withPictures(leaf course.Leaf) string {
	text := leaf.Text
	for _, l := range leaf.Links {
		if l.Image {
			text = strings.Replace(text, l.Text, "picture: "+l.Text, 1)
		}
	}
	return text
}

// said is what a container says: the text of its leaves, in order, without
// what is folded.
func said(b course.Block) string {
	var text strings.Builder
	course.Walk([]course.Block{b}, func(b course.Block) bool {
		switch b := b.(type) {
		case *course.Fold:
			return b.Open
		case *course.ActivityBlock:
			course.Walk(b.Prompt, func(b course.Block) bool {
				text.WriteString(leafOf(b).Text)
				_, fold := b.(*course.Fold)
				return !fold
			})
			for _, o := range b.Activity.Options {
				text.WriteString(o.Label)
			}
			return false
		case *course.Code:
			text.WriteString(b.Text)
		case *course.Table:
			return false
		}
		text.WriteString(leafOf(b).Text)
		return true
	})
	return text.String()
}

// letters is text without blanks, and without what marks are taken from.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case isMark(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func equal(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("drawn:\n%s\nsaid:\n%s", got, want)
	}
}

// follows checks that all letters of want stand in got, in order.
func follows(t *testing.T, got, want string) {
	t.Helper()
	rest := got
	for _, r := range letters(want) {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			t.Errorf("%q is missing in %q of %q", r, rest, got)
			return
		}
		rest = rest[i+len(string(r)):]
	}
}

// The columns of a link show the text of that link.
func TestSpansShowTheirLinks(t *testing.T) {
	for _, l := range corpus(t) {
		for _, width := range []int{12, 20, 36, 76} {
			p := New(Theme{}, width)
			for _, b := range l.tree.Blocks {
				links := Links(b)
				shown := make([]string, len(links))
				for _, line := range p.Block(b, l.after("x")) {
					for _, s := range line.Links {
						shown[s.Link] += ansi.Strip(ansi.Cut(line.Text, s.From, s.To))
					}
				}
				for i, text := range shown {
					if text != "" && letters(strings.TrimPrefix(text, "picture: ")) != letters(links[i].Text) {
						t.Errorf("width %d, link %d reads %q, not %q", width, i, text, links[i].Text)
					}
				}
			}
		}
	}
}

// Every link that is not folded away is shown.
func TestAllLinksAreShown(t *testing.T) {
	for _, l := range corpus(t) {
		p := New(Theme{}, 76)
		s := l.after("x")
		s.Open = func(*course.Fold) bool { return true }
		for _, b := range l.tree.Blocks {
			var seen []int
			for _, line := range p.Block(b, s) {
				for _, span := range line.Links {
					seen = append(seen, span.Link)
				}
			}
			for i, link := range Links(b) {
				if !slices.Contains(seen, i) && !inFeedback(b, link) {
					t.Errorf("%T: link %d, %q, is not shown", b, i, link.Text)
				}
			}
		}
	}
}

// inFeedback reports whether a link stands where only some picks show it.
func inFeedback(b course.Block, link course.Link) bool {
	a, ok := b.(*course.ActivityBlock)
	if !ok {
		return false
	}
	for _, o := range a.Options {
		if slices.Contains(linksIn(o.Feedback), link) {
			return true
		}
	}
	return false
}

// However little or much was written, the lines of an activity stay as many.
func TestHeightDoesNotDependOnTheAnswer(t *testing.T) {
	for _, l := range corpus(t) {
		for width := 1; width <= 90; width += 1 + width/8 {
			p := New(Theme{}, width)
			for _, b := range l.tree.Blocks {
				if !Depends(b) {
					continue
				}
				a, ok := b.(*course.ActivityBlock)
				if ok && a.Activity.Kind.HasOptions() {
					continue // its feedback is shown only after picking
				}
				before := len(p.Block(b, l.before()))
				for _, text := range []string{"yes", strings.Repeat("many words and a line\n", 99), "\n\nx"} {
					if after := len(p.Block(b, l.after(text))); after != before {
						t.Fatalf("%T at width %d: %d lines before, %d after %.10q\n%s", b, width, before, after, text, spaced(p.Block(b, l.after(text))))
					}
				}
			}
		}
	}
}

// Trees that no author wrote, but a stranger might.
func TestRandomMarkdown(t *testing.T) {
	pieces := []string{
		"word ", "日本語", "\n", "\n\n", "> ", "- ", "1. ", "    ", "`", "``` go\n", "| a | b |\n|---|---|\n| c | d |\n",
		"**", "*", "~~", "[x](https://e.org/)", "![p](q.png)", "# ", "### ", "[!note] ", "> [!question] {#a}\n> ", "\\\n",
		"👩‍👩‍👧", "é̂", "\u00ad", "\u200b", "&#27;", "[^1]", "\n[^1]: note\n", "verylongwordwithoutanyendinsight", "<b>", "---\n",
		"> [!choice] {#b}\n> - [ ] x\n> - [x] y\n", "> [!scale]\n> 1. no\n> 2. yes\n", "☺️", "ﷺ", "\t", "🇩🇪", "क्ष",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var b strings.Builder
		for range random.IntN(60) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		l := parse(t, b.String())
		width := 1 + random.IntN(80)
		theme := themes[random.IntN(len(themes))]
		p := New(theme, width)
		for _, block := range l.tree.Blocks {
			for _, line := range p.Block(block, l.before()) {
				if err := wrong(line, theme, width); err != nil {
					t.Fatalf("%T at width %d: %v\n%q\nin %q", block, width, err, line.Text, b.String())
				}
			}
		}
		Plain(l.tree.Blocks, width)
	}
}

package draw

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

// The short cut through easy words ends each where Unicode's rules end it.
func TestEasyWordsEndWhereUnicodeSays(t *testing.T) {
	const letters = "aZ09''.,;:!?  -/([\"%$é日"
	signs := []rune(letters)
	random := rand.New(rand.NewPCG(7, 8))
	for range 200_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteRune(signs[random.IntN(len(signs))])
		}
		s := b.String()
		n := easyWord(s)
		if n == 0 {
			continue
		}
		if segment, _, _, _ := uniseg.FirstLineSegmentInString(s, -1); len(segment) != n {
			t.Fatalf("%q: %q, where Unicode says %q", s, s[:n], segment)
		}
	}
}

// A footnote's number stays with its word, and addresses whole in plain text.
func TestWhereLinesEnd(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		whole bool
		want  string
	}{
		{"one two three", 7, false, "one two|three"},
		{"as an anchor.[12] And", 13, false, "as an|anchor.[12]|And"},
		{"see https://e.org/a-b-c now", 10, true, "see|https://e.org/a-b-c|now"},
		{"see https://e.org/a-b-c now", 10, false, "see|https://|e.org/a-b-|c now"},
		{"日本語", 4, false, "日本|語"},
		{"日本語", 1, false, "?|?|?"},
		{"a  b   ", 1, false, "a|b"},
		{"abcdef", 4, false, "abcd|ef"},
		{"", 4, false, ""},
	} {
		fill := filler{width: test.width, tooWide: "?", whole: test.whole}
		var lines []string
		rest := test.text
		for _, p := range fill.wrap(test.text) {
			line := rest[:p.take]
			if p.instead != "" {
				line = p.instead
			}
			lines = append(lines, line)
			rest = rest[p.take+p.skip:]
		}
		if got := strings.Join(lines, "|"); got != test.want || rest != "" {
			t.Errorf("%q at width %d: %q, want %q; left over %q", test.text, test.width, got, test.want, rest)
		}
	}
}

package field

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Wrapping what differs gives the same as wrapping all of it.
func TestRewrapIsWrap(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	bits := []string{"a", "word ", " ", "   ", "漢", "字", "👨‍👩‍👧", "e\u0301", "\u0301", "\t", "\x1b", strings.Repeat("x", 40), strings.Repeat("y", 140), "\u200d", "🇩", "\u1112\u1161"}
	text := func(n int) string {
		var b strings.Builder
		for range r.IntN(n) {
			b.WriteString(bits[r.IntN(len(bits))])
		}
		return b.String()
	}
	// A word gets short enough for the row before by what changes at its end.
	old, now := strings.Repeat("a ", 30)+strings.Repeat("y", 141), strings.Repeat("a ", 30)+strings.Repeat("y", 140)
	if got := rewrap(now, 200, wrapped{old, wrapLine(old, 200)}); len(got) != 1 {
		t.Errorf("rows %v of what fits in one", got)
	}
	for range 600 {
		width := []int{1 + r.IntN(30), 150 + r.IntN(200)}[r.IntN(2)]
		head, tail := text(500), text(500)
		old, now := head+text(4)+tail, head+text(4)+tail
		got := rewrap(now, width, wrapped{old, wrapLine(old, width)})
		if want := wrapLine(now, width); !slices.Equal(got, want) {
			t.Fatalf("%q after %q at %d:\n%v, want\n%v", now, old, width, got, want)
		}
		lines := func() []string { return strings.SplitAfterN(head+text(4)+tail, " ", 1+r.IntN(3)) }
		a, b := lines(), lines()
		if got, want := moreWords(a, b), countWords(b)-countWords(a); got != want {
			t.Fatalf("%q after %q: %d more words, want %d", b, a, got, want)
		}
	}
}

// Rows are the whole line, and none is wider than it may be.
func TestRowsAreTheLine(t *testing.T) {
	for _, s := range append(nasty, "0 \u200d", strings.Repeat("one 漢字 e\u0301 👨‍👩‍👧 ", 40)) {
		for width := 1; width < 40; width++ {
			at := 0
			for i, r := range wrapLine(s, width) {
				if r.from != at || r.to < at || r.to == at && at != len(s) {
					t.Fatalf("%q at %d: row %d is %v after %d", s, width, i, r, at)
				}
				cells := 0
				for j := r.from; j < r.to; {
					n, c := clusterAt(s, j)
					j, cells = j+n, cells+fit(c, width)
				}
				if cells > width && (cells > width+1 || s[r.to-1] != ' ') {
					t.Fatalf("%q at %d: row %d has %d cells", s, width, i, cells)
				}
				at = r.to
			}
			if at != len(s) {
				t.Fatalf("%q at %d: rows end at %d", s, width, at)
			}
		}
	}
}

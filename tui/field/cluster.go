package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// A cluster is what a reader takes for one character: one or several code
// points that are drawn, passed and deleted as one.

// clusterMost is the most bytes that a cluster has. People's longest are under
// 50; a million accents on one letter are not drawn as one.
const clusterMost = 128

// clusterAt returns the length in bytes and the cells of the cluster that
// begins at s[i]. What has no look of its own (see glyph) takes one cell.
func clusterAt(s string, i int) (size, cells int) {
	size, cells = lone(s[i:])
	if size > 0 && (i+size == len(s) || s[i+size] < utf8.RuneSelf) {
		return size, cells
	}
	if size > 0 {
		if next, _ := lone(s[i+size:]); next > 0 {
			return size, cells
		}
	}
	end := min(len(s), i+clusterMost)
	for end < len(s) && end > i+1 && !utf8.RuneStart(s[end]) {
		end--
	}
	c, cells := ansi.FirstGraphemeCluster(s[i:end], ansi.GraphemeWidth)
	if cells < 1 || !drawable(c) {
		return len(c), 1
	}
	return len(c), cells
}

// lone returns the size and the cells of the first character of s if it is one
// of the many that join nothing but marks: ASCII, the letters of most European
// languages, Chinese, Japanese and Korean. Size is 0 for all others. It is a
// short cut: nothing is decided here that the library would not decide.
func lone(s string) (size, cells int) {
	if s[0] < utf8.RuneSelf {
		return 1, 1
	}
	switch r, n := utf8.DecodeRuneInString(s); {
	case r >= 0xc0 && r <= 0x24f, r >= 0x410 && r <= 0x44f:
		return n, 1
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fa, r >= 0xac00 && r <= 0xd7a3:
		return n, 2
	}
	return 0, 0
}

// marks are what stands on the screen for characters without a look.
type marks struct{ tab, cr, other string }

var (
	fineMarks  = marks{tab: "→", cr: "¶", other: "·"}
	plainMarks = marks{tab: ">", cr: "<", other: "?"}
)

// glyph returns what is drawn for a cluster, in as many cells as clusterAt
// says, or a mark of one cell where there is only room for that.
func (m marks) glyph(c string, cells, room int) string {
	switch {
	case c == "\t":
		return m.tab
	case c == "\r":
		return m.cr
	case cells > room, !drawable(c), cells == 1 && ansi.StringWidth(c) != 1:
		return m.other
	}
	return c
}

// drawable reports whether a terminal can be trusted with c: it is text, and
// neither controls the terminal nor the direction of what follows.
func drawable(c string) bool {
	if len(c) == 1 {
		return c[0] >= ' ' && c[0] < 0x7f
	}
	for i, r := range c {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(c[i:], "\uFFFD"):
			return false // a byte that is no UTF-8
		case i == 0 && unicode.Is(unicode.M, r):
			return false // it would join what stands before it
		case unicode.IsPrint(r), unicode.Is(unicode.M, r), unicode.Is(unicode.Zs, r):
		case i > 0 && joins(r):
		default:
			return false
		}
	}
	return true
}

// joins reports whether r, which has no look of its own, belongs within a
// cluster: the joiners, and the tags of flags.
func joins(r rune) bool {
	return r == '\u200c' || r == '\u200d' || r >= 0xe0020 && r <= 0xe007f
}

// line draws a row of s, of at most width cells, without the blanks at its end.
func (m marks) line(s string, r row, width int) string {
	if plain(s[r.from:r.to]) {
		return strings.TrimRight(s[r.from:r.to], " ")
	}
	var b strings.Builder
	for i := r.from; i < r.to; {
		n, cells := clusterAt(s, i)
		b.WriteString(m.glyph(s[i:i+n], cells, width))
		i += n
	}
	return strings.TrimRight(b.String(), " ")
}

// plain reports whether s is drawn as it is: printable ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

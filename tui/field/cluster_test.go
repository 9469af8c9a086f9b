package field

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The short cut for common characters agrees with the library about every
// character, and about every pair of one of each sort.
func TestShortCutAgreesWithTheLibrary(t *testing.T) {
	check := func(s string) {
		c, cells := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if size, _ := lone(s); size == 0 || len(c) > 1 && !drawable(c) {
			return
		}
		size, got := clusterAt(s, 0)
		if s[0] < ' ' || s[0] == 0x7f {
			cells = 1 // drawn as a mark
		}
		if size != len(c) || got != cells {
			t.Fatalf("%q: %d bytes in %d cells, the library says %d in %d", s, size, got, len(c), cells)
		}
	}
	var sorts []string
	for r := rune(0); r <= 0xffff; r++ {
		if r >= 0xd800 && r < 0xe000 || r == '\r' || r == '\n' {
			continue
		}
		s := string(r)
		check(s)
		check(s + "\u0301")
		if r%97 == 0 {
			sorts = append(sorts, s)
		}
	}
	sorts = append(sorts, "\u200d", "\u1112", "\u11ab", "\u0600", "\ufe0f", "👨", "🇩")
	for _, a := range sorts {
		for _, b := range sorts {
			check(a + b)
		}
	}
}

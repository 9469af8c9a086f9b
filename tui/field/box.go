package field

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// strokes are what a box is drawn with.
type strokes struct{ across, down, topLeft, topRight, bottomLeft, bottomRight, up, more string }

var (
	fineStrokes  = strokes{"─", "│", "┌", "┐", "└", "┘", "↑", "↓"}
	plainStrokes = strokes{"-", "|", "+", "+", "+", "+", "^", "v"}
)

// box draws a box round rows. Its edges say when there is more text above or
// below.
func (a *area) box(rows []string, l layout, width int) []string {
	s := fineStrokes
	if a.ascii {
		s = plainStrokes
	}
	above := a.top != pos{}
	below := !a.within(pos{len(a.doc.lines) - 1, len(a.rows(len(a.doc.lines)-1)) - 1}, a.height)

	lines := make([]string, 0, len(rows)+2)
	lines = append(lines, s.topLeft+edge(s, above, s.up, width-2)+s.topRight)
	for _, r := range rows {
		gap := width - 2 - len(l.pad) - ansi.StringWidth(r)
		lines = append(lines, s.down+l.pad+r+strings.Repeat(" ", max(0, gap))+s.down)
	}
	return append(lines, s.bottomLeft+edge(s, below, s.more, width-2)+s.bottomRight)
}

// edge is the upper or lower edge between its corners.
func edge(s strokes, more bool, arrow string, width int) string {
	if !more {
		return strings.Repeat(s.across, width)
	}
	sign := " " + arrow + " more "
	return strings.Repeat(s.across, width-2-len(sign)+len(arrow)-1) + sign + strings.Repeat(s.across, 2)
}

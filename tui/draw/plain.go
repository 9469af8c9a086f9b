package draw

import (
	"strings"

	"lectern/course"
)

// Plain is blocks as text for pipes and screen readers: no escape sequences,
// links as "text (address)", activities and callouts in words, folds open,
// tables as "Header: value". Lines are at most width columns wide, but no word,
// address or line of code is broken; a width below 1 means that paragraphs are
// not broken either. It ends with a newline, unless there is nothing to say.
func Plain(blocks []course.Block, width int) string {
	if width < 1 {
		width = unbroken
	}
	p := New(Theme{Tone: NoColor, ASCII: true, plain: true}, width)
	open := State{Open: func(*course.Fold) bool { return true }}
	var b strings.Builder
	for _, block := range blocks {
		lines := p.Block(block, open)
		if len(lines) > 0 && b.Len() > 0 {
			b.WriteByte('\n')
		}
		for _, l := range lines {
			b.WriteString(l.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// unbroken is wider than any paragraph.
const unbroken = 1 << 30

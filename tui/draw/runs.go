package draw

import (
	"strings"
	"unicode/utf8"

	"lectern/course"
)

// A run is a piece of text in one pen, all of it in one link or in none.
type run struct {
	text string
	pen  pen
	link int // index in the block, or noLink
}

const noLink = -1

// runs are text before it is broken into lines; a "\n" in one is a line's end
// that the author wrote. Whoever makes runs of text that is not ours goes
// through add, which lets nothing in that acts on the terminal.
type runs []run

// longRun is a length at which a run is full: to append to it again and again
// would copy it as often.
const longRun = 512

// add appends text in a pen, made harmless.
func (r runs) add(text string, p pen, link int) runs {
	text = harmless(text)
	if text == "" {
		return r
	}
	if n := len(r); n > 0 && r[n-1].pen == p && r[n-1].link == link && len(r[n-1].text) < longRun {
		r[n-1].text += text
		return r
	}
	return append(r, run{text, p, link})
}

// text is what the runs say.
func (r runs) text() string {
	if len(r) == 1 {
		return r[0].text
	}
	var b strings.Builder
	for _, x := range r {
		b.WriteString(x.text)
	}
	return b.String()
}

// lay puts a pen under all runs: what they set themselves stays.
func (r runs) lay(under pen) runs {
	for i := range r {
		r[i].pen = under.over(r[i].pen)
	}
	return r
}

// harmless is text in which nothing acts on the terminal, and no mark is
// forged. Text from package course is so already; this is the last door.
func harmless(text string) string {
	text = course.Visible(text)
	if !strings.ContainsFunc(text, unfit) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unfit(r):
			return utf8.RuneError
		}
		return r
	}, text)
}

func unfit(r rune) bool { return r == '\t' || isMark(r) }

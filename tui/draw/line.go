package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// A Line is one line of a drawn block. Text is never wider than the painter,
// ends without blanks, resets what it set, and holds no escape sequence but
// SGR and, where the theme has hyperlinks, OSC 8.
type Line struct {
	Text  string
	Links []Span // the parts that are links, from left to right
	Bond  Bond   // how tightly it is bound to the line before
	Leads bool   // what follows belongs to it: a page that ends here ends in a heading

	// Begins is the activity, the fold or the recall whose first line this is;
	// nil for every other line.
	Begins course.Block
}

// A Span says that the columns From up to but not including To show the Link-th
// link of the block (see Links).
type Span struct{ Link, From, To int }

// A Bond says how tightly a line is bound to the one before it, and so how ill
// a page would begin there. A page ends before the line with the weakest bond,
// and of those before the last that it has room for.
type Bond uint8

// The bonds. Inside what should stay whole, each level of nesting adds one to
// Free, so that a thing taller than a page is split at its own seams first.
const (
	Free  Bond = 0   // a page may begin here
	inner Bond = 100 // the tightest bond that nesting alone makes
	Tight Bond = 200 // only where a page has room for nothing else
	Bound Bond = 255 // after the head of something: what comes before does not stand alone
)

// Width is the number of columns that the line takes.
func (l Line) Width() int { return ansi.StringWidth(l.Text) }

// Blank reports whether nothing at all stands in the line.
func (l Line) Blank() bool { return l.Text == "" }

// Plain is the line without its styles.
func (l Line) Plain() string { return ansi.Strip(l.Text) }

// shift puts prefix, which is width columns wide, before a line. A prefix
// before an empty line loses its blanks at the end.
func (l Line) shift(prefix, bare string, width int) Line {
	if l.Text == "" {
		l.Text = bare
		return l
	}
	l.Text = prefix + l.Text
	if width > 0 && len(l.Links) > 0 {
		moved := make([]Span, len(l.Links))
		for i, s := range l.Links {
			moved[i] = Span{s.Link, s.From + width, s.To + width}
		}
		l.Links = moved
	}
	return l
}

// A margin is what stands to the left of the lines of a container.
type margin struct {
	first, rest string // styled; the same number of columns
	width       int
}

// put sets the lines behind the margin, in place.
func (m margin) put(lines []Line) []Line {
	bareFirst, bareRest := trimBlanks(m.first), trimBlanks(m.rest)
	for i, l := range lines {
		if i == 0 {
			lines[i] = l.shift(m.first, bareFirst, m.width)
		} else {
			lines[i] = l.shift(m.rest, bareRest, m.width)
		}
	}
	return lines
}

// trimBlanks takes the blanks off the end of a prefix that ours made: a pen is
// always reset before its trailing blanks.
func trimBlanks(s string) string { return strings.TrimRight(s, " ") }

// tighten makes every bond but the first one level tighter: the lines belong to
// something that should stay whole.
func tighten(lines []Line) []Line {
	for i := range lines {
		if i > 0 && lines[i].Bond < inner {
			lines[i].Bond++
		}
	}
	return lines
}

// join sets blocks one below the other, with a blank line between where apart
// says so. A blank line never begins a page.
func join(above, below []Line, apart bool) []Line {
	if len(above) == 0 {
		return below
	}
	if len(below) == 0 {
		return above
	}
	if apart {
		above = append(above, Line{Bond: Tight})
	}
	return append(above, below...)
}

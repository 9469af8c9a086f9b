package draw

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/rivo/uniseg"
)

// flow breaks runs into lines of at most width columns, where Unicode allows a
// break, else between characters. It never returns an empty slice. Every bond
// is Free.
func (p *Painter) flow(r runs, width int) []Line {
	width = max(width, 1)
	var lines []Line
	rest := cursor{runs: r}
	fill := filler{width: width, tooWide: p.theme.Glyph(TooWide), whole: p.theme.plain}
	for _, written := range strings.Split(r.text(), "\n") {
		for _, part := range fill.wrap(written) {
			lines = append(lines, p.line(&rest, part))
		}
		rest.skip(1) // the "\n"
	}
	return lines
}

// A part is a line's share of a text: bytes to take, and bytes of blanks to
// pass over after them. If instead is not "", it is shown in place of them.
type part struct {
	take, skip int
	instead    string
}

// A filler fills lines with words.
type filler struct {
	width   int
	tooWide string // stands for a character wider than a line
	whole   bool   // words are not parted, not even those wider than a line

	parts []part
	now   part // the line that is being filled; blanks at its end are in skip
	used  int  // columns of now, blanks at the end included
}

// wrap divides a text without line ends into parts, at least one.
func (f *filler) wrap(s string) []part {
	f.parts, f.now, f.used = nil, part{}, 0
	for state, segment := -1, ""; s != ""; {
		segment, s, state = f.segment(s, state)
		word := strings.TrimRight(segment, " ")
		blanks := len(segment) - len(word)
		wide := columns(word)
		if f.used > 0 && f.used+wide > f.width {
			f.flush()
		}
		if wide > f.width && !f.whole {
			f.chop(word)
		} else {
			f.now.take += f.now.skip + len(word)
			f.now.skip = 0
			f.used += wide
		}
		f.now.skip += blanks
		f.used += blanks
	}
	if f.now.take+f.now.skip > 0 || len(f.parts) == 0 {
		f.flush()
	}
	return f.parts
}

func (f *filler) flush() {
	f.parts = append(f.parts, f.now)
	f.now, f.used = part{}, 0
}

// segment cuts off the text up to the next place where a line may end. Unicode
// allows one before the "[1]" of a footnote, which belongs to the word; and,
// where words stay whole, after the slashes and hyphens of an address.
func (f *filler) segment(s string, state int) (segment, rest string, newState int) {
	if n := easyWord(s); n > 0 {
		return s[:n], s[n:], -1
	}
	segment, rest, _, newState = uniseg.FirstLineSegmentInString(s, state)
	for rest != "" && segment[len(segment)-1] != ' ' && (footnote(rest) || f.whole && bothASCII(segment, rest)) {
		_, rest, _, newState = uniseg.FirstLineSegmentInString(rest, newState)
		segment = s[:len(s)-len(rest)]
	}
	return segment, rest, newState
}

// easyWord measures a word of ASCII letters, digits and apostrophes, with the
// stops and the blanks behind it, if another such word follows or nothing: there
// a line may end and nowhere before, which is what Unicode's rules come to. It
// is 0 where the rules must be asked.
func easyWord(s string) int {
	i := 0
	for i < len(s) && (alphanumeric(s[i]) || s[i] == '\'') {
		i++
	}
	if i == 0 {
		return 0
	}
	for i < len(s) && strings.IndexByte(".,;:!?", s[i]) >= 0 {
		i++
	}
	if i == len(s) {
		return i
	}
	if s[i] != ' ' || s[i-1] == '\'' {
		return 0
	}
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if i < len(s) && !alphanumeric(s[i]) {
		return 0
	}
	return i
}

func alphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// columns is the width of text without sequences.
func columns(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return ansi.StringWidth(s)
		}
	}
	return len(s)
}

func footnote(s string) bool { return len(s) > 2 && s[0] == '[' && s[1] >= '0' && s[1] <= '9' }

func bothASCII(before, after string) bool {
	return before[len(before)-1] < utf8.RuneSelf && after[0] < utf8.RuneSelf
}

// chop divides a word that is wider than a line, at the start of one.
func (f *filler) chop(word string) {
	for word != "" {
		cluster, wide := ansi.FirstGraphemeCluster(word, ansi.GraphemeWidth)
		word = word[len(cluster):]
		if f.used > 0 && f.used+wide > f.width {
			f.flush()
		}
		switch {
		case wide > f.width:
			f.parts = append(f.parts, part{take: len(cluster), instead: f.tooWide})
			continue
		case cluster == " ":
			f.now.skip++
		default:
			f.now.take += f.now.skip + len(cluster)
			f.now.skip = 0
		}
		f.used += wide
	}
}

// A cursor walks through runs by bytes.
type cursor struct {
	runs runs
	at   int // bytes of the first run that were passed
}

// next returns up to n bytes that lie in one run.
func (c *cursor) next(n int) (text string, from run) {
	for len(c.runs) > 0 && c.at == len(c.runs[0].text) {
		c.runs, c.at = c.runs[1:], 0
	}
	if len(c.runs) == 0 {
		return "", run{link: noLink}
	}
	from = c.runs[0]
	n = min(n, len(from.text)-c.at)
	text = from.text[c.at : c.at+n]
	c.at += n
	return text, from
}

func (c *cursor) skip(n int) {
	for n > 0 {
		text, _ := c.next(n)
		if text == "" {
			return
		}
		n -= len(text)
	}
}

// line writes one part of the runs as a line.
func (p *Painter) line(c *cursor, of part) Line {
	w := lineWriter{painter: p, link: noLink}
	for left := of.take; left > 0; {
		text, from := c.next(left)
		if text == "" {
			break
		}
		left -= len(text)
		if of.instead != "" {
			text, of.instead = of.instead, ""
			c.skip(left)
			left = 0
		}
		w.write(text, from)
	}
	c.skip(of.skip)
	return w.done()
}

// A lineWriter writes runs as one Line: a sequence where the pen changes, a
// reset at the end, a span for every link.
type lineWriter struct {
	painter *Painter
	b       strings.Builder
	column  int
	pen     pen
	link    int
	open    bool // an OSC 8 is open
	spans   []Span
}

func (w *lineWriter) write(text string, from run) {
	if from.link != w.link {
		w.leave()
		w.enter(from.link)
	}
	if from.pen != w.pen {
		if w.pen != (pen{}) {
			w.b.WriteString(reset)
		}
		w.b.WriteString(from.pen.sgr())
		w.pen = from.pen
	}
	w.b.WriteString(text)
	w.column += columns(text)
}

func (w *lineWriter) enter(link int) {
	w.link = link
	if link == noLink {
		return
	}
	w.spans = append(w.spans, Span{Link: link, From: w.column})
	if address := w.painter.hyperlink(link); address != "" {
		w.b.WriteString(ansi.SetHyperlink(address))
		w.open = true
	}
}

func (w *lineWriter) leave() {
	if w.link == noLink {
		return
	}
	if w.open {
		w.b.WriteString(ansi.ResetHyperlink())
		w.open = false
	}
	last := &w.spans[len(w.spans)-1]
	last.To = w.column
	if last.To == last.From {
		w.spans = w.spans[:len(w.spans)-1]
	}
	w.link = noLink
}

func (w *lineWriter) done() Line {
	w.leave()
	if w.pen != (pen{}) {
		w.b.WriteString(reset)
	}
	return Line{Text: w.b.String(), Links: w.spans}
}

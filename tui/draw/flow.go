package draw

import (
	"strings"

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
	for _, written := range strings.Split(r.text(), "\n") {
		for _, part := range wrap(written, width, p.theme.Glyph(TooWide)) {
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

// wrap divides a text without line ends into parts no wider than width.
func wrap(s string, width int, tooWide string) []part {
	var parts []part
	var now part // the line that is being filled; its trailing blanks are in skip
	used := 0    // columns of now, blanks at the end included
	flush := func() {
		parts = append(parts, now)
		now, used = part{}, 0
	}
	for state, segment := -1, ""; s != ""; {
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		word := strings.TrimRight(segment, " ")
		blanks := len(segment) - len(word)
		columns := ansi.StringWidth(word)
		if used > 0 && used+columns > width {
			flush()
		}
		if columns > width {
			parts, now, used = chop(parts, now, word, width, tooWide)
		} else {
			now.take += now.skip + len(word)
			now.skip = 0
			used += columns
		}
		now.skip += blanks
		used += blanks
	}
	if now.take+now.skip > 0 || len(parts) == 0 {
		flush()
	}
	return parts
}

// chop divides a word that is wider than a line. All parts but the last are
// full lines; now is what the last one begins with.
func chop(parts []part, now part, word string, width int, tooWide string) ([]part, part, int) {
	used := 0
	for word != "" {
		cluster, columns := ansi.FirstGraphemeCluster(word, ansi.GraphemeWidth)
		word = word[len(cluster):]
		if used > 0 && used+columns > width {
			parts = append(parts, now)
			now, used = part{}, 0
		}
		if columns > width {
			parts = append(parts, part{take: len(cluster), instead: tooWide})
			continue
		}
		now.take += len(cluster)
		used += columns
	}
	return parts, now, used
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
	w.column += ansi.StringWidth(text)
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

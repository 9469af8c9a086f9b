package field

import (
	"slices"
	"strings"

	"lectern/course"
)

// A document is a text as its lines, each with its exact bytes. There is
// always a line. A CR before the line's end belongs to the line, and to its
// end: the cursor does not go between the two.
type document struct {
	lines []string
	words int // as course counts them
}

// A pos is a place in a document: before the byte at of a line.
type pos struct{ line, at int }

func (p pos) before(q pos) bool {
	return p.line < q.line || p.line == q.line && p.at < q.at
}

func newDocument(text string) *document {
	d := &document{lines: strings.Split(text, "\n")}
	d.words = countWords(d.lines)
	return d
}

func countWords(lines []string) (n int) {
	for _, l := range lines {
		n += course.CountWords(l)
	}
	return n
}

// moreWords is how many more words there are in now than in old: one line or
// more each. It looks only at what differs, from blank to blank.
func moreWords(old, now []string) int {
	first, last := old[0], old[len(old)-1]
	before := sameStart(first, now[0])
	from := strings.LastIndexByte(first[:before], ' ') + 1
	cut := func(lines []string, n int) []string {
		lines = slices.Clone(lines)
		lines[len(lines)-1] = lines[len(lines)-1][:len(lines[len(lines)-1])-n]
		lines[0] = lines[0][from:]
		return lines
	}
	rest := func(lines []string) string {
		if len(lines) == 1 {
			return lines[0][before:]
		}
		return lines[len(lines)-1]
	}
	after := sameEnd(rest(old), rest(now))
	if i := strings.IndexByte(last[len(last)-after:], ' '); i >= 0 {
		after -= i
	} else {
		after = 0
	}
	return countWords(cut(now, after)) - countWords(cut(old, after))
}

// text is the whole of it.
func (d *document) text() string { return strings.Join(d.lines, "\n") }

// end is the last place in a line that the cursor goes to.
func (d *document) end(line int) int {
	n := len(d.lines[line])
	if line < len(d.lines)-1 && strings.HasSuffix(d.lines[line], "\r") {
		n--
	}
	return n
}

// last is the place after everything.
func (d *document) last() pos {
	l := len(d.lines) - 1
	return pos{l, d.end(l)}
}

// splice replaces n lines from line at by others, and returns those that stood
// there.
func (d *document) splice(at, n int, with []string) (old []string) {
	old = slices.Clone(d.lines[at : at+n])
	d.words += moreWords(old, with)
	d.lines = slices.Replace(d.lines, at, at+n, with...)
	return old
}

// replacement returns what the lines of from up to those of to become when
// the text between the two is replaced, and the place after the new text.
func (d *document) replacement(from, to pos, text string) (lines []string, after pos) {
	head, tail := d.lines[from.line][:from.at], d.lines[to.line][to.at:]
	lines = strings.Split(head+text, "\n")
	n := len(lines) - 1
	after = pos{from.line + n, len(lines[n])}
	lines[n] += tail
	return lines, after
}

// left is the place one character before p, or p at the start.
func (d *document) left(p pos, from int) pos {
	if p.at > 0 {
		line, at := d.lines[p.line], from
		for i := from; i < p.at; {
			at = i
			n, _ := clusterAt(line, i)
			i += n
		}
		return pos{p.line, at}
	}
	if p.line == 0 {
		return p
	}
	return pos{p.line - 1, d.end(p.line - 1)}
}

// right is the place one character after p, or p at the end. from is a place
// at or before p.at where a character begins.
func (d *document) right(p pos, from int) pos {
	if p.at < d.end(p.line) {
		i := from
		for i <= p.at {
			n, _ := clusterAt(d.lines[p.line], i)
			i += n
		}
		return pos{p.line, i}
	}
	if p.line == len(d.lines)-1 {
		return p
	}
	return pos{p.line + 1, 0}
}

package check

import (
	"strings"
	"unicode/utf8"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// A passage is a piece of running text as it is written, with blanks in the
// place of code, of addresses and of what marks the container: what is left is
// what people read, at its place.
type passage struct {
	text  string
	raw   string        // the same with everything in it, as many bytes long
	at    course.At     // of its first character
	lines []passageLine // in order
	links []course.Link
}

// A passageLine says where a part of a passage's text comes from.
type passageLine struct {
	offset int // in text
	at     course.At
}

// place is where the byte at offset is written.
func (p *passage) place(offset int) course.At {
	line := p.lines[0]
	for _, l := range p.lines {
		if l.offset > offset {
			break
		}
		line = l
	}
	return course.At{Line: line.at.Line, Col: line.at.Col + utf8.RuneCountInString(p.raw[line.offset:offset])}
}

// passage returns the text of a leaf: from where it stands to an empty line,
// or to where another block starts.
func (l *lesson) passage(at course.At, leaf course.Leaf, starts map[int]bool) passage {
	p := passage{at: at, links: leaf.Links}
	var b strings.Builder
	for n := at.Line; n <= len(l.lines); n++ {
		text, col := l.from(at), at.Col
		if n > at.Line {
			line := l.line(n)
			_, text = quoteMarks(line)
			col = column(line, len(line)-len(text))
			if text == "" || starts[n] {
				break
			}
			b.WriteByte('\n')
		}
		p.lines = append(p.lines, passageLine{b.Len(), course.At{Line: n, Col: col}})
		b.WriteString(text)
	}
	if len(p.lines) == 0 {
		p.lines = []passageLine{{0, at}}
	}
	p.raw = b.String()
	p.text = readable(p.raw)
	return p
}

// headPassage is the title of a callout.
func (l *lesson) headPassage(h course.CalloutHead, at course.At) passage {
	line := l.line(at.Line)
	end := len(line)
	if h.Attributes >= 0 {
		end = h.Attributes
	}
	start := min(h.To+1, end)
	return passage{
		text: readable(line[start:end]), raw: line[start:end], at: at,
		lines: []passageLine{{0, course.At{Line: at.Line, Col: column(line, start)}}},
	}
}

// titlePassage notes the heading that is the lesson's title: the tree does
// not hold it.
func (l *lesson) titlePassage() {
	for n := l.above + 1; n <= len(l.lines); n++ {
		line := l.line(n)
		if strings.TrimSpace(line) == "" {
			continue
		}
		if strings.HasPrefix(line, "#") && (len(l.tree.Blocks) == 0 || l.tree.Blocks[0].Position().Line != n) {
			at := course.At{Line: n, Col: 1}
			l.passages = append(l.passages, passage{text: readable(line), raw: line, at: at, lines: []passageLine{{0, at}}})
		}
		return
	}
}

// unread matches what stands in a text and is not read: addresses of links,
// tags and addresses in angle brackets, bare addresses.
var unread = pattern.New(`\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|<[!/a-zA-Z][^<>]*>|(?:https?://|www\.)[^\s<>]+`)

// readable returns text with blanks for code and for what unread matches.
func readable(text string) string {
	text = blankCode(text)
	return unread.ReplaceAllStringFunc(text, blanks)
}

// blanks is as long as s, in bytes, and breaks where s breaks.
func blanks(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c != '\n' {
			b[i] = ' '
		}
	}
	return string(b)
}

// blankCode blanks code spans: what stands between runs of as many backticks.
func blankCode(text string) string {
	if !strings.Contains(text, "`") {
		return text
	}
	b := []byte(text)
	alone := map[int]bool{} // lengths of runs that no later run closes
	for i := 0; i < len(b); {
		start, end := run(b, i)
		if start == end {
			break
		}
		i = end
		if start > 0 && b[start-1] == '\\' || alone[end-start] {
			continue
		}
		alone[end-start] = true
		for from := end; from < len(b); {
			s, e := run(b, from)
			if s == e {
				break
			}
			if e-s == end-start {
				copy(b[start:e], blanks(string(b[start:e])))
				alone[end-start] = false
				i = e
				break
			}
			from = e
		}
	}
	return string(b)
}

// run is where the next run of backticks from i on stands; start == end if
// there is none.
func run(b []byte, i int) (start, end int) {
	for i < len(b) && b[i] != '`' {
		i++
	}
	start = i
	for i < len(b) && b[i] == '`' {
		i++
	}
	return start, i
}

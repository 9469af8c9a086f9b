package check

import (
	"fmt"
	"strings"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// braces finds what a word processor put into the braces of a callout. It is
// read as what it was meant to be.
func (l *lesson) braces() {
	for _, h := range l.heads {
		if h.Attributes < 0 {
			continue
		}
		list := h.line[h.Attributes:]
		if i := strings.IndexAny(list, "“”„‟«»‘’‚‛\u00a0\u2007\u2009\u202f"); i >= 0 {
			what, remedy := "a typographic quotation mark stands", `write a straight one: "`
			if strings.IndexAny(list[i:], "\u00a0\u2007\u2009\u202f") == 0 {
				what, remedy = "a no-break space stands", "write an ordinary space"
			}
			l.add(course.Note, course.At{Line: h.at.Line, Col: column(h.line, h.Attributes+i)},
				what+" between the braces; it is read as it was meant, but other programs may not", remedy)
		}
	}
}

// lostMarks finds lines of a callout that have lost their ">".
func (l *lesson) lostMarks() {
	for _, h := range l.heads {
		prefix := string([]rune(h.line)[:h.at.Col-1])
		depth := strings.Count(prefix, ">")
		if depth > 0 {
			l.lostMark(h, depth)
		}
	}
}

func (l *lesson) lostMark(h head, depth int) {
	for n := h.at.Line + 1; n <= len(l.lines); n++ {
		marks, rest := quoteMarks(l.line(n))
		switch {
		case marks >= depth:
			continue
		case rest == "":
			if marks == 0 {
				l.split(h, depth, n)
			}
			return
		case marks < depth && endsCallout(rest) || l.code[n] && !l.code[n-1]:
			return
		}
		name := "[!" + h.Word + "]"
		what := fmt.Sprintf("the line stands in %s, but has lost its %q", name, strings.TrimSpace(strings.Repeat("> ", depth)))
		if listed.MatchString(rest) || n == h.at.Line+1 {
			what = fmt.Sprintf("%s ends here, since the line has lost its %q", name, strings.TrimSpace(strings.Repeat("> ", depth)))
		}
		line := l.line(n)
		l.add(course.Warning, course.At{Line: n, Col: column(line, len(line)-len(strings.TrimLeft(line, " \t")))}, what,
			fmt.Sprintf("start it with %q; if it is not meant to stand there, leave an empty line above it", strings.Repeat("> ", depth)))
		return
	}
}

// endsCallout reports whether a line starts something that people do not put
// into callouts.
func endsCallout(rest string) bool {
	for _, s := range []string{"#", "```", "~~~", "---", "***", "___", "<", "[!", "|", "[^"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	return false
}

var listed = pattern.New(`^(?:[-*+]|\d+[.)])\s`)

// split finds a callout that an empty line parted from its second half.
func (l *lesson) split(h head, depth, empty int) {
	n := empty
	for n <= len(l.lines) && strings.TrimSpace(l.line(n)) == "" {
		n++
	}
	marks, rest := quoteMarks(l.line(n))
	if marks != depth || n != empty+1 || strings.HasPrefix(rest, "[!") || rest == "" {
		return
	}
	options := course.Kind(h.Word).HasOptions() && listed.MatchString(rest)
	if !options && empty != h.at.Line+1 {
		return
	}
	l.add(course.Warning, course.At{Line: empty}, fmt.Sprintf("the empty line ends [!%s], and what follows stands outside of it", h.Word),
		fmt.Sprintf("write %q on the empty line", strings.TrimSpace(strings.Repeat("> ", depth))))
}

// nearHead matches what may have been meant as the first line of a callout.
var nearHead = pattern.New(`^(\[\s*!?|!\s*\[?)\s*([A-Za-z]+)\s*([\])}]?)\s*(.*)$`)

// nearHeads finds quotes whose first line was probably meant to make them a
// callout.
func (l *lesson) nearHeads() {
	course.Walk(l.tree.Blocks, func(b course.Block) bool {
		q, ok := b.(*course.Quote)
		if !ok || len(q.Blocks) == 0 {
			return true
		}
		p, ok := q.Blocks[0].(*course.Paragraph)
		if !ok {
			return true
		}
		from := l.from(p.At)
		if _, good := course.ReadCalloutHead(from, 1); good {
			return true // it stands on a later line, which course finds
		}
		m := nearHead.FindStringSubmatch(from)
		if m == nil || !course.KnownWord(strings.ToLower(m[2])) {
			return true
		}
		if rest := m[4]; strings.Contains(m[1], "!") && (m[3] != "" || rest == "" || rest[0] == '{') || m[3] == "]" && (rest == "" || rest[0] == '{') {
			l.add(course.Warning, p.At, "the line is drawn as text, and was probably meant to make a callout of the quote",
				fmt.Sprintf("write [!%s] at its start", strings.ToLower(m[2])))
		}
		return true
	})
}

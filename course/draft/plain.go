package draft

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/course/internal/pattern"
)

// Marks of items in plain text.
var (
	bullet = pattern.New(`^(?:[•◦▪▫‣·●○■□◆◇➢➤✓✔❖⁃∙]\s*|[-–—*+]\s+|o\t+)(\S.*)$`)
	number = pattern.New(`^\(?([1-9]\d{0,2})[.)]\s+(\S.*)$`)
	letter = pattern.New(`^\(?[a-z]\)\s+\S`)
	rule   = pattern.New(`^(?:[-=_*~—–.•·]\s?){3,}$`)
)

// A line is a line of plain text.
type line struct {
	text   string // without white space at the ends
	indent int    // columns before it
	item   bool   // it begins an item
	number int    // of the item; -1: a bullet
	body   string // of the item
}

// readPlain reads plain text.
func readPlain(s string) *document {
	s = strings.NewReplacer("\f", "\n\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(s)
	var lines []line
	for l := range strings.SplitSeq(s, "\n") {
		lines = append(lines, readLine(l))
	}
	d := &document{}
	width := wrapWidth(lines)
	for i := 0; i < len(lines); {
		start, l := i, lines[i]
		i++
		switch {
		case l.text == "":
			continue
		case rule.MatchString(l.text):
			if !d.underline(lines, i-1) {
				d.pieces = append(d.pieces, piece{sort: raw, md: "* * *"})
			}
			continue
		}
		body := l.text
		if l.item {
			body = l.body
		}
		for last := l; i < len(lines) && continues(last, lines[i], width); i++ {
			last = lines[i]
			body += " " + last.text
		}
		d.addPlain(l, squeeze(body))
		d.pieces[len(d.pieces)-1].apart = start > 0 && lines[start-1].text == ""
	}
	d.depths()
	return d
}

func readLine(s string) line {
	l := line{text: strings.TrimFunc(s, unicode.IsSpace), number: -1}
	for _, r := range s {
		if !unicode.IsSpace(r) {
			break
		}
		if r == '\t' {
			l.indent += 4
		} else {
			l.indent++
		}
	}
	switch m := number.FindStringSubmatch(l.text); {
	case rule.MatchString(l.text):
	case m != nil:
		l.item, l.body = true, m[2]
		l.number, _ = strconv.Atoi(m[1])
	case letter.MatchString(l.text):
		l.item, l.body = true, l.text
	default:
		if m := bullet.FindStringSubmatch(l.text); m != nil {
			l.item, l.body = true, m[1]
		}
	}
	return l
}

// addPlain adds an item or a paragraph.
func (d *document) addPlain(l line, body string) {
	p := piece{sort: text, md: escape(body), plain: body, level: l.indent, number: l.number}
	if l.item {
		p.sort = item
	}
	d.pieces = append(d.pieces, p)
}

// underline makes the piece before a heading if the i-th line underlines it.
func (d *document) underline(lines []line, i int) bool {
	if i == 0 || lines[i-1].text == "" || lines[i-1].item || len(d.pieces) == 0 {
		return false
	}
	p := &d.pieces[len(d.pieces)-1]
	mark := lines[i].text[0]
	if p.sort != text || p.plain != squeeze(lines[i-1].text) || mark != '=' && mark != '-' && mark != '~' && mark != '*' {
		return false
	}
	p.sort, p.certain, p.level = heading, true, 2
	if mark == '=' || mark == '*' {
		p.level = 1
	}
	return true
}

// wrapWidth is the column at which the text is broken into lines; 0 if every
// line is a paragraph.
func wrapWidth(lines []line) int {
	const narrowest, widest = 45, 120
	var widths []int
	for _, l := range lines {
		if l.text != "" {
			widths = append(widths, l.indent+utf8.RuneCountInString(l.text))
		}
	}
	if len(widths) == 0 {
		return 0
	}
	slices.Sort(widths)
	if most := widths[len(widths)-1]; most >= narrowest && most <= widest {
		return most
	}
	return 0
}

// continues reports whether the next line goes on with the paragraph of this
// one: the author did not break it, the column did.
func continues(l, next line, width int) bool {
	const slack = 10
	if next.text == "" || next.item || width == 0 || rule.MatchString(next.text) {
		return false
	}
	first, _, _ := strings.Cut(next.text, " ")
	if l.indent+utf8.RuneCountInString(l.text)+1+utf8.RuneCountInString(first) > width-slack {
		return true
	}
	if strings.ContainsAny(l.text[len(l.text)-1:], ".!?:;") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next.text)
	return unicode.IsLower(r) || l.indent+utf8.RuneCountInString(l.text) > width*2/3
}

// depths turns the columns of items into depths.
func (d *document) depths() {
	var columns []int
	for i := range d.pieces {
		p := &d.pieces[i]
		if p.sort != item {
			if p.sort == text {
				p.level = 0
			}
			columns = columns[:0]
			continue
		}
		for len(columns) > 0 && columns[len(columns)-1] > p.level {
			columns = columns[:len(columns)-1]
		}
		if len(columns) == 0 || columns[len(columns)-1] < p.level {
			columns = append(columns, p.level)
		}
		p.level = len(columns) - 1
	}
}

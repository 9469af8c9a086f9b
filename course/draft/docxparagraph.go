package draft

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A paragraph is one of a .docx while it is read.
type paragraph struct {
	style   string
	list    listPlace
	outline int
	runs    []run
	boxes   []piece // of text boxes that stand in it
}

// A run is text of one look.
type run struct {
	text         string
	bold, italic bool
	color        string
	link         string
	raw          string // Markdown instead of text: a picture, the mark of a note
}

// made makes pieces of a paragraph.
func (b *body) made(p *paragraph) []piece {
	s := b.resolved(p.style)
	if strings.HasPrefix(s.name, "toc ") || strings.HasPrefix(s.name, "toc") && len(s.name) == 4 {
		b.left["the table of contents, which lectern makes itself"] = true
		return nil
	}
	for i := range p.runs {
		if p.runs[i].color == "" {
			p.runs[i].color = s.color
		}
	}
	runs := joined(p.runs)
	if len(runs) == 0 {
		return nil
	}
	place := p.list
	if place.id == "" {
		place = s.list
	}
	level := p.outline
	if level == 0 {
		level = s.outline
	}
	switch {
	case level > 0 || s.name == "title":
		one := flat(runs)
		one.sort, one.level, one.certain = heading, level, true
		one.md = headingText(runs)
		return []piece{one}
	case place.id != "" && place.id != "0":
		one := flat(runs)
		one.sort, one.level, one.number = item, place.depth, b.numbers.next(place)
		return []piece{one}
	case strings.HasPrefix(s.name, "list bullet"), strings.HasPrefix(s.name, "list number"):
		one := flat(runs)
		one.sort = item
		return []piece{one}
	}
	return typedItem(split(runs))
}

// typedItem sees to items whose mark was typed.
func typedItem(pieces []piece) []piece {
	p := &pieces[0]
	l := readLine(p.plain)
	if !l.item || p.sort != text {
		return pieces
	}
	lead := strings.TrimSuffix(p.plain, l.body)
	md := p.md
	if i := strings.IndexByte(md, '\\'); i >= 0 && i < len(lead) {
		md = md[:i] + md[i+1:]
	}
	if rest, ok := strings.CutPrefix(md, lead); ok {
		p.sort, p.md, p.plain, p.number = item, escapeStart(rest), l.body, l.number
	}
	return pieces
}

// joined puts runs of one look together, and leaves out what says nothing.
func joined(runs []run) []run {
	var out []run
	for _, r := range runs {
		if r.text == "" && r.raw == "" {
			continue
		}
		if n := len(out); n > 0 && r.raw == "" && out[n-1].raw == "" {
			last := &out[n-1]
			same := *last
			same.text = r.text
			if same == r || strings.TrimSpace(r.text) == "" && r.link == last.link {
				last.text += r.text
				continue
			}
		}
		out = append(out, r)
	}
	if !slices.ContainsFunc(out, func(r run) bool { return r.raw != "" || strings.TrimSpace(r.text) != "" }) {
		return nil
	}
	return out
}

// marked reports whether the author marked the run as something to do.
func (r run) marked() bool { return red(r.color) && len(wordsIn(r.text)) > 0 }

// split makes a piece of a paragraph, or several where a part of it is marked
// as something to do.
func split(runs []run) []piece {
	const fewest = 3 // words; fewer are a word that stands out
	marked, plain := 0, 0
	for _, r := range runs {
		n := len(wordsIn(r.text))
		if r.marked() {
			marked += n
		} else {
			plain += n
		}
	}
	if marked == 0 || plain == 0 {
		return []piece{flat(runs)}
	}
	var pieces []piece
	for from := 0; from < len(runs); {
		to := from + 1
		for to < len(runs) && (runs[to].marked() == runs[from].marked() || len(wordsIn(runs[to].text)) == 0 && runs[to].raw == "") {
			to++
		}
		if p := flat(runs[from:to]); p.md != "" {
			if p.red && p.words() < fewest && opener(p.plain) == "" {
				return []piece{flat(runs)}
			}
			pieces = append(pieces, p)
		}
		from = to
	}
	return pieces
}

// flat makes one piece of runs.
func flat(runs []run) piece {
	p := piece{sort: text, number: -1}
	var plain, md strings.Builder
	marked, words := 0, 0
	for _, r := range runs {
		n := len(wordsIn(r.text))
		words += n
		if r.marked() {
			marked += n
		}
	}
	for i, r := range runs {
		plain.WriteString(r.text)
		r.bold = r.bold || r.marked() && marked < words // it stands out
		md.WriteString(r.markdown(edge(runs, i-1, false), edge(runs, i+1, true)))
	}
	p.plain = squeeze(plain.String())
	p.red = marked > 0 && marked == words
	if words == 0 {
		p.sort = raw
	}
	var lines []string
	for l := range strings.SplitSeq(md.String(), "\n") {
		if l = squeeze(l); l != "" {
			lines = append(lines, escapeStart(l))
		}
	}
	p.md = strings.Join(lines, "\\\n")
	return p
}

// headingText is what runs say, without looks: a heading has its own.
func headingText(runs []run) string {
	bare := slices.Clone(runs)
	for i := range bare {
		bare[i].bold, bare[i].italic = false, false
		bare[i].text = strings.ReplaceAll(bare[i].text, "\n", " ")
	}
	return flat(joined(bare)).md
}

// edge is the character of a neighbour that stands next to a run; a space at
// the end of the paragraph.
func edge(runs []run, i int, first bool) rune {
	if i < 0 || i >= len(runs) {
		return ' '
	}
	s := runs[i].text + runs[i].raw
	r, _ := utf8.DecodeLastRuneInString(s)
	if first {
		r, _ = utf8.DecodeRuneInString(s)
	}
	return r
}

// markdown writes a run between its neighbours. Looks are left out where
// Markdown could not read them.
func (r run) markdown(before, after rune) string {
	if r.raw != "" {
		return r.raw
	}
	if r.link != "" {
		return r.linked()
	}
	inner := strings.TrimSpace(r.text)
	if inner == "" || strings.Contains(inner, "\n") || !r.bold && !r.italic {
		return escapeLines(r.text)
	}
	start := strings.Index(r.text, inner)
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	free := (start > 0 || !inWord(before) && before != '*') &&
		(start+len(inner) < len(r.text) || !inWord(after) && after != '*')
	if !free || !inWord(first) || !inWord(last) {
		return escapeLines(r.text)
	}
	mark := "*"
	if r.bold {
		mark = "**"
	}
	return escapeLines(r.text[:start]) + mark + escapeInline(inner) + mark + escapeLines(r.text[start+len(inner):])
}

// escapeLines escapes text that may have line breaks.
func escapeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = escapeInline(lines[i])
	}
	return strings.Join(lines, "\n")
}

// linked writes a link.
func (r run) linked() string {
	name := squeeze(r.text)
	if name == "" {
		return " "
	}
	open, shut := "", ""
	if strings.TrimLeftFunc(r.text, unicode.IsSpace) != r.text {
		open = " "
	}
	if strings.TrimRightFunc(r.text, unicode.IsSpace) != r.text {
		shut = " "
	}
	if name == r.link && addressIn.FindString(name) == name {
		return open + "<" + name + ">" + shut
	}
	to := strings.NewReplacer(" ", "%20", "<", "%3C", ">", "%3E", "\n", "", "\r", "", "\t", "").Replace(r.link)
	var b strings.Builder
	escapeMarks(&b, name)
	return open + "[" + b.String() + "](<" + to + ">)" + shut
}

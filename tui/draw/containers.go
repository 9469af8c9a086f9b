package draw

import (
	"strconv"
	"strings"

	"lectern/course"
)

func repeat(s string, n int) string { return strings.Repeat(s, max(n, 0)) }

// bar is a margin of one glyph and, where there is room, a blank.
func (p *Painter) bar(g Glyph, style Style, width int) margin {
	sign := p.theme.Paint(style, p.theme.Glyph(g))
	m := margin{first: sign, rest: sign, width: columns(p.theme.Glyph(g))}
	if width >= roomy {
		m.first += " "
		m.rest += " "
		m.width++
	}
	return m
}

// roomy is the width from which on a bar stands apart from its text.
const roomy = 44

// behind draws the inside of a container behind a margin, or flat where there
// is no room for one.
func (p *Painter) behind(m margin, in space, draw func(space) []Line) []Line {
	inside, ok := in.narrower(m.width)
	lines := draw(inside)
	if !ok {
		return lines
	}
	return m.put(lines)
}

func (p *Painter) quote(b *course.Quote, in space) []Line {
	return p.behind(p.bar(Bar, Quiet, in.width), in, func(in space) []Line {
		return p.blocks(b.Blocks, in)
	})
}

// headed draws lines that say what the blocks below them are, and the blocks.
// Between them is no blank line, and never the end of a page.
func (p *Painter) headed(head runs, blocks []course.Block, in space) []Line {
	lines := p.flow(head, in.width)
	for i := 1; i < len(lines); i++ {
		lines[i].Bond = Bound
	}
	below := p.blocks(blocks, in)
	if len(below) > 0 {
		below[0].Bond = Bound
	}
	return join(lines, below, false)
}

func (p *Painter) callout(b *course.Callout, in space) []Line {
	style := CalloutWord
	if b.Word == "WARNING" || b.Word == "CAUTION" {
		style = Caution
	}
	return p.behind(p.bar(Bar, style, in.width), in, func(in space) []Line {
		return tighten(p.headed(p.word(b.Word, b.Title, style), b.Blocks, in))
	})
}

// word is the head of a callout: its word, and its title in bold.
func (p *Painter) word(word, title string, style Style) runs {
	r := runs(nil).add(word, p.theme.pen(style), noLink)
	if title != "" {
		r = r.add("  ", pen{}, noLink).add(oneLine(title), p.theme.pen(Strong), noLink)
	}
	return r
}

// oneLine is text of the course as it stands in a head: without line ends.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (p *Painter) fold(b *course.Fold, in space) []Line {
	open := p.state.open(b)
	glyph := FoldClosed
	if open {
		glyph = FoldOpen
	}
	head := runs(nil)
	if sign := p.theme.Glyph(glyph); sign != "" {
		head = head.add(sign+" ", p.theme.pen(CalloutWord), noLink)
	}
	head = append(head, p.word(b.Word, b.Title, CalloutWord)...)
	if !open {
		p.base += countLinks(b.Blocks)
		if p.state.Hints.Unfold != "" {
			head = head.add("  "+p.state.Hints.Unfold, p.theme.pen(Quiet), noLink)
		}
		return tighten(p.flow(head, in.width))
	}
	indent := margin{first: "  ", rest: "  ", width: 2}
	lines := p.flow(head, in.width)
	below := p.behind(indent, in, func(in space) []Line { return p.blocks(b.Blocks, in) })
	if len(below) > 0 {
		below[0].Bond = Bound
	}
	return tighten(join(lines, below, false))
}

// list draws a list: markers of equal width, items behind them.
func (p *Painter) list(b *course.List, in space) []Line {
	var lines []Line
	widest := 0
	for i := range b.Items {
		widest = max(widest, columns(p.marker(b, i, in)))
	}
	in.lists++
	for i, item := range b.Items {
		marker := p.marker(b, i, in.outer())
		if b.Ordered { // numbers stand right-aligned, so that texts align
			marker = repeat(" ", widest-columns(marker)) + marker
		}
		lines = join(lines, p.item(b, item, marker, in), !b.Tight)
	}
	return lines
}

// outer is the space in which the list stands that s is the inside of.
func (s space) outer() space { s.lists--; return s }

// marker is what stands before an item, with a blank behind it.
func (p *Painter) marker(b *course.List, i int, in space) string {
	sign := p.theme.Glyph(Bullet)
	if in.lists%2 == 1 {
		sign = p.theme.Glyph(InnerBullet)
	}
	if b.Ordered {
		sign = strconv.Itoa(b.Start+i) + "."
	}
	switch b.Items[i].Task {
	case course.Checked:
		sign = p.theme.Glyph(PickedMany)
	case course.Unchecked:
		sign = p.theme.Glyph(FreeMany)
	}
	return sign + " "
}

func (p *Painter) item(b *course.List, item course.ListItem, marker string, in space) []Line {
	width := columns(marker)
	inside, ok := in.narrower(width)
	if !ok {
		return p.flatItem(item, strings.TrimLeft(marker, " "), inside, b.Tight)
	}
	lines := p.stack(item.Blocks, inside, !b.Tight)
	if len(lines) == 0 {
		return []Line{{Text: trimBlanks(marker)}}
	}
	return tighten(margin{first: marker, rest: repeat(" ", width), width: width}.put(lines))
}

// flatItem draws an item where there is no room to indent it: the marker is
// part of the text.
func (p *Painter) flatItem(item course.ListItem, marker string, in space, tight bool) []Line {
	first, rest := runs(nil).add(marker, pen{}, noLink), item.Blocks
	if len(rest) > 0 {
		if text, ok := rest[0].(*course.Paragraph); ok {
			first, rest = append(first, p.inline(text.Leaf)...), rest[1:]
		}
	}
	return tighten(join(p.prose(first, in), p.stack(rest, in, !tight), !tight))
}

func (p *Painter) footnotes(b *course.Footnotes, in space) []Line {
	var lines []Line
	widest := 0
	for _, n := range b.Notes {
		widest = max(widest, len(strconv.Itoa(n.Number))+3)
	}
	for _, n := range b.Notes {
		marker := "[" + strconv.Itoa(n.Number) + "] "
		marker += repeat(" ", widest-len(marker))
		note := course.ListItem{Blocks: n.Blocks}
		lines = join(lines, p.item(&course.List{}, note, marker, in), false)
	}
	rule := p.flow(runs(nil).add(repeat(p.theme.Glyph(LineAcross), min(10, in.width)), p.theme.pen(Quiet), noLink), in.width)
	if len(lines) > 0 {
		lines[0].Bond = Bound
	}
	return join(rule, lines, false)
}

package draw

import (
	"github.com/yuin/goldmark/ast"
	"slices"

	"lectern/course"
)

// A Painter draws blocks at one width. It is for one goroutine.
type Painter struct {
	theme Theme
	width int
	inker *inker

	uncoloured bool // a highlighter took too long

	ruled      []Line // the line across that was drawn last
	ruledWidth int

	state State
	links []course.Link // of the block being drawn
	base  int           // how many of them have been passed
}

// MaxWidth is the widest that prose should be, in columns.
const MaxWidth = 76

// How deep containers are indented: no deeper than this, and only while so many
// columns are left for the text. Beyond, what is inside is drawn flat.
const (
	maxDepth = 16
	minInner = 20
)

// New returns a painter of lines at most width columns wide; a width below 1
// counts as 1.
func New(theme Theme, width int) *Painter {
	return &Painter{theme: theme, width: max(width, 1), inker: newInker(theme)}
}

// Theme is the theme that the painter was made with.
func (p *Painter) Theme() Theme { return p.theme }

// Width is the width that the painter was made with.
func (p *Painter) Width() int { return p.width }

// Block draws a top-level block: its lines, without blank lines around. It is
// empty only for a block in which nothing stands.
func (p *Painter) Block(b course.Block, s State) []Line {
	p.begin(b, s)
	return p.block(b, space{width: p.width})
}

func (p *Painter) begin(b course.Block, s State) {
	p.state, p.links, p.base = s, Links(b), 0
}

// A space is the room that a block is drawn in.
type space struct {
	width int
	depth int // containers around, those drawn flat too
	lists int // lists around
}

// narrower returns the space inside a margin of so many columns; ok is false
// where it would be too narrow or too deep, and what is inside is drawn flat.
func (s space) narrower(margin int) (inside space, ok bool) {
	s.depth++
	if s.depth > maxDepth || s.width-margin < minInner {
		return s, false
	}
	s.width -= margin
	return s, true
}

func (p *Painter) block(b course.Block, in space) []Line {
	switch b := b.(type) {
	case *course.Paragraph:
		return p.paragraph(b.Leaf, in)
	case *course.Heading:
		return p.heading(b, in)
	case *course.Table:
		return p.table(b, in)
	case *course.Code:
		return p.code(b, in)
	case *course.Rule:
		return p.rule(in)
	case *course.Quote:
		return p.quote(b, in)
	case *course.List:
		return p.list(b, in)
	case *course.Callout:
		return p.callout(b, in)
	case *course.Fold:
		return begin(b, p.fold(b, in))
	case *course.Footnotes:
		return p.footnotes(b, in)
	case *course.Recall:
		return begin(b, p.recall(b, in))
	case *course.ActivityBlock:
		return begin(b, p.activity(b, in))
	}
	return nil
}

// begin notes in the first line what begins there, unless that already belongs
// to something in it.
func begin(b course.Block, lines []Line) []Line {
	if len(lines) > 0 && lines[0].Begins == nil {
		lines[0].Begins = b
	}
	return lines
}

// blocks draws blocks one below the other, a blank line apart.
func (p *Painter) blocks(blocks []course.Block, in space) []Line {
	return p.stack(blocks, in, true)
}

func (p *Painter) stack(blocks []course.Block, in space, apart bool) []Line {
	var lines []Line
	for _, b := range blocks {
		lines = join(lines, p.block(b, in), apart)
	}
	if len(lines) > 0 { // a heading at the end of a container heads nothing
		lines[len(lines)-1].Leads = false
	}
	return lines
}

// runs draws the inline children of a node of a leaf, whose first link is the
// next of the block.
func (p *Painter) runs(parent ast.Node, leaf course.Leaf) runs {
	r := p.inker.ink(parent, leaf)
	for i := range r {
		if r[i].link != noLink {
			r[i].link += p.base
		}
	}
	return p.withAddresses(r)
}

// inline draws a leaf that is one block of inline text.
func (p *Painter) inline(leaf course.Leaf) runs {
	defer func() { p.base += len(leaf.Links) }()
	if leaf.Doc == nil || leaf.Doc.FirstChild() == nil {
		return runs(nil).add(leaf.Text, pen{}, noLink)
	}
	return p.runs(leaf.Doc.FirstChild(), leaf)
}

func (p *Painter) paragraph(leaf course.Leaf, in space) []Line {
	return p.prose(p.inline(leaf), in)
}

// prose is running text: it may be parted, but no line of it stands alone.
func (p *Painter) prose(r runs, in space) []Line {
	lines := p.flow(r, in.width)
	for i := range lines {
		if i == 1 || i > 0 && i == len(lines)-1 {
			lines[i].Bond = Tight
		}
	}
	return lines
}

func (p *Painter) heading(b *course.Heading, in space) []Line {
	style := Minor
	switch {
	case b.Level <= 2:
		style = Heading
	case b.Level == 3:
		style = Subheading
	}
	r := p.inline(b.Leaf).lay(p.theme.pen(style))
	if p.theme.plain {
		r = append(runs{{text: repeat("#", b.Level) + " ", link: noLink}}, r...)
	}
	lines := p.flow(r, in.width)
	for i := range lines {
		if i > 0 {
			lines[i].Bond = Bound
		}
	}
	lines[len(lines)-1].Leads = true
	return lines
}

// rule draws a line across. Somebody may write thousands of them: the last one
// is used again where it fits.
func (p *Painter) rule(in space) []Line {
	if width := min(in.width, MaxWidth); p.ruled == nil || p.ruledWidth != width {
		p.ruled = p.flow(runs(nil).add(repeat(p.theme.Glyph(LineAcross), width), p.theme.pen(Quiet), noLink), in.width)
		p.ruledWidth = width
	}
	return slices.Clone(p.ruled)
}

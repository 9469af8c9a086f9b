package course

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// dump writes a tree so that people can read it: a block a line, with its
// place, what is in it below it.
func dump(t *Tree) string {
	var d dumper
	d.line(0, "title %q, section %q, objectives %q", t.Title, t.Section, t.Objectives)
	d.line(0, "words %d, minutes %.2f, counted %.2f", t.Words, t.Minutes, t.Counted)
	for i, b := range t.Blocks {
		d.b.WriteString(t.Key(i) + "\n")
		d.block(1, b)
	}
	for _, a := range t.Activities {
		d.line(0, "activity %s", facts(a))
	}
	for _, f := range t.Findings {
		d.line(0, "%v: %v", f.Severity, f)
	}
	return d.b.String()
}

func facts(a *Activity) string {
	s := fmt.Sprintf("%d:%d %s #%s", a.At.Line, a.At.Col, a.Kind, a.ID)
	add := func(is bool, format string, args ...any) {
		if is {
			s += " " + fmt.Sprintf(format, args...)
		}
	}
	add(a.Derived, "derived")
	add(a.Number > 0, "number=%d", a.Number)
	add(a.Optional, "optional")
	add(a.Share, "share")
	add(a.Words > 0, "words=%d", a.Words)
	add(a.Ideas > 0, "ideas=%d", a.Ideas)
	add(a.Minutes > 0, "minutes=%g", a.Minutes)
	add(a.Section != Main, "section=%s", a.Section)
	if a.Min != nil {
		add(true, "min=%g", *a.Min)
	}
	if a.Max != nil {
		add(true, "max=%g", *a.Max)
	}
	add(a.Title != "", "title=%q", a.Title)
	add(true, "prompt=%q", a.Prompt)
	for _, o := range a.Options {
		add(true, "option=%q", o.Label)
		add(o.Right, "(right)")
	}
	for _, l := range a.Links {
		add(true, "link=%s", linkFacts(l))
	}
	return s
}

func linkFacts(l Link) string {
	s := fmt.Sprintf("%q", l.Text)
	if l.Image {
		s = "picture " + s
	}
	switch l.Target {
	case Web:
		s += " web " + l.URL
	case File:
		s += " file " + l.URL
	case ToLesson:
		s += fmt.Sprintf(" lesson %d#%s", l.Lesson, l.Anchor)
	case ToItem:
		s += fmt.Sprintf(" item %d#%s", l.Lesson, l.Anchor)
	case ToScreen:
		s += " screen " + l.Anchor
	default:
		s += " nowhere"
	}
	return fmt.Sprintf("%s %d:%d", s, l.At.Line, l.At.Col)
}

type dumper struct{ b strings.Builder }

func (d *dumper) line(depth int, format string, args ...any) {
	fmt.Fprintf(&d.b, strings.Repeat("  ", depth)+format+"\n", args...)
}

func (d *dumper) blocks(depth int, blocks []Block) {
	for _, b := range blocks {
		d.block(depth, b)
	}
}

func (d *dumper) block(depth int, b Block) {
	at := fmt.Sprintf("%d:%d", b.Position().Line, b.Position().Col)
	switch b := b.(type) {
	case *Paragraph:
		d.leaf(depth, at+" paragraph", b.Leaf)
	case *Heading:
		d.leaf(depth, fmt.Sprintf("%s heading %d #%s", at, b.Level, b.Anchor), b.Leaf)
	case *Table:
		d.leaf(depth, at+" table", b.Leaf)
	case *Code:
		d.line(depth, "%s code %q %q", at, b.Lang, b.Text)
	case *Rule:
		d.line(depth, "%s rule", at)
	case *Quote:
		d.line(depth, "%s quote", at)
		d.blocks(depth+1, b.Blocks)
	case *List:
		d.line(depth, "%s list ordered=%v start=%d tight=%v", at, b.Ordered, b.Start, b.Tight)
		for _, item := range b.Items {
			d.line(depth+1, "item %s", [...]string{"", "[ ]", "[x]"}[item.Task])
			d.blocks(depth+2, item.Blocks)
		}
	case *Callout:
		d.line(depth, "%s callout %s %q", at, b.Word, b.Title)
		d.blocks(depth+1, b.Blocks)
	case *Fold:
		d.line(depth, "%s fold %s %q open=%v", at, b.Word, b.Title, b.Open)
		d.blocks(depth+1, b.Blocks)
	case *Footnotes:
		d.line(depth, "%s footnotes", at)
		for _, n := range b.Notes {
			d.line(depth+1, "note %d", n.Number)
			d.blocks(depth+2, n.Blocks)
		}
	case *Recall:
		d.line(depth, "%s recall #%s %q", at, b.Of, b.Title)
		d.blocks(depth+1, b.Blocks)
	case *ActivityBlock:
		d.line(depth, "%s activity #%s", at, b.Activity.ID)
		d.blocks(depth+1, b.Prompt)
		for i, o := range b.Options {
			d.line(depth+1, "option %q", b.Activity.Options[i].Label)
			d.blocks(depth+2, o.Label)
			if len(o.Feedback) > 0 {
				d.line(depth+2, "feedback")
				d.blocks(depth+3, o.Feedback)
			}
		}
	default:
		d.line(depth, "%s %T?", at, b)
	}
}

func (d *dumper) leaf(depth int, head string, l Leaf) {
	d.line(depth, "%s %s", head, nodes(l.Doc.FirstChild(), l.Source))
	if strings.Contains(l.Text, "\n") || len(l.Links) > 0 {
		d.line(depth+1, "reads %q", l.Text)
	}
	for _, link := range l.Links {
		d.line(depth+1, "link %s", linkFacts(link))
	}
}

// nodes writes what is in a goldmark node, in one line.
func nodes(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			fmt.Fprintf(&b, "%q", c.Segment.Value(source))
			if c.SoftLineBreak() {
				b.WriteString("~")
			}
			if c.HardLineBreak() {
				b.WriteString("//")
			}
		case *ast.Emphasis:
			fmt.Fprintf(&b, "em%d(%s)", c.Level, nodes(c, source))
		case *ast.CodeSpan:
			fmt.Fprintf(&b, "code(%s)", nodes(c, source))
		case *ast.Link:
			fmt.Fprintf(&b, "link(%s %s)", c.Destination, nodes(c, source))
		case *extast.Strikethrough:
			fmt.Fprintf(&b, "struck(%s)", nodes(c, source))
		case *extast.TableHeader:
			fmt.Fprintf(&b, "head(%s)", nodes(c, source))
		case *extast.TableRow:
			fmt.Fprintf(&b, "row(%s)", nodes(c, source))
		case *extast.TableCell:
			fmt.Fprintf(&b, "cell[%v](%s)", c.Alignment, nodes(c, source))
		default:
			fmt.Fprintf(&b, "%T?", c)
		}
	}
	return b.String()
}

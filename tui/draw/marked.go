package draw

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"lectern/course"
)

// Marks are noncharacters that stand in the text that glamour draws, where it
// would lose what they say: which link this is, where a line was meant to end,
// what is struck out. No text can forge them (see harmless).
const (
	linkOpens    = '\ufdd0'
	linkCloses   = '\ufdd1'
	strikeOpens  = '\ufdd2'
	strikeCloses = '\ufdd3'
	lineEnds     = '\ufdd4'
)

// isMark reports whether r is of the noncharacters that marks are taken from.
func isMark(r rune) bool { return r >= 0xfdd0 && r <= 0xfdef }

// nextMark finds the first mark in s that stands before any escape sequence.
// end is where the text before it ends; size is 0 if there is no mark.
func nextMark(s string) (end int, what rune, size int) {
	for i, r := range s {
		if r == 0x1b {
			return i, 0, 0
		}
		if isMark(r) {
			return i, r, utf8.RuneLen(r)
		}
	}
	return len(s), 0, 0
}

// A marked is a copy of a leaf's inline nodes, made for glamour: links, struck
// text and line breaks are marks, and text is written so that glamour's own
// unescaping gives back exactly what was there.
type marked struct {
	leaf   course.Leaf
	source bytes.Buffer
	links  []int  // indices in the leaf, in the order of the marks
	ticks  string // put round code spans, where colour does not tell them
	inLink bool
	styled bool // there is something that marks alone do not say
}

// document copies the children of parent into a document of one paragraph.
func (m *marked) document(parent ast.Node) ast.Node {
	doc := ast.NewDocument()
	paragraph := ast.NewParagraph()
	doc.AppendChild(doc, paragraph)
	m.copyChildren(paragraph, parent)
	return doc
}

func (m *marked) copyChildren(to, from ast.Node) {
	for n := from.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			m.text(to, leafText(n, m.leaf.Source))
			switch {
			case n.HardLineBreak():
				m.mark(to, lineEnds)
			case n.SoftLineBreak():
				m.text(to, " ")
			}
		case *ast.Emphasis:
			e := ast.NewEmphasis(min(max(n.Level, 1), 2))
			m.copyInto(to, e, n)
		case *ast.CodeSpan:
			m.code(to, n)
		case *ast.Link:
			m.link(to, n)
		case *extension.Strikethrough:
			m.within(to, n, strikeOpens, strikeCloses)
		default: // not in a Leaf: its text is better than nothing
			m.copyChildren(to, n)
		}
	}
}

func (m *marked) copyInto(to, copied, from ast.Node) {
	m.copyChildren(copied, from)
	if copied.HasChildren() {
		m.styled = true
		to.AppendChild(to, copied)
	}
}

// link marks a link. What stands for a picture says so.
func (m *marked) link(to ast.Node, n *ast.Link) {
	number := linkNumber(n.Destination)
	if m.inLink || number >= len(m.leaf.Links) {
		m.copyChildren(to, n)
		return
	}
	m.links = append(m.links, number)
	m.inLink = true
	if m.leaf.Links[number].Image {
		m.text(to, "picture: ")
	}
	m.within(to, n, linkOpens, linkCloses)
	m.inLink = false
}

func (m *marked) within(to, from ast.Node, opens, closes rune) {
	m.mark(to, opens)
	m.copyChildren(to, from)
	m.mark(to, closes)
}

func (m *marked) mark(to ast.Node, what rune) { m.segment(to, string(what)) }

// text adds text so that glamour, which decodes character references and
// backslash escapes in it, arrives at the same text.
func (m *marked) text(to ast.Node, s string) {
	m.segment(to, glamourEscaper.Replace(harmless(strings.ReplaceAll(s, "\n", " "))))
}

var (
	glamourEscaper = strings.NewReplacer("&", "&amp;", `\`, `\\`)
	unescaper      = strings.NewReplacer("&amp;", "&", `\\`, `\`)
)

// code adds a code span. In a leaf its text is literal but for "&amp;", and in
// a link written as text is; here it stands in no link.
func (m *marked) code(to ast.Node, n *ast.CodeSpan) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(m.leaf.Source))
		}
	}
	s := strings.ReplaceAll(b.String(), "&amp;", "&")
	if m.inLink {
		s = unescaper.Replace(b.String())
	}
	s = harmless(strings.ReplaceAll(s, "\n", " "))
	if s == "" {
		return
	}
	span := ast.NewCodeSpan()
	m.styled = true
	m.segment(span, strings.ReplaceAll(m.ticks+s+m.ticks, "&", "&amp;"))
	to.AppendChild(to, span)
}

func (m *marked) segment(to ast.Node, s string) {
	if s == "" {
		return
	}
	start := m.source.Len()
	m.source.WriteString(s)
	if last, ok := to.LastChild().(*ast.Text); ok && last.Segment.Stop == start {
		last.Segment.Stop = m.source.Len() // glamour takes its time for every node
		return
	}
	to.AppendChild(to, ast.NewTextSegment(text.NewSegment(start, m.source.Len())))
}

// unstyled is the text with the marks in it, as glamour would draw it if nothing in
// it had a style.
func (m *marked) unstyled() string { return unescaper.Replace(m.source.String()) }

// leafText is what a text node of a leaf says.
func leafText(n *ast.Text, source []byte) string {
	return unescaper.Replace(string(n.Segment.Value(source)))
}

// linkNumber reads the number of a leaf's link from its destination, "#n".
func linkNumber(destination []byte) int {
	n := 0
	for _, c := range bytes.TrimPrefix(destination, []byte("#")) {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

package course

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// maxInline is how deep emphasis and the like are nested; beyond it, text is
// plain.
const maxInline = 16

// A leafMaker builds a leaf's document afresh from parsed inline nodes, so
// that it holds the nodes that Leaf promises and no others, and clean text.
//
// Text goes into a source of the leaf's own. A renderer decodes character
// references and backslash escapes in it once more, so `&` and `\` are escaped
// there: what the author wrote as &#27; was decoded and cleaned here, and
// cannot come back.
type leafMaker struct {
	l      *lessonReader
	source []byte
	links  []Link
	plain  strings.Builder
	depth  int
	inLink bool
	inCell bool
	struck bool   // glamour draws struck text without hard breaks
	at     int    // where the block starts, in the lesson's source
	skip   string // the raw element whose text is dropped: script, style
}

func (m *leafMaker) leaf(block ast.Node) Leaf {
	doc := ast.NewDocument()
	doc.AppendChild(doc, block)
	return Leaf{Doc: doc, Source: m.source, Links: m.links, Text: strings.TrimSpace(m.plain.String())}
}

// inlines converts the children of from and appends them to parent.
func (m *leafMaker) inlines(parent, from ast.Node) {
	for n := from.FirstChild(); n != nil; n = n.NextSibling() {
		if raw, ok := n.(*ast.RawHTML); ok {
			m.rawHTML(parent, raw)
			continue
		}
		if m.skip == "" {
			m.inline(parent, n)
		}
	}
}

func (m *leafMaker) inline(parent, n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		m.text(parent, m.l.decoded(n), n.SoftLineBreak(), n.HardLineBreak())
	case *ast.String:
		m.text(parent, string(n.Value), false, false)
	case *ast.CodeSpan:
		m.code(parent, n)
	case *ast.Emphasis:
		m.nest(parent, ast.NewEmphasis(min(n.Level, 2)), n)
	case *extast.Strikethrough:
		outer := m.struck
		m.struck = true
		m.nest(parent, extast.NewStrikethrough(), n)
		m.struck = outer
	case *ast.Link:
		m.link(parent, n, string(n.Destination), false)
	case *ast.Image:
		m.link(parent, n, string(n.Destination), true)
	case *wikilink:
		m.wikilink(parent, n)
	case *leaving:
		if n.tag != nil {
			m.template(parent, n, *n.tag)
		}
	case *ast.AutoLink:
		m.autoLink(parent, n)
	case *extast.TaskCheckBox, *extast.FootnoteBacklink:
	case *extast.FootnoteLink:
		m.text(parent, "["+strconv.Itoa(n.Index)+"]", false, false)
	default:
		m.inlines(parent, n)
	}
}

// nest appends to and fills it with what is in from.
func (m *leafMaker) nest(parent, to, from ast.Node) {
	if m.depth >= maxInline {
		m.inlines(parent, from)
		return
	}
	m.depth++
	parent.AppendChild(parent, to)
	m.inlines(to, from)
	m.depth--
}

// text appends a text node. Its text must be decoded; it is cleaned here.
func (m *leafMaker) text(parent ast.Node, s string, soft, hard bool) {
	s = cleanInline(s)
	if m.inCell && (soft || hard) {
		s, soft, hard = s+" ", false, false
	}
	if before := m.plain.String(); before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, " ") {
		s = strings.TrimLeft(s, " ")
	}
	if m.struck && hard {
		soft, hard = true, false
	}
	if s == "" && !soft && !hard {
		return
	}
	m.plain.WriteString(s)
	t, ok := parent.LastChild().(*ast.Text)
	if ok && !t.SoftLineBreak() && !t.HardLineBreak() && t.Segment.Stop == len(m.source) {
		t.Segment.Stop = m.segment(textEscaper.Replace(s)).Stop
	} else {
		t = ast.NewTextSegment(m.segment(textEscaper.Replace(s)))
		parent.AppendChild(parent, t)
	}
	t.SetSoftLineBreak(soft)
	t.SetHardLineBreak(hard)
	switch {
	case hard:
		m.plain.WriteByte('\n')
	case soft:
		m.plain.WriteByte(' ')
	}
}

var (
	textEscaper = strings.NewReplacer("&", "&amp;", `\`, `\\`)
	codeEscaper = strings.NewReplacer("&", "&amp;")
)

// cleanInline is Visible for text in a line, where white space at the ends
// parts words and stays.
func cleanInline(s string) string {
	if strings.ContainsAny(s, "\n\t") {
		s = strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
	}
	return visible(s, true)
}

// segment appends s to the leaf's source.
func (m *leafMaker) segment(s string) text.Segment {
	start := len(m.source)
	m.source = append(m.source, s...)
	return text.NewSegment(start, len(m.source))
}

func (m *leafMaker) code(parent, from ast.Node) {
	var b strings.Builder
	for n := from.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			b.Write(t.Segment.Value(m.l.src.text))
		}
	}
	m.codeString(parent, b.String())
}

// codeString appends code. Its text is cleaned here.
func (m *leafMaker) codeString(parent ast.Node, s string) {
	s = cleanInline(s)
	if s == "" {
		return
	}
	m.plain.WriteString(s)
	escape := codeEscaper
	if m.inLink {
		escape = textEscaper // glamour draws code in a link as text again
	}
	span := ast.NewCodeSpan()
	span.AppendChild(span, ast.NewRawTextSegment(m.segment(escape.Replace(s))))
	parent.AppendChild(parent, span)
}

// link appends a link to where the author said, by its number in Links.
func (m *leafMaker) link(parent, n ast.Node, dest string, image bool) {
	dest = decodeInline(dest)
	if m.inLink {
		m.linkText(parent, n, dest, image)
		return
	}
	offset := n.Pos()
	if offset < 0 {
		offset = m.at
	}
	m.addLink(parent, Link{Image: image, At: m.l.src.at(offset), dest: dest}, func(to ast.Node, link *Link) {
		link.Bare = m.linkText(to, n, dest, image)
	})
}

// addLink appends a link whose text fill appends.
func (m *leafMaker) addLink(parent ast.Node, link Link, fill func(to ast.Node, link *Link)) {
	node := ast.NewLink()
	node.Destination = []byte("#" + strconv.Itoa(len(m.links)))
	parent.AppendChild(parent, node)
	start := m.plain.Len()
	m.inLink = true
	fill(node, &link)
	m.inLink = false
	link.Text = squeeze(m.plain.String()[start:])
	m.links = append(m.links, link)
}

// linkText appends what a link reads: its text, else something to go by; then
// it reports true.
func (m *leafMaker) linkText(to, n ast.Node, dest string, image bool) bool {
	before := m.plain.Len()
	m.inlines(to, n)
	if alt, ok := n.AttributeString("alt"); ok { // Pandoc: the text is a caption
		if m.plain.Len() > before {
			m.text(to, ": ", false, false)
		}
		m.text(to, decodeInline(alt.(string)), false, false)
	}
	if strings.TrimSpace(m.plain.String()[before:]) != "" {
		return false
	}
	m.text(to, m.l.nameOf(dest, image), false, false)
	return true
}

func (m *leafMaker) autoLink(parent ast.Node, n *ast.AutoLink) {
	label := string(n.Label(m.l.src.text))
	dest := string(n.URL(m.l.src.text))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	if m.inLink {
		m.text(parent, label, false, false)
		return
	}
	offset := n.Pos()
	if offset < 0 {
		offset = m.at
	}
	m.addLink(parent, Link{At: m.l.src.at(offset), dest: dest}, func(to ast.Node, _ *Link) {
		m.text(to, label, false, false)
	})
}

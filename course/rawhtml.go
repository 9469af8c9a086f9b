package course

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// rawHTML takes an inline tag for what it does to reading: a break, a
// picture, or the start or end of text that is not for people.
func (m *leafMaker) rawHTML(parent ast.Node, n *ast.RawHTML) {
	var b bytes.Buffer
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		b.Write(segment.Value(m.l.src.text))
	}
	switch name, end := tagName(b.Bytes()); {
	case end && name == m.skip:
		m.skip = ""
	case m.skip != "" || end:
	case unread(name):
		m.skip = name
	case name == "br":
		m.text(parent, "", false, true)
	case name == "img":
		z := html.NewTokenizer(&b)
		z.Next()
		m.picture(parent, z.Token(), n.Segments.At(0).Start)
	}
}

// tagName is the name of a tag in small letters; "" for a comment and the like.
func tagName(tag []byte) (name string, end bool) {
	tag = bytes.TrimPrefix(tag, []byte("<"))
	tag, end = bytes.CutPrefix(tag, []byte("/"))
	n := 0
	for n < len(tag) && (isLetter(tag[n]) || '0' <= tag[n] && tag[n] <= '9') {
		n++
	}
	return strings.ToLower(string(tag[:n])), end
}

func (m *leafMaker) picture(parent ast.Node, token html.Token, offset int) {
	src, alt := attributeOf(token, "src"), attributeOf(token, "alt")
	unnamed := strings.TrimSpace(alt) == ""
	if unnamed {
		alt = m.l.nameOf(src, true)
	}
	if m.inLink || src == "" {
		m.text(parent, alt, false, false)
		return
	}
	m.addLink(parent, Link{Image: true, At: m.l.src.at(offset), dest: src, Bare: unnamed}, func(to ast.Node, _ *Link) {
		m.text(to, alt, false, false)
	})
}

func attributeOf(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// unread reports whether the text of an element is not for people.
func unread(element string) bool {
	switch element {
	case "script", "style", "template", "title", "head", "textarea", "noscript", "iframe", "noembed", "noframes", "xmp":
		return true
	}
	return false
}

// htmlBlock converts a block of raw HTML to a paragraph of what people would
// read of it; nil if that is nothing.
func (l *lessonReader) htmlBlock(n *ast.HTMLBlock) Block {
	m := &leafMaker{l: l, at: l.offset(n)}
	p := ast.NewParagraph()
	m.htmlText(p, l.rawHTML(n))
	leaf := m.leaf(p)
	if leaf.Text == "" {
		return nil
	}
	return &Paragraph{At: l.src.at(m.at), Leaf: l.keep(leaf)}
}

func (m *leafMaker) htmlText(p ast.Node, raw []byte) {
	z := html.NewTokenizer(bytes.NewReader(raw))
	broken, due := true, false // nothing stands on the line; a break comes before what follows
	rest := func() {
		if due {
			m.text(p, "", false, true)
		}
		broken, due = false, false
	}
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		token := z.Token()
		switch {
		case kind == html.EndTagToken && token.Data == m.skip:
			m.skip = ""
		case m.skip != "":
		case kind == html.TextToken:
			s := squeeze(token.Data)
			if s == "" {
				continue
			}
			if due {
				rest()
				broken = true
			}
			if !broken && token.Data != strings.TrimLeft(token.Data, " \n\t") {
				s = " " + s
			}
			if token.Data != strings.TrimRight(token.Data, " \n\t") {
				s += " "
			}
			m.text(p, s, false, false)
			broken = false
		case kind == html.EndTagToken && breaks(token.Data) || token.Data == "br":
			due = due || !broken
		case kind == html.StartTagToken && unread(token.Data):
			m.skip = token.Data
		case token.Data == "img":
			rest()
			m.picture(p, token, m.at)
		}
	}
}

// breaks reports whether text after the end of an element starts a new line.
func breaks(element string) bool {
	switch element {
	case "p", "div", "li", "tr", "ul", "ol", "table", "summary", "details", "blockquote", "pre", "section",
		"h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figure", "figcaption":
		return true
	}
	return false
}

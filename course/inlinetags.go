package course

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// inlineTags parses tags, attributes and comments in running text.
type inlineTags struct{}

// A leaving is what was taken out of running text.
type leaving struct {
	ast.BaseInline
	tag *templateTag // nil: nothing is to be read of it
}

var kindLeaving = ast.NewNodeKind("Leaving")

// Kind tells goldmark what the node is.
func (*leaving) Kind() ast.NodeKind { return kindLeaving }

// Dump is for goldmark's own debugging.
func (n *leaving) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Trigger says at which characters Parse is called.
func (inlineTags) Trigger() []byte { return []byte("{%") }

// Parse takes a tag, a comment, or the attributes of what stands before it.
func (inlineTags) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := ahead(block, pc)
	switch {
	case strings.HasPrefix(s, "%%"):
		if end := strings.Index(s[2:], "%%"); end >= 0 {
			skip(block, end+4)
			return &leaving{}
		}
	case strings.HasPrefix(s, "{/*"):
		if end := strings.Index(s, "*/}"); end >= 0 {
			skip(block, end+3)
			return &leaving{}
		}
	case strings.HasPrefix(s, "{{"), strings.HasPrefix(s, "{%"):
		if t, n := readTag(s); n > 0 {
			skip(block, n)
			return &leaving{tag: &t}
		}
	case strings.HasPrefix(s, "{"):
		return attributesBehind(parent.LastChild(), s, block)
	}
	return nil
}

// attributesBehind takes attributes that stand right behind a link, a picture
// or code, or that kramdown's colon marks.
func attributesBehind(before ast.Node, s string, block text.Reader) ast.Node {
	end := closingBrace(s[1:])
	if end < 0 {
		return nil
	}
	a, ok := readLoose(s[1 : 1+end])
	if !ok || !a.marked {
		return nil
	}
	switch n := before.(type) {
	case *ast.Image:
		if alt := a.values["alt"]; alt != "" {
			n.SetAttributeString("alt", alt)
		}
	case *ast.Link, *ast.CodeSpan, *ast.AutoLink, *wikilink:
	default:
		if !strings.HasPrefix(s, "{:") {
			return nil
		}
	}
	skip(block, end+2)
	return &leaving{}
}

// ahead is the text from here on: up to the end of the line in which a tag
// that begins here could end.
func ahead(block text.Reader, pc parser.Context) string {
	line, at := block.Position()
	var s []byte
	for lines := 0; len(s) < maxTag && lines < maxTagLines; lines++ {
		rest, _ := block.PeekLine()
		if rest == nil {
			break
		}
		s = append(s, rest[:min(len(rest), maxTag-len(s))]...)
		if bytes.IndexByte(rest, '}') >= 0 || s[0] == '%' && bytes.Contains(s[min(len(s), 2):], []byte("%%")) {
			break
		}
		block.AdvanceLine()
	}
	block.SetPosition(line, at)
	b := budgetOf(pc)
	if b.left < len(s) {
		return ""
	}
	b.left -= len(s)
	return string(s)
}

// skip goes n bytes on, over the ends of lines.
func skip(block text.Reader, n int) {
	for n > 0 {
		line, _ := block.PeekLine()
		if line == nil {
			return
		}
		if n < len(line) || line[len(line)-1] != '\n' {
			block.Advance(min(n, len(line)))
			return
		}
		n -= len(line)
		block.AdvanceLine()
	}
}

package course

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What is in this file takes lines that were written for the program which
// makes a site of the course: `{: .class}` below a block, `{% include … %}`,
// `{{< figure … >}}`, `%% a comment %%`. No reader should have to see them.

// An attributeLine gives attributes to the block above it, or below it.
type attributeLine struct {
	ast.BaseBlock
	looseAttributes
}

// A templateLine holds nothing but template tags.
type templateLine struct {
	ast.BaseBlock
	tags []templateTag
}

// A rawLeaving is a block whose text is not Markdown, between two tags.
type rawLeaving struct {
	ast.BaseBlock
	end  string // the end's name, as it stands in its tag
	code bool   // it is code; else a comment
	lang string
}

var (
	kindAttributeLine = ast.NewNodeKind("AttributeLine")
	kindTemplateLine  = ast.NewNodeKind("TemplateLine")
	kindRawLeaving    = ast.NewNodeKind("RawLeaving")
)

// Kind tells goldmark what the node is.
func (*attributeLine) Kind() ast.NodeKind { return kindAttributeLine }

// Kind tells goldmark what the node is.
func (*templateLine) Kind() ast.NodeKind { return kindTemplateLine }

// Kind tells goldmark what the node is.
func (*rawLeaving) Kind() ast.NodeKind { return kindRawLeaving }

// Dump is for goldmark's own debugging.
func (n *attributeLine) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump is for goldmark's own debugging.
func (n *templateLine) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump is for goldmark's own debugging.
func (n *rawLeaving) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// IsRaw says that there is no Markdown in it.
func (*rawLeaving) IsRaw() bool { return true }

// leavings parses them.
type leavings struct{}

// Trigger says with which characters one begins.
func (leavings) Trigger() []byte { return []byte("{%") }

// Open takes a line.
func (leavings) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	node := readLeaving(string(bytes.TrimSpace(line)))
	if node == nil {
		return nil, parser.NoChildren
	}
	if raw, ok := node.(*rawLeaving); !ok || raw.end == "" {
		node.Lines().Append(segment)
	}
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

func readLeaving(s string) ast.Node {
	if strings.HasPrefix(s, "%%") {
		if rest := s[2:]; rest == "" || !strings.Contains(rest, "%%") {
			return &rawLeaving{end: "%%"}
		} else if strings.HasSuffix(rest, "%%") && strings.Count(rest, "%%") == 1 {
			return &rawLeaving{}
		}
		return nil
	}
	if strings.HasPrefix(s, "{:") && strings.HasSuffix(s, "}") {
		a, ok := readLoose(s[1 : len(s)-1])
		if !ok && !strings.HasPrefix(s, "{::") {
			return nil
		}
		return &attributeLine{looseAttributes: a}
	}
	tags, all := templateTags(s)
	if !all || len(tags) == 0 {
		return nil
	}
	if t := tags[0]; len(tags) == 1 && !t.end {
		switch t.name {
		case "highlight", "code-block":
			return &rawLeaving{end: t.name, code: true, lang: t.word}
		case "comment", "mermaid":
			return &rawLeaving{end: t.name, code: t.name == "mermaid", lang: t.name}
		}
	}
	return &templateLine{tags: tags}
}

// Continue takes lines up to the end of a raw block.
func (leavings) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	raw, ok := node.(*rawLeaving)
	if !ok || raw.end == "" {
		return parser.Close
	}
	line, segment := reader.PeekLine()
	s := string(bytes.TrimSpace(line))
	if raw.end == "%%" && strings.HasSuffix(s, "%%") {
		raw.end = ""
	} else if tags, all := templateTags(s); all && len(tags) == 1 && tags[0].end && tags[0].name == raw.end {
		raw.end = ""
	} else {
		node.Lines().Append(segment)
		return parser.Continue | parser.NoChildren
	}
	reader.AdvanceToEOL()
	return parser.Close
}

// Close has nothing to do.
func (leavings) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph says that no empty line need stand above.
func (leavings) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine says that four spaces make code of it.
func (leavings) CanAcceptIndentedLine() bool { return false }

// raw converts a raw block.
func (l *lessonReader) rawLeaving(n *rawLeaving, at At) []Block {
	if !n.code {
		return nil
	}
	return []Block{&Code{At: at, Lang: VisibleLine(n.lang), Text: l.codeText(n)}}
}

// templates converts a line of template tags to what can be read of them.
func (l *lessonReader) templates(n *templateLine, at At) []Block {
	m := &leafMaker{l: l, at: l.offset(n)}
	p := ast.NewParagraph()
	var blocks []Block
	for _, t := range n.tags {
		if code := l.playground(t, at); code != nil {
			blocks = append(blocks, code)
		} else if t.sort != variable {
			m.template(p, n, t)
		}
	}
	if leaf := m.leaf(p); leaf.Text != "" {
		blocks = append(blocks, &Paragraph{At: at, Leaf: l.keep(leaf)})
	}
	return blocks
}

// classed is the box that a line of attributes makes of a block; ok is false
// if there is none. The line stands right below the block, or right above it
// where it has nothing above.
func classed(n ast.Node) (b box, a *attributeLine, ok bool) {
	if next, is := n.NextSibling().(*attributeLine); is && !next.HasBlankPreviousLines() {
		b, ok = boxAmong(next.names)
		return b, next, ok
	}
	before, is := n.PreviousSibling().(*attributeLine)
	if !is || n.HasBlankPreviousLines() {
		return b, nil, false
	}
	if above := before.PreviousSibling(); above != nil && !before.HasBlankPreviousLines() {
		return b, nil, false // it belongs to what stands above it
	}
	b, ok = boxAmong(before.names)
	return b, before, ok
}

// quote converts a block quote, which may be a box of kramdown.
func (l *lessonReader) quote(n *ast.Blockquote, at At, depth int) []Block {
	if l.lesson.course.borrowed() {
		if b, a, ok := classed(n); ok {
			return l.boxed(boxed{box: b, id: a.id, idAt: l.offset(a), node: n}, at, depth)
		}
	}
	return []Block{&Quote{At: at, Blocks: l.blocks(n, depth+1)}}
}

// codeClass is the language that a line of attributes names for a block of code.
func codeClass(n ast.Node) string {
	if a, ok := n.NextSibling().(*attributeLine); ok {
		for _, name := range a.names {
			if lang, ok := strings.CutPrefix(name, "language-"); ok {
				return lang
			}
		}
	}
	return ""
}

// unseen reports whether a paragraph holds nothing for a reader: a mark where
// a table of contents is to be, or code of MDX.
func (l *lessonReader) unseen(n ast.Node) bool {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return false
	}
	for i := range lines.Len() {
		segment := lines.At(i)
		line := strings.TrimSuffix(strings.TrimSpace(string(segment.Value(l.src.text))), ";")
		module, from := strings.CutPrefix(line, "import ")
		switch {
		case from && (strings.HasSuffix(module, "'") || strings.HasSuffix(module, `"`)):
		case lines.Len() == 1 && strings.EqualFold(strings.Trim(line, "[]_"), "toc") && strings.HasPrefix(line, "["):
		case lines.Len() == 1 && line == "${toc}":
		default:
			return false
		}
	}
	return true
}

// contentsList reports whether a list stands where kramdown puts the contents.
func contentsList(n ast.Node) bool {
	a, ok := n.NextSibling().(*attributeLine)
	if !ok {
		return false
	}
	for _, name := range a.names {
		if strings.EqualFold(name, "toc") {
			return true
		}
	}
	return false
}

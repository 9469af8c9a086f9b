package course

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An admonition is a box as MkDocs has it: a line that names it, and below it
// the text, indented by four. `???` folds it, and `===` is a tab among others.
//
//	!!! note "A title"         ??? question          === "On a Mac"
//	    Text.                      Text.                 Text.
type admonition struct {
	ast.BaseBlock
	names []string
	title string
	fold  byte // '-' shut, '+' open, 0 no fold
	tab   bool
	line  int
}

var kindAdmonition = ast.NewNodeKind("Admonition")

// Kind tells goldmark what the node is.
func (*admonition) Kind() ast.NodeKind { return kindAdmonition }

// Dump is for goldmark's own debugging.
func (a *admonition) Dump(source []byte, level int) { ast.DumpHelper(a, source, level, nil, nil) }

// admonitions parses admonitions.
type admonitions struct{}

// Trigger says with which characters one begins.
func (admonitions) Trigger() []byte { return []byte("!?=") }

// Open opens an admonition at its first line.
func (admonitions) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	a := readAdmonition(strings.TrimSpace(string(line)))
	if a == nil || tooDeep(parent) {
		return nil, parser.NoChildren
	}
	a.line = segment.Start + len(line) - len(strings.TrimLeft(string(line), " \t")) - segment.Padding
	reader.Advance(len(strings.TrimRight(string(line), "\n")))
	return a, parser.HasChildren
}

// readAdmonition reads a first line; nil if it is none.
func readAdmonition(s string) *admonition {
	a := &admonition{}
	switch {
	case strings.HasPrefix(s, "!!! "):
		s = s[4:]
	case strings.HasPrefix(s, "???+ "):
		a.fold, s = '+', s[5:]
	case strings.HasPrefix(s, "??? "):
		a.fold, s = '-', s[4:]
	case strings.HasPrefix(s, "=== "):
		s = strings.TrimLeft(s[4:], "!+ ")
		a.tab = true
	default:
		return nil
	}
	names, title, quoted := strings.Cut(strings.TrimSpace(s), `"`)
	if quoted {
		if !strings.HasSuffix(title, `"`) {
			return nil
		}
		a.title = strings.TrimSuffix(title, `"`)
	}
	a.names = strings.Fields(names)
	for _, name := range a.names {
		if !attributeKey(name) {
			return nil
		}
	}
	if a.tab != (len(a.names) == 0) || a.tab && !quoted {
		return nil
	}
	return a
}

// Continue takes what is indented by four, and empty lines.
func (admonitions) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	if indent, _ := util.IndentWidth(line, reader.LineOffset()); indent < 4 {
		return parser.Close
	}
	at, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	reader.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

// Close has nothing to do.
func (admonitions) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph says that no empty line need stand above.
func (admonitions) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine says that four spaces make code of it.
func (admonitions) CanAcceptIndentedLine() bool { return false }

// admonition converts an admonition. One of a name that nobody knows is a
// callout all the same: its program lets authors make up names.
func (l *lessonReader) admonition(n *admonition, at At, depth int) []Block {
	title := l.titleText(n.title)
	if n.tab {
		return []Block{&Callout{At: at, Word: "TAB", Title: title, Blocks: l.blocks(n, depth+1)}}
	}
	b, ok := boxAmong(n.names)
	if !ok {
		b = box{word: VisibleLine(strings.ToUpper(n.names[0]))}
	}
	return l.boxed(boxed{box: b, title: title, fold: n.fold, node: n}, at, depth)
}

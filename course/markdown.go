package course

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// lessonParser parses lessons: CommonMark, GitHub's tables, strikethrough and
// task lists, bare web addresses, footnotes, and our callouts and anchors.
var lessonParser = sync.OnceValue(func() parser.Parser { return newLessonParser(false) })

func newLessonParser(borrowed bool) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headings{parser.NewSetextHeadingParser(), borrowed}, 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(bounded{parser.NewListParser()}, 300),
			util.Prioritized(bounded{parser.NewListItemParser()}, 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser(), borrowed}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(quotes{bounded{parser.NewBlockquoteParser()}}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(footnotes{bounded{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		inlineParsers(),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(references{extension.NewFootnoteParser()}, 101),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(fewDefinitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(smallTables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}

// borrowedParser is lessonParser for lessons that were written for another
// program: with that program's boxes, tags and attributes.
var borrowedParser = sync.OnceValue(func() parser.Parser {
	p := newLessonParser(true)
	p.AddOptions(
		parser.WithBlockParsers(
			util.Prioritized(leavings{}, 60),
			util.Prioritized(fencedDivs{}, 70),
			util.Prioritized(admonitions{}, 80),
		),
		parser.WithInlineParsers(
			util.Prioritized(inlineTags{}, 50),
			util.Prioritized(wikilinks{}, 60),
		),
	)
	return p
})

// lineParser parses what has one line and no blocks: the title of a callout.
var lineParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		inlineParsers(),
	)
})

func inlineParsers() parser.Option {
	return parser.WithInlineParsers(
		util.Prioritized(guard{}, -1),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(), 999),
	)
}

// headings takes the written anchor off the end of a heading before its text
// is parsed.
type headings struct {
	parser.BlockParser
	borrowed bool
}

const headingAttributes = "lectern" // holds a *headingAttribute

type headingAttribute struct {
	attrs  []attribute
	bad    bool
	offset int // in the source, of the first character after the brace
}

func (p headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	h, ok := node.(*ast.Heading)
	if !ok || h.Lines().Len() == 0 {
		return
	}
	last := h.Lines().Len() - 1
	segment := h.Lines().At(last)
	value := string(segment.Value(reader.Source()))
	if p.borrowed {
		looseHeading(h, value, segment, last)
		return
	}
	if !strings.Contains(value, "{#") {
		return
	}
	title, attrs, bad := splitAttributes(value)
	if bad >= 0 {
		h.SetAttributeString(headingAttributes, &headingAttribute{bad: true, offset: segment.Start + bad})
		return
	}
	if len(attrs) == 0 {
		return
	}
	h.SetAttributeString(headingAttributes, &headingAttribute{attrs: attrs, offset: segment.Start})
	segment.Stop = segment.Start + len(title) - segment.Padding
	h.Lines().Set(last, segment)
}

// looseHeading takes attributes of another program off the end of a heading,
// and keeps the anchor among them.
func looseHeading(h *ast.Heading, value string, segment text.Segment, line int) {
	s := strings.TrimRight(value, " \t\n")
	open := strings.LastIndexByte(s, '{')
	if open < 0 || !strings.HasSuffix(s, "}") {
		return
	}
	a, ok := readLoose(s[open+1 : len(s)-1])
	if !ok || !a.marked {
		return
	}
	if validID(a.id) {
		h.SetAttributeString(headingAttributes, &headingAttribute{
			attrs: []attribute{{key: "#", value: a.id, offset: open + 1 + a.idAt - 1}}, offset: segment.Start,
		})
	}
	segment.Stop = segment.Start + len(strings.TrimRight(s[:open], " \t")) - segment.Padding
	h.Lines().Set(line, segment)
}

// quotes parses block quotes, and callouts, whose first line it takes whole.
type quotes struct{ bounded }

// A callout is a block quote whose first line is `[!kind] title {attributes}`.
type callout struct {
	ast.BaseBlock
	word string // the kind, in small letters
	fold byte   // '-', '+' or 0
	rest string // title and attributes
	line int    // offset of the "[" in the source
	from int    // offset of rest
}

var kindCallout = ast.NewNodeKind("Callout")

// Kind tells goldmark what the node is.
func (*callout) Kind() ast.NodeKind { return kindCallout }

// Dump is for goldmark's own debugging.
func (c *callout) Dump(source []byte, level int) {
	ast.DumpHelper(c, source, level, map[string]string{"word": c.word}, nil)
}

func (p quotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.bounded.Open(parent, reader, pc)
	if node == nil {
		return nil, state
	}
	line, segment := reader.PeekLine()
	c := calloutLine(line)
	if c == nil {
		return node, state
	}
	c.line += segment.Start - segment.Padding
	c.from += segment.Start - segment.Padding
	reader.Advance(len(bytes.TrimRight(line, "\n")))
	return c, state
}

// calloutLine reads the first line of a callout; nil if it is none.
func calloutLine(line []byte) *callout {
	s := bytes.TrimRight(line, "\n")
	start := len(s) - len(bytes.TrimLeft(s, " \t"))
	if !bytes.HasPrefix(s[start:], []byte("[!")) {
		return nil
	}
	i := start + 2
	for i < len(s) && (isLetter(s[i]) || i > start+2 && (s[i] == '-' || s[i] == '_' || '0' <= s[i] && s[i] <= '9')) {
		i++
	}
	if i == start+2 || i >= len(s) || s[i] != ']' {
		return nil
	}
	c := &callout{word: string(bytes.ToLower(s[start+2 : i])), line: start}
	i++
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		c.fold = s[i]
		i++
	}
	if i < len(s) && s[i] != ' ' && s[i] != '\t' && s[i] != '{' && !bytes.HasPrefix(s[i:], []byte("\u00a0")) {
		return nil
	}
	c.rest, c.from = string(s[i:]), i
	return c
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

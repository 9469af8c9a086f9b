package course

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What is in this file keeps a text that was made to be slow from hanging the
// program. Parsing some things takes time that grows with their square: such
// work is paid from a budget that no lesson which people wrote comes near, and
// when it is spent, what is left is plain text.
const (
	parseBudget   = 60_000_000 // steps of a few nanoseconds
	freeOfCharge  = 60         // marks in a block that is always parsed
	maxParsed     = 48         // containers open at once, while parsing
	maxTableCells = 50_000     // of one table
	maxFootnotes  = 1000       // of one lesson
)

// A budget is what may still be spent on a lesson.
type budget struct {
	left      int
	block     ast.Node // the block that is being parsed
	plain     bool     // it is plain text
	footnotes int
}

var budgetKey = parser.NewContextKey()

func budgetOf(pc parser.Context) *budget {
	return pc.ComputeIfAbsent(budgetKey, func() any { return &budget{left: parseBudget} }).(*budget)
}

// afford takes the price of n things that are each compared with each other.
func (b *budget) afford(n int) bool {
	if n <= freeOfCharge {
		return true
	}
	if n > parseBudget/n || n*n > b.left {
		return false
	}
	b.left -= n * n
	return true
}

// guard stands before the parsers of emphasis, links and code. It takes a
// block whole, as text, that would cost too much.
type guard struct{}

const marks = "*_~[]!<`"

// Trigger says at which characters Parse is called.
func (guard) Trigger() []byte { return []byte(marks) }

// Parse passes, or takes what is left of the block.
func (guard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := budgetOf(pc)
	if b.block != parent {
		b.block, b.plain = parent, !b.afford(countMarks(parent.Lines(), block.Source()))
	}
	if !b.plain {
		return nil
	}
	var last *ast.Text
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return last
		}
		if last != nil {
			last.SetSoftLineBreak(true)
			parent.AppendChild(parent, last)
		}
		last = ast.NewTextSegment(segment.TrimRightSpace(block.Source()))
		block.AdvanceLine()
	}
}

var isMark = func() (is [256]bool) {
	for i := range len(marks) {
		is[marks[i]] = true
	}
	return is
}()

func countMarks(lines *text.Segments, source []byte) int {
	n := 0
	for i := range lines.Len() {
		segment := lines.At(i)
		for _, c := range source[segment.Start:segment.Stop] {
			if isMark[c] {
				n++
			}
		}
	}
	return n
}

// bounded opens no container inside of too many others.
type bounded struct{ parser.BlockParser }

func (p bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if depth++; depth > maxParsed {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// smallTables leaves a table as text that would have too many cells: short
// rows are filled up to the width of the head, which can blow up a small file.
type smallTables struct{ parser.ParagraphTransformer }

func (t smallTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	most, lines := 0, node.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		most = max(most, 1+bytes.Count(segment.Value(reader.Source()), []byte("|")))
	}
	if most*lines.Len() <= maxTableCells {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// fewDefinitions leaves link definitions as text where there are too many in
// one block.
type fewDefinitions struct{ parser.ParagraphTransformer }

func (t fewDefinitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	if !bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " "), []byte("[")) || budgetOf(pc).afford(lines.Len()) {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// footnotes takes so many footnotes and no more.
type footnotes struct{ bounded }

func (p footnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if b := budgetOf(pc); b.footnotes < maxFootnotes {
		node, state := p.bounded.Open(parent, reader, pc)
		if node != nil {
			b.footnotes++
		}
		return node, state
	}
	return nil, parser.NoChildren
}

// references looks up footnotes, which takes longer the more there are.
type references struct{ parser.InlineParser }

func (p references) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := budgetOf(pc)
	if b.left -= b.footnotes; b.left < 0 {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

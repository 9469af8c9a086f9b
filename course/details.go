package course

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// maxSought is how many blocks of a lesson are looked at in search of ends.
const maxSought = 20_000

var (
	detailsStart = regexp.MustCompile(`(?i)^\s*<details\b[^>]*>`)
	detailsTag   = regexp.MustCompile(`(?i)</?details\b`)
	summaryText  = regexp.MustCompile(`(?is)<summary\b[^>]*>(.*?)</summary\s*>`)
)

// details converts what HTML folds: <details>, up to its end in another block
// of HTML beside it. next is the block behind it; ok is false if n is none.
func (l *lessonReader) details(n ast.Node, end ast.Node, depth int) (fold *Fold, next ast.Node, ok bool) {
	block, is := n.(*ast.HTMLBlock)
	if !is || depth >= maxNested {
		return nil, nil, false
	}
	raw := l.rawHTML(block)
	head := detailsStart.Find(raw)
	if head == nil {
		return nil, nil, false
	}
	last := l.detailsEnd(block, end)
	if last == nil {
		return nil, nil, false
	}
	fold = &Fold{At: l.src.at(l.offset(n)), Word: "DETAILS", Open: bytes.Contains(bytes.ToLower(head), []byte(" open"))}
	inside := raw[len(head):]
	if m := summaryText.FindSubmatchIndex(inside); m != nil {
		fold.Title = l.htmlWords(inside[m[2]:m[3]])
		inside = append(append([]byte(nil), inside[:m[0]]...), inside[m[1]:]...)
	}
	add := func(raw []byte) {
		m := &leafMaker{l: l, at: l.offset(n)}
		p := ast.NewParagraph()
		m.htmlText(p, raw)
		if leaf := m.leaf(p); leaf.Text != "" {
			fold.Blocks = append(fold.Blocks, &Paragraph{At: l.src.at(m.at), Leaf: l.keep(leaf)})
		}
	}
	add(inside)
	next = last.NextSibling()
	if last != n {
		fold.Blocks = append(fold.Blocks, l.run(n.NextSibling(), last, depth+1)...)
		add(l.rawHTML(last))
	}
	if b, known := boxOf(strings.Trim(strings.ToLower(firstWord(fold.Title)), ":")); known && b.fold {
		fold.Word = b.word
	}
	return fold, next, true
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// detailsEnd is the block of HTML, block itself or one behind it, that ends as
// many as were begun.
func (l *lessonReader) detailsEnd(block *ast.HTMLBlock, end ast.Node) *ast.HTMLBlock {
	open := 0
	for n := ast.Node(block); n != nil && n != end; n = n.NextSibling() {
		if l.sought++; l.sought > maxSought {
			return nil
		}
		h, is := n.(*ast.HTMLBlock)
		if !is {
			continue
		}
		for _, tag := range detailsTag.FindAll(l.rawHTML(h), -1) {
			if tag[1] == '/' {
				open--
			} else {
				open++
			}
		}
		if open <= 0 {
			return h
		}
	}
	return nil
}

// rawHTML is the text of a block of HTML.
func (l *lessonReader) rawHTML(n *ast.HTMLBlock) []byte {
	var b bytes.Buffer
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(l.src.text))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(l.src.text))
	}
	return b.Bytes()
}

// htmlWords is what HTML reads, in one line.
func (l *lessonReader) htmlWords(raw []byte) string {
	m := &leafMaker{l: &lessonReader{lesson: l.lesson, src: l.src}}
	m.htmlText(ast.NewParagraph(), raw)
	return squeeze(m.plain.String())
}

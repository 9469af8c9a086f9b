package course

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A fencedDiv is what stands between two lines of colons, as Pandoc and
// Docusaurus have it. The first line names it; the next line of colons alone
// that belongs to no div in it ends it.
//
//	::::: challenge            ::: {.challenge #first}       :::note[A title]
type fencedDiv struct {
	ast.BaseBlock
	divHead
	line   int // offset of the first colon in the source
	closed bool
}

// A divHead is what the first line of a div says.
type divHead struct {
	names []string // the classes, or the one word
	title string
	id    string
	idAt  int // offset of the id from the start of the line
}

var kindFencedDiv = ast.NewNodeKind("FencedDiv")

// Kind tells goldmark what the node is.
func (*fencedDiv) Kind() ast.NodeKind { return kindFencedDiv }

// Dump is for goldmark's own debugging.
func (d *fencedDiv) Dump(source []byte, level int) { ast.DumpHelper(d, source, level, nil, nil) }

// A strayFence is a line of colons that ends nothing.
type strayFence struct{ ast.BaseBlock }

var kindStrayFence = ast.NewNodeKind("StrayFence")

// Kind tells goldmark what the node is.
func (*strayFence) Kind() ast.NodeKind { return kindStrayFence }

// Dump is for goldmark's own debugging.
func (f *strayFence) Dump(source []byte, level int) { ast.DumpHelper(f, source, level, nil, nil) }

// fencedDivs parses fenced divs.
type fencedDivs struct{}

// Trigger says with which character a line of colons begins.
func (fencedDivs) Trigger() []byte { return []byte{':'} }

// Open opens a div at its first line.
func (fencedDivs) Open(parent ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	rest, ok := colons(line)
	if !ok {
		return nil, parser.NoChildren
	}
	if rest == "" {
		reader.AdvanceToEOL()
		return &strayFence{}, parser.NoChildren
	}
	head, ok := readDivHead(string(line), strings.Index(string(line), rest))
	if !ok || tooDeep(parent) {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding
	d := &fencedDiv{divHead: head, line: start + bytes.IndexByte(line, ':')}
	d.idAt += start
	reader.Advance(len(bytes.TrimRight(line, "\n")))
	return d, parser.HasChildren
}

// Continue ends a div at the line of colons that is its own.
func (fencedDivs) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	div, ok := node.(*fencedDiv)
	if !ok {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if len(bytes.Trim(line, ": \t\r\n")) > 0 {
		return parser.Continue | parser.HasChildren // a line with anything else ends nothing
	}
	if rest, ok := colons(line); ok && rest == "" && innermost(node, line, pc) {
		div.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// innermost reports whether no block inside of the div takes the line of
// colons: a div in it, or a block of code.
func innermost(div ast.Node, line []byte, pc parser.Context) bool {
	indent, _ := util.IndentWidth(line, 0)
	inside, last := false, div
	for _, b := range pc.OpenedBlocks() {
		if b.Node == div {
			inside = true
			continue
		}
		if !inside {
			continue
		}
		switch n := b.Node.(type) {
		case *ast.ListItem:
			if indent < n.Offset {
				return last == div
			}
			indent -= n.Offset
		case *admonition:
			if indent < 4 {
				return last == div
			}
			indent -= 4
		case *ast.Blockquote, *callout:
			return last == div
		case *ast.FencedCodeBlock, *rawLeaving:
			return false
		case *ast.HTMLBlock:
			if n.HTMLBlockType < ast.HTMLBlockType6 {
				return false
			}
		case *fencedDiv:
			last = n
		}
	}
	return last == div
}

// Close has nothing to do.
func (fencedDivs) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph says that no empty line need stand above.
func (fencedDivs) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine says that four spaces make code of it.
func (fencedDivs) CanAcceptIndentedLine() bool { return false }

// tooDeep reports whether too many containers are open, or more divs than are
// drawn: each of them looks at every line.
func tooDeep(n ast.Node) bool {
	depth, divs := 0, 0
	for ; n != nil; n = n.Parent() {
		depth++
		if _, ok := n.(*fencedDiv); ok {
			divs++
		}
	}
	return depth > maxParsed || divs > maxNested
}

// colons reads a line that begins with three colons or more; rest is what
// follows them, without the colons that may stand at the end.
func colons(line []byte) (rest string, ok bool) {
	trimmed := bytes.TrimSpace(line) // every line is asked, by every div that is open
	if !bytes.HasPrefix(trimmed, []byte(":::")) {
		return "", false
	}
	if indent, _ := util.IndentWidth(line, 0); indent > 3 {
		return "", false
	}
	s := string(trimmed)
	return strings.TrimSpace(strings.TrimRight(strings.TrimLeft(s, ":"), ":")), true
}

// readDivHead reads the first line of a div, whose name begins at offset from.
func readDivHead(line string, from int) (h divHead, ok bool) {
	s := strings.TrimRight(strings.TrimRight(line, " \t\n"), ":")
	s = strings.TrimRight(s[from:], " \t")
	if !strings.HasPrefix(s, "{") {
		end := 0
		for end < len(s) && (isLetter(s[end]) || end > 0 && (s[end] == '-' || s[end] == '_' || '0' <= s[end] && s[end] <= '9')) {
			end++
		}
		if end == 0 || end < len(s) && strings.IndexByte(" \t[{", s[end]) < 0 {
			return h, false
		}
		h.names = []string{s[:end]}
		from, s = from+end, s[end:]
		if close := strings.LastIndexByte(s, ']'); strings.HasPrefix(s, "[") && close > 0 {
			h.title = s[1:close]
			from, s = from+close+1, s[close+1:]
		}
	}
	if open := strings.IndexByte(s, '{'); open >= 0 {
		if end := closingBrace(s[open+1:]); end >= 0 {
			if a, read := readLoose(s[open+1 : open+1+end]); read {
				h.names = append(h.names, a.names...)
				h.id, h.idAt = a.id, from+open+1+a.idAt
				if h.title == "" {
					h.title = a.values["title"]
				}
				s = s[:open] + " " + s[open+1+end+1:]
			}
		}
	}
	if s = strings.TrimSpace(s); h.title == "" && s != "" {
		h.title = s
	}
	return h, len(h.names) > 0 || h.id != ""
}

// writeDivID is WriteID for the first line of a div.
func writeDivID(line string, offset int, id string) (written string, ok bool) {
	rest, ok := colons([]byte(line[offset:]))
	if !ok || rest == "" {
		return "", false
	}
	from := offset + strings.Index(line[offset:], rest)
	h, ok := readDivHead(line, from)
	switch {
	case !ok:
		return "", false
	case h.id != "":
		return line[:h.idAt] + id + line[h.idAt+len(h.id):], true
	case rest[0] == '{':
		return line[:from+1] + "#" + id + " " + line[from+1:], true
	}
	name := h.names[0]
	end := from + len(name)
	if behind := strings.TrimSpace(strings.TrimRight(line[end:], ": \t")); behind == "" { // as Pandoc has it
		return line[:from] + "{." + name + " #" + id + "}" + line[end:], true
	}
	if i := strings.IndexByte(line[end:], '{'); i >= 0 {
		return line[:end+i+1] + "#" + id + " " + line[end+i+1:], true
	}
	end = from + len(rest)
	if rest[len(rest)-1] != ']' {
		return line[:end] + " {#" + id + "}" + line[end:], true
	}
	return line[:end] + "{#" + id + "}" + line[end:], true
}

// div converts a fenced div.
func (l *lessonReader) div(n *fencedDiv, at At, depth int) []Block {
	if !n.closed {
		l.find(Warning, n.line, "the div "+quote(strings.Join(n.names, " "))+" is never closed, and goes on to the end", "write a line of colons where it ends: :::")
	}
	b, ok := boxAmong(n.names)
	if !ok {
		l.unknownDiv(n)
		return l.blocks(n, depth+1)
	}
	return l.boxed(boxed{box: b, title: l.titleText(n.title), id: n.id, idAt: n.idAt, node: n}, at, depth)
}

// unknownDiv finds a name that is nearly one that is known. Others are for how
// a page looks.
func (l *lessonReader) unknownDiv(n *fencedDiv) {
	for _, name := range n.names {
		if len(name) < 5 {
			continue
		}
		if word := likely(strings.ToLower(name), boxNames()); word != "" {
			l.find(Warning, n.line, "nothing is known of a div "+quote(name)+", and what is in it is drawn as text", "did you mean "+quote(word)+"?")
			return
		}
	}
}

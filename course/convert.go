package course

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// maxNested is how deep containers stand in containers; deeper ones are drawn
// as if their contents stood in the last one.
const maxNested = 16

// A lessonReader turns the text of a lesson into blocks.
type lessonReader struct {
	lesson *Lesson
	ix     *Index // what the rest of the course is known of; may be nil
	src    *source

	findings []Finding
	drafts   []*draft
	headings []*anchorDraft
	links    []*Link
	recalls  []*Recall

	byHeading              map[*Heading]*anchorDraft
	staff                  int // boxes for the instructor around
	includes, includedSize int
	sought                 int // blocks that were looked at for the ends of others
	made                   int // blocks that were converted

	byAnchor map[string]place     // made by places
	files    map[string]fileState // by path
	guesses  int                  // misspelt names that were looked up

	named   bool // some link reads by what the index knows
	tooDeep bool
}

// read parses the lesson's text.
func (l *lessonReader) read() []Block {
	parser := lessonParser
	if l.lesson.course.borrowed() {
		parser = borrowedParser
	}
	doc := parser().Parse(text.NewReader(l.src.text))
	return l.blocks(doc, 0)
}

func (l *lessonReader) find(sev Severity, offset int, what, remedy string) {
	l.findAt(sev, l.src.at(offset), what, remedy)
}

// maxFindings of one lesson are worth listing.
const maxFindings = 200

func (l *lessonReader) findAt(sev Severity, at At, what, remedy string) {
	switch {
	case len(l.findings) > maxFindings:
		return
	case len(l.findings) == maxFindings:
		sev, what, remedy = Error, "there is more to mend than is listed here", "mend this first"
	}
	l.findings = append(l.findings, Finding{Severity: sev, File: l.lesson.File, At: at, Text: what, Remedy: remedy})
}

// offset is where a block starts in the source.
func (l *lessonReader) offset(n ast.Node) int {
	switch n := n.(type) {
	case *callout:
		return n.line
	case *fencedDiv:
		return n.line
	case *admonition:
		return n.line
	}
	if p := n.Pos(); p >= 0 {
		return p
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if c := n.FirstChild(); c != nil {
		return l.offset(c)
	}
	return 0
}

// blocks converts what is in a container. depth counts the containers around it.
func (l *lessonReader) blocks(parent ast.Node, depth int) []Block {
	return l.run(parent.FirstChild(), nil, depth)
}

// run converts the blocks from n up to end, without that.
func (l *lessonReader) run(n, end ast.Node, depth int) []Block {
	var blocks []Block
	for n != nil && n != end {
		if l.lesson.course.borrowed() {
			if fold, next, ok := l.details(n, end, depth); ok {
				blocks = append(blocks, fold)
				n = next
				continue
			}
		}
		if l.made++; l.made > maxBlocks {
			return append(blocks, l.cutOff(n)...)
		}
		blocks = append(blocks, l.block(n, depth)...)
		n = n.NextSibling()
	}
	return blocks
}

// maxBlocks of one lesson are drawn. A book of 500 pages has about half of it.
const maxBlocks = 30_000

// cutOff says, once, that the lesson from n on is left out.
func (l *lessonReader) cutOff(n ast.Node) []Block {
	if l.made > maxBlocks+1 {
		return nil
	}
	at := l.src.at(l.offset(n))
	l.findAt(Error, at, fmt.Sprintf("the lesson has more than %d paragraphs and other blocks; the rest is left out", maxBlocks), "make several lessons of it")
	return []Block{plainParagraph("The lesson is longer than can be shown here. The rest of it is left out.", at)}
}

func (l *lessonReader) block(n ast.Node, depth int) []Block {
	offset := l.offset(n)
	at := l.src.at(offset)
	if depth >= maxNested && n.HasChildren() && isContainer(n) {
		if !l.tooDeep {
			l.tooDeep = true
			l.findAt(Warning, at, "quotes and lists stand more than 16 deep in each other", "the inner ones are not drawn; take some out")
		}
		return l.blocks(n, depth)
	}
	var b Block
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return l.paragraph(n, at)
	case *ast.Heading:
		b = l.heading(n, offset)
	case *ast.ThematicBreak:
		b = &Rule{at}
	case *ast.CodeBlock:
		b = &Code{At: at, Text: l.codeText(n)}
	case *ast.FencedCodeBlock:
		if l.unshownCode(n) {
			return nil
		}
		b = l.fencedCode(n, at)
	case *ast.HTMLBlock:
		if b = l.htmlBlock(n); b == nil {
			return nil
		}
	case *extast.Table:
		b = l.table(n, at)
	case *ast.Blockquote:
		return l.quote(n, at, depth)
	case *callout:
		return l.callout(n, at, depth)
	case *ast.List:
		if contentsList(n) {
			return nil
		}
		b = l.list(n, at, depth)
	case *fencedDiv:
		return l.div(n, at, depth)
	case *admonition:
		return l.admonition(n, at, depth)
	case *rawLeaving:
		return l.rawLeaving(n, at)
	case *templateLine:
		return l.templates(n, at)
	case *attributeLine:
		return nil
	case *strayFence:
		l.find(Warning, offset, "the line of colons ends nothing", "take it out, or write the line that begins the div")
		return nil
	case *extast.FootnoteList:
		b = l.footnotes(n, at, depth)
	default:
		return l.blocks(n, depth)
	}
	return []Block{b}
}

func isContainer(n ast.Node) bool {
	switch n.(type) {
	case *ast.Blockquote, *callout, *ast.List, *ast.ListItem, *extast.FootnoteList, *fencedDiv, *admonition:
		return true
	}
	return false
}

// keep notes a leaf's links for when the course as a whole is known.
func (l *lessonReader) keep(leaf Leaf) Leaf {
	for i := range leaf.Links {
		l.links = append(l.links, &leaf.Links[i])
	}
	return leaf
}

func (l *lessonReader) paragraph(n ast.Node, at At) []Block {
	if l.lesson.course.borrowed() && l.unseen(n) {
		return nil
	}
	m := &leafMaker{l: l, at: l.offset(n)}
	p := ast.NewParagraph()
	m.inlines(p, n)
	leaf := m.leaf(p)
	if leaf.Text == "" {
		return nil
	}
	l.strayCallouts(n)
	return []Block{&Paragraph{At: at, Leaf: l.keep(leaf)}}
}

// strayCallouts finds first lines of callouts in the middle of a paragraph.
func (l *lessonReader) strayCallouts(n ast.Node) {
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		line := segment.Value(l.src.text)
		if !bytes.HasPrefix(line, []byte("[!")) {
			continue
		}
		if c := calloutLine(line); c != nil && knownWord(c.word) {
			l.find(Warning, segment.Start, "[!"+c.word+"] starts no callout here", `start its line with "> ", and leave an empty line above it`)
		}
	}
}

func (l *lessonReader) heading(n *ast.Heading, offset int) Block {
	m := &leafMaker{l: l, at: offset}
	h := ast.NewHeading(n.Level)
	m.inlines(h, n)
	heading := &Heading{At: l.src.at(offset), Leaf: l.keep(m.leaf(h)), Level: n.Level}
	draft := &anchorDraft{heading: heading}
	if v, ok := n.AttributeString(headingAttributes); ok {
		l.anchor(draft, v.(*headingAttribute))
	}
	l.headings = append(l.headings, draft)
	if l.lesson.course.borrowed() {
		if l.byHeading == nil {
			l.byHeading = map[*Heading]*anchorDraft{}
		}
		l.byHeading[heading] = draft
	}
	return heading
}

// anchor reads what is written in braces at the end of a heading.
func (l *lessonReader) anchor(d *anchorDraft, a *headingAttribute) {
	if a.bad {
		l.find(Error, a.offset, "the braces cannot be read", "write an anchor as {#name} at the end of the line")
		return
	}
	for _, attr := range a.attrs {
		switch {
		case attr.key != "#":
			l.find(Error, a.offset+attr.offset, "a heading has no attribute "+quote(attr.key), "leave it out; a heading takes {#name} alone")
		case !validID(attr.value):
			l.find(Error, a.offset+attr.offset, "anchor "+quote(attr.value)+" cannot be linked to", "use letters, digits, hyphens, dots and underscores")
		default:
			d.written = attr.value
			d.at = l.src.at(a.offset + attr.offset)
		}
	}
}

func (l *lessonReader) fencedCode(n *ast.FencedCodeBlock, at At) *Code {
	lang := decodeInline(string(n.Language(l.src.text)))
	if l.lesson.course.borrowed() {
		lang = codeLanguage(lang)
		if lang == "" {
			lang = codeClass(n)
		}
	}
	return &Code{At: at, Lang: VisibleLine(lang), Text: l.codeOf(l.codeText(n), lang)}
}

func (l *lessonReader) codeText(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		b.Write(segment.Value(l.src.text))
	}
	return Visible(strings.TrimRight(b.String(), "\n"))
}

func (l *lessonReader) table(n *extast.Table, at At) Block {
	m := &leafMaker{l: l, at: l.offset(n), inCell: true}
	t := extast.NewTable()
	t.Alignments = n.Alignments
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		to := extast.NewTableRow(n.Alignments)
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			c := extast.NewTableCell()
			if from, ok := cell.(*extast.TableCell); ok {
				c.Alignment = from.Alignment
			}
			if cell != row.FirstChild() {
				m.plain.WriteString(" | ")
			}
			m.inlines(c, cell)
			to.AppendChild(to, c)
		}
		m.plain.WriteString("\n")
		if _, head := row.(*extast.TableHeader); head {
			t.AppendChild(t, extast.NewTableHeader(to))
		} else {
			t.AppendChild(t, to)
		}
	}
	return &Table{At: at, Leaf: l.keep(m.leaf(t))}
}

func (l *lessonReader) list(n *ast.List, at At, depth int) *List {
	list := &List{At: at, Ordered: n.IsOrdered(), Start: n.Start, Tight: n.IsTight}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		list.Items = append(list.Items, ListItem{Task: taskState(item), Blocks: l.blocks(item, depth+1)})
	}
	return list
}

func taskState(item ast.Node) TaskState {
	if first := item.FirstChild(); first != nil {
		if box, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
			if box.IsChecked {
				return Checked
			}
			return Unchecked
		}
	}
	return NoBox
}

func (l *lessonReader) footnotes(n *extast.FootnoteList, at At, depth int) Block {
	notes := &Footnotes{At: at}
	for note := n.FirstChild(); note != nil; note = note.NextSibling() {
		if f, ok := note.(*extast.Footnote); ok {
			notes.Notes = append(notes.Notes, Footnote{Number: f.Index, Blocks: l.blocks(f, depth+1)})
		}
	}
	return notes
}

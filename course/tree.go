package course

import (
	"fmt"
	"path"
	"reflect"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Tree parses the lesson. With an index, ids, numbers and links are the
// course's final ones, and the activities are the index's own; without one,
// links to other lessons' items lead nowhere yet, and items have no numbers.
// A lesson that cannot be read has a short Tree that says so, with an Error
// among its findings; the error returned is always nil.
func (l *Lesson) Tree(ix *Index) (*Tree, error) {
	if ix != nil && !ix.Fits(l.course) {
		ix = nil
	}
	p := l.parse(ix)
	if ix != nil && !p.adopt(ix) {
		// The file is not what the index was made of: it was edited since.
		p = l.parse(nil)
		assign([]*lessonReader{p.lessonReader})
		p.ix = ix
		p.link()
		for _, a := range p.tree.Activities {
			if known := ix.Activity(a.ID); known != nil {
				a.Number = known.Number
			}
		}
	} else {
		if ix == nil {
			assign([]*lessonReader{p.lessonReader})
		}
		p.link()
	}
	p.finish()
	if ix != nil && p.adopted {
		p.tree.Findings = ix.Lessons[l.index].Findings
	}
	return p.tree, nil
}

// A parsed is a lesson on its way to being a Tree.
type parsed struct {
	*lessonReader
	tree    *Tree
	front   frontMatter
	adopted bool // ids and activities are the index's
}

// parse reads the file and converts it. Ids, anchors and links are still open.
func (l *Lesson) parse(ix *Index) *parsed {
	p := &parsed{lessonReader: &lessonReader{lesson: l, ix: ix, src: newSource(nil)}, tree: &Tree{Lesson: l}}
	raw, err := l.text()
	var content []byte
	if err == nil {
		content, err = decodeText(raw)
	}
	if err != nil {
		p.unreadable(err)
		return p
	}
	var body []byte
	var above int
	switch {
	case l.span.from > 0:
		body = plainDestinations(content)
	case l.course.borrowed():
		p.front, body, above, p.findings = readBorrowedFront(l.File, content)
		body = plainDestinations(body)
		if p.front.placed && l.course.placeless[path.Dir(l.File)] {
			p.findings = append(p.findings, Finding{Severity: Warning, File: l.File, At: At{Line: 1, Col: 1},
				Text:   fmt.Sprintf("names its place or that it is a draft, which nobody looks for where the first %d pages of a folder have no front matter", fewPages),
				Remedy: "give one of those front matter, or list the lessons in course.yaml"})
		}
	default:
		p.front, body, above, p.findings = readFrontMatter(l.File, content)
	}
	p.src = newSource(body)
	p.src.above = above + l.span.above
	p.hiddenCharacters()
	p.tree.Blocks = p.read()
	p.tree.Section = p.front.section
	p.tree.Objectives = p.front.objectives
	p.title()
	p.frame()
	for _, d := range p.drafts {
		d.activity.Section = p.front.section
		p.tree.Activities = append(p.tree.Activities, d.activity)
	}
	p.count()
	return p
}

// hiddenCharacters finds, once a line, what Visible has to mark.
func (p *parsed) hiddenCharacters() {
	text := string(p.src.text)
	for start := 0; ; {
		i := firstHidden(text[start:], false)
		if i < 0 {
			return
		}
		start += i
		p.find(Warning, start, "a character that does not show stands here: "+hiddenName(text[start:]), "remove it")
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			return
		}
		start += end
	}
}

// unreadable makes the tree of a lesson that cannot be read.
func (p *parsed) unreadable(err error) {
	p.findings = []Finding{{Severity: Error, File: p.lesson.File, Text: "cannot be read: " + err.Error()}}
	p.tree.Title = p.lesson.fileTitle()
	p.tree.Blocks = []Block{
		plainParagraph("This lesson cannot be read. The rest of the course works without it.", At{}),
		plainParagraph(p.findings[0].String(), At{}),
	}
}

// title takes the title from the front matter, else from the first heading,
// which then is not drawn again, else from the table of contents or the
// file's name.
func (p *parsed) title() {
	t := p.tree
	t.Title = p.front.title
	for i, b := range t.Blocks {
		h, ok := b.(*Heading)
		if !ok {
			continue
		}
		text := squeeze(h.Text)
		if text == "" || t.Title != "" && (t.Title != text || i > 0) {
			break
		}
		t.Title = text
		t.Blocks = append(t.Blocks[:i:i], t.Blocks[i+1:]...)
		break
	}
	if t.Title == "" {
		t.Title = p.lesson.fileTitle()
	}
}

// count counts the words, and the minutes that they and the activities take.
func (p *parsed) count() {
	t := p.tree
	t.Words = wordsOf(t.Blocks) + countWords(t.Title)
	words, minutes := t.Words, 0.0
	for _, a := range t.Activities {
		minutes += a.Minutes
		if a.Minutes == 0 && a.Kind.Form() == Tick {
			words += a.Words
		}
	}
	t.Counted = minutes + float64(words)*60/float64(p.lesson.course.Credit.WordsPerHour)
	t.Minutes = t.Counted
	if p.front.minutes > 0 {
		t.Minutes = p.front.minutes
	}
}

// adopt takes ids and anchors from the index, and reports whether the index
// was made of the same lesson.
func (p *parsed) adopt(ix *Index) bool {
	known := &ix.Lessons[p.lesson.index]
	if len(known.Activities) != len(p.drafts) || len(known.Headings) != len(p.headings) {
		return false
	}
	for i, d := range p.drafts {
		if !sameFacts(known.Activities[i], d.activity) {
			return false
		}
	}
	for i, h := range p.headings {
		h.heading.Anchor = known.Headings[i].Anchor
	}
	for i, d := range p.drafts {
		d.activity = known.Activities[i]
		d.block.Activity = d.activity
	}
	p.tree.Activities = known.Activities
	p.adopted = true
	return true
}

// sameFacts reports whether two readings of an activity are of the same text.
func sameFacts(a, b *Activity) bool {
	x, y := *a, *b
	for _, f := range []*Activity{&x, &y} {
		f.ID, f.Derived, f.Number, f.Links = "", false, 0, nil
	}
	return reflect.DeepEqual(x, y)
}

// link resolves the links and the recalls.
func (p *parsed) link() {
	for _, link := range p.links {
		p.resolve(link)
	}
	for _, d := range p.drafts {
		if !p.adopted {
			d.activity.Links = promptLinks(d.block.Prompt)
		}
	}
	if p.ix == nil {
		return
	}
	for _, r := range p.recalls {
		if p.ix.Activity(r.Of) == nil {
			p.findAt(Error, r.At, "the recall is of "+quote(r.Of)+", which no activity is called",
				p.didYouMean("", r.Of, p.knownPlaces, "write the id of an activity"))
		}
	}
}

// finish puts the findings in order.
func (p *parsed) finish() {
	sortFindings(p.findings)
	p.tree.Findings = p.findings
}

// names names the blocks when a name is asked for: an index asks for none.
func (t *Tree) names() []string {
	t.named.Do(func() { t.keys = blockKeys(t.Blocks) })
	return t.keys
}

// Key names the i-th block so that Find finds it again after the lesson was
// edited: an activity by its id, a heading by its anchor, others by what they
// say, the second of the same with -2. It is "" for a block that is not there.
func (t *Tree) Key(i int) string {
	if i < 0 || i >= len(t.names()) {
		return ""
	}
	return t.names()[i]
}

// Find returns the index of the block with that key; failing that, near, or
// the last block where near is beyond it. It is 0 in an empty lesson.
func (t *Tree) Find(key string, near int) int {
	for i, k := range t.names() {
		if k == key {
			return i
		}
	}
	return max(0, min(near, len(t.Blocks)-1))
}

// plainParagraph is a paragraph of clean text without any markup in it.
func plainParagraph(s string, at At) *Paragraph {
	m := &leafMaker{}
	p := ast.NewParagraph()
	m.text(p, s, false, false)
	return &Paragraph{At: at, Leaf: m.leaf(p)}
}

// title is the lesson's title, read for a course that has none of its own.
func (l *Lesson) title() string { return l.parse(nil).tree.Title }

package course

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A box is what another program's course sets apart from its text, under a
// name: by a fenced div, an admonition, a class at a quote.
type box struct {
	names []string
	word  string // on the screen; "": the name in capitals
	kind  Kind   // an activity, which is then optional
	fold  bool
	staff bool // for the instructor alone
}

// boxes lists them all. A name that is not here is no box: what stands under
// it is drawn as if it stood there alone.
var boxes = []box{
	{names: []string{"challenge", "exercise", "question"}, kind: Question},
	{names: []string{"discussion"}, kind: Journal},
	{names: []string{"solution", "answer"}, word: "SOLUTION", fold: true},
	{names: []string{"hint", "spoiler", "details"}, fold: true},
	{names: []string{"instructor"}, staff: true},
	{names: []string{"objectives", "questions", "callout", "checklist", "testimonial", "note", "tip", "important", "warning", "caution",
		"info", "abstract", "summary", "tldr", "todo", "success", "check", "done", "help", "faq", "attention", "failure", "fail",
		"missing", "danger", "error", "bug", "example", "quote", "cite", "seealso"}},
	{names: []string{"keypoints"}, word: "KEY POINTS"},
	{names: []string{"prereq", "prerequisite", "prerequisites"}, word: "PREREQUISITES"},
}

// boxOf finds a box by a name, in small or capital letters. Quarto puts
// callout- before its names.
func boxOf(name string) (box, bool) {
	name = strings.TrimPrefix(strings.ToLower(name), "callout-")
	for _, b := range boxes {
		if slices.Contains(b.names, name) {
			if b.word == "" {
				b.word = strings.ToUpper(name)
			}
			return b, true
		}
	}
	return box{}, false
}

// boxAmong finds the first of names that is a box.
func boxAmong(names []string) (box, bool) {
	for _, name := range names {
		if b, ok := boxOf(name); ok {
			return b, true
		}
	}
	return box{}, false
}

// boxNames are the names that are told to somebody who misspelt one.
func boxNames() []string {
	var names []string
	for _, b := range boxes {
		names = append(names, b.names...)
	}
	return names
}

// A boxed is a box as it stands in a lesson.
type boxed struct {
	box
	title string
	id    string
	idAt  int  // offset of the id
	fold  byte // '-' shut, '+' open, 0 as the box is
	node  ast.Node
}

// boxed converts a box. Where it has no title, that is its first heading.
func (l *lessonReader) boxed(b boxed, at At, depth int) []Block {
	switch {
	case b.staff && !l.lesson.course.teaching:
		return nil
	case b.staff:
		l.staff++
		blocks := l.blocks(b.node, depth+1)
		l.staff--
		title, blocks := l.takeTitle(b.title, blocks, nil)
		return []Block{&Fold{At: at, Word: b.word, Title: title, Blocks: blocks}}
	case b.kind != "" && l.staff == 0:
		return l.exercise(b, at, depth)
	}
	title, blocks := l.takeTitle(b.title, l.blocks(b.node, depth+1), nil)
	if b.box.fold && b.fold != '+' || b.fold != 0 {
		return []Block{&Fold{At: at, Word: b.word, Title: title, Open: b.fold == '+', Blocks: blocks}}
	}
	return []Block{&Callout{At: at, Word: b.word, Title: title, Blocks: blocks}}
}

// takeTitle takes the first heading for the title, where there is none.
// Links to the heading then lead to of.
func (l *lessonReader) takeTitle(title string, blocks []Block, of *draft) (string, []Block) {
	if title != "" || len(blocks) == 0 {
		return title, blocks
	}
	h, ok := blocks[0].(*Heading)
	if !ok || squeeze(h.Text) == "" {
		return title, blocks
	}
	if a := l.byHeading[h]; a != nil && of != nil {
		a.of = of
		if of.written == "" && a.written != "" {
			of.written, of.idAt, a.written = a.written, a.at, ""
		}
	}
	return squeeze(h.Text), blocks[1:]
}

// exercise converts a box that asks something of the learner.
func (l *lessonReader) exercise(b boxed, at At, depth int) []Block {
	d := &draft{activity: &Activity{Kind: b.kind, At: at, Lesson: l.lesson.index, Optional: true}}
	d.block = &ActivityBlock{At: at, Activity: d.activity}
	if validID(b.id) {
		d.written, d.idAt = b.id, l.src.at(b.idAt)
	}
	for n := b.node.FirstChild(); n != nil && d.written == ""; n = n.NextSibling() {
		if a, ok := n.(*attributeLine); ok && validID(a.id) { // an admonition has no other place for it
			d.written, d.idAt = a.id, l.src.at(l.offset(a))
		}
	}
	l.drafts = append(l.drafts, d)
	title, blocks := l.takeTitle(b.title, l.blocks(b.node, depth+1), d)
	d.activity.Title = title
	return l.asked(d, blocks)
}

// frame puts what the front matter of a lesson of The Carpentries asks before
// the text, and what it sums up behind it.
func (p *parsed) frame() {
	at := At{Line: 1, Col: 1}
	if len(p.front.questions) > 0 {
		p.tree.Blocks = append([]Block{&Callout{At: at, Word: "QUESTIONS", Blocks: []Block{p.lines(p.front.questions, at)}}}, p.tree.Blocks...)
	}
	if len(p.front.keypoints) > 0 {
		p.tree.Blocks = append(p.tree.Blocks, &Callout{At: at, Word: "KEY POINTS", Blocks: []Block{p.lines(p.front.keypoints, at)}})
	}
}

// lines is a list of texts.
func (p *parsed) lines(texts []string, at At) *List {
	list := &List{At: at, Tight: true}
	for _, s := range texts {
		list.Items = append(list.Items, ListItem{Blocks: []Block{plainParagraph(p.titleText(s), at)}})
	}
	return list
}

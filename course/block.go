package course

import "github.com/yuin/goldmark/ast"

// A Block is a piece of a lesson. The set is closed:
//
//	leaves      *Paragraph *Heading *Table *Code *Rule
//	containers  *Quote *List *Callout *Fold *Footnotes
//	ours        *ActivityBlock *Recall
type Block interface {
	Position() At
	block()
}

// At is a place in a lesson's file. Lines and columns count from 1; columns
// count characters. The zero value means that the place is not known.
type At struct{ Line, Col int }

// Position returns the place itself, so that blocks can embed an At.
func (a At) Position() At { return a }

// A Leaf is inline text that a Markdown renderer draws. Doc holds exactly one
// block and belongs to this leaf alone; it must not be changed. All text in it
// is clean. Doc has no node but these: Document, Paragraph, Heading, Text,
// Emphasis, CodeSpan, Link, Strikethrough, and the Table family. The
// destination of the n-th link is "#n": what a link leads to stands in Links,
// so a renderer never sees an address that a stranger wrote. Pictures are
// links too. In the text segments, & is written &amp; and a backslash twice (in
// code, & alone), since glamour decodes both: what it draws is then Text.
type Leaf struct {
	Doc    ast.Node
	Source []byte // what the text segments of Doc point into
	Links  []Link
	Text   string // the same as plain text
}

// A Paragraph is running text.
type Paragraph struct {
	At
	Leaf
}

// A Heading opens a part of the lesson. Level is 1 to 6.
type Heading struct {
	At
	Leaf
	Level  int
	Anchor string // unique in the lesson; what links name
}

// A Table is a table; its Doc holds one.
type Table struct {
	At
	Leaf
}

// Code is a code block, fenced or indented. Text ends without a newline.
type Code struct {
	At
	Lang string // the first word after the fence; may be ""
	Text string
}

// A Rule is a thematic break.
type Rule struct{ At }

// A Quote is a block quote that is no callout, or one of an unknown kind.
type Quote struct {
	At
	Blocks []Block
}

// A List is a bullet or an ordered list.
type List struct {
	At
	Ordered bool
	Start   int  // of an ordered list
	Tight   bool // no blank lines between its items
	Items   []ListItem
}

// A ListItem is an item of a list.
type ListItem struct {
	Task   TaskState
	Blocks []Block
}

// A TaskState is the box of a task-list item.
type TaskState int

// The states of a box.
const (
	NoBox TaskState = iota
	Unchecked
	Checked
)

// A Callout is a box of text: note, tip, important, warning, caution, and what
// existing courses have of the sort. Word is its word on the screen: "NOTE".
type Callout struct {
	At
	Word   string
	Title  string
	Blocks []Block
}

// A Fold is text that stays hidden until the learner opens it: a hint, a
// solution, or a callout that its author folded.
type Fold struct {
	At
	Word   string // "HINT", "SOLUTION", or the callout's word
	Title  string
	Open   bool // how it starts
	Blocks []Block
}

// Footnotes are the notes of a lesson, at its end.
type Footnotes struct {
	At
	Notes []Footnote
}

// A Footnote is one note. The text refers to it as "[1]".
type Footnote struct {
	Number int
	Blocks []Block
}

// A Recall shows what the learner wrote at an earlier activity.
type Recall struct {
	At
	Of     string // the activity's id
	Title  string
	Blocks []Block // what the author wrote around it; may be empty
}

// An ActivityBlock is an activity with the drawing of it. Options stand beside
// Activity.Options, index by index. Prompt may hold Folds (hints, solutions).
type ActivityBlock struct {
	At
	Activity *Activity
	Prompt   []Block
	Options  []OptionBlock
}

// An OptionBlock is the drawing of an option.
type OptionBlock struct {
	Label    []Block // usually one paragraph
	Feedback []Block // shown after picking; may be empty
}

func (*Paragraph) block()     {}
func (*Heading) block()       {}
func (*Table) block()         {}
func (*Code) block()          {}
func (*Rule) block()          {}
func (*Quote) block()         {}
func (*List) block()          {}
func (*Callout) block()       {}
func (*Fold) block()          {}
func (*Footnotes) block()     {}
func (*Recall) block()        {}
func (*ActivityBlock) block() {}

// Walk calls visit for every block, outermost first, in reading order. Where
// visit returns false, what is inside the block is passed over.
func Walk(blocks []Block, visit func(Block) bool) {
	for _, b := range blocks {
		if !visit(b) {
			continue
		}
		switch b := b.(type) {
		case *Quote:
			Walk(b.Blocks, visit)
		case *List:
			for _, item := range b.Items {
				Walk(item.Blocks, visit)
			}
		case *Callout:
			Walk(b.Blocks, visit)
		case *Fold:
			Walk(b.Blocks, visit)
		case *Recall:
			Walk(b.Blocks, visit)
		case *Footnotes:
			for _, n := range b.Notes {
				Walk(n.Blocks, visit)
			}
		case *ActivityBlock:
			Walk(b.Prompt, visit)
			for _, o := range b.Options {
				Walk(o.Label, visit)
				Walk(o.Feedback, visit)
			}
		}
	}
}

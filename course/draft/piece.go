package draft

// A piece is a heading, a paragraph, an item of a list, or something that is
// written as it stands.
type piece struct {
	sort  sort
	md    string // as Markdown; lines apart by newlines
	plain string // as it reads, on one line

	level   int  // of a heading: 1 is the highest, 0 a guess; of an item: its depth from 0
	number  int  // of an item; -1: it has a bullet
	apart   bool // an empty line stands before it
	red     bool // the author marked it as something to do
	certain bool // a heading that the author marked as one
}

type sort int

const (
	text sort = iota
	heading
	item
	raw // Markdown that is not looked into: a table, code, a picture
)

// A document is a draft as pieces.
type document struct {
	title   string // if the draft says which it is; "" if it must be found
	summary string // what stands below the title, before the first heading
	front   string // front matter, as it stands
	pieces  []piece
	notes   []note       // that the text refers to
	used    map[int]bool // notes that stand in a lesson already
	files   []File       // pictures
	left    []string     // what was not taken over, for the author
}

// A note is a footnote, or the address that a reference stands for.
type note struct {
	mark string // what refers to it: "[^3]"
	md   string // the definition, as it is written
}

// words counts what could be read aloud.
func (p piece) words() int { return len(wordsIn(p.plain)) }

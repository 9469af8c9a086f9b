package course

// An Activity is what the course asks of the learner at one place, without the
// drawing of it: the facts that progress, the worksheet and search need. All
// texts are plain and clean.
type Activity struct {
	ID      string // unique in the course; answers belong to it
	Derived bool   // the author gave no id (or a double): ID was derived
	Kind    Kind
	Title   string // of the callout; "" if it has none
	Prompt  string // plain text, paragraphs apart by a blank line; no options
	Options []Option
	Links   []Link // in the prompt, in order; the first is what is opened

	Optional bool
	Share    bool     // may leave with the worksheet, if the learner agrees
	Words    int      // a question's minimum, a read's length; 0: none said
	Ideas    int      // a brainstorm's `min`; 0: none said
	Minutes  float64  // what it takes, as the author says; 0: not said
	Min, Max *float64 // bounds of a number; nil: none

	Section Section // of the lesson
	Lesson  int     // index in Course.Lessons
	Number  int     // on the worksheet, from 1; 0: no number, or not yet counted
	At      At
}

// An Option is one thing that a choice offers, or one step of a scale. It is
// remembered by its label, so that reordering options keeps old answers.
type Option struct {
	Label string // plain text, white space squeezed
	Right bool   // the author wrote [x]
}

// Name is how the activity is called where it is listed: its title, else the
// first line of its prompt, else its kind in small letters. Never "".
func (a *Activity) Name() string {
	if a.Title != "" {
		return a.Title
	}
	if line := firstLine(a.Prompt); line != "" {
		return line
	}
	return string(a.Kind)
}

// Required reports whether the author expects it of everybody.
func (a *Activity) Required() bool { return !a.Optional }

// Item reports whether the activity is on the worksheet.
func (a *Activity) Item() bool { return a.Kind.Item() }

// HasRight reports whether the author marked an option as right. Where none
// is, there is no right answer.
func (a *Activity) HasRight() bool {
	for _, o := range a.Options {
		if o.Right {
			return true
		}
	}
	return false
}

// A Section says on which part of the worksheet a lesson's items stand.
type Section string

// The sections. Items of Evaluation bear no number.
const (
	Main       Section = ""
	Booklet    Section = "booklet"
	Evaluation Section = "evaluation"
)

// A Link is where something in a lesson leads.
type Link struct {
	Text   string // as it reads; never "" after parsing (an item's reads "item 3")
	Target Target
	URL    string // Web: the address. File: the path in the course's folder.
	Lesson int    // ToLesson, ToItem: index in Course.Lessons
	Anchor string // ToLesson: the heading's anchor, or "". ToItem: the id. ToScreen: "worksheet", "journal", "hand-in".
	Image  bool   // it is a picture, which a terminal shows by its description
	Bare   bool   `json:",omitempty"` // the author wrote no text for it; Text is made of where it leads
	At     At

	dest string // as the author wrote it, decoded; not clean
}

// A Target is the sort of place that a link leads to.
type Target int

// The sorts of place.
const (
	Nowhere  Target = iota // broken or refused: drawn as text, found by check
	Web                    // http, https or mailto
	File                   // a file of the course
	ToLesson               // a lesson, or a heading in one
	ToItem                 // an activity
	ToScreen               // a screen of the player
)

package course

// A Kind says what an activity asks of the learner. The written form is the
// word in the callout: `> [!journal]`.
type Kind string

// The kinds of activity, as FORMAT.md lists them.
const (
	Read       Kind = "read"
	Visit      Kind = "visit"
	Watch      Kind = "watch"
	Listen     Kind = "listen"
	Reflect    Kind = "reflect"
	Journal    Kind = "journal"
	Brainstorm Kind = "brainstorm"
	Question   Kind = "question"
	Short      Kind = "short"
	Choice     Kind = "choice"
	Choices    Kind = "choices"
	Scale      Kind = "scale"
	Number     Kind = "number"
)

// A Form says what is kept of an activity, and so how it is answered.
type Form int

// The forms of what is kept.
const (
	Tick    Form = iota // when it was opened, when it was ticked
	Entries             // any number of dated journal entries
	Ideas               // a list, an idea a line
	Text                // text of several lines
	Line                // text of one line
	One                 // the label of one option
	Several             // the labels of any number of options
	Figure              // a number, kept as it was typed
)

// A KindRow is what the program knows of one kind. Kinds differ in these
// columns and nowhere else: whoever needs a difference reads it here.
type KindRow struct {
	Kind  Kind
	Label string // the word on the screen: "JOURNAL"
	Form  Form
	Opens bool // it leads somewhere: its first link is opened
	Item  bool // an item of the worksheet, with a number
	Quiet bool // never blocks the hand-in, and stays at home unless shared
}

// Kinds lists every kind, in the order in which help and FORMAT.md name them.
var Kinds = []KindRow{
	{Kind: Read, Label: "READ", Form: Tick, Opens: true},
	{Kind: Visit, Label: "VISIT", Form: Tick, Opens: true},
	{Kind: Watch, Label: "WATCH", Form: Tick, Opens: true},
	{Kind: Listen, Label: "LISTEN", Form: Tick, Opens: true},
	{Kind: Reflect, Label: "REFLECT", Form: Tick},
	{Kind: Journal, Label: "JOURNAL", Form: Entries, Quiet: true},
	{Kind: Brainstorm, Label: "BRAINSTORM", Form: Ideas, Quiet: true},
	{Kind: Question, Label: "QUESTION", Form: Text, Item: true},
	{Kind: Short, Label: "SHORT ANSWER", Form: Line, Item: true},
	{Kind: Choice, Label: "CHOICE", Form: One, Item: true},
	{Kind: Choices, Label: "CHOICES", Form: Several, Item: true},
	{Kind: Scale, Label: "SCALE", Form: One, Item: true},
	{Kind: Number, Label: "NUMBER", Form: Figure, Item: true},
}

// Row returns what is known of k; ok is false for a word that is no kind.
func (k Kind) Row() (row KindRow, ok bool) {
	for _, r := range Kinds {
		if r.Kind == k {
			return r, true
		}
	}
	return KindRow{}, false
}

// Label is the kind's word on the screen, in capitals; "" if k is no kind.
func (k Kind) Label() string { r, _ := k.Row(); return r.Label }

// Form says what is kept of an activity of this kind; Tick if k is no kind.
func (k Kind) Form() Form { r, _ := k.Row(); return r.Form }

// Opens reports whether the activity leads to a page or a file.
func (k Kind) Opens() bool { r, _ := k.Row(); return r.Opens }

// Item reports whether activities of this kind are worksheet items.
func (k Kind) Item() bool { r, _ := k.Row(); return r.Item }

// Quiet reports whether the kind never blocks a hand-in and stays out of it
// unless the author wrote `share` and the learner agreed.
func (k Kind) Quiet() bool { r, _ := k.Row(); return r.Quiet }

// HasOptions reports whether the author lists what can be chosen.
func (k Kind) HasOptions() bool { f := k.Form(); return f == One || f == Several }

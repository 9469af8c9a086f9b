package field

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// A Field takes one answer.
type Field interface {
	// Update takes a tea.KeyPressMsg, PasteMsg, MouseClickMsg or MouseWheelMsg,
	// or where text is typed, a Typed;
	// mouse coordinates count from the field's upper left corner, as it was
	// last drawn. Others are ignored.
	Update(msg tea.Msg) Result
	// View draws the field for a width and a height of 1 or more; for less it
	// is empty. Drawing also scrolls: what was drawn last is what page keys
	// and clicks go by.
	View(width, height int) View
	// Value is the answer as it stands now. A value that was set, and not
	// edited since, comes back to the byte.
	Value() course.Value
	// SetValue replaces the answer, as after the learner's own editor. Where
	// text is typed, it can be undone.
	SetValue(course.Value)
	// Keys are the keys that do something in the field, the most useful first.
	Keys() []key.Binding
	// Note is a short remark on the answer so far ("32 of 50 words"), or why it
	// cannot stand; "" for none. It is clean text.
	Note() string
	// Height is how many lines the field would like at a width, from 1 to most.
	Height(width, most int) int
	// Tall reports whether the field gains from all the room there is: it
	// holds text of any length, which can go to the learner's own editor.
	Tall() bool
}

// Typed is what several keys typed that came at once. It is undone as one.
type Typed string

// Types is what a key types into a field, to become part of a Typed; "" if it
// does anything else there.
func Types(f Field, k tea.KeyPressMsg) string {
	if t, ok := f.(interface{ types(tea.KeyPressMsg) string }); ok {
		return t.types(k)
	}
	return ""
}

// A Result says what came of a message.
type Result struct {
	Changed bool // the value is another now
	First   bool // it is the first pick of a choice that was open: one to keep in the history
	Done    bool // the learner pressed enter where that ends the answer
}

// A View is a field as it is drawn.
type View struct {
	Lines   []string // at most the height, each at most the width in cells
	CursorX int      // where the terminal's cursor stands
	CursorY int
}

// Options are what the player knows and a field does not.
type Options struct {
	ASCII bool // glyphs beyond ASCII cannot be shown

	// Option draws the label of the i-th option in lines of at most width
	// cells, at least one; nil draws it as plain text.
	Option func(i, width int) []string
	// Feedback draws what the author says to who picks the i-th option; no
	// lines where nothing is said. nil: there is none. It is called for picked
	// options alone.
	Feedback func(i, width int) []string
}

// forms has a row for each form that is answered in a field.
var forms = map[course.Form]func(*course.Activity, course.Value, Options) Field{
	course.Entries: newText,
	course.Text:    newText,
	course.Line:    newLine,
	course.Figure:  newFigure,
	course.Ideas:   newIdeas,
	course.One:     newOne,
	course.Several: newSeveral,
}

// New returns the field for an activity, with what was answered before. It is
// nil for an activity that is ticked, not answered. Free writing, which belongs
// to no activity, is an activity of kind course.Journal without an id.
func New(a *course.Activity, v course.Value, o Options) Field {
	build, ok := forms[a.Kind.Form()]
	if !ok {
		return nil
	}
	return build(a, v, o)
}

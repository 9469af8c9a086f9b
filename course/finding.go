package course

import "fmt"

// A Severity says how bad a finding is.
type Severity int

// The severities: an Error makes `check` fail, a Warning ought to be mended,
// a Note is worth knowing.
const (
	Error Severity = iota
	Warning
	Note
)

// String is the severity's word: error, warning or note.
func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// A Finding is something that an author ought to mend.
type Finding struct {
	Severity Severity
	File     string // path in the course; "" means the course as a whole
	At       At
	Text     string // what is wrong, lower case, no full stop
	Remedy   string // what to do about it; "" only where Text says it
}

// String is `file:line:col: what is wrong; what to do`, without the parts that
// are not known. It is clean text: Text and Remedy may quote a stranger.
func (f Finding) String() string {
	s := f.Text
	if f.Remedy != "" {
		s += "; " + f.Remedy
	}
	if f.File == "" {
		return Visible(s)
	}
	if f.At.Line == 0 {
		return Visible(fmt.Sprintf("%s: %s", f.File, s))
	}
	return Visible(fmt.Sprintf("%s:%d:%d: %s", f.File, f.At.Line, f.At.Col, s))
}

package worksheet

import (
	"bytes"
	"encoding/json"
	"strings"

	"lectern/course"
)

// An Answer is a text, or a list of texts where several can be given. In JSON
// it is a string or a list of strings.
type Answer struct {
	Text string
	List []string // nil: the answer is Text
}

// answerOf keeps all of v, in the form that the kind asks for: a value that
// was given when the author's question was of another kind is not lost.
func answerOf(kind course.Kind, v course.Value) Answer {
	switch kind.Form() {
	case course.Several, course.Ideas:
		list := append([]string{}, v.List...)
		if v.Text != "" {
			list = append([]string{v.Text}, list...)
		}
		return Answer{List: list}
	}
	if v.Text == "" {
		return Answer{Text: v.String()}
	}
	return Answer{Text: v.Text}
}

// Parts returns the list, or the text as a list of one; none if it is empty.
func (a Answer) Parts() []string {
	switch {
	case a.List != nil:
		return a.List
	case a.Text == "":
		return nil
	}
	return []string{a.Text}
}

// Empty reports whether nothing, or nothing but white space, was answered.
func (a Answer) Empty() bool { return a.value().Empty() }

func (a Answer) value() course.Value { return course.Value{Text: a.Text, List: a.List} }

// String is the answer as text, a list's parts a line each.
func (a Answer) String() string {
	return strings.Join(a.Parts(), "\n")
}

// MarshalJSON writes a string, or a list of strings.
func (a Answer) MarshalJSON() ([]byte, error) {
	if a.List != nil {
		return json.Marshal(a.List)
	}
	return json.Marshal(a.Text)
}

// UnmarshalJSON reads a string, or a list of strings.
func (a *Answer) UnmarshalJSON(b []byte) error {
	*a = Answer{}
	if bytes.HasPrefix(bytes.TrimSpace(b), []byte("[")) {
		return json.Unmarshal(b, &a.List)
	}
	return json.Unmarshal(b, &a.Text)
}

package course

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A State says how far the learner is with one activity.
type State int

// The states. Short counts as answered: it is shown, never refused.
const (
	Undone State = iota // nothing yet, or an option that the course no longer offers
	Brief               // answered, with fewer words or ideas than the author asked for
	Done                // answered, ticked, or one entry written
)

// State returns how far the learner is with a.
func (r *Record) State(a *Activity) State {
	switch a.Kind.Form() {
	case Tick:
		if r.Marks[a.ID].Done.IsZero() {
			return Undone
		}
		return Done
	case Entries:
		if len(r.EntriesAt(a.ID)) == 0 {
			return Undone
		}
		return Done
	}
	answer := r.Answers[a.ID]
	v := answer.Value
	switch {
	case !a.Answers(v):
		return Undone
	case answer.Asked.Kind.Quiet() && !a.Kind.Quiet():
		return Undone // it was private when it was written, and stays so
	case a.Short(v):
		return Brief
	}
	return Done
}

// Answers reports whether v counts as an answer to a: it is not empty, and
// what it chooses is still on offer.
func (a *Activity) Answers(v Value) bool {
	return !v.Empty() && a.Check(v) == nil
}

// Short reports whether v has fewer words or ideas than the author asked for.
// An empty value is not short, it is missing.
func (a *Activity) Short(v Value) bool {
	if v.Empty() {
		return false
	}
	switch a.Kind.Form() {
	case Text, Line:
		return countWordsTo(v.Text, a.Words) < a.Words // asked at every key, of texts of any length
	case Ideas:
		return len(v.List) < a.Ideas
	}
	return false
}

// Check says why v can be no answer to a, or nil. Empty values are fine: that
// is how an answer is taken back. The error is a sentence for the learner.
func (a *Activity) Check(v Value) error {
	if strings.ContainsRune(v.String(), 0) {
		return fmt.Errorf("the answer holds a NUL byte; remove it")
	}
	if v.Empty() {
		return nil
	}
	switch a.Kind.Form() {
	case Tick:
		return fmt.Errorf("a %s is ticked, not answered", a.Kind)
	case Line:
		if strings.ContainsAny(v.Text, "\r\n") {
			return fmt.Errorf("a short answer is one line")
		}
	case One:
		return a.offers(v.Text)
	case Several:
		for _, label := range v.List {
			if err := a.offers(label); err != nil {
				return err
			}
		}
	case Figure:
		return a.bounds(v.Text)
	}
	return nil
}

func (a *Activity) offers(label string) error {
	for _, o := range a.Options {
		if o.Label == label {
			return nil
		}
	}
	return fmt.Errorf("%q is not one of the options", Visible(label))
}

func (a *Activity) bounds(typed string) error {
	n, err := ParseNumber(typed)
	switch {
	case err != nil:
		return err
	case a.Min != nil && n < *a.Min:
		return fmt.Errorf("%s is too small; the least is %s", strings.TrimSpace(typed), formatNumber(*a.Min))
	case a.Max != nil && n > *a.Max:
		return fmt.Errorf("%s is too large; the most is %s", strings.TrimSpace(typed), formatNumber(*a.Max))
	}
	return nil
}

// ParseNumber reads a number as people type it: "12", "-3.5", "12 000",
// "85,000.50". A comma, an apostrophe or a space groups digits by three; where
// it does not, as in "1,5", the text is no number, since nobody can say which.
func ParseNumber(typed string) (float64, error) {
	s := strings.TrimSpace(typed)
	whole, rest := s, ""
	if i := strings.IndexAny(s, ".eE"); i >= 0 {
		whole, rest = s[:i], s[i:]
	}
	groups := strings.FieldsFunc(whole, func(r rune) bool { return strings.ContainsRune(",'’ \u00a0\u202f", r) })
	for _, g := range groups[min(1, len(groups)):] {
		if len(g) != 3 {
			return 0, fmt.Errorf("%q is not a number; write 1.5 with a point, 12,000 with three digits after the comma", Visible(s))
		}
	}
	plain := strings.Join(groups, "") + rest
	n, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || strings.ContainsAny(plain, "xXpP_") {
		return 0, fmt.Errorf("%q is not a number", Visible(s))
	}
	return n, nil
}

func formatNumber(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// CountWords counts words as this program counts them everywhere: runs of
// anything but white space that hold a letter or a digit; in scripts that do
// not part words by spaces, each ideograph or kana is a word.
func CountWords(s string) int { return countWords(s) }

// Progress is how far a learner is. All numbers are 0 or more.
type Progress struct {
	Required, Done  int // required activities, and how many of them are done
	Items, Answered int // worksheet items, optional ones too, without the evaluation
	Percent         int // Done of Required, rounded down; 100 where nothing is required
	Lessons         []LessonProgress
}

// LessonProgress is the same for one lesson.
type LessonProgress struct {
	Required, Done int
	Started        bool // something in it was seen, ticked or answered
	Finished       bool // its last page was seen, and nothing in it is missing
}

// Progress counts what r holds of the course.
func (ix *Index) Progress(r *Record) Progress {
	p := Progress{Lessons: make([]LessonProgress, len(ix.Lessons)), Percent: 100}
	for i, l := range ix.Lessons {
		lp := &p.Lessons[i]
		missing := false
		for _, a := range l.Activities {
			state := r.State(a)
			if state != Undone {
				lp.Started = true
			}
			if a.Item() && a.Section != Evaluation {
				p.Items++
				if state != Undone {
					p.Answered++
				}
			}
			if a.Required() {
				lp.Required++
				if state != Undone {
					lp.Done++
				}
			}
			missing = missing || r.missing(a)
		}
		_, seen := r.Seen[l.ID]
		lp.Started = lp.Started || seen
		lp.Finished = seen && !missing
		p.Required += lp.Required
		p.Done += lp.Done
	}
	if p.Required > 0 {
		p.Percent = 100 * p.Done / p.Required
	}
	return p
}

// missing reports whether a keeps the worksheet from being whole.
func (r *Record) missing(a *Activity) bool {
	return a.Required() && !a.Kind.Quiet() && r.State(a) == Undone
}

// Missing returns what keeps the worksheet from being whole, in reading order:
// required items without an answer, and required readings and the like that
// are not ticked. The worksheet is complete when it returns none.
func (ix *Index) Missing(r *Record) []*Activity {
	return ix.where(r.missing)
}

// Brief returns the items that are answered with fewer words than the author
// asked for, in reading order. They may go as they are.
func (ix *Index) Brief(r *Record) []*Activity {
	return ix.where(func(a *Activity) bool { return a.Item() && r.State(a) == Brief })
}

// Unplaced returns the ids in r that have an answer or entries, but no
// activity in the course: it was removed, or reworded without an id.
func (ix *Index) Unplaced(r *Record) []string {
	return unplaced(ix, r)
}

func (ix *Index) where(is func(*Activity) bool) []*Activity {
	var found []*Activity
	for _, a := range ix.Activities() {
		if is(a) {
			found = append(found, a)
		}
	}
	return found
}

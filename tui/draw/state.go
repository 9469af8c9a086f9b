package draw

import (
	"slices"
	"strings"
	"time"

	"lectern/course"
)

// A State is what the drawing of a block depends on besides the block: what
// the learner did, and what is open. The zero State is that of a learner who
// has done nothing. It is only read; do not change what it points to while a
// painter draws with it (see Snapshot).
type State struct {
	Record *course.Record                   // nil: nothing was done
	Asked  func(id string) *course.Activity // finds the activity of a recall; nil: none is found
	Open   func(*course.Fold) bool          // nil: folds are as their author left them
	Focus  string                           // the id of the activity with the heavy bar, or ""
	Note   string                           // what its head says at the right end; "": how far the learner is
	Today  time.Time                        // dates of this year are shown without it
	Hints  Hints
}

// Hints name the keys that do something where they are drawn, in the words of
// whoever binds them. An empty one is not drawn.
type Hints struct {
	Unfold string // at a closed fold: "enter opens"
	Answer string // at an activity without an answer: "enter answers"
	Open   string // at what leads somewhere: "o opens it"
	Tick   string // at what is to be ticked: "x ticks it"
	Untick string // at what was ticked: "x unticks it"
	Go     string // at a recall: "enter goes there"
}

var nothing = course.NewRecord()

func (s State) record() *course.Record {
	if s.Record == nil {
		return nothing
	}
	return s.Record
}

func (s State) open(f *course.Fold) bool {
	if s.Open == nil {
		return f.Open
	}
	return s.Open(f)
}

func (s State) asked(id string) *course.Activity {
	if s.Asked == nil {
		return nil
	}
	return s.Asked(id)
}

// date is a day as the learner reads it: "16 Nov", with the year if it is
// another one.
func (s State) date(t time.Time) string {
	t = t.In(s.Today.Location())
	if t.Year() == s.Today.Year() {
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// Snapshot copies from r what these blocks show, so that a painter can draw
// them while r goes on changing. r may be nil.
func Snapshot(r *course.Record, blocks ...course.Block) *course.Record {
	if r == nil {
		return nil
	}
	s := course.NewRecord()
	course.Walk(blocks, func(b course.Block) bool {
		id := ""
		switch b := b.(type) {
		case *course.ActivityBlock:
			id = b.Activity.ID
		case *course.Recall:
			id = b.Of
		default:
			return true
		}
		if a, ok := r.Answers[id]; ok {
			a.List = slices.Clone(a.List)
			s.Answers[id] = a
		}
		if m, ok := r.Marks[id]; ok {
			s.Marks[id] = m
		}
		s.Entries = append(s.Entries, r.EntriesAt(id)...)
		return true
	})
	slices.SortFunc(s.Entries, func(a, b course.Entry) int { return strings.Compare(a.ID, b.ID) })
	s.Entries = slices.CompactFunc(s.Entries, func(a, b course.Entry) bool { return a.ID == b.ID })
	return s
}

// Depends reports whether the drawing of b depends on a State at all.
func Depends(b course.Block) bool {
	depends := false
	course.Walk([]course.Block{b}, func(b course.Block) bool {
		switch b.(type) {
		case *course.ActivityBlock, *course.Fold, *course.Recall:
			depends = true
		}
		return !depends
	})
	return depends
}

package course

import (
	"strings"
	"time"
)

// A Value is what a learner answered. Which field holds it follows from the
// kind's form: List for Ideas and Several, Text for the others. Text is as
// typed, to the byte: any UTF-8 without NUL.
type Value struct {
	Text string   `json:"text,omitempty"`
	List []string `json:"list,omitempty"`
}

// Empty reports whether nothing, or nothing but white space, was answered.
func (v Value) Empty() bool {
	for _, s := range v.List {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return strings.TrimSpace(v.Text) == ""
}

// Equal reports whether both are the same to the byte.
func (v Value) Equal(w Value) bool {
	if v.Text != w.Text || len(v.List) != len(w.List) {
		return false
	}
	for i := range v.List {
		if v.List[i] != w.List[i] {
			return false
		}
	}
	return true
}

// String is the value as text, a list's parts a line each.
func (v Value) String() string {
	if len(v.List) > 0 {
		return strings.Join(v.List, "\n")
	}
	return v.Text
}

// An Answer is one version of what a learner answered at one activity. A
// version is a sitting: it is overwritten while the learner stays in the field
// (ten minutes at most), then kept. An answer that was cleared is a version
// with an empty Value.
type Answer struct {
	Value
	Asked   Asked     `json:"asked"`
	Sitting time.Time `json:"sitting"` // when this version was begun; names it
	Created time.Time `json:"created"` // when the first version was begun
	Updated time.Time `json:"updated"` // when this version was last changed
}

// Asked is what stood there when the learner answered. It places an answer
// whose activity was reworded or has left the course.
type Asked struct {
	Kind   Kind   `json:"kind"`
	Lesson string `json:"lesson"` // identity
	Prompt string `json:"prompt"`
}

// An Entry is a dated journal entry.
type Entry struct {
	ID       string    `json:"id"`                 // unique in the journal; sorts by Created
	Activity string    `json:"activity,omitempty"` // "": free writing
	Asked    Asked     `json:"asked,omitzero"`
	Text     string    `json:"text"` // "" after the learner removed it
	Sitting  time.Time `json:"sitting"`
	Created  time.Time `json:"created"`
	Updated  time.Time `json:"updated"`
}

// A Mark says when an activity, or a link, was opened and when it was ticked.
// The zero times mean: not.
type Mark struct {
	Opened time.Time `json:"opened,omitzero"`
	Done   time.Time `json:"done,omitzero"`
}

// A Place is where the learner is. Block and Near name a top-level block of
// the lesson (see Tree.Key); Line counts from 0 within it.
type Place struct {
	Lesson string    `json:"lesson"` // identity; "" at the very start
	Block  string    `json:"block"`  // the block's key
	Near   int       `json:"near"`   // its index, if the key is found no more
	Line   int       `json:"line"`
	At     time.Time `json:"at"` // when the learner was there
}

// A HandIn is the last worksheet that was exported.
type HandIn struct {
	Revision int       `json:"revision"` // from 1
	Digest   string    `json:"digest"`   // of its content
	At       time.Time `json:"at"`
	Draft    bool      `json:"draft,omitempty"` // it went as a draft
}

// A Learner is who works on this machine. Both may be "".
type Learner struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// A Record is everything that one learner did in one course, in its newest
// version. The maps are never nil in a record made by NewRecord.
type Record struct {
	Answers map[string]Answer        // by activity id
	Entries []Entry                  // by ID, oldest first
	Marks   map[string]Mark          // by activity id, or "link:" + URL
	Seen    map[string]time.Time     // by lesson identity: when its last page was first seen
	Active  map[string]time.Duration // by lesson identity: time between keys, each gap up to five minutes
	Place   Place
	Handed  HandIn
	Version string // of the course, when it was last open
}

// NewRecord returns the record of a learner who has done nothing yet.
func NewRecord() *Record {
	return &Record{
		Answers: map[string]Answer{},
		Marks:   map[string]Mark{},
		Seen:    map[string]time.Time{},
		Active:  map[string]time.Duration{},
	}
}

// EntriesAt returns the entries written at an activity ("": free ones), oldest
// first, without the removed ones.
func (r *Record) EntriesAt(activity string) []Entry {
	var at []Entry
	for _, e := range r.Entries {
		if e.Activity == activity && strings.TrimSpace(e.Text) != "" {
			at = append(at, e)
		}
	}
	return at
}

// A Change is one thing that a learner did, as it is saved. The set is closed:
// SetAnswer, SetEntry, SetMark, SetSeen, SetPlace, SetActive, SetHandIn,
// SetVersion.
type Change interface {
	// Key is the same for two changes of which the later one makes the
	// earlier one needless, and different otherwise.
	Key() string
	// Apply makes the change in r.
	Apply(r *Record)
}

// SetAnswer is a new answer, or a further save of the same sitting.
type SetAnswer struct {
	ID     string
	Answer Answer
}

// SetEntry is a new journal entry, or a change to one.
type SetEntry struct{ Entry Entry }

// SetMark replaces what is known of when a thing was opened and ticked.
type SetMark struct {
	ID   string
	Mark Mark
}

// SetSeen notes that the last page of a lesson was seen.
type SetSeen struct {
	Lesson string
	At     time.Time
}

// SetPlace notes where the learner is.
type SetPlace struct{ Place Place }

// SetActive replaces the active time of a lesson.
type SetActive struct {
	Lesson string
	Time   time.Duration
}

// SetHandIn notes the worksheet that was exported last.
type SetHandIn struct{ HandIn HandIn }

// SetVersion notes the course's version that the learner has open.
type SetVersion struct{ Version string }

// The keys.

func (c SetAnswer) Key() string {
	return "answer " + c.ID + " " + c.Answer.Sitting.UTC().Format(time.RFC3339Nano)
}
func (c SetEntry) Key() string {
	return "entry " + c.Entry.ID + " " + c.Entry.Sitting.UTC().Format(time.RFC3339Nano)
}
func (c SetMark) Key() string    { return "mark " + c.ID }
func (c SetSeen) Key() string    { return "seen " + c.Lesson }
func (c SetPlace) Key() string   { return "place" }
func (c SetActive) Key() string  { return "active " + c.Lesson }
func (c SetHandIn) Key() string  { return "hand-in" }
func (c SetVersion) Key() string { return "version" }

// What each change does to a record.

func (c SetAnswer) Apply(r *Record)  { r.Answers[c.ID] = c.Answer }
func (c SetMark) Apply(r *Record)    { r.Marks[c.ID] = c.Mark }
func (c SetPlace) Apply(r *Record)   { r.Place = c.Place }
func (c SetActive) Apply(r *Record)  { r.Active[c.Lesson] = c.Time }
func (c SetHandIn) Apply(r *Record)  { r.Handed = c.HandIn }
func (c SetVersion) Apply(r *Record) { r.Version = c.Version }

func (c SetEntry) Apply(r *Record) {
	for i, e := range r.Entries {
		if e.ID == c.Entry.ID {
			r.Entries[i] = c.Entry
			return
		}
		if e.ID > c.Entry.ID {
			r.Entries = append(r.Entries[:i], append([]Entry{c.Entry}, r.Entries[i:]...)...)
			return
		}
	}
	r.Entries = append(r.Entries, c.Entry)
}

func (c SetSeen) Apply(r *Record) {
	if _, ok := r.Seen[c.Lesson]; !ok {
		r.Seen[c.Lesson] = c.At
	}
}

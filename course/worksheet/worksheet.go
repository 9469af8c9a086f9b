package worksheet

import (
	"slices"

	"lectern/course"
)

// Version is the format's name and version, as the files carry it.
const Version = "lectern-worksheet/1"

// A Worksheet is what a learner hands in. FORMAT.md documents the JSON. The
// lists are never nil in a worksheet made by New, Blank or Read.
type Worksheet struct {
	Format       string         `json:"format"` // Version
	Title        string         `json:"title"`  // what the course calls it: "Worksheet"
	Course       Course         `json:"course"`
	Learner      course.Learner `json:"learner"`
	Instructor   Instructor     `json:"instructor"`
	Status       Status         `json:"status"`
	Revision     int            `json:"revision"` // from 1; grows only when the content changed; 0 if blank
	Exported     Moment         `json:"exported"`
	Lessons      []Lesson       `json:"lessons"`
	Items        []Item         `json:"items"`        // all of them, answered or not, in worksheet order
	Declarations []Declaration  `json:"declarations"` // all of them, ticked or not, in reading order
	Missing      []string       `json:"missing"`      // ids of items and declarations, in reading order
	Credit       Credit         `json:"credit"`
	Time         Time           `json:"time"`
	Shared       []Shared       `json:"shared"`    // journal and brainstorms, by the author's leave and the learner's
	Unplaced     []Unplaced     `json:"unplaced"`  // answers whose question is gone
	Statement    string         `json:"statement"` // what the learner declares by handing in
	Notice       string         `json:"notice"`    // the course's copyright notice
	Checksum     string         `json:"checksum"`  // hex SHA-256 of the canonical form without it
}

// A Status says what a worksheet is.
type Status string

// The statuses. A blank worksheet is the empty one, to print.
const (
	Complete Status = "complete"
	Draft    Status = "draft"
	Empty    Status = "blank"
)

// Course says which course was worked through.
type Course struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	Language string `json:"language"`
	Digest   string `json:"digest"` // see FORMAT.md
}

// Instructor is who receives the worksheet. All may be zero.
type Instructor struct {
	Name         string `json:"name"`
	Email        string `json:"email"`
	Conversation int    `json:"conversation"` // minutes of the closing conversation
}

// A Lesson is named once; items and declarations refer to its id.
type Lesson struct {
	ID     string `json:"id"` // identity
	Number int    `json:"number"`
	Title  string `json:"title"`
}

// An Item is a question of the worksheet with its answer.
type Item struct {
	Number   int            `json:"number"` // 0 in the evaluation
	ID       string         `json:"id"`
	Lesson   string         `json:"lesson"` // identity
	Section  course.Section `json:"section"`
	Kind     course.Kind    `json:"kind"`
	Title    string         `json:"title,omitempty"` // of the activity
	Prompt   string         `json:"prompt"`
	Options  []string       `json:"options,omitempty"` // what a choice or a scale offers
	Words    int            `json:"words,omitempty"`   // the least that the author asks for
	Min      *float64       `json:"min,omitempty"`     // bounds of a number
	Max      *float64       `json:"max,omitempty"`
	Required bool           `json:"required"`
	Answer   Answer         `json:"answer"`
	Short    bool           `json:"short"` // fewer words than asked for
	Created  Moment         `json:"created"`
	Updated  Moment         `json:"updated"`
}

// A Declaration is a reading, a visit, a film, a recording or a pause that the
// learner declares to have done.
type Declaration struct {
	ID       string      `json:"id"`
	Lesson   string      `json:"lesson"`
	Kind     course.Kind `json:"kind"`
	Title    string      `json:"title"`
	URL      string      `json:"url"` // an address, or a path in the course's folder; "" if it leads nowhere
	Required bool        `json:"required"`
	Opened   Moment      `json:"opened"`
	Done     Moment      `json:"done"`
}

// Credit is what the course claims, and what it counts.
type Credit struct {
	Hours          float64 `json:"hours"` // clock hours; 0: none claimed
	Words          int     `json:"words"` // of all lessons
	Minutes        int     `json:"minutes"`
	Provider       string  `json:"provider"`
	ProviderNumber string  `json:"provider_number"`
	Statement      string  `json:"statement"`
}

// Time says when the learner worked. The days are 2026-11-22, or "".
type Time struct {
	FirstDay      string `json:"first_day"`
	LastDay       string `json:"last_day"`
	ActiveSeconds int64  `json:"active_seconds"`
}

// Shared is something private that the learner agreed to hand in: the entries
// of a journal activity, or the list of a brainstorm.
type Shared struct {
	ID      string      `json:"id"`
	Lesson  string      `json:"lesson"`
	Kind    course.Kind `json:"kind"`
	Prompt  string      `json:"prompt"`
	Entries []Entry     `json:"entries"`
}

// An Entry is a dated piece of text: a journal entry (one text), or a
// brainstorm (its list).
type Entry struct {
	Answer  Answer `json:"answer"`
	Created Moment `json:"created"`
	Updated Moment `json:"updated"`
}

// Unplaced is an answer whose question is no longer in the course, with what
// was asked when it was written.
type Unplaced struct {
	ID      string      `json:"id"`
	Lesson  string      `json:"lesson"`
	Kind    course.Kind `json:"kind"`
	Prompt  string      `json:"prompt"`
	Answer  Answer      `json:"answer"`
	Created Moment      `json:"created"`
	Updated Moment      `json:"updated"`
}

// Answered reports whether there is an answer, and one that counts: package
// course says which do.
func (i *Item) Answered() bool {
	return i.activity().Answers(i.Answer.value())
}

// activity is the item as package course knows it, as far as its answer goes.
func (i *Item) activity() *course.Activity {
	a := &course.Activity{Kind: i.Kind, Words: i.Words, Min: i.Min, Max: i.Max}
	for _, label := range i.Options {
		a.Options = append(a.Options, course.Option{Label: label})
	}
	return a
}

// Stray returns the choices in the answer that are not among the options (any
// more), in the learner's order.
func (i *Item) Stray() []string {
	if !i.Kind.HasOptions() {
		return nil
	}
	var stray []string
	for _, chosen := range i.Answer.Parts() {
		if !slices.Contains(i.Options, chosen) {
			stray = append(stray, chosen)
		}
	}
	return stray
}

// Counts returns how many of the numbered items are answered. Evaluation does
// not count.
func (w *Worksheet) Counts() (answered, total int) {
	for i := range w.Items {
		if w.Items[i].Section == course.Evaluation {
			continue
		}
		total++
		if w.Items[i].Answered() {
			answered++
		}
	}
	return answered, total
}

// lesson returns the lesson with that identity; one without a number if the
// worksheet does not name it.
func (w *Worksheet) lesson(id string) Lesson {
	for _, l := range w.Lessons {
		if l.ID == id {
			return l
		}
	}
	return Lesson{ID: id, Title: id}
}

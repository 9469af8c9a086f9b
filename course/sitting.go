package course

import (
	"slices"
	"strings"
	"time"
)

// SittingLength is how long the saves of one answer overwrite each other while
// the learner stays in the field. After that a new version begins.
const SittingLength = 10 * time.Minute

// Asked is what a notes of itself in an answer; lesson is the identity of the
// lesson in which it stands.
func (a *Activity) Asked(lesson string) Asked {
	return Asked{Kind: a.Kind, Lesson: lesson, Prompt: a.Prompt}
}

// Next returns the version that a new sitting begins with. old is the newest
// version so far, or the zero Answer.
func (old Answer) Next(asked Asked, v Value, now time.Time) Answer {
	created := old.Created
	if created.IsZero() {
		created = now
	}
	sitting := now
	if !sitting.After(old.Sitting) { // a clock that was set back
		sitting = old.Sitting.Add(time.Nanosecond)
	}
	return Answer{Value: v, Asked: asked, Sitting: sitting, Created: created, Updated: now}
}

// Continue returns the answer with a new value: in the same version while its
// sitting lasts, else in the next one.
func (old Answer) Continue(asked Asked, v Value, now time.Time) Answer {
	if old.Sitting.IsZero() || now.Sub(old.Sitting) >= SittingLength {
		return old.Next(asked, v, now)
	}
	old.Value, old.Asked, old.Updated = v, asked, now
	return old
}

// NewEntry returns a journal entry begun now, which is not in r yet. activity
// is "" for free writing.
func (r *Record) NewEntry(activity string, asked Asked, text string, now time.Time) Entry {
	id := now
	for slices.ContainsFunc(r.Entries, func(e Entry) bool { return e.ID == entryID(id) }) {
		id = id.Add(time.Nanosecond) // a clock that was set back
	}
	return Entry{
		ID:       entryID(id),
		Activity: activity, Asked: asked, Text: text,
		Sitting: now, Created: now, Updated: now,
	}
}

func entryID(t time.Time) string { return t.UTC().Format("20060102T150405.000000000") }

// Next returns the version of the entry that a new sitting begins with.
func (e Entry) Next(text string, now time.Time) Entry {
	if !now.After(e.Sitting) { // a clock that was set back
		e.Sitting = e.Sitting.Add(time.Nanosecond)
	} else {
		e.Sitting = now
	}
	e.Text, e.Updated = text, now
	return e
}

// Continue returns the entry with a new text: in the same version while its
// sitting lasts, else in the next one.
func (e Entry) Continue(text string, now time.Time) Entry {
	if now.Sub(e.Sitting) >= SittingLength {
		e.Sitting = now
	}
	e.Text, e.Updated = text, now
	return e
}

// Parse makes a value of plain text: lists have a part a line, without blank
// lines and white space around them; what is one line loses its line break at
// the end; text stays as it is.
func (a *Activity) Parse(text string) Value {
	switch a.Kind.Form() {
	case Several, Ideas:
		var v Value
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				v.List = append(v.List, line)
			}
		}
		return v
	case One, Line, Figure:
		return Value{Text: strings.TrimRight(text, "\r\n")}
	}
	return Value{Text: text}
}

package worksheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"lectern/course"
)

// SpecimenName marks a specimen: it is, or begins, the name of its learner.
const SpecimenName = "SPECIMEN"

// Specimen returns a copy of r in which nothing is missing: what r leaves open
// is done at now, and answered with a placeholder that says what it is, as long
// as was asked for. It shows those who receive worksheets what will arrive; no learner's
// record is made of it.
func Specimen(ix *course.Index, r *course.Record, now time.Time) *course.Record {
	full := course.NewRecord()
	for _, l := range ix.Lessons {
		course.SetSeen{Lesson: l.ID, At: now}.Apply(full)
		minutes := time.Duration(l.Minutes * float64(time.Minute))
		course.SetActive{Lesson: l.ID, Time: minutes.Round(time.Minute)}.Apply(full)
	}
	for id, a := range r.Answers {
		full.Answers[id] = a
	}
	for id, m := range r.Marks {
		full.Marks[id] = m
	}
	full.Entries = append(full.Entries, r.Entries...)
	full.Handed, full.Version = r.Handed, r.Version
	for _, a := range ix.Activities() {
		asked := a.Asked(ix.Lessons[a.Lesson].ID)
		switch form := a.Kind.Form(); {
		case full.State(a) != course.Undone:
		case form == course.Tick:
			course.SetMark{ID: a.ID, Mark: course.Mark{Opened: now, Done: now}}.Apply(full)
		case form == course.Entries:
			course.SetEntry{Entry: full.NewEntry(a.ID, asked, placeholder("A learner's journal entry stands here.", 0), now)}.Apply(full)
		default:
			answer := course.Answer{}.Next(asked, specimenValue(a), now)
			course.SetAnswer{ID: a.ID, Answer: answer}.Apply(full)
		}
	}
	return full
}

// specimenValue is a value that answers a.
func specimenValue(a *course.Activity) course.Value {
	switch a.Kind.Form() {
	case course.One:
		return course.Value{Text: likelyOption(a)}
	case course.Several:
		var v course.Value
		for _, o := range a.Options {
			if o.Right {
				v.List = append(v.List, o.Label)
			}
		}
		if len(v.List) == 0 && len(a.Options) > 0 {
			v.List = []string{a.Options[0].Label}
		}
		return v
	case course.Ideas:
		var v course.Value
		for i := range max(a.Ideas, 3) {
			v.List = append(v.List, fmt.Sprintf("A learner's idea %d", i+1))
		}
		return v
	case course.Figure:
		return course.Value{Text: likelyNumber(a)}
	}
	return course.Value{Text: placeholder("A learner's answer stands here.", a.Words)}
}

// likelyOption is an option that a learner may pick: the right one, else the
// one in the middle.
func likelyOption(a *course.Activity) string {
	for _, o := range a.Options {
		if o.Right {
			return o.Label
		}
	}
	if len(a.Options) == 0 {
		return ""
	}
	return a.Options[len(a.Options)/2].Label
}

// likelyNumber is a number within the bounds of a.
func likelyNumber(a *course.Activity) string {
	n := 10.0
	switch {
	case a.Min != nil && a.Max != nil:
		n = *a.Min + (*a.Max-*a.Min)/2
		if whole := float64(int64(n)); whole >= *a.Min {
			n = whole
		}
	case a.Min != nil:
		n = max(n, *a.Min)
	case a.Max != nil:
		n = min(n, *a.Max)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// placeholder is a sentence, again and again until it has so many words.
func placeholder(sentence string, words int) string {
	text := sentence
	for course.CountWords(text) < words {
		text += " " + sentence
	}
	return strings.TrimSpace(text)
}

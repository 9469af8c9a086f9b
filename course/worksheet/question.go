package worksheet

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"lectern/course"
)

// sections are the parts of a worksheet, in the order in which they are printed.
var sections = []struct {
	section course.Section
	title   string
}{
	{course.Main, ""},
	{course.Booklet, "Case-study booklet"},
	{course.Evaluation, "Evaluation of the course"},
}

// parts puts the items into their parts, and there by lesson.
func parts(w *Worksheet, blank bool) []part {
	found := make([]part, len(sections))
	at := func(s course.Section) *part {
		for i := range sections {
			if sections[i].section == s {
				return &found[i]
			}
		}
		return &found[0]
	}
	last := map[*part]string{}
	for k := range w.Items {
		i := &w.Items[k]
		p := at(i.Section)
		if lesson, ok := last[p]; !ok || lesson != i.Lesson {
			last[p] = i.Lesson
			p.Lessons = append(p.Lessons, lessonPart{Title: lessonTitle(w.lesson(i.Lesson))})
		}
		l := &p.Lessons[len(p.Lessons)-1]
		l.Items = append(l.Items, newQuestion(i, blank))
	}
	var some []part
	for i, p := range found {
		if len(p.Lessons) > 0 {
			p.Title = sections[i].title
			some = append(some, p)
		}
	}
	return some
}

func lessonTitle(l Lesson) string {
	title := course.VisibleLine(l.Title)
	if l.Number > 0 {
		return fmt.Sprintf("Lesson %d: %s", l.Number, title)
	}
	return title
}

func newQuestion(i *Item, blank bool) question {
	q := question{
		ID:       course.VisibleLine(i.ID),
		Number:   max(0, i.Number),
		Prompt:   course.Visible(strings.TrimSpace(i.Prompt)),
		Empty:    i.Answer.Empty() && !blank,
		Optional: !i.Required,
	}
	chosen := map[string]bool{}
	for _, c := range i.Answer.Parts() {
		chosen[c] = true
	}
	for _, label := range i.Options {
		q.Options = append(q.Options, option{Label: course.VisibleLine(label), Chosen: chosen[label]})
	}
	if i.Kind.HasOptions() {
		for _, s := range i.Stray() {
			q.Stray = append(q.Stray, course.Visible(s))
		}
	} else {
		q.Answer = course.Visible(i.Answer.String())
	}
	if blank {
		q.Hint = hint(i)
		q.Room = make([]struct{}, room(i))
	}
	q.Notes = notes(i)
	return q
}

// notes are the small print under an answer.
func notes(i *Item) []string {
	var list []string
	if !i.Required {
		list = append(list, "optional")
	}
	if i.Answer.Empty() {
		return list
	}
	if i.Short {
		list = append(list, "short: "+ofWords(i))
	}
	if day := i.Created.Day(); day != "" {
		list = append(list, "answered "+day)
		if changed := i.Updated.Day(); changed != day && changed != "" {
			list = append(list, "changed "+changed)
		}
	}
	return list
}

// hint says on paper what the screen would.
func hint(i *Item) string {
	switch i.Kind.Form() {
	case course.One:
		return "Tick one."
	case course.Several:
		return "Tick all that apply."
	case course.Figure:
		return bounds(i)
	case course.Text:
		if i.Words > 0 {
			return fmt.Sprintf("At least %d words.", i.Words)
		}
	}
	return ""
}

func bounds(i *Item) string {
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	switch {
	case i.Min != nil && i.Max != nil:
		return fmt.Sprintf("A number from %s to %s.", number(*i.Min), number(*i.Max))
	case i.Min != nil:
		return fmt.Sprintf("A number, %s or more.", number(*i.Min))
	case i.Max != nil:
		return fmt.Sprintf("A number, %s or less.", number(*i.Max))
	}
	return "A number."
}

// room is how many lines of the blank worksheet the answer gets. About eight
// words fit on a line of handwriting.
func room(i *Item) int {
	switch i.Kind.Form() {
	case course.Text:
		return min(max(6, i.Words/8+3), 24)
	case course.Line:
		return 2
	case course.Figure:
		return 1
	}
	return 0
}

func newTick(w *Worksheet, d *Declaration) tick {
	return tick{
		Kind:     strings.ToLower(cmp.Or(d.Kind.Label(), course.VisibleLine(string(d.Kind)))),
		Title:    course.VisibleLine(d.Title),
		URL:      course.VisibleLine(d.URL),
		Lesson:   lessonTitle(w.lesson(d.Lesson)),
		Done:     d.Done.Day(),
		Ticked:   !d.Done.IsZero(),
		Optional: !d.Required,
	}
}

func newSharing(w *Worksheet, s Shared) sharing {
	title := strings.ToLower(cmp.Or(s.Kind.Label(), course.VisibleLine(string(s.Kind))))
	sh := sharing{
		Title:  strings.ToUpper(title[:min(1, len(title))]) + title[min(1, len(title)):] + ", " + lessonTitle(w.lesson(s.Lesson)),
		Prompt: course.Visible(strings.TrimSpace(s.Prompt)),
	}
	for _, e := range s.Entries {
		sh.Entries = append(sh.Entries, entry{Day: cmp.Or(e.Updated.Day(), e.Created.Day()), Text: course.Visible(e.Answer.String())})
	}
	return sh
}

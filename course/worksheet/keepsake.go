package worksheet

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"lectern/course"
)

// Keepsake writes all that the learner wrote in the course, journal and
// answers, as Markdown, for the learner alone. Of the options it takes the
// learner, and the time with its location. Where nothing was written yet, it
// says so.
func Keepsake(out io.Writer, c *course.Course, ix *course.Index, r *course.Record, o Options) error {
	b := bufio.NewWriter(out)
	k := keepsake{b: b, ix: ix, r: r, loc: o.Now.Location()}
	k.say("# %s\n\n", plain(course.VisibleLine(c.Title)))
	k.say("What %s wrote in this course, as of %s.\n\n",
		cmp.Or(plain(course.VisibleLine(o.Learner.Name)), "I"), moment(o.Now, k.loc).Day())
	for i, l := range ix.Lessons {
		k.title = lessonTitle(Lesson{Number: i + 1, Title: l.Title})
		for _, a := range l.Activities {
			k.activity(a)
		}
	}
	k.title = "Journal: free entries"
	for _, e := range r.EntriesAt("") {
		k.text(k.span(e.Created, e.Updated), e.Text)
	}
	k.title = "No longer in the course"
	for _, id := range ix.Unplaced(r) {
		k.unplaced(id)
	}
	if !k.any {
		k.say("Nothing yet.\n")
	}
	return b.Flush()
}

// A keepsake writes what there is. The writer keeps the first error.
type keepsake struct {
	b     *bufio.Writer
	ix    *course.Index
	r     *course.Record
	loc   *time.Location
	title string // of the part that has not been written yet; "" after
	any   bool
}

func (k *keepsake) say(format string, a ...any) { fmt.Fprintf(k.b, format, a...) }

// part writes the title of the part, once, before the first thing in it.
func (k *keepsake) part() {
	k.any = true
	if k.title != "" {
		k.say("## %s\n\n", plain(k.title))
		k.title = ""
	}
}

func (k *keepsake) activity(a *course.Activity) {
	if a.Kind.Form() == course.Entries {
		entries := k.r.EntriesAt(a.ID)
		if len(entries) == 0 {
			return
		}
		k.prompt(a.Kind, prompt(a))
		for _, e := range entries {
			k.text(k.span(e.Created, e.Updated), e.Text)
		}
		return
	}
	if answer := k.r.Answers[a.ID]; !answer.Empty() {
		k.prompt(a.Kind, prompt(a))
		k.answer(a.Kind, answer)
	}
}

func (k *keepsake) unplaced(id string) {
	entries := k.r.EntriesAt(id)
	if answer := k.r.Answers[id]; !answer.Empty() {
		k.prompt(answer.Asked.Kind, answer.Asked.Prompt)
		k.answer(answer.Asked.Kind, answer)
	} else if len(entries) > 0 {
		k.prompt(entries[0].Asked.Kind, entries[0].Asked.Prompt)
	}
	for _, e := range entries {
		k.text(k.span(e.Created, e.Updated), e.Text)
	}
}

func (k *keepsake) prompt(kind course.Kind, prompt string) {
	k.part()
	lines := strings.Split(course.Visible(strings.TrimSpace(prompt)), "\n")
	for i, line := range lines {
		if line = plain(line); line != "" {
			lines[i] = "**" + line + "**"
		}
	}
	if label := strings.ToLower(kind.Label()); label != "" {
		k.say("*%s*\n\n", label)
	}
	k.say("%s\n\n", strings.Join(lines, "\n"))
}

func (k *keepsake) answer(kind course.Kind, answer course.Answer) {
	a := answerOf(kind, answer.Value)
	if a.List == nil {
		k.text(k.span(answer.Created, answer.Updated), a.Text)
		return
	}
	k.say("%s\n\n", k.span(answer.Created, answer.Updated))
	for _, part := range a.List {
		k.say("- %s\n", plain(course.VisibleLine(part)))
	}
	k.say("\n")
}

func (k *keepsake) text(when, text string) {
	k.part()
	k.say("%s\n\n%s\n", when, asTyped(course.Visible(text)))
}

// span is when something was written, and when it was changed.
func (k *keepsake) span(created, updated time.Time) string {
	from, to := moment(created, k.loc).Day(), moment(updated, k.loc).Day()
	if from == to || to == "" {
		return cmp.Or(from, "(no date)")
	}
	return join(", changed ", from, to)
}

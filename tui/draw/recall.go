package draw

import (
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// recall draws what the author wrote, and what the learner wrote earlier: as
// much of it as anywhere in reading, in as much room as an answer takes.
func (p *Painter) recall(b *course.Recall, in space) []Line {
	return p.behind(p.bar(Bar, CalloutWord, in.width), in, func(in space) []Line {
		var lines []Line
		if b.Title != "" {
			lines = p.flow(runs(nil).add(oneLine(b.Title), p.theme.pen(Strong), noLink), in.width)
		}
		lines = join(lines, p.blocks(b.Blocks, in), false)
		return tighten(join(lines, p.recalled(b.Of, in), false))
	})
}

// recalled is one line more than the answer has room for, whatever it is.
func (p *Painter) recalled(id string, in space) []Line {
	a := p.state.asked(id)
	if p.theme.plain || a == nil {
		return p.flow(runs(nil).add("What you wrote at \""+name(a, id)+"\" is shown here.", pen{}, noLink), in.width)
	}
	form := a.Kind.Form()
	n := max(answerLines(form), 2)
	when, text := p.state.earlier(a)
	if when.IsZero() {
		empty := "Still empty. What you " + present(form) + " at \"" +
			ansi.Truncate(name(a, id), longestName, p.theme.Glyph(Ellipsis)) +
			"\" (lesson " + strconv.Itoa(a.Lesson+1) + ") appears here"
		if p.state.Hints.Go != "" {
			empty += "; " + p.state.Hints.Go
		}
		empty += "."
		return p.excerpt(empty, pen{}, n+1, in)
	}
	head := p.state.when(when, "2 January") + " you " + verb(form) + ":"
	if columns(head) > in.width {
		head = ansi.Truncate(p.state.when(when, "2 Jan")+":", in.width, "")
	}
	lines := p.flow(runs(nil).add(strings.TrimSpace(head), p.theme.pen(Quiet), noLink), unbroken)
	return append(lines, p.excerpt(text, pen{}, n, in)...)
}

// when is "On 16 November", with the year if it is another one.
func (s State) when(t time.Time, layout string) string {
	t = t.In(s.Today.Location())
	if t.Year() != s.Today.Year() {
		layout += " 2006"
	}
	return "On " + t.Format(layout)
}

func name(a *course.Activity, id string) string {
	if a == nil {
		return harmless(id)
	}
	return harmless(oneLine(a.Name()))
}

// longestName is how much of an activity's name is quoted, in columns.
const longestName = 32

func present(f course.Form) string {
	switch f {
	case course.One, course.Several:
		return "choose"
	case course.Tick:
		return "do"
	}
	return "write"
}

func verb(f course.Form) string {
	switch f {
	case course.One, course.Several:
		return "chose"
	case course.Tick:
		return "did"
	}
	return "wrote"
}

// earlier is what the learner did at an activity, and when; the zero time if
// nothing.
func (s State) earlier(a *course.Activity) (when time.Time, text string) {
	r := s.record()
	if r.State(a) == course.Undone {
		return time.Time{}, ""
	}
	switch form := a.Kind.Form(); form {
	case course.Tick:
		return r.Marks[a.ID].Done, a.Name()
	case course.Entries:
		entries := r.EntriesAt(a.ID)
		last := entries[len(entries)-1]
		return last.Updated, last.Text
	case course.Several:
		v := r.Answers[a.ID]
		return v.Updated, strings.Join(v.List, "\n")
	}
	v := r.Answers[a.ID]
	return v.Updated, v.String()
}

package draw

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// shownLines is how much of an answer reading shows; and so much room there is
// for it even before, so that answering moves no page.
const shownLines = 3

// shownBytes is more than so many lines can hold.
const shownBytes = 4096

// answerLines is the room for an answer of this form.
func answerLines(f course.Form) int {
	switch f {
	case course.Entries, course.Ideas, course.Text:
		return shownLines
	case course.Line, course.Figure:
		return 1
	}
	return 0
}

// answer draws the first lines of the answer, or what to press for one. Of
// options that the course no longer offers it says what was chosen.
func (p *Painter) answer(a *course.Activity, in space) []Line {
	if p.theme.plain {
		return nil
	}
	n := answerLines(a.Kind.Form())
	if n == 0 {
		return p.earlier(a, in)
	}
	text := p.state.answered(a.ID, a.Kind.Form())
	style := pen{}
	if strings.TrimSpace(text) == "" {
		text, style = p.state.Hints.Answer, p.theme.pen(Quiet)
	}
	return p.excerpt(text, style, n, in)
}

// answered is the answer to show: the newest entry of a journal.
func (s State) answered(id string, f course.Form) string {
	if f == course.Entries {
		entries := s.record().EntriesAt(id)
		if len(entries) == 0 {
			return ""
		}
		return entries[len(entries)-1].Text
	}
	return s.record().Answers[id].String()
}

// excerpt is the first n lines of a text that a person typed, indented, and
// blank lines up to n.
func (p *Painter) excerpt(text string, style pen, n int, in space) []Line {
	indent := margin{first: "  ", rest: "  ", width: 2}
	lines := p.behind(indent, in, func(in space) []Line {
		text, cut := beginning(text)
		var r runs
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(course.Visible(strings.TrimRight(line, "\r\n")))
			if line == "" {
				continue
			}
			if len(r) > 0 {
				r = r.add("\n", style, noLink)
			}
			r = r.add(expandTabs(line), style, noLink)
		}
		lines := p.flow(r, in.width)
		if len(lines) > n {
			lines, cut = lines[:n], true
		}
		if cut {
			p.cutOff(&lines[len(lines)-1], style, in.width)
		}
		return lines
	})
	for len(lines) < n {
		lines = append(lines, Line{})
	}
	for i := range lines {
		lines[i].Bond = Tight
	}
	return lines
}

// beginning is enough of a text for an excerpt.
func beginning(text string) (begun string, cut bool) {
	if len(text) <= shownBytes {
		return text, false
	}
	return strings.ToValidUTF8(text[:shownBytes], ""), true
}

// cutOff ends a line with the sign that something was left out.
func (p *Painter) cutOff(l *Line, style pen, width int) {
	sign := " " + p.theme.Glyph(Ellipsis)
	text := ansi.Truncate(l.Plain(), max(width-columns(sign), 0), "")
	text = strings.TrimSpace(strings.TrimRight(text, " ") + sign)
	l.Text = style.paint(ansi.Truncate(text, width, ""))
}

// earlier is what was chosen and is no longer on offer.
func (p *Painter) earlier(a *course.Activity, in space) []Line {
	v := p.state.record().Answers[a.ID].Value
	if v.Empty() || a.Kind.Form() == course.Tick || a.Answers(v) {
		return nil
	}
	text, _ := beginning(strings.Join(strings.Split(v.String(), "\n"), ", "))
	return p.excerpt("your earlier choice: "+text, p.theme.pen(Quiet), 1, in)
}

// words says in words how far the learner is with an activity.
func (s State) words(a *course.Activity) string {
	if s.Note != "" && s.Focus == a.ID {
		return s.Note
	}
	r := s.record()
	state := r.State(a)
	answer := r.Answers[a.ID]
	switch form := a.Kind.Form(); {
	case form == course.Tick:
		return s.ticked(r.Marks[a.ID])
	case form == course.Entries:
		return s.entries(r.EntriesAt(a.ID))
	case form == course.Ideas:
		return ideas(len(answer.List), a.Ideas)
	case state == course.Done:
		return "done " + s.date(answer.Updated)
	case a.Words > 0:
		return fmt.Sprintf("%d of %d words", course.CountWords(answer.Text), a.Words)
	case answer.Empty():
		return "empty"
	case a.Kind.HasOptions():
		return "choose again"
	}
	return "not a valid answer"
}

func (s State) ticked(m course.Mark) string {
	switch {
	case !m.Done.IsZero():
		return "done " + s.date(m.Done)
	case !m.Opened.IsZero():
		return "opened " + s.date(m.Opened)
	}
	return "not ticked"
}

func (s State) entries(entries []course.Entry) string {
	switch n := len(entries); n {
	case 0:
		return "empty"
	case 1:
		return "done " + s.date(entries[0].Updated)
	default:
		return fmt.Sprintf("%d entries", n)
	}
}

func ideas(n, least int) string {
	switch {
	case least > 0:
		return fmt.Sprintf("%d of %d ideas", n, least)
	case n == 0:
		return "empty"
	case n == 1:
		return "1 idea"
	}
	return fmt.Sprintf("%d ideas", n)
}

// stateRoom is the room that the state takes at most, whatever it is.
func stateRoom(a *course.Activity) int {
	room := len("done 30 Nov 2026")
	switch {
	case a.Kind.Opens():
		room = len("opened 30 Nov 2026")
	case a.Words > 0:
		room = max(room, len(fmt.Sprintf("%d of %d words", a.Words, a.Words)))
	}
	return room
}

package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/page"
)

// head is what a lesson opens with: how long it takes, and what for.
func (s *lessonScreen) head(m *Model) []draw.Line {
	facts := []string{about(s.tree.Minutes)}
	if n := len(s.tree.Activities); n > 0 {
		facts = append(facts, count(n, "activity", "activities"))
	}
	box := &course.Callout{Word: "LESSON " + strconv.Itoa(s.lesson+1), Title: strings.Join(facts, ", ")}
	if len(s.tree.Objectives) > 0 {
		list := &course.List{Tight: true}
		for _, o := range s.tree.Objectives {
			list.Items = append(list.Items, course.ListItem{Blocks: []course.Block{textBlock(o)}})
		}
		box.Word, box.Blocks = "OBJECTIVES", []course.Block{list}
	}
	return s.text.brush.Block(box, draw.State{})
}

func textBlock(text string) *course.Paragraph {
	return &course.Paragraph{Leaf: course.Leaf{Text: course.VisibleLine(text)}}
}

// card is what a lesson ends with: what is done, what is open, what comes next.
func (s *lessonScreen) card(m *Model) []draw.Line {
	t := s.text
	var lines []draw.Line
	s.cardTargets = nil
	add := func(text string, to *target) {
		for i, line := range strings.Split(ansi.Wrap(text, t.width, ""), "\n") {
			if i == 0 && to != nil {
				to.at, to.col = page.Place{Block: s.cardAt(), Line: len(lines)}, 2
				s.cardTargets = append(s.cardTargets, *to)
				sign := "  "
				if s.focus != nil && to.same(*s.focus) {
					sign = spread(t.theme.Glyph(draw.Cursor), "", 1) + " "
				}
				line = sign + strings.TrimPrefix(line, "  ")
			}
			bond := draw.Bond(1)
			if len(lines) == 0 {
				bond = draw.Free
			}
			lines = append(lines, draw.Line{Text: strings.TrimRight(line, " "), Bond: bond})
		}
	}
	add(t.theme.Paint(draw.Quiet, strings.Repeat(t.theme.Glyph(draw.LineAcross), t.width)), nil)
	open := s.openHere(m)
	add(s.cardState(m, open), nil)
	for _, a := range open {
		name := a.Kind.Label()
		if a.Number > 0 {
			name += " " + strconv.Itoa(a.Number)
		}
		line := "  " + name + "  " + course.VisibleLine(a.Name())
		add(ansi.Truncate(line, t.width, t.theme.Glyph(draw.Ellipsis)), &target{item: a.ID})
	}
	next := "  This is the end"
	if m.ix == nil || len(m.ix.Items()) > 0 {
		next += ". Hand in what you wrote"
	}
	if s.lesson+1 < len(m.course.Lessons) {
		next = "  Next: " + s.nextTitle(m)
	}
	goesOn := ""
	if t.width >= wordyFrom {
		goesOn = m.keys.Next.Help().Key + " goes on"
	}
	add(spread(next, goesOn, t.width), &target{next: true})
	lines[len(lines)-1].Bond = draw.Tight
	return lines
}

// openHere lists the activities of the lesson that the learner has still to do.
func (s *lessonScreen) openHere(m *Model) (open []*course.Activity) {
	for _, a := range s.tree.Activities {
		if isUndone(m, a) {
			open = append(open, a)
		}
	}
	return open
}

// isUndone reports whether an activity is still to be done by everybody.
func isUndone(m *Model, a *course.Activity) bool {
	return a.Required() && m.rec.State(a) == course.Undone
}

// cardState says how far the learner is with the lesson.
func (s *lessonScreen) cardState(m *Model, open []*course.Activity) string {
	name := "Lesson " + strconv.Itoa(s.lesson+1)
	required := 0
	for _, a := range s.tree.Activities {
		if a.Required() {
			required++
		}
	}
	switch {
	case required == 0:
		return s.text.theme.Paint(draw.Strong, name+" is read.")
	case len(open) == 0:
		tick := s.text.theme.Glyph(draw.Tick)
		return s.text.theme.Paint(draw.Strong, tick+" "+name+" is done.")
	}
	done := fmt.Sprintf("%s: %d of %d done. ", name, required-len(open), required)
	return s.text.theme.Paint(draw.Strong, done) + "Still open, " + m.keys.Enter.Help().Key + " goes there:"
}

// nextTitle names the next lesson, and says how long it takes if that is known.
func (s *lessonScreen) nextTitle(m *Model) string {
	n := s.lesson + 1
	if m.ix == nil {
		return strconv.Itoa(n+1) + "  " + lessonName(m.course.Lessons[n])
	}
	l := m.ix.Lessons[n]
	return strconv.Itoa(n+1) + "  " + course.VisibleLine(l.Title) + ", " + long(l.Minutes)
}

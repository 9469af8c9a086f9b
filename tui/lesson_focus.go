package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/page"
)

// A target is what can have the focus: an activity, a fold, a recall, a link,
// an open item or the way on in the card. One of its fields says which.
type target struct {
	at  page.Place
	col int

	activity *course.ActivityBlock
	fold     *course.Fold
	recall   *course.Recall
	link     *course.Link
	item     string // the id of an activity that the card lists
	next     bool   // the way on from the card

	nth    int                   // of a link among those of its block
	within *course.ActivityBlock // the activity in which a link stands
}

// same reports whether both are the same thing, wherever it is drawn.
func (t target) same(u target) bool {
	return t.at.Block == u.at.Block && t.activity == u.activity && t.fold == u.fold && t.recall == u.recall &&
		(t.link == nil) == (u.link == nil) && t.nth == u.nth && t.item == u.item && t.next == u.next
}

// before reports whether t comes first in reading order.
func (t target) before(u target) bool {
	if t.at != u.at {
		return t.at.Before(u.at)
	}
	return t.col < u.col
}

// targets returns what can have the focus in a block, in reading order.
func (s *lessonScreen) targets(block int) []target {
	if block == 0 {
		return nil
	}
	if block == s.cardAt() {
		s.text.pages.Block(block) // which finds them
		return s.cardTargets
	}
	links := draw.Links(s.block(block))
	if len(links) == 0 && !opens(s.block(block)) {
		return nil // without drawing it: a lesson may have thousands of such blocks
	}
	lines := s.text.pages.Block(block)
	var found []target
	seen := map[int]bool{}
	var within *course.ActivityBlock
	for i, l := range lines {
		at := page.Place{Block: block, Line: i}
		switch b := l.Begins.(type) {
		case *course.ActivityBlock:
			within = b
			found = append(found, target{at: at, col: textColumn(l), activity: b})
		case *course.Fold:
			found = append(found, target{at: at, col: textColumn(l), fold: b})
		case *course.Recall:
			found = append(found, target{at: at, col: textColumn(l), recall: b})
		}
		for _, span := range l.Links {
			if seen[span.Link] || span.Link >= len(links) || links[span.Link].Target == course.Nowhere {
				continue
			}
			seen[span.Link] = true
			found = append(found, target{at: at, col: span.From, link: &links[span.Link], nth: span.Link, within: within})
		}
	}
	slices.SortStableFunc(found, func(a, b target) int {
		switch {
		case a.before(b):
			return -1
		case b.before(a):
			return 1
		}
		return 0
	})
	return found
}

// opens reports whether something in the block can be opened.
func opens(b course.Block) (found bool) {
	course.Walk([]course.Block{b}, func(b course.Block) bool {
		switch b.(type) {
		case *course.ActivityBlock, *course.Fold, *course.Recall:
			found = true
		}
		return !found
	})
	return found
}

// textColumn is the column in which the text of a line begins, behind bars.
func textColumn(l draw.Line) int {
	text := l.Plain()
	return ansi.StringWidth(text) - ansi.StringWidth(strings.TrimLeft(text, " │▌|#"))
}

// onScreen returns the targets that are on the screen.
func (s *lessonScreen) onScreen() (found []target) {
	last := -1
	for _, r := range s.rows {
		if r.At.Line < 0 || r.At.Block == last {
			continue
		}
		last = r.At.Block
		for _, t := range s.targets(r.At.Block) {
			if s.row(t.at) >= 0 {
				found = append(found, t)
			}
		}
	}
	return found
}

// row is where a place is on the screen; -1 if it is not.
func (s *lessonScreen) row(p page.Place) int {
	return slices.IndexFunc(s.rows, func(r page.Row) bool { return r.At == p })
}

// refocus finds the focus again in what was drawn anew.
func (s *lessonScreen) refocus() {
	if s.focus == nil {
		return
	}
	for _, t := range s.targets(s.focus.at.Block) {
		if t.same(*s.focus) {
			*s.focus = t
			return
		}
	}
	s.focus = nil
}

// step moves the focus to the next target, or the one before; across pages.
func (s *lessonScreen) step(m *Model, dir int) tea.Cmd {
	if s.text == nil {
		return nil
	}
	from := target{at: s.top, col: -1}
	if dir < 0 {
		from.at = s.below
	}
	if s.focus != nil && s.row(s.focus.at) >= 0 {
		from = *s.focus
	}
	for b := from.at.Block; b >= 0 && b <= s.cardAt(); b += dir {
		list := s.targets(b)
		if dir < 0 {
			list = slices.Clone(list)
			slices.Reverse(list)
		}
		for _, t := range list {
			if dir > 0 && from.before(t) || dir < 0 && t.before(from) {
				return s.focusOn(m, &t)
			}
		}
	}
	if dir > 0 {
		m.status = "That was the last activity or link of this lesson. " + m.keys.Next.Help().Key + " reads on."
	} else {
		m.status = "That was the first activity or link of this lesson."
	}
	return nil
}

// focusOn puts the focus on a target, and turns to its page; nil takes it away.
func (s *lessonScreen) focusOn(m *Model, t *target) tea.Cmd {
	old := s.focus
	s.focus = t
	s.redraw(m, func(b course.Block) bool {
		return old != nil && old.activity != nil && shows(old.activity.Activity.ID)(b) ||
			t != nil && t.activity != nil && shows(t.activity.Activity.ID)(b)
	})
	if s.focus == nil {
		return nil
	}
	if to := s.destination(m); to != "" {
		m.status = to
	}
	if s.row(s.focus.at) >= 0 {
		return nil
	}
	return s.moveTo(m, s.pageOf(s.focus.at), false)
}

// pageOf is where the page begins on which a place is.
func (s *lessonScreen) pageOf(p page.Place) page.Place {
	if len(s.text.stops) == 0 {
		return p
	}
	return s.text.stops[page.On(s.text.stops, p)]
}

// destination says where the link in focus truly leads.
func (s *lessonScreen) destination(m *Model) string {
	if s.focus == nil || s.focus.link == nil {
		return ""
	}
	l := *s.focus.link
	opens := " (" + m.keys.Open.Help().Key + " opens it)"
	switch l.Target {
	case course.ToItem:
		return "to an activity of this course" + opens
	case course.ToScreen:
		return "to: " + strings.ReplaceAll(l.Anchor, "-", " ") + opens
	}
	return "to " + draw.Address(l) + opens
}

// moveTo brings a line to the top of the screen. A loose one stays there; else
// it is the page of that line that is shown.
func (s *lessonScreen) moveTo(m *Model, p page.Place, loose bool) tea.Cmd {
	t := s.text
	s.at, s.loose = spot{Place: p, drawn: t.pages.Block(p.Block)}, loose
	s.settle()
	if s.focus != nil && s.row(s.focus.at) < 0 {
		_ = s.focusOn(m, nil)
	}
	return tea.Batch(m.do(course.SetPlace{Place: s.place(m)}), s.see(m))
}

// see notes when the end of the lesson was on the screen for the first time.
func (s *lessonScreen) see(m *Model) tea.Cmd {
	id := m.course.Lessons[s.lesson].ID
	if _, seen := m.rec.Seen[id]; seen || s.below != s.text.pages.End() {
		return nil
	}
	cmd := m.do(course.SetSeen{Lesson: id, At: m.now()})
	s.redraw(m, func(course.Block) bool { return false })
	return cmd
}

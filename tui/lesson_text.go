package tui

import (
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/page"
)

// A text is a lesson as it is drawn for one size of the terminal: the head,
// the blocks of the tree, and the card at the end, each of them a block of
// pages. What is on the screen is drawn when it is looked at, the rest by a
// command.
type text struct {
	width, height int // of a page
	theme         draw.Theme
	brush         *draw.Painter
	drawn         [][]draw.Line // by block; nil while it is not drawn
	pages         *page.Lesson
	stops         []page.Place // where pages begin; nil until everything was drawn once
	changes       int          // how often something was drawn anew
}

// A spot is where the learner is: a line of a drawing. Another drawing of the
// same block has it elsewhere (see page.Carry).
type spot struct {
	page.Place
	drawn []draw.Line // nil: Line counts in whatever drawing there is
}

// layout draws the lesson for the terminal as it is now: the page that the
// learner is on at once, the rest in the command that it returns.
func (s *lessonScreen) layout(m *Model) tea.Cmd {
	if m.frame.width == 0 || m.frame.tooSmall() {
		return nil
	}
	width, theme := m.frame.prose(), m.theme()
	t := &text{width: width, height: m.frame.body, theme: theme, brush: draw.New(theme, width)}
	t.drawn = make([][]draw.Line, len(s.tree.Blocks)+2)
	s.text = t
	s.divide(m)
	s.settle()
	s.refocus()
	s.arrange(m)
	return tea.Batch(s.see(m), s.drawRest(m))
}

// divide begins to divide what is drawn into pages anew.
func (s *lessonScreen) divide(m *Model) {
	t := s.text
	t.pages = page.New(len(t.drawn), func(i int) []draw.Line {
		if t.drawn[i] == nil {
			t.drawn[i] = s.draw(m, i)
		}
		return t.drawn[i]
	})
}

// count finds where pages begin, once everything is drawn.
func (t *text) count() { t.stops = t.pages.Stops(t.height) }

// draw draws a block. It is never nil.
func (s *lessonScreen) draw(m *Model, i int) []draw.Line {
	switch {
	case i == 0:
		return s.head(m)
	case i == s.cardAt():
		return s.card(m)
	}
	return notNil(s.text.brush.Block(s.tree.Blocks[i-1], s.state(m)))
}

func notNil(lines []draw.Line) []draw.Line {
	if lines == nil {
		return []draw.Line{}
	}
	return lines
}

// cardAt is the block of the card.
func (s *lessonScreen) cardAt() int { return len(s.tree.Blocks) + 1 }

// block is a block of the lesson; nil for the head and the card.
func (s *lessonScreen) block(i int) course.Block {
	if i < 1 || i > len(s.tree.Blocks) {
		return nil
	}
	return s.tree.Blocks[i-1]
}

// shortLesson is how many bytes a lesson may have to be drawn as a whole while
// the learner waits: some hundredths of a second.
const shortLesson = 100 << 10

// isShort reports whether the lesson is no longer than that.
func (s *lessonScreen) isShort() bool { return s.tree.Words*6 < shortLesson }

// drawnMsg brings what was not drawn at once.
type drawnMsg struct {
	text    *text
	changes int // of the text when the command began
	drawn   [][]draw.Line
}

// drawRest is the command that draws what is not drawn yet. It has a painter
// and a record of its own.
func (s *lessonScreen) drawRest(m *Model) tea.Cmd {
	t, tree, had := s.text, s.tree, make([]bool, len(s.text.drawn))
	for i := range had {
		had[i] = t.drawn[i] != nil
	}
	state := s.state(m)
	state.Record = draw.Snapshot(m.rec, tree.Blocks...)
	opened := maps.Clone(s.opened)
	state.Open = func(f *course.Fold) bool { return isOpen(opened, f) }
	width, theme, changes := t.width, t.theme, t.changes
	var lead time.Duration
	if m.opts.Begun != nil && !m.begun {
		lead = m.lead
	}
	return func() tea.Msg {
		time.Sleep(lead)
		d := drawnMsg{text: t, changes: changes, drawn: make([][]draw.Line, len(had))}
		brush := draw.New(theme, width)
		for i, b := range tree.Blocks {
			if !had[i+1] {
				d.drawn[i+1] = notNil(brush.Block(b, state))
			}
		}
		return d
	}
}

// tell puts what was drawn in its place, if the lesson is still shown like that.
func (d drawnMsg) tell(m *Model) tea.Cmd {
	s := m.lesson()
	t := s.text
	if t != d.text {
		return nil
	}
	for i, lines := range d.drawn {
		stale := d.changes != t.changes && lines != nil && draw.Depends(s.block(i))
		if t.drawn[i] == nil && lines != nil && !stale {
			t.drawn[i] = lines
		}
	}
	s.divide(m)
	t.count()
	s.settle()
	return s.see(m)
}

// redraw draws anew what depends on the learner: of the blocks that are drawn
// those that which says; nil: all.
func (s *lessonScreen) redraw(m *Model, which func(course.Block) bool) {
	t := s.text
	if t == nil {
		return
	}
	t.changes++
	grown := false
	for i, lines := range t.drawn {
		b := s.block(i)
		switch {
		case lines == nil:
		case b == nil, draw.Depends(b) && (which == nil || which(b)):
			t.drawn[i] = s.draw(m, i)
			grown = grown || len(t.drawn[i]) != len(lines)
		}
	}
	s.divide(m)
	if grown && t.stops != nil {
		t.count()
	}
	s.settle()
	s.refocus()
}

// shows says whether a block shows something of an activity.
func shows(id string) func(course.Block) bool {
	return func(b course.Block) (found bool) {
		course.Walk([]course.Block{b}, func(b course.Block) bool {
			switch b := b.(type) {
			case *course.ActivityBlock:
				found = found || b.Activity.ID == id
			case *course.Recall:
				found = found || b.Of == id
			}
			return !found
		})
		return found
	}
}

// state is what drawing depends on besides the blocks.
func (s *lessonScreen) state(m *Model) draw.State {
	st := draw.State{
		Record: m.rec, Today: m.now(),
		Open: func(f *course.Fold) bool { return isOpen(s.opened, f) },
	}
	if m.ix != nil {
		st.Asked = m.ix.Activity
	}
	if s.focus != nil && s.focus.activity != nil {
		st.Focus = s.focus.activity.Activity.ID
	}
	enter := m.keys.Enter.Help().Key
	st.Hints = draw.Hints{Unfold: enter + " opens", Open: m.keys.Open.Help().Key + " opens it", Go: enter + " goes there"}
	if m.opts.Locked == nil {
		st.Hints.Answer = enter + " answers"
		st.Hints.Tick = m.keys.Tick.Help().Key + " ticks it"
		st.Hints.Untick = m.keys.Tick.Help().Key + " unticks it"
	}
	return st
}

func isOpen(opened map[*course.Fold]bool, f *course.Fold) bool {
	if open, ok := opened[f]; ok {
		return open
	}
	return f.Open
}

// settle finds the line on top of the page from where the learner is. What is
// on top moves with the pages, where the learner is does not: a lesson that is
// drawn narrow and wide again stands as it stood.
func (s *lessonScreen) settle() {
	t := s.text
	p := s.at.Place
	if lines := t.pages.Block(p.Block); s.at.drawn != nil && len(lines) > 0 {
		p.Line = page.Carry(s.at.drawn, lines, p.Line)
	} else if n := len(lines); n > 0 {
		p.Line = min(p.Line, n-1)
	}
	p = t.pages.Settle(p)
	if p == t.pages.End() {
		p = t.pages.Prev(p, 1)
	}
	if !s.loose && len(t.stops) > 0 {
		p = t.stops[page.On(t.stops, p)]
	}
	s.top = p
	s.rows, s.below = s.visible()
}

// visible returns the rows on the screen, and the place of the first line that
// is not on it.
func (s *lessonScreen) visible() ([]page.Row, page.Place) {
	t := s.text
	next := t.pages.Next(s.top, t.height)
	if !s.loose || s.onStop() {
		rows := t.pages.Rows(s.top, next)
		return rows[:min(len(rows), t.height)], next
	}
	rows := t.pages.Rows(s.top, t.pages.Next(next, t.height))
	if len(rows) <= t.height {
		return rows, t.pages.End()
	}
	for _, r := range rows[t.height:] {
		if r.At.Line >= 0 {
			return rows[:t.height], r.At
		}
	}
	return rows[:t.height], t.pages.End()
}

// onStop reports whether a page begins with the line on top.
func (s *lessonScreen) onStop() bool { return slices.Contains(s.text.stops, s.top) }

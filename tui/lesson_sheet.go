package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
)

// A sheetDrawing is the screen while one answers.
type sheetDrawing struct {
	lines            []string
	cursorX, cursorY int
	from, to         int  // the rows of the activity
	top, left        int  // where the field begins
	height           int  // of the field
	taken            bool // the activity has taken the page
	folded           bool // not all of the prompt is shown
}

// fieldLines is how many lines of a text must fit for the page to keep still.
const fieldLines = 5

// arrange draws the screen while one answers. The page keeps still while the
// prompt and five lines fit; else the activity takes the page, and a prompt
// that leaves too little room folds.
func (s *lessonScreen) arrange(m *Model) {
	sh, t := s.sheet, s.text
	if sh == nil || t == nil {
		return
	}
	p := s.pieces(m)
	wants := sh.field.Height(p.inner, t.height)
	least := min(wants, fieldLines+2)
	if sh.field.Tall() {
		least = fieldLines + 2
	}
	need := len(p.above) + len(p.below)
	d := sheetDrawing{left: p.barWidth}
	var before, after []string
	if y := s.stillAt(); y >= 0 && y+need+least <= t.height {
		d.from = y
		d.height = min(max(wants, least), t.height-y-need)
		before = s.lines(s.rows[:y])
		after = s.lines(s.rows[y+s.activityRows(y):])
	} else {
		d.taken = true
		if need+least > t.height {
			p.fold(t.height, sh.full, m.keys.FullPrompt.Help().Key+" all", t.theme)
			d.folded = p.folded
			need = len(p.above) + len(p.below)
		}
		d.height = max(t.height-need, 1)
		if !sh.field.Tall() {
			d.height = min(d.height, wants)
		}
	}
	d.top = d.from + len(p.above)
	f := sh.field.View(p.inner, d.height)
	d.height = len(f.Lines)
	lines := before
	for _, part := range [][]string{p.above, f.Lines, p.below} {
		for _, line := range part {
			lines = append(lines, strings.TrimRight(p.bar+line, " "))
		}
	}
	d.to = len(lines)
	lines = append(lines, after...)
	d.lines = lines[:min(len(lines), t.height)]
	d.cursorX, d.cursorY = d.left+f.CursorX, d.top+f.CursorY
	sh.drawn = d
}

// stillAt is the row on which the activity begins, if it is one that can be
// answered there without moving the page; else -1.
func (s *lessonScreen) stillAt() int {
	on := s.sheet.on
	if s.block(on.at.Block) != course.Block(on.activity) { // in a box of something else
		return -1
	}
	return s.row(on.at)
}

// activityRows is how many rows the activity that begins in row y takes.
func (s *lessonScreen) activityRows(y int) int {
	n := 0
	for _, r := range s.rows[y:] {
		if r.At.Block != s.rows[y].At.Block {
			break
		}
		n++
	}
	return n
}

// pieces are what stands round the field, without the bar.
type pieces struct {
	bar      string
	barWidth int
	inner    int
	head     int // lines of above that are the head
	above    []string
	below    []string
	folded   bool
}

func (s *lessonScreen) pieces(m *Model) pieces {
	sh, t := s.sheet, s.text
	var p pieces
	p.bar, p.barWidth = t.brush.Bar(true)
	p.inner = max(t.width-p.barWidth, 1)
	st := s.state(m)
	note := sh.field.Note()
	short := len(note) <= len("999 of 999 words")
	st.Focus = sh.activity().ID
	if short {
		st.Note = note
	}
	parts := t.brush.Parts(sh.on.activity, st)
	for _, l := range parts.Head {
		p.above = append(p.above, l.Text)
	}
	p.head = len(p.above)
	for _, l := range parts.Prompt {
		p.above = append(p.above, l.Text)
	}
	if sh.activity().Kind.Form() == course.Entries {
		if n := len(m.rec.EntriesAt(sh.activity().ID)); n > 0 && sh.entry.ID == "" {
			p.above = append(p.above, m.quiet(ansi.Truncate("A new entry; "+count(n, "earlier one stands", "earlier ones stand")+" in your journal.", p.inner, "")))
		}
	}
	if o := sh.offer; o != nil {
		text := m.keys.Adopt.Help().Key + " takes over " + o.from + ": " + startOf(o.value)
		p.above = append(p.above, m.quiet(ansi.Truncate(text, p.inner, t.theme.Glyph(draw.Ellipsis))))
	}
	if note != "" && !short {
		p.below = append(p.below, ansi.Truncate(note, p.inner, t.theme.Glyph(draw.Ellipsis)))
	}
	return p
}

// fold leaves of the head a line, and of the prompt what fits into a third of the page, or where all of
// it is wanted, what leaves room for three lines.
func (p *pieces) fold(height int, full bool, sign string, t draw.Theme) {
	if p.head > 1 {
		p.above = append(p.above[:1:1], p.above[p.head:]...)
		p.head = 1
	}
	room := max(height/3, p.head+1)
	if full {
		room = max(height-len(p.below)-3, p.head+1)
	}
	if len(p.above) <= room {
		p.folded = full
		return
	}
	p.folded = true
	p.above = p.above[:room:room]
	sign = t.Glyph(draw.Ellipsis) + " " + sign
	last := ansi.Truncate(p.above[room-1], max(p.inner-ansi.StringWidth(sign)-1, 0), "")
	p.above[room-1] = strings.TrimRight(last, " ") + " " + sign
}

// viewSheet is the screen while one answers.
func (s *lessonScreen) viewSheet(m *Model, v view, height int) view {
	d := s.sheet.drawn
	v.state, v.body = "ANSWERING", d.lines
	v.cursorX, v.cursorY = d.cursorX, min(d.cursorY, height-1)
	return v
}

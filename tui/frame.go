package tui

import (
	"cmp"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
)

const (
	maxWidth  = 78 // of everything; prose is narrower still
	maxProse  = 76
	minWidth  = 20 // below these the program asks for more room
	minHeight = 6
	roomyAt   = 16 // from this height on, there is air and a rule
	wordyFrom = 60 // from this width on, there is room for more than the most needed words
)

// A frame is where things stand on a terminal of a certain size: a title line,
// the body, the footer; from roomyAt on with air between them.
type frame struct {
	width, height int // of the terminal
	left          int // columns before everything
	inner         int // columns of everything
	body          int // lines of the body
	top           int // line of the terminal on which the body begins
	roomy         bool
}

func newFrame(width, height int) frame {
	f := frame{width: width, height: height, roomy: height >= roomyAt}
	f.inner = min(width, maxWidth)
	f.left = (width - f.inner) / 2
	f.top, f.body = 1, height-2
	if f.roomy {
		f.top, f.body = 2, height-4
	}
	return f
}

// tooSmall reports whether nothing useful can be shown.
func (f frame) tooSmall() bool { return f.width < minWidth || f.height < minHeight }

// prose is the width of running text.
func (f frame) prose() int { return min(f.inner, maxProse) }

// draw joins a view, its title and the footer to what the terminal shows.
func (f frame) draw(v view, footer string, t draw.Theme) tea.View {
	lines := make([]string, 0, f.height)
	lines = append(lines, f.indent(spread(v.title, v.right, f.inner)))
	if f.roomy {
		lines = append(lines, "")
	}
	for i := range f.body {
		if i < len(v.body) {
			lines = append(lines, f.indent(ansi.Truncate(v.body[i], f.inner, "")))
		} else {
			lines = append(lines, "")
		}
	}
	if f.roomy {
		lines = append(lines, f.indent(t.Paint(draw.Quiet, strings.Repeat(t.Glyph(draw.LineAcross), f.inner))))
	}
	lines = append(lines, f.indent(ansi.Truncate(footer, f.inner, "")))

	content := strings.Join(lines, "\n")
	if t.ASCII {
		content = strings.ReplaceAll(content, "…", "~")
	}
	shown := tea.NewView(content)
	if v.cursorY >= 0 && v.cursorY < f.body {
		shown.Cursor = tea.NewCursor(f.left+min(v.cursorX, f.inner-1), f.top+v.cursorY)
		shown.Cursor.Blink = false
	}
	return shown
}

func (f frame) indent(line string) string {
	if line == "" {
		return ""
	}
	return strings.Repeat(" ", f.left) + line
}

// spread puts left at the left edge and right at the right one, and cuts left
// where both do not fit.
func spread(left, right string, width int) string {
	room := width - ansi.StringWidth(right)
	if right != "" {
		room--
	}
	if room < 1 {
		return ansi.Truncate(left, width, "…")
	}
	left = ansi.Truncate(left, room, "…")
	if right == "" {
		return left
	}
	return left + strings.Repeat(" ", width-ansi.StringWidth(left)-ansi.StringWidth(right)) + right
}

// moreRoom is what stands where nothing useful can be shown.
func (f frame) moreRoom(saved bool) string {
	text := "lectern needs a larger window."
	if saved {
		text += " All is saved."
	}
	lines := strings.Split(ansi.Wrap(text, f.width, ""), "\n")
	return strings.Join(lines[:min(len(lines), f.height)], "\n")
}

// footer is the last line: the state's word, the keys that work here and now
// (as many as fit, from the left, but help at all events), and on the right
// what became of the last save. What the learner must read now takes the keys'
// place.
func (m *Model) footer(state string, keys []key.Binding) string {
	right := m.saveLine()
	if told := course.VisibleLine(cmp.Or(m.told(), m.brokenLine())); told != "" {
		if m.saver.failed() == nil && ansi.StringWidth(told)+ansi.StringWidth(right) >= m.frame.inner {
			right = ""
		}
		return spread(told, right, m.frame.inner)
	}
	if m.frame.inner < wordyFrom {
		state = ""
	}
	var line strings.Builder
	line.WriteString(state)
	width := ansi.StringWidth(state)
	room := m.frame.inner
	if right != "" {
		room -= ansi.StringWidth(right) + 2
	}
	help := m.keyHelp(m.help())
	if m.frame.inner < wordyFrom {
		help = m.help().Help().Key
	}
	helpWidth := ansi.StringWidth(help) + 3
	full, helped, named := false, false, map[string]bool{}
	for _, b := range keys {
		if !b.Enabled() || b.Help().Key == "" || named[b.Help().Key] {
			continue
		}
		named[b.Help().Key] = true
		isHelp := b.Help().Desc == m.help().Help().Desc
		part := m.keyHelp(b)
		if isHelp {
			part = help
		}
		switch {
		case width > 0 && line.String() == state:
			part = "  " + part
		case width > 0:
			part = " " + m.theme().Glyph(draw.Dot) + " " + part
		}
		need := ansi.StringWidth(part)
		reserve := 0
		if !isHelp && !helped {
			reserve = helpWidth
		}
		if full && !isHelp || width+need+reserve > room {
			full = true
			continue
		}
		line.WriteString(part)
		width += need
		helped = helped || isHelp
	}
	return spread(line.String(), right, m.frame.inner)
}

package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

const (
	maxWidth  = 78 // of everything; prose is narrower still
	maxProse  = 76
	minWidth  = 20 // below these the program asks for more room
	minHeight = 6
	roomyAt   = 16 // from this height on, there is air and a rule
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
func (f frame) draw(v view, footer string) tea.View {
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
		lines = append(lines, f.indent(faint.Render(strings.Repeat("─", f.inner))))
	}
	lines = append(lines, f.indent(ansi.Truncate(footer, f.inner, "")))

	t := tea.NewView(strings.Join(lines, "\n"))
	if v.cursorY >= 0 && v.cursorY < f.body {
		t.Cursor = tea.NewCursor(f.left+min(v.cursorX, f.inner-1), f.top+v.cursorY)
		t.Cursor.Blink = false
	}
	return t
}

func (f frame) indent(line string) string {
	if line == "" {
		return ""
	}
	return strings.Repeat(" ", f.left) + line
}

var (
	faint = lipgloss.NewStyle().Faint(true)
	bold  = lipgloss.NewStyle().Bold(true)
	alarm = lipgloss.NewStyle().Reverse(true)
)

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

// footer is the last line: the state's word, the keys that work here and now
// (as many as fit, from the left), and on the right what became of the last
// save. What the learner must read now takes the keys' place.
func (m *Model) footer(state string, keys []key.Binding) string {
	right := m.saveLine()
	if m.status != "" {
		return spread(course.VisibleLine(m.status), right, m.frame.inner)
	}
	room := m.frame.inner - ansi.StringWidth(right) - 2
	line := state
	for _, b := range keys {
		if !b.Enabled() || b.Help().Key == "" {
			continue
		}
		part := b.Help().Key + " " + b.Help().Desc
		switch {
		case line == state && state != "":
			part = "  " + part
		case line != "":
			part = " · " + part
		}
		if ansi.StringWidth(line)+ansi.StringWidth(part) > room {
			break
		}
		line += part
	}
	return spread(line, right, m.frame.inner)
}

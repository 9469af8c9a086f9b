package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
)

// startBytes is how much of an answer is looked at where only its start shows.
const startBytes = 2000

// rows are put together from above to below.
type rows struct {
	m   *Model
	all []row
}

// item is a row that can be chosen.
func (r *rows) item(id string, lines ...string) {
	r.all = append(r.all, row{id: id, lines: lines})
}

// labelledItem is a row that can be chosen, with its text behind a label as that
// of labelled is; on narrow screens without it.
func (r *rows) labelledItem(id, label, text string) {
	if r.m.frame.inner < 60 {
		r.item(id, text)
		return
	}
	label = r.m.theme().Paint(draw.Subheading, label) + strings.Repeat(" ", labelWidth-indent-ansi.StringWidth(label))
	r.all = append(r.all, row{id: id, label: label, lines: []string{text}})
}

// line is a line of its own, cut where it is too wide.
func (r *rows) line(text string) {
	r.all = append(r.all, row{lines: []string{ansi.Truncate(text, max(r.m.frame.inner, minWidth), "")}})
}

// air is an empty line, but not a second one, and none at the top.
func (r *rows) air() {
	if n := len(r.all); n > 0 && strings.Join(r.all[n-1].lines, "") != "" {
		r.line("")
	}
}

// heading opens a part of the list.
func (r *rows) heading(text string) {
	r.air()
	for _, line := range wrapped(text, r.m.proseWidth()) {
		r.line(r.m.theme().Paint(draw.Subheading, line))
	}
}

// text is running text, broken into lines.
func (r *rows) text(text string) {
	for _, line := range wrapped(text, r.m.proseWidth()) {
		r.line(line)
	}
}

// bullet is an item of a list that is only read.
func (r *rows) bullet(text string) {
	sign := r.m.theme().Glyph(draw.Bullet) + " "
	for i, line := range wrapped(text, r.m.proseWidth()-indent) {
		if i > 0 {
			sign = strings.Repeat(" ", indent)
		}
		r.line(sign + line)
	}
}

// quiet is running text that is less important.
func (r *rows) quiet(text string) {
	for _, line := range wrapped(text, r.m.proseWidth()) {
		r.line(r.m.quiet(line))
	}
}

// labelled is text behind a label of a certain width; on narrow screens below it.
func (r *rows) labelled(label, text string) {
	for _, line := range r.m.behind(label, text, r.m.proseWidth()) {
		r.line(line)
	}
}

// labelWidth is the room of a label with what stands behind it.
const labelWidth = 14

// labelledWidth is the width of the text of a labelledItem.
func (m *Model) labelledWidth() int {
	if m.frame.inner < 60 {
		return m.rowWidth()
	}
	return m.rowWidth() + indent - labelWidth
}

// behind breaks text into lines that begin behind a label.
func (m *Model) behind(label, text string, width int) []string {
	if m.frame.inner < 60 {
		lines := wrapped(text, width-indent)
		for i := range lines {
			lines[i] = strings.Repeat(" ", indent) + lines[i]
		}
		if label != "" {
			lines = append([]string{m.theme().Paint(draw.Subheading, label)}, lines...)
		}
		return lines
	}
	lines := wrapped(text, width-labelWidth)
	for i := range lines {
		margin := strings.Repeat(" ", labelWidth)
		if i == 0 && label != "" {
			margin = m.theme().Paint(draw.Subheading, label) + strings.Repeat(" ", labelWidth-ansi.StringWidth(label))
		}
		lines[i] = margin + lines[i]
	}
	return lines
}

// quiet is text in the style of what is less important.
func (m *Model) quiet(text string) string { return m.theme().Paint(draw.Quiet, text) }

// wrapped breaks text into lines no wider than width. What could act on a
// terminal is shown as a mark.
func wrapped(text string, width int) []string {
	text = strings.ReplaceAll(course.Visible(text), "\t", "    ")
	lines := strings.Split(ansi.Wrap(text, max(width, 1), ""), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return lines
}

// goesOn is a line with the sign that there is more.
func (m *Model) goesOn(line string, width int) string {
	sign := " " + m.theme().Glyph(draw.Ellipsis)
	return ansi.Truncate(line, width-ansi.StringWidth(sign), "") + sign
}

// startOf is the beginning of an answer on one line, a list's parts behind one
// another.
func startOf(v course.Value) string {
	var b strings.Builder
	b.WriteString(v.Text[:min(len(v.Text), startBytes)])
	for _, part := range v.List {
		if b.Len() > startBytes {
			break
		}
		if b.Len() > 0 && strings.TrimSpace(part) != "" {
			b.WriteString(", ")
		}
		b.WriteString(part[:min(len(part), startBytes)])
	}
	return course.VisibleLine(strings.ToValidUTF8(b.String(), ""))
}

package tui

import (
	"strconv"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/page"
)

func (s *lessonScreen) view(m *Model, width, height int) view {
	v := view{
		title: m.theme().Paint(draw.Strong, strconv.Itoa(s.lesson+1)+"  "+course.VisibleLine(s.tree.Title)),
		state: "READING", cursorY: -1,
	}
	if s.text == nil {
		return v
	}
	v.right = s.pageNumber(width)
	if s.sheet != nil {
		return s.viewSheet(m, v, height)
	}
	v.body = s.lines(s.rows)
	if s.focus != nil {
		if y := s.row(s.focus.at); y >= 0 {
			v.cursorX, v.cursorY = s.focus.col, y
		}
	}
	return v
}

// pageNumber says on which page of the lesson the learner is, once it is known.
func (s *lessonScreen) pageNumber(width int) string {
	stops := s.text.stops
	if len(stops) == 0 {
		return ""
	}
	n, all := strconv.Itoa(page.On(stops, s.top)+1), strconv.Itoa(len(stops))
	if width < wordyFrom {
		return n + "/" + all
	}
	return "page " + n + " of " + all
}

// lines is rows as text, with the link in focus shown as such.
func (s *lessonScreen) lines(rows []page.Row) []string {
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = r.Text
		if s.focus == nil || s.focus.link == nil || s.focus.at.Block != r.At.Block {
			continue
		}
		for _, span := range r.Links {
			if span.Link != s.focus.nth {
				continue
			}
			part := ansi.Strip(ansi.Cut(r.Text, span.From, span.To))
			lines[i] = ansi.Cut(r.Text, 0, span.From) + s.text.theme.Paint(draw.FocusedLink, part) +
				ansi.Cut(r.Text, span.To, ansi.StringWidth(r.Text))
		}
	}
	return lines
}

package tui

import tea "charm.land/bubbletea/v2"

// click opens what is under the mouse.
func (s *lessonScreen) click(m *Model, msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft || s.text == nil {
		return nil
	}
	if s.sheet != nil {
		return s.clickSheet(m, msg)
	}
	if msg.Y < 0 || msg.Y >= len(s.rows) {
		return nil
	}
	row := s.rows[msg.Y]
	var hit *target
	for _, t := range s.onScreen() {
		switch {
		case t.link != nil:
			for _, span := range row.Links {
				if t.at.Block == row.At.Block && span.Link == t.nth && msg.X >= span.From && msg.X < span.To {
					return s.enter(m, t)
				}
			}
		case t.activity != nil && t.at.Block == row.At.Block && !row.At.Before(t.at):
			hit = &t
		case t.at == row.At:
			hit = &t
		}
	}
	if hit == nil {
		return nil
	}
	return s.enter(m, *hit)
}

func (s *lessonScreen) wheel(m *Model, msg tea.MouseWheelMsg) tea.Cmd {
	if s.text == nil {
		return nil
	}
	if s.sheet != nil {
		return s.wheelSheet(m, msg)
	}
	switch msg.Button {
	case tea.MouseWheelUp:
		return s.scroll(m, -wheelLines)
	case tea.MouseWheelDown:
		return s.scroll(m, wheelLines)
	}
	return nil
}

// clickSheet takes a click while answering: in the field it is the field's,
// elsewhere it leaves it.
func (s *lessonScreen) clickSheet(m *Model, msg tea.MouseClickMsg) tea.Cmd {
	d := s.sheet.drawn
	if msg.Y >= d.top && msg.Y < d.top+d.height {
		msg.X, msg.Y = msg.X-d.left, msg.Y-d.top
		return s.typed(m, msg)
	}
	if msg.Y >= d.from && msg.Y < d.to {
		return nil
	}
	left := s.leave(m)
	if d.from == 0 && d.taken {
		return left
	}
	return tea.Batch(left, s.click(m, msg))
}

func (s *lessonScreen) wheelSheet(m *Model, msg tea.MouseWheelMsg) tea.Cmd {
	d := s.sheet.drawn
	msg.X, msg.Y = msg.X-d.left, msg.Y-d.top
	return s.typed(m, msg)
}

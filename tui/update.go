package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Update takes one message. What concerns the whole player is answered here;
// everything else goes to the screen on top.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.frame = newFrame(msg.Width, msg.Height)
		return m, m.each(msg)
	case tea.BackgroundColorMsg:
		m.dark = msg.IsDark()
		return m, m.each(msg)
	case indexMsg:
		if msg.err != nil {
			m.status = msg.err.Error()
			return m, nil
		}
		m.ix = msg.ix
		return m, m.each(msg)
	case saveDueMsg:
		return m, m.saver.save
	case savedMsg:
		return m, m.saved()
	case tea.KeyPressMsg:
		worked := m.worked()
		return m, tea.Batch(worked, m.press(msg))
	case tea.MouseClickMsg:
		msg.X, msg.Y = msg.X-m.frame.left, msg.Y-m.frame.top
		return m, tea.Batch(m.worked(), m.top().update(m, msg))
	case tea.MouseWheelMsg:
		msg.X, msg.Y = msg.X-m.frame.left, msg.Y-m.frame.top
		return m, m.top().update(m, msg)
	}
	return m, m.top().update(m, msg)
}

// each tells every screen, so that one below knows it when it is shown again.
func (m *Model) each(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range m.screens {
		cmds = append(cmds, s.update(m, msg))
	}
	return tea.Batch(cmds...)
}

// press takes a key. In a field every key is the field's.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	m.status = ""
	if m.top().typing() {
		if key.Matches(k, m.keys.Save) {
			return m.saver.save
		}
		return m.top().update(m, k)
	}
	switch {
	case key.Matches(k, m.keys.Quit):
		return m.quit()
	case key.Matches(k, m.keys.Help):
		return m.toggle(newHelp(m))
	case key.Matches(k, m.keys.Contents):
		return m.toggle(newContents(m))
	case key.Matches(k, m.keys.Worksheet):
		return m.toggle(newWorksheet(m))
	case key.Matches(k, m.keys.Journal):
		return m.toggle(newJournal(m))
	case key.Matches(k, m.keys.Links):
		return m.toggle(newLinks(m))
	case key.Matches(k, m.keys.HandIn):
		return m.toggle(newHandIn(m))
	case key.Matches(k, m.keys.About):
		return m.toggle(newAbout(m))
	}
	return m.top().update(m, k)
}

// toggle shows a screen; the same key once more takes it away. The screens
// that stand beside each other replace one another, so that esc leads back to
// the lesson.
func (m *Model) toggle(s screen) tea.Cmd {
	same := fmt.Sprintf("%T", s) == fmt.Sprintf("%T", m.top())
	if same {
		m.pop()
		return nil
	}
	if _, help := s.(*helpScreen); !help {
		m.screens = m.screens[:1]
	}
	m.push(s)
	return nil
}

// saved follows a save: it tells how it went, and ends the program if that is
// what it waited for.
func (m *Model) saved() tea.Cmd {
	if err := m.saver.failed(); err != nil {
		m.stuck = m.quitting
		m.quitting = false
		m.status = err.Error()
		if m.stuck {
			m.status = "NOT saved: " + err.Error() + ". q once more leaves without saving"
		}
		return m.saver.done()
	}
	m.stuck = false
	if m.quitting && m.saver.idle() {
		return tea.Quit
	}
	if m.quitting {
		return m.saver.save
	}
	return m.saver.done()
}

// quit ends the program once everything is saved.
func (m *Model) quit() tea.Cmd {
	if m.opts.Locked != nil || m.stuck {
		return tea.Quit
	}
	m.do(m.clock.note(m.rec)...)
	m.quitting = true
	return m.saver.save
}

// View joins what the screen on top shows with the title and the footer.
func (m *Model) View() tea.View {
	var t tea.View
	switch {
	case m.frame.width == 0:
	case m.frame.tooSmall():
		t = tea.NewView("lectern needs a\nlarger window.\nAll is saved.")
	default:
		s := m.top()
		v := s.view(m, m.frame.inner, m.frame.body)
		t = m.frame.draw(v, m.footer(v.state, append(s.keys(m), m.keys.Help, m.keys.Quit)))
	}
	t.AltScreen = true
	t.WindowTitle = m.course.Title
	if !m.opts.NoMouse {
		t.MouseMode = tea.MouseModeCellMotion
	}
	return t
}

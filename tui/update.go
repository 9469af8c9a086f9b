package tui

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/field"
)

// Update takes one message. What concerns the whole player is answered here;
// everything else goes to the screen on top.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.frame = newFrame(msg.Width, msg.Height)
		return m, m.each(msg)
	case tea.BackgroundColorMsg:
		if m.dark == msg.IsDark() {
			return m, nil // nothing is to be drawn anew
		}
		m.dark = msg.IsDark()
		return m, m.each(msg)
	case indexMsg:
		if msg.of != nil && msg.of != m.course {
			return m, nil
		}
		if msg.err != nil {
			m.status = msg.err.Error()
			return m, nil
		}
		m.ix = msg.ix
		return m, tea.Batch(m.each(msg), m.noteVersion(), m.checkCourse())
	case news:
		return m, msg.tell(m)
	case saveDueMsg:
		return m, m.saver.save
	case savedMsg:
		return m, m.saved()
	case quitLateMsg:
		m.late()
		return m, nil
	case tea.KeyPressMsg:
		worked := m.worked()
		return m, tea.Batch(worked, m.press(msg))
	case field.Typed:
		worked := m.worked()
		m.heard()
		m.quitting, m.stuck = false, false
		return m, tea.Batch(worked, m.top().update(m, msg))
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
	m.heard()
	if m.top().typing() {
		m.quitting, m.stuck = false, false
		switch {
		case key.Matches(k, m.keys.Save):
			return m.saveNow()
		case key.Matches(k, m.keys.FieldHelp):
			return m.toggle(newHelp(m))
		}
		return m.top().update(m, k)
	}
	if key.Matches(k, m.keys.Quit) {
		return m.quit()
	}
	m.quitting, m.stuck = false, false
	switch {
	case key.Matches(k, m.keys.Suspend):
		return m.suspend
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
	case m.preview != nil && key.Matches(k, m.keys.Findings):
		return m.toggle(newFindings(m))
	}
	return m.top().update(m, k)
}

// heard takes away what the learner has read by now.
func (m *Model) heard() {
	if m.told() != m.status {
		m.unread = m.unread[1:]
	}
	m.status, m.asked = "", false
}

// told is what the learner must read now, in the place of the keys. What
// greets waits for the lesson.
func (m *Model) told() string {
	if m.status == "" && len(m.unread) > 0 && len(m.screens) == 1 {
		return m.unread[0]
	}
	return m.status
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

// saveNow saves at once, and says that it did as soon as it has.
func (m *Model) saveNow() tea.Cmd {
	if m.opts.Locked != nil {
		m.status = sentence(m.opts.Locked)
		return nil
	}
	m.asked = true
	if m.saver.idle() {
		m.answerAsked()
		return nil
	}
	return m.saver.save
}

// answerAsked says that everything is saved, once it is, if the learner asked.
func (m *Model) answerAsked() {
	if m.asked && m.saver.idle() {
		m.asked, m.status = false, "Saved "+m.saver.savedAt().Format("15:04")+". It is saved as you type."
	}
}

// saved follows a save: it tells how it went, and ends the program if that is
// what it waited for. A failure is told once; the footer goes on showing it.
func (m *Model) saved() tea.Cmd {
	if err := m.saver.failed(); err != nil {
		m.stuck = m.stuck || m.quitting
		switch {
		case m.quitting:
			m.status = "NOT saved; q once more leaves without saving: " + course.VisibleLine(err.Error())
		case m.warned != err.Error():
			m.status = "NOT saved: " + sentence(err)
		}
		m.quitting, m.warned = false, err.Error()
		return m.saver.done()
	}
	m.answerAsked()
	if m.warned != "" {
		m.status, m.warned = "Saved again, with everything since.", ""
	}
	switch quitting := m.quitting || m.stuck; { // what kept q from quitting is gone
	case quitting && m.saver.idle():
		return tea.Quit
	case quitting:
		return m.saver.save
	}
	return m.saver.done()
}

// sentence is an error as a sentence of its own.
func sentence(err error) string {
	text := course.VisibleLine(err.Error())
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

// quit ends the program once everything is saved.
func (m *Model) quit() tea.Cmd {
	if m.opts.Locked != nil || m.stuck {
		return tea.Quit
	}
	m.do(m.clock.note(m.rec)...)
	m.quitting = true
	return tea.Batch(m.saver.save, tea.Tick(m.patience, func(time.Time) tea.Msg { return quitLateMsg{} }))
}

// quitLateMsg says that a save ought to have ended by now.
type quitLateMsg struct{}

// late is what happens when the disk does not answer at the end.
func (m *Model) late() {
	if m.quitting && !m.saver.idle() {
		m.quitting, m.stuck = false, true
		m.status = "The disk does not answer. q once more leaves; the last of your typing may be lost."
	}
}

// suspend saves, and gives the terminal back to the shell until `fg`.
func (m *Model) suspend() tea.Msg {
	m.saver.flushFor(slowSave)
	return tea.SuspendMsg{}
}

// View joins what the screen on top shows with the title and the footer.
func (m *Model) View() tea.View {
	var t tea.View
	switch {
	case m.frame.width == 0:
	case m.frame.tooSmall():
		t = tea.NewView(m.frame.moreRoom(m.saver.idle()))
	default:
		s := m.top()
		v := m.previewed(s.view(m, m.frame.inner, m.frame.body))
		t = m.frame.draw(v, m.footer(v.state, m.footKeys(s)), m.theme())
	}
	t.AltScreen = true
	t.WindowTitle = m.course.Title
	if !m.opts.NoMouse {
		t.MouseMode = tea.MouseModeCellMotion
	}
	return t
}

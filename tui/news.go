package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// News is what comes back from a command and concerns the whole player,
// whichever screen is on top by then.
type news interface{ tell(m *Model) tea.Cmd }

// triedMsg says how something outside of the player went.
type triedMsg struct {
	done string // what the learner reads if it went well
	err  error
}

func (t triedMsg) tell(m *Model) tea.Cmd {
	m.status = t.done
	if t.err != nil {
		m.status = sentence(t.err)
	}
	return nil
}

// orElse is an error that ends with what the learner can do instead.
func orElse(err error, instead string) error {
	if err == nil {
		return nil
	}
	return errors.New(sentence(err) + " " + instead + ".")
}

// reveal opens the folder of a file.
func (m *Model) reveal(path string) tea.Cmd {
	desk := m.desk
	return func() tea.Msg {
		return triedMsg{"The folder is opening.", orElse(desk.Reveal(path), "The file is "+path)}
	}
}

// copied puts text on the clipboard, and says so.
func (m *Model) copied(text, what string) tea.Cmd {
	m.status = what + " is on the clipboard, if this terminal lets programs use it."
	return tea.SetClipboard(text)
}

// A shownMsg tells a screen that it is on top again. What it shows may have
// changed in the meantime.
type shownMsg struct{}

// back takes the screen on top away.
func (m *Model) back() tea.Cmd {
	m.pop()
	return m.top().update(m, shownMsg{})
}

// visit goes to an activity in its lesson. Esc there comes back to what is
// shown now (see comeBack).
func (m *Model) visit(id string) tea.Cmd {
	from := slices.Clone(m.screens[1:])
	cmd := m.goToActivity(id)
	if len(m.screens) == 1 {
		m.from = from
	}
	return cmd
}

// comeBack shows again what the learner came from. It reports false, and does
// nothing, if the learner came from nowhere.
func (m *Model) comeBack() (tea.Cmd, bool) {
	if len(m.from) == 0 {
		return nil, false
	}
	m.screens = append(m.screens[:1], m.from...)
	m.from = nil
	return m.top().update(m, shownMsg{}), true
}

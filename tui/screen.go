package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// A screen is one thing that the learner sees. Screens lie on a stack: esc
// takes the top one away, and what is below has kept its place.
type screen interface {
	// update takes a message that the model did not keep for itself. Mouse
	// coordinates count from the body's first line and its left edge.
	update(m *Model, msg tea.Msg) tea.Cmd
	// view draws the screen for a body of that size. It only joins what
	// update prepared.
	view(m *Model, width, height int) view
	// keys are the keys that work here and now, the most important first.
	// They make the footer, and (with more) the help.
	keys(m *Model) []key.Binding
	// typing reports whether printable keys are text here.
	typing() bool
}

// A view is what a screen shows: a title line, and a body.
type view struct {
	title, right string   // the line on top; right may be ""
	body         []string // at most as many lines as the body has
	state        string   // the word in the footer: "READING", "ANSWERING"; "" for none
	cursorX      int      // where the terminal's cursor stands in the body
	cursorY      int      // -1: nowhere
}

// push shows s on top of what is there.
func (m *Model) push(s screen) { m.screens = append(m.screens, s); m.status = "" }

// pop goes back to what was there before. The lowest screen stays.
func (m *Model) pop() {
	if len(m.screens) > 1 {
		m.screens = m.screens[:len(m.screens)-1]
	}
	m.status = ""
}

func (m *Model) top() screen { return m.screens[len(m.screens)-1] }

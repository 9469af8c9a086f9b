package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/tui/field"
)

// burst is how long keys are gathered that come faster than the screen
// changes: a frame.
const burst = time.Second / framesPerSecond

// A gatherer makes one text of keys that come faster than anybody types. So
// does a paste from a terminal that does not say where one begins and ends:
// each character is a key, half a million of them would be half a million new
// answers and screens. A key that comes alone passes at once; what follows it
// within a frame waits for the frame's end. Nothing overtakes what waits.
type gatherer struct {
	text strings.Builder // what waits
	due  bool            // a burstMsg is under way
	last time.Time       // when the model was done with what came before
}

// burstMsg says that a frame is over.
type burstMsg struct{}

// gather takes a message if it is a key that can wait, and returns the command
// that will bring it to the model.
func (g *gatherer) gather(m *Model, msg tea.Msg) (cmd tea.Cmd, taken bool) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok || g.text.Len() == 0 && time.Since(g.last) >= burst {
		return nil, false
	}
	text := m.types(k)
	if text == "" {
		return nil, false
	}
	g.text.WriteString(text)
	if g.due {
		return nil, true
	}
	g.due = true
	return tea.Tick(burst, func(time.Time) tea.Msg { return burstMsg{} }), true
}

// deliver gives the model what waits, and then msg.
func (g *gatherer) deliver(m *Model, msg tea.Msg) tea.Cmd {
	cmd := g.release(m)
	if _, own := msg.(burstMsg); own {
		g.due = false
	} else {
		_, next := m.Update(msg)
		cmd = both(cmd, next)
	}
	g.last = time.Now()
	return cmd
}

// release gives the model what waits.
func (g *gatherer) release(m *Model) (cmd tea.Cmd) {
	if g.text.Len() == 0 {
		return nil
	}
	text := g.text.String()
	g.text.Reset()
	_, cmd = m.Update(field.Typed(text))
	return cmd
}

func both(a, b tea.Cmd) tea.Cmd {
	if a == nil {
		return b
	}
	return tea.Batch(a, b)
}

// A writer is a screen with a field in which text is typed.
type writer interface {
	// types is what a key types there; "" if it does something else.
	types(k tea.KeyPressMsg) string
}

func (m *Model) types(k tea.KeyPressMsg) string {
	if w, ok := m.top().(writer); ok {
		return w.types(k)
	}
	return ""
}

func (s *lessonScreen) types(k tea.KeyPressMsg) string {
	if s.sheet == nil {
		return ""
	}
	return field.Types(s.sheet.field, k)
}

func (s *entryScreen) types(k tea.KeyPressMsg) string { return field.Types(s.field, k) }

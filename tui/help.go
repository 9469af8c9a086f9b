package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/tui/draw"
)

// keyColumn is the room for the names of keys.
const keyColumn = 22

// helpScreen says which keys work where it was called, and what a learner who
// never used a terminal wants to know.
type helpScreen struct {
	list    list
	here    []key.Binding // what works on the screen below
	writing bool          // there, one was writing
}

func newHelp(m *Model) *helpScreen {
	s := &helpScreen{here: m.top().keys(m), writing: m.top().typing()}
	s.prepare(m)
	return s
}

func (s *helpScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if key.Matches(k, m.keys.Back) {
			return m.back()
		}
		s.list.update(m, msg)
		return nil
	}
	s.list.update(m, msg)
	s.prepare(m)
	return nil
}

func (s *helpScreen) prepare(m *Model) {
	r := rows{m: m}
	if s.writing {
		r.heading("WHILE YOU WRITE")
		r.text("Every letter is text. These keys do something else:")
	} else {
		r.heading("KEYS THAT WORK HERE")
		r.text("Press a key, or hold shift for a capital letter. The most useful ones always stand in the last line.")
	}
	r.air()
	s.keyRows(m, &r, s.here)
	if s.writing {
		s.keyRows(m, &r, []key.Binding{m.keys.FieldHelp})
	} else if _, playing := m.screens[0].(*lessonScreen); playing {
		r.heading("KEYS THAT ALWAYS WORK, EXCEPT WHILE YOU WRITE")
		k := m.keys
		always := []key.Binding{k.Contents, k.Worksheet, k.Journal, k.Links, k.HandIn, k.About, k.Help, k.Back, k.Quit}
		if m.preview != nil {
			always = append([]key.Binding{k.Findings}, always...)
		}
		s.keyRows(m, &r, always)
	}
	s.words(m, &r)
	s.list.set(m, r.all)
}

// keyRows lists keys and what they do.
func (s *helpScreen) keyRows(m *Model, r *rows, keys []key.Binding) {
	seen := map[string]bool{}
	for _, b := range keys {
		h := b.Help()
		if !b.Enabled() || h.Key == "" || seen[h.Key+h.Desc] {
			continue
		}
		seen[h.Key+h.Desc] = true
		label := m.keyNames(b)
		pad := max(keyColumn-ansi.StringWidth(label), 2)
		if m.frame.inner < 60 {
			pad = max(12-ansi.StringWidth(label), 2)
		}
		r.line(m.theme().Paint(draw.Subheading, label) + strings.Repeat(" ", pad) + h.Desc)
	}
}

// keyWords is how keys are called on a keyboard.
var keyWords = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→",
	"pgdown": "page down", "pgup": "page up", "f1": "F1", "f2": "F2",
}

// keyNames names the keys of a binding, as many as there is room for.
func (m *Model) keyNames(b key.Binding) string {
	room, names := keyColumn-2, ""
	if m.frame.inner < 60 {
		room = 10
	}
	for _, k := range b.Keys() {
		name := k
		if word, ok := keyWords[k]; ok {
			name = word
		}
		if m.opts.ASCII {
			name = arrows.Replace(name)
		}
		switch {
		case names == "":
			names = name
		case ansi.StringWidth(names)+2+ansi.StringWidth(name) > room:
			return names
		default:
			names += "  " + name
		}
	}
	return names
}

// words say what is not a key.
func (s *helpScreen) words(m *Model, r *rows) {
	if m.preview != nil {
		r.heading("THIS IS A PREVIEW")
		r.text("It shows the course as a learner sees it, and again after every save. What you answer here is kept until you leave, and nowhere else.")
		return
	}
	r.heading("WHERE YOUR ANSWERS ARE")
	switch {
	case m.opts.Locked != nil:
		r.text("Nothing is saved at the moment: " + sentence(m.opts.Locked))
	case m.opts.DataPath != "":
		r.text("Everything is saved while you type, on this computer and nowhere else, in " + m.opts.DataPath)
	default:
		r.text("Everything is saved while you type, on this computer and nowhere else.")
	}
	r.air()
	r.text("You can stop at any time. The next start brings you back to the very line. Earlier versions of an answer are kept: v shows them.")

	r.heading("GOOD TO KNOW")
	r.bullet("esc goes back one step, and leaves a field. In some windows it takes half a second; tab leaves a field at once.")
	r.bullet("Words in red capitals mark what you are asked to do. A sign in the margin shows where you are.")
	if !m.opts.NoMouse {
		r.bullet("The mouse works too: the wheel scrolls, a click chooses. To select text and copy it, hold shift while you drag (on a Mac: fn or option).")
	}
	r.bullet("If the window is small, make it larger, or the letters smaller: ctrl and minus in most windows.")
	r.bullet("Nothing leaves this computer until you send the file that the hand-in screen saves.")
}

func (s *helpScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: "Help"}, height)
}

func (s *helpScreen) keys(m *Model) []key.Binding {
	return append(s.list.keys(m), m.keys.Back)
}

func (s *helpScreen) typing() bool { return false }

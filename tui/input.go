package tui

import (
	"bytes"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// U+FFFD stands for a character that was lost, and the terminal library takes
// it for one, drops it, and loses it for good. On its way through the library
// another character stands for it: a noncharacter, which no text may hold, of
// as many bytes.
const (
	lost    = "\ufffd"
	standIn = "\ufdd0"
)

// An input is the terminal's input with the stand-in in it.
type input struct {
	*os.File
	held []byte // the beginning of what may be a lost character, at the end of the last read
}

// Read reads from the terminal.
func (in *input) Read(p []byte) (int, error) {
	if len(p) < len(lost) {
		return in.File.Read(p)
	}
	n := copy(p, in.held)
	read, err := in.File.Read(p[n:])
	n += max(read, 0)
	in.held = nil
	for i := 0; i < n; i++ {
		if bytes.HasPrefix(p[i:n], []byte(lost)) {
			copy(p[i:], standIn)
		} else if err == nil && i+len(lost) > n && strings.HasPrefix(lost, string(p[i:n])) {
			in.held = bytes.Clone(p[i:n])
			return i, nil
		}
	}
	return n, err
}

// restored is a message with what the stand-in stands for.
func restored(msg tea.Msg) tea.Msg {
	back := func(s string) string { return strings.ReplaceAll(s, standIn, lost) }
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		m.Text = back(m.Text)
		return m
	case tea.PasteMsg:
		m.Content = back(m.Content)
		return m
	}
	return msg
}

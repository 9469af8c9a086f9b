package field

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// named are the keys that tests press by name.
var named = map[string]tea.KeyPressMsg{
	"enter": {Code: tea.KeyEnter}, "backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "pgup": {Code: tea.KeyPgUp}, "pgdown": {Code: tea.KeyPgDown},
	"space": {Code: tea.KeySpace, Text: " "},
}

// press presses keys: names, names after "ctrl+", or single characters.
func press(f Field, keys ...string) (r Result) {
	for _, k := range keys {
		name, ctrl := strings.CutPrefix(k, "ctrl+")
		msg, ok := named[name]
		if !ok {
			msg = tea.KeyPressMsg{Code: []rune(name)[0], Text: name}
		}
		if ctrl {
			msg.Mod, msg.Text = tea.ModCtrl, ""
		}
		got := f.Update(msg)
		r.Changed, r.First, r.Done = r.Changed || got.Changed, r.First || got.First, r.Done || got.Done
	}
	return r
}

// enter types text as a terminal without bracketed paste sends it: a key a
// character.
func enter(f Field, text string) {
	for _, c := range text {
		if c == '\n' {
			press(f, "enter")
			continue
		}
		f.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
}

func textField(s string) Field {
	return New(&course.Activity{Kind: course.Question}, course.Value{Text: s}, Options{})
}

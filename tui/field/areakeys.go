package field

import "charm.land/bubbles/v2/key"

// areaKeys are the keys that work wherever text is typed.
type areaKeys struct {
	Up, Down, Left, Right, WordLeft, WordRight         key.Binding
	Home, End, PageUp, PageDown, Top, Bottom           key.Binding
	Newline                                            key.Binding
	Back, Delete, WordBack, WordDelete, ToStart, ToEnd key.Binding
	Undo, Redo                                         key.Binding
}

func bind(label, does string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, does))
}

func newAreaKeys() areaKeys {
	return areaKeys{
		Up:         bind("↑", "a line up", "up", "ctrl+p"),
		Down:       bind("↓", "a line down", "down", "ctrl+n"),
		Left:       bind("←", "a character back", "left", "ctrl+b"),
		Right:      bind("→", "a character on", "right", "ctrl+f"),
		WordLeft:   bind("ctrl+←", "a word back", "ctrl+left", "alt+left", "alt+b"),
		WordRight:  bind("ctrl+→", "a word on", "ctrl+right", "alt+right", "alt+f"),
		Home:       bind("home", "start of the line", "home", "ctrl+a"),
		End:        bind("end", "end of the line", "end", "ctrl+e"),
		PageUp:     bind("pgup", "a page up", "pgup"),
		PageDown:   bind("pgdn", "a page down", "pgdown"),
		Top:        bind("ctrl+home", "start of the text", "ctrl+home", "alt+<"),
		Bottom:     bind("ctrl+end", "end of the text", "ctrl+end", "alt+>"),
		Newline:    bind("enter", "new line", "enter", "ctrl+j", "shift+enter", "alt+enter"),
		Back:       bind("backspace", "delete the character before", "backspace", "shift+backspace", "ctrl+h"),
		Delete:     bind("delete", "delete the character after", "delete", "ctrl+d"),
		WordBack:   bind("ctrl+w", "delete the word before", "ctrl+w", "alt+backspace", "ctrl+backspace"),
		WordDelete: bind("ctrl+delete", "delete the word after", "ctrl+delete", "alt+delete", "alt+d"),
		ToStart:    bind("ctrl+u", "delete to the start of the line", "ctrl+u"),
		ToEnd:      bind("ctrl+k", "delete to the end of the line", "ctrl+k"),
		Undo:       bind("ctrl+z", "undo", "ctrl+z", "ctrl+_"),
		Redo:       bind("ctrl+y", "redo", "ctrl+y", "ctrl+shift+z"),
	}
}

// all lists them for the footer and the help, the most useful first.
func (k areaKeys) all() []key.Binding {
	return []key.Binding{
		k.Undo, k.Redo, k.WordBack, k.WordDelete, k.ToStart, k.ToEnd,
		k.WordLeft, k.WordRight, k.Home, k.End, k.PageUp, k.PageDown, k.Top, k.Bottom,
		k.Up, k.Down, k.Left, k.Right, k.Back, k.Delete,
	}
}

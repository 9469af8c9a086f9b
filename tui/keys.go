package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// keyMap holds every key of the player, once: a binding drives the match, the
// footer and the help.
type keyMap struct {
	// Anywhere but in a field.
	Contents, Worksheet, Journal, Links, HandIn, About key.Binding
	Findings                                           key.Binding // in a preview
	Help, Back, Quit, Suspend                          key.Binding

	// Lists.
	Up, Down, Enter key.Binding

	// Reading.
	Next, Prev, LineUp, LineDown, Start, End key.Binding
	PrevLesson, NextLesson                   key.Binding
	Focus, FocusBack                         key.Binding
	Open, Tick, NextOpen, Versions, Copy     key.Binding

	// Answering.
	Leave, LeaveNext, LeavePrev, Editor, Save, Interrupt key.Binding
	FullPrompt, FieldHelp, Adopt                         key.Binding

	// Single screens.
	Blank, Export, Formats, Look, Mail, Read, Retry key.Binding
	ReadOn, New, GoOn                               key.Binding
}

func bind(keys []string, label, does string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, does))
}

func newKeyMap() keyMap {
	k := func(keys ...string) []string { return keys }
	return keyMap{
		Contents:  bind(k("c"), "c", "contents"),
		Worksheet: bind(k("W", "w"), "W", "worksheet"),
		Journal:   bind(k("J"), "J", "journal"),
		Links:     bind(k("L"), "L", "links"),
		HandIn:    bind(k("H"), "H", "hand in"),
		About:     bind(k("A", "a"), "A", "about"),
		Findings:  bind(k("E", "e"), "E", "findings"),
		Help:      bind(k("?", "f1"), "?", "help"),
		Back:      bind(k("esc"), "esc", "back"),
		Quit:      bind(k("q", "ctrl+c"), "q", "quit"),
		Suspend:   bind(k("ctrl+z"), "ctrl+z", "to the shell; fg comes back"),

		Up:    bind(k("up", "k"), "↑", "up"),
		Down:  bind(k("down", "j"), "↓", "down"),
		Enter: bind(k("enter"), "enter", "open"),

		Next:       bind(k("space", "right", "pgdown", "l"), "space", "next page"),
		Prev:       bind(k("left", "pgup", "h", "shift+space", "backspace"), "←", "back a page"),
		LineUp:     bind(k("up", "k"), "↑", "a line up"),
		LineDown:   bind(k("down", "j"), "↓", "a line down"),
		Start:      bind(k("g", "home"), "g", "lesson's start"),
		End:        bind(k("G", "end"), "G", "lesson's end"),
		PrevLesson: bind(k("<"), "<", "previous lesson"),
		NextLesson: bind(k(">"), ">", "next lesson"),
		Focus:      bind(k("tab"), "tab", "next activity or link"),
		FocusBack:  bind(k("shift+tab"), "shift+tab", "previous one"),
		Open:       bind(k("o"), "o", "open its link"),
		Tick:       bind(k("x"), "x", "tick it"),
		NextOpen:   bind(k("u"), "u", "next open item"),
		Versions:   bind(k("v"), "v", "earlier versions"),
		Copy:       bind(k("y"), "y", "copy"),

		Leave:      bind(k("esc"), "esc", "done"),
		LeaveNext:  bind(k("tab"), "tab", "next"),
		LeavePrev:  bind(k("shift+tab"), "shift+tab", "previous"),
		Editor:     bind(k("ctrl+o"), "ctrl+o", "your editor"),
		Save:       bind(k("ctrl+s"), "ctrl+s", "save now"),
		Interrupt:  bind(k("ctrl+c"), "ctrl+c", "leave the field"),
		FullPrompt: bind(k("f2"), "F2", "whole question"),
		FieldHelp:  bind(k("f1"), "F1", "help"),
		Adopt:      bind(k("f3"), "F3", "take it over"),

		Blank:   bind(k("b"), "b", "save a blank one to print"),
		Export:  bind(k("s"), "s", "save"),
		Formats: bind(k("f"), "f", "format"),
		Look:    bind(k("p"), "p", "look at it"),
		Mail:    bind(k("m"), "m", "mail it"),
		Read:    bind(k("r"), "r", "read without saving"),
		Retry:   bind(k("enter"), "enter", "try again"),
		ReadOn:  bind(k("space"), "space", "read on"),
		New:     bind(k("n"), "n", "new entry"),
		GoOn:    bind(k("enter", "space"), "enter", "go on"),
	}
}

// says returns b with other words in the footer, for the same key.
func says(b key.Binding, does string) key.Binding {
	b.SetHelp(b.Help().Key, does)
	return b
}

// pair is two keys that do the same in two directions, named as one: "↑↓".
func pair(a, b key.Binding, does string) key.Binding {
	return bind(append(append([]string(nil), a.Keys()...), b.Keys()...), a.Help().Key+b.Help().Key, does)
}

// either is two keys that do the same; the footer names the first.
func either(a, b key.Binding, does string) key.Binding {
	return bind(append(append([]string(nil), a.Keys()...), b.Keys()...), a.Help().Key, does)
}

// help is the key that opens the help here and now.
func (m *Model) help() key.Binding {
	if m.top().typing() {
		return m.keys.FieldHelp
	}
	return m.keys.Help
}

// footKeys are the keys that the footer names.
func (m *Model) footKeys(s screen) []key.Binding {
	if s.typing() {
		return append(s.keys(m), m.help())
	}
	return append(s.keys(m), m.help(), m.keys.Quit)
}

// keyHelp is a key and what it does, as the footer has it.
func (m *Model) keyHelp(b key.Binding) string {
	label := b.Help().Key
	if m.opts.ASCII {
		label = arrows.Replace(label)
	}
	return label + " " + b.Help().Desc
}

// arrows says in ASCII which keys are meant.
var arrows = strings.NewReplacer("↑↓", "arrows", "↑", "up", "↓", "down", "←", "left", "→", "right")

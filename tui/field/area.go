package field

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// An area is where text is typed: a document, a cursor, and what of it is on
// the screen. The zero value is of no use; see newArea.
type area struct {
	doc    *document
	cursor pos
	past   history
	keys   areaKeys
	single bool // one line is wanted: enter types nothing, pasted newlines become blanks
	marks  marks
	ascii  bool

	goal   int // the column that up and down keep to; -1: the cursor's
	top    pos // the row of the screen on top: its line, and the row's index in it
	width  int // of a row, when the area was last drawn
	height int
	left   int // where the rows begin on the screen
	above  int
	wrap   wrapper
	said   string // what happened to what was pasted; until the next key
}

func newArea(text string, single bool, o Options) *area {
	a := &area{doc: newDocument(text), keys: newAreaKeys(), single: single, goal: -1, width: 76, height: 10}
	a.ascii, a.marks = o.ASCII, fineMarks
	if o.ASCII {
		a.marks = plainMarks
	}
	a.keys.Newline.SetEnabled(!single)
	a.cursor = a.doc.last()
	return a
}

// text is what was typed, to the byte.
func (a *area) text() string { return a.doc.text() }

// set replaces everything. It can be undone.
func (a *area) set(text string) {
	lines := strings.Split(text, "\n")
	before := a.cursor
	n := len(a.doc.lines)
	old := a.doc.splice(0, n, lines)
	a.cursor, a.goal = a.doc.last(), -1
	a.past.add(edit{line: 0, old: old, with: lines, before: before, after: a.cursor})
}

// update takes a message, and reports whether the text is another now.
func (a *area) update(msg tea.Msg) (changed bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		a.said = ""
		return a.press(msg)
	case Typed:
		a.said = ""
		return a.insert(a.legal(string(msg)), true)
	case tea.PasteMsg:
		a.said = ""
		return a.paste(msg.Content)
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			a.click(msg.X, msg.Y)
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			a.vertical(-3)
		case tea.MouseWheelDown:
			a.vertical(3)
		}
	}
	return false
}

func (a *area) press(k tea.KeyPressMsg) bool {
	switch {
	case a.move(k):
		a.past.close()
		return false
	case key.Matches(k, a.keys.Newline):
		return a.insert("\n", false)
	case key.Matches(k, a.keys.Undo):
		return a.travel(a.past.undo)
	case key.Matches(k, a.keys.Redo):
		return a.travel(a.past.redo)
	}
	if to, ok := a.reach(k); ok {
		return a.erase(to)
	}
	if k.Text == "" {
		return false
	}
	return a.insert(a.legal(k.Text), true)
}

// types is what a key types, if that is all it does.
func (a *area) types(k tea.KeyPressMsg) string {
	if key.Matches(k, a.keys.Newline) {
		return "\n"
	}
	return k.Text
}

// paste puts what the terminal pasted at the cursor. Terminals send CR for a
// new line, and programs put CRLF on the clipboard: each is one new line.
func (a *area) paste(text string) bool {
	text = a.legal(text)
	if strings.Contains(text, "\r\n") {
		a.said = "pasted; its Windows line ends are plain ones now"
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	text = strings.ReplaceAll(text, "\r", "\n")
	if text = a.oneLine(text); text == "" {
		return false
	}
	return a.insert(text, false)
}

// oneLine is text as a field of one line takes it, which it says.
func (a *area) oneLine(text string) string {
	if !a.single {
		return text
	}
	if text = strings.Trim(text, "\n"); strings.Contains(text, "\n") {
		a.said = "pasted as one line: there is room for one"
	}
	return strings.ReplaceAll(text, "\n", " ")
}

// legal returns what can be part of an answer: UTF-8 without NUL. It says so
// where something had to be left out.
func (a *area) legal(text string) string {
	if utf8.ValidString(text) && !strings.Contains(text, "\x00") {
		return text
	}
	a.said = "some bytes of that were no text, and were left out"
	return strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
}

// insert puts text at the cursor. What is typed joins what was typed before,
// a word at a time, to be undone as one.
func (a *area) insert(text string, typed bool) bool {
	if text == "" {
		return false
	}
	if typed && a.wordBegins(text) {
		a.past.close()
	}
	a.change(a.cursor, a.cursor, text, typed)
	return true
}

// wordBegins reports whether text starts a word at the cursor.
func (a *area) wordBegins(text string) bool {
	line, at := a.doc.lines[a.cursor.line], a.cursor.at
	return at > 0 && blank(line[at-1]) && !blank(text[0])
}

func blank(b byte) bool { return b == ' ' || b == '\t' }

// erase deletes the text between the cursor and to.
func (a *area) erase(to pos) bool {
	from := a.cursor
	if to == from {
		return false
	}
	if to.before(from) {
		from, to = to, from
	}
	a.change(from, to, "", true)
	return true
}

// change is the one way in which the text changes, but for undo.
func (a *area) change(from, to pos, text string, open bool) {
	before := a.cursor
	lines, after := a.doc.replacement(from, to, text)
	old := a.doc.splice(from.line, to.line-from.line+1, lines)
	a.cursor, a.goal = after, -1
	a.past.add(edit{line: from.line, old: old, with: lines, before: before, after: after, open: open})
}

// travel undoes or redoes.
func (a *area) travel(do func(*document) (pos, bool)) bool {
	at, ok := do(a.doc)
	if ok {
		a.cursor, a.goal = at, -1
	}
	return ok
}

package field

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// A model is a text field in its simplest form: one string and a place in it,
// looked at as a whole at every key. Lines are not wrapped.
type model struct {
	text string
	at   int
	goal int
}

// stops are all the places between characters. CRLF is one character.
func (m *model) stops() []int {
	stops := []int{0}
	for i := 0; i < len(m.text); {
		n, _ := clusterAt(m.text, i)
		if strings.HasPrefix(m.text[i:], "\r\n") {
			n = 2
		}
		i += n
		stops = append(stops, i)
	}
	return stops
}

func (m *model) left() (at int) {
	for _, s := range m.stops() {
		if s < m.at {
			at = s
		}
	}
	return at
}

func (m *model) right() int {
	for _, s := range m.stops() {
		if s > m.at {
			return s
		}
	}
	return m.at
}

// line returns the bounds of the line that holds byte at, without its end.
func (m *model) line(at int) (from, to int) {
	from = strings.LastIndexByte(m.text[:at], '\n') + 1
	to = len(m.text)
	if n := strings.IndexByte(m.text[at:], '\n'); n >= 0 {
		to = at + n
		if to > from && m.text[to-1] == '\r' {
			to--
		}
	}
	return from, to
}

// column is where a place stands in its line, in cells.
func (m *model) column(from, at int) (x int) {
	for i := from; i < at; {
		n, cells := clusterAt(m.text, i)
		i, x = i+n, x+cells
	}
	return x
}

func (m *model) vertical(down bool) {
	from, _ := m.line(m.at)
	if m.goal < 0 {
		m.goal = m.column(from, m.at)
	}
	var next int
	if down {
		n := strings.IndexByte(m.text[m.at:], '\n')
		if n < 0 {
			m.at = len(m.text)
			return
		}
		next = m.at + n + 1
	} else {
		if from == 0 {
			m.at = 0
			return
		}
		next = from - 1
		if next > 0 && m.text[next-1] == '\r' {
			next--
		}
	}
	from, to := m.line(next)
	at := from
	for at < to {
		n, _ := clusterAt(m.text, at)
		if m.column(from, at+n) > m.goal {
			break
		}
		at += n
	}
	m.at = at
}

func (m *model) replace(from, to int, with string) {
	m.text = m.text[:from] + with + m.text[to:]
	m.at = from + len(with)
}

func (m *model) press(key string) {
	goal := -1
	switch from, to := m.line(m.at); key {
	case "left":
		m.at = m.left()
	case "right":
		m.at = m.right()
	case "up", "down":
		m.vertical(key == "down")
		goal = m.goal
	case "home":
		m.at = from
	case "end":
		m.at = to
	case "ctrl+home":
		m.at = 0
	case "ctrl+end":
		m.at = len(m.text)
	case "enter":
		m.replace(m.at, m.at, "\n")
	case "backspace":
		m.replace(m.left(), m.at, "")
	case "delete":
		m.replace(m.at, m.right(), "")
	default:
		m.replace(m.at, m.at, key)
	}
	m.goal = goal
}

// FuzzText types what the fuzzer likes into a text field and into the model.
func FuzzText(f *testing.F) {
	keys := []string{"left", "right", "up", "down", "home", "end", "ctrl+home", "ctrl+end", "enter", "backspace", "delete"}
	for _, s := range nasty[:len(nasty)-3] {
		f.Add(s, "abcdefghijk", uint8(20))
		f.Add(s+"0 \u200d", "aajbbbcjkié\u0301👨\u200d👩gggjjj", uint8(5))
	}
	f.Fuzz(func(t *testing.T, start, ops string, width uint8) {
		if !utf8.ValidString(start+ops) || strings.Contains(start+ops, "\x00") || len(start+ops) > 2000 {
			t.Skip()
		}
		field := textField(start).(*text)
		m := &model{text: start, at: len(start), goal: -1}
		history := 0
		for _, op := range ops {
			key := string(op)
			if i := int(op) - 'a'; i >= 0 && i < len(keys) {
				key = keys[i]
			}
			if strings.ContainsAny(key, "\r\n\t") {
				continue // no terminal sends these as text
			}
			field.View(30000, 8)
			press(field, key)
			m.press(key)
			history++
			if got := field.Value().Text; got != m.text {
				t.Fatalf("after %q in %q: %q, want %q", ops, start, got, m.text)
			}
			at := field.area.doc.text()
			n := 0
			for _, l := range field.area.doc.lines[:field.area.cursor.line] {
				n += len(l) + 1
			}
			if n += field.area.cursor.at; n != m.at {
				t.Fatalf("%q in %q: cursor at %d of %q, want %d", ops, start, n, at, m.at)
			}
			checkView(t, field, 1+int(width)%90, 1+int(width)%11)
		}
		words := field.area.doc.words
		if want := newDocument(m.text).words; words != want {
			t.Fatalf("%d words counted in %q, want %d", words, m.text, want)
		}
		for range history {
			press(field, "ctrl+z")
		}
		if got := field.Value().Text; got != start {
			t.Fatalf("all undone: %q, want %q", got, start)
		}
	})
}

// checkView fails where a field does not keep to the room it has.
func checkView(t *testing.T, f Field, width, height int) {
	t.Helper()
	v := f.View(width, height)
	if len(v.Lines) > height || len(v.Lines) < 1 {
		t.Fatalf("%d×%d: %d lines", width, height, len(v.Lines))
	}
	for _, l := range v.Lines {
		if ansi.StringWidth(l) > width || !utf8.ValidString(l) {
			t.Fatalf("%d×%d: line of %d cells: %q", width, height, ansi.StringWidth(l), l)
		}
		for _, r := range l {
			if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e {
				t.Fatalf("%d×%d: %U goes to the terminal: %q", width, height, r, l)
			}
		}
	}
	if v.CursorX < 0 || v.CursorX >= width || v.CursorY < 0 || v.CursorY >= len(v.Lines) {
		t.Fatalf("%d×%d: cursor at %d,%d of %d lines", width, height, v.CursorX, v.CursorY, len(v.Lines))
	}
}

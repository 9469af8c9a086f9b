package check

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// An editing is a file of which single lines are changed, and nothing else.
type editing struct {
	mark    string // the byte-order mark, if there is one
	lines   []sourceLine
	plain   bool // it is UTF-8
	changed bool
}

// A sourceLine is a line and what ends it: LF, CRLF, CR, or nothing at the end
// of the file.
type sourceLine struct{ text, end string }

func newEditing(raw []byte) *editing {
	e := &editing{plain: utf8.Valid(raw) && !bytes.Contains(raw, []byte{0})}
	text, marked := strings.CutPrefix(string(raw), "\ufeff")
	if marked {
		e.mark = "\ufeff"
	}
	for text != "" {
		i := strings.IndexAny(text, "\r\n")
		if i < 0 {
			e.lines = append(e.lines, sourceLine{text, ""})
			break
		}
		end := i + 1
		if strings.HasPrefix(text[i:], "\r\n") {
			end++
		}
		e.lines = append(e.lines, sourceLine{text[:i], text[i:end]})
		text = text[end:]
	}
	return e
}

func (e *editing) bytes() []byte {
	b := []byte(e.mark)
	for _, l := range e.lines {
		b = append(append(b, l.text...), l.end...)
	}
	return b
}

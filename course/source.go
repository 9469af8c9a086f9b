package course

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// A source is the text of a file, with its lines found.
type source struct {
	text  []byte // UTF-8, newlines only, ends with one unless it is empty
	lines []int  // where each line starts
	above int    // lines of the file that stand before the text
}

func newSource(text []byte) *source {
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	s := &source{text: text, lines: []int{0}}
	for i, c := range text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s
}

// at is the place of a byte.
func (s *source) at(offset int) At {
	offset = min(max(offset, 0), len(s.text))
	line := sort.SearchInts(s.lines, offset+1)
	return At{Line: s.above + line, Col: 1 + utf8.RuneCount(s.text[s.lines[line-1]:offset])}
}

// DecodeText reads the bytes of a file as lessons are read: UTF-8 or UTF-16,
// with a byte-order mark or without, and any kind of line end, which becomes a
// newline. The error names what the file is instead, and says what to do.
func DecodeText(raw []byte) (string, error) {
	text, err := decodeText(raw)
	return string(text), err
}

// decodeText reads the bytes of a file as text. A byte-order mark is dropped,
// UTF-16 is read with and without one, every kind of line end becomes a
// newline. The error says where and what to do.
func decodeText(raw []byte) ([]byte, error) {
	if err := otherFormat(raw); err != nil {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe, 0, 0}), bytes.HasPrefix(raw, []byte{0, 0, 0xfe, 0xff}):
		return nil, fmt.Errorf("the file is UTF-32; save it as UTF-8")
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return decodeUTF16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return decodeUTF16(raw[2:], binary.BigEndian)
	case looksUTF16(raw, 1):
		return decodeUTF16(raw, binary.LittleEndian)
	case looksUTF16(raw, 0):
		return decodeUTF16(raw, binary.BigEndian)
	}
	text := bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("the file is not UTF-8 but %s (line %d, near %q); open it in an editor and save it as UTF-8",
			legacyEncoding(text), 1+bytes.Count(text[:firstInvalid(text)], []byte("\n")), nearInvalid(text))
	}
	return newlines(text), nil
}

// otherFormat says which format that is no plain text the file has, and how to
// save it as one; nil if it has none.
func otherFormat(raw []byte) error {
	const save = "in the word processor, save it as plain text with the encoding UTF-8, and give it a name that ends in .md"
	switch {
	case bytes.HasPrefix(bytes.TrimPrefix(raw, []byte("\ufeff")), []byte(`{\rtf`)):
		return fmt.Errorf("the file is RTF, not plain text; %s (in TextEdit: Format, Make Plain Text)", save)
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return fmt.Errorf("the file is a word processor's document or a zip archive, not plain text; %s", save)
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return fmt.Errorf("the file is an old Word document, not plain text; %s", save)
	case bytes.HasPrefix(raw, []byte("%PDF-")):
		return fmt.Errorf("the file is a PDF, not plain text; copy its text into a plain text file that ends in .md")
	}
	return nil
}

// legacyEncoding guesses, by the bytes that quotes and dashes have in them,
// what a text that is no UTF-8 is encoded in.
func legacyEncoding(text []byte) string {
	windows, mac := 0, 0
	for _, c := range text {
		switch {
		case 0x91 <= c && c <= 0x97 || c == 0x85 || c == 0x80:
			windows++
		case 0xd0 <= c && c <= 0xd5 || c == 0x8e || c == 0x8a || c == 0x9f || c == 0x9a:
			mac++
		}
	}
	if mac > windows {
		return "perhaps Mac OS Roman, an older encoding"
	}
	return "probably Windows-1252, an older encoding"
}

// looksUTF16 reports whether every second byte of the start is NUL and hardly
// any other is, as in UTF-16 of a Western language without a mark.
func looksUTF16(raw []byte, nul int) bool {
	n := min(len(raw), 64) &^ 1
	if n < 4 {
		return false
	}
	for i := 0; i < n; i++ {
		if (raw[i] == 0) != (i%2 == nul) {
			return false
		}
	}
	return true
}

func decodeUTF16(raw []byte, order binary.ByteOrder) ([]byte, error) {
	if len(raw)%2 != 0 {
		return nil, fmt.Errorf("the file looks like UTF-16 that was cut short; save it as UTF-8")
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	return newlines([]byte(string(utf16.Decode(units)))), nil
}

// newlines returns text with CRLF and lone CR as newlines, in a copy where
// there are any.
func newlines(text []byte) []byte {
	if !bytes.ContainsRune(text, '\r') {
		return bytes.Clone(text)
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}

func firstInvalid(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(text)
}

// nearInvalid quotes the readable text just before the first bad byte.
func nearInvalid(text []byte) string {
	end := firstInvalid(text)
	start := max(0, end-20, 1+bytes.LastIndexByte(text[:end], '\n'))
	for start < end && !utf8.RuneStart(text[start]) {
		start++
	}
	return VisibleLine(string(text[start:end]))
}

package course

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// decoded is the text of a parsed text node as it reads: backslash escapes and
// character references are what they stand for. It is not clean.
func (l *lessonReader) decoded(n *ast.Text) string {
	s := string(n.Segment.Value(l.src.text))
	if n.IsRaw() {
		return s
	}
	return decodeInline(s)
}

// decodeInline decodes backslash escapes and character references, in one pass.
func decodeInline(s string) string {
	i := strings.IndexAny(s, `\&`)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		n := 1
		if s[0] == '\\' {
			if len(s) > 1 && util.IsPunct(s[1]) {
				b.WriteByte(s[1])
				n = 2
			} else {
				b.WriteByte('\\')
			}
		} else if text, length := reference(s); length > 0 {
			b.WriteString(text)
			n = length
		} else {
			b.WriteByte('&')
		}
		s = s[n:]
		i = strings.IndexAny(s, `\&`)
	}
	b.WriteString(s)
	return b.String()
}

// reference decodes the character reference that s starts with; length is 0
// if it is none.
func reference(s string) (text string, length int) {
	const longest = 40
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "", 0
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return "", 0
	}
	if r := rune(n); n != 0 && n <= utf8.MaxRune && utf8.ValidRune(r) {
		return string(r), end + 1
	}
	return string(utf8.RuneError), end + 1
}

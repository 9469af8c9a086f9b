package course

import (
	"strings"
	"unicode/utf8"
)

// An attribute is one word of a list in braces: `#id`, `key=value` or `flag`.
type attribute struct {
	key, value string // an id has the key "#", a flag the value "true"
	offset     int    // from the start of the line's text
}

// splitAttributes parts a title from the attribute list that ends it. Where
// the end looks like a list but cannot be read, bad is its offset, else -1.
func splitAttributes(line string) (title string, attrs []attribute, bad int) {
	line = strings.TrimRight(line, " \t\u00a0\u202f")
	if !strings.HasSuffix(line, "}") {
		if i := strings.LastIndex(line, "{#"); i >= 0 {
			return strings.TrimSpace(line[:i]), nil, i
		}
		return strings.TrimSpace(line), nil, -1
	}
	for i := strings.IndexByte(line, '{'); i >= 0; {
		if attrs, ok := parseAttributes(line[i+1:], i+1); ok {
			return strings.TrimSpace(line[:i]), attrs, -1
		}
		next := strings.IndexByte(line[i+1:], '{')
		if next < 0 {
			return strings.TrimSpace(line[:i]), nil, i
		}
		i += 1 + next
	}
	return strings.TrimSpace(line), nil, len(line) - 1
}

// parseAttributes reads up to the closing brace, which must be the last
// character of s. Word processors turn quotes and spaces into nicer ones:
// they are read as what they were.
func parseAttributes(s string, base int) (attrs []attribute, ok bool) {
	i := 0
	for {
		for {
			r, n := utf8.DecodeRuneInString(s[i:])
			if n == 0 || !attributeSpace(r) {
				break
			}
			i += n
		}
		if i >= len(s) {
			return nil, false
		}
		if s[i] == '}' {
			return attrs, i == len(s)-1
		}
		a := attribute{offset: base + i}
		if s[i] == '#' {
			a.key = "#"
			a.value, i = bareWord(s, i+1)
			if a.value == "" {
				return nil, false
			}
			attrs = append(attrs, a)
			continue
		}
		a.key, i = bareWord(s, i)
		if !attributeKey(a.key) {
			return nil, false
		}
		if i >= len(s) || s[i] != '=' {
			a.value = "true"
			attrs = append(attrs, a)
			continue
		}
		a.value, i, ok = attributeValue(s, i+1)
		if !ok {
			return nil, false
		}
		attrs = append(attrs, a)
	}
}

func attributeValue(s string, i int) (value string, next int, ok bool) {
	r, n := utf8.DecodeRuneInString(s[i:])
	q := quoteKind(r)
	if q == 0 {
		value, next = bareWord(s, i)
		return value, next, true
	}
	start := i + n
	for i = start; i < len(s); i += n {
		r, n = utf8.DecodeRuneInString(s[i:])
		if quoteKind(r) == q {
			return s[start:i], i + n, true
		}
	}
	return "", i, false
}

// bareWord reads up to a space, a quote, an equals sign or a brace.
func bareWord(s string, i int) (word string, next int) {
	start := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if attributeSpace(r) || quoteKind(r) != 0 || r == '=' || r == '{' || r == '}' || r == '#' {
			break
		}
		i += n
	}
	return s[start:i], i
}

func attributeKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; !isLetter(c) && (i == 0 || c != '_' && c != '-' && !('0' <= c && c <= '9')) {
			return false
		}
	}
	return key != ""
}

func attributeSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\u00a0', '\u2007', '\u2009', '\u202f':
		return true
	}
	return false
}

// quoteKind tells double quotes from single ones, straight or curly; 0 for
// anything else.
func quoteKind(r rune) byte {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»':
		return '"'
	case '\'', '‘', '’', '‚', '‛':
		return '\''
	}
	return 0
}

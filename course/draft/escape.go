package draft

import (
	"strings"
	"unicode"

	"lectern/course/internal/pattern"
)

// addressIn matches an address of the web as it stands in a text.
var addressIn = pattern.New(`https?://[^\s<>"“”\\]+`)

// escape writes plain text, which may have several lines, as Markdown that
// reads the same.
func escape(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = escapeStart(escapeInline(strings.TrimSpace(line)))
	}
	return strings.Join(lines, "\\\n")
}

// escapeInline escapes what means something within a line. Addresses become
// links of their own.
func escapeInline(s string) string {
	var b strings.Builder
	for {
		at := addressIn.FindStringIndex(s)
		if at == nil {
			escapeMarks(&b, s)
			return b.String()
		}
		address := strings.TrimRight(s[at[0]:at[1]], ".,;:!?)]}'’*_")
		escapeMarks(&b, s[:at[0]])
		if len(address) > len("https://") {
			b.WriteString("<" + address + ">")
		} else {
			escapeMarks(&b, address)
		}
		s = s[at[0]+len(address):]
	}
}

func escapeMarks(b *strings.Builder, s string) {
	runes := []rune(s)
	for i, r := range runes {
		switch r {
		case '\\', '`', '*', '[', ']', '<', '~', '|', '$':
			if r != '$' {
				b.WriteByte('\\')
			}
		case '_':
			if i == 0 || i == len(runes)-1 || !inWord(runes[i-1]) || !inWord(runes[i+1]) {
				b.WriteByte('\\')
			}
		case '&':
			if i+1 < len(runes) && (runes[i+1] == '#' || unicode.IsLetter(runes[i+1])) {
				b.WriteByte('\\')
			}
		case '{':
			if i+1 < len(runes) && runes[i+1] == '#' {
				b.WriteByte('\\')
				b.WriteRune(r)
				b.WriteByte('\\')
				continue
			}
		}
		b.WriteRune(r)
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// numbered matches what Markdown would take for an item of a numbered list.
var numbered = pattern.New(`^(\d{1,9})([.)])(\s|$)`)

// escapeStart escapes what means something at the start of a line only.
func escapeStart(s string) string {
	if s == "" {
		return s
	}
	switch s[0] {
	case '#', '>', '-', '+', '=', ':':
		return `\` + s
	}
	return numbered.ReplaceAllString(s, `$1\$2$3`)
}

// words are the runs of letters and digits in a text.
var word = pattern.New(`[\pL\pM\pN]+`)

func wordsIn(s string) []string { return word.FindAllString(s, -1) }

// gap is white space that means nothing more than a space.
var gap = pattern.New(`[ \t\n\r]+`)

// squeeze makes every run of white space one space, with none at the ends.
func squeeze(s string) string { return strings.Trim(gap.ReplaceAllString(s, " "), " ") }

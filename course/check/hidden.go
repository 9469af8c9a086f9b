package check

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"lectern/course"
)

// hidden finds, once a line, characters that take no room and that no script
// needs where they stand. Those that could act on a terminal or turn the text
// round are found by course.
func (l *lesson) hidden() {
	for i, line := range l.lines {
		if at := firstInvisible(line); at >= 0 {
			r, _ := utf8.DecodeRuneInString(line[at:])
			l.add(course.Warning, course.At{Line: i + 1, Col: column(line, at)},
				fmt.Sprintf("a character that does not show stands here: U+%04X", r), "remove it")
		}
	}
}

func firstInvisible(line string) int {
	var before rune
	for i, r := range line {
		if r >= utf8.RuneSelf && invisible(r, before, line[i:]) {
			return i
		}
		before = r
	}
	return -1
}

// invisible reports whether r has no place after before and where rest starts.
func invisible(r, before rune, rest string) bool {
	switch {
	case r == '\u200b':
		// It parts words in scripts that write no space between them.
		return !unicode.In(before, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Javanese)
	case '\u2061' <= r && r <= '\u2064', r == '\ufeff', r == '\u180e',
		r == '\u3164', r == '\u115f', r == '\u1160', r == '\uffa0':
		return true
	case 0xe0000 <= r && r <= 0xe007f:
		// Tags spell the flags of regions, after a black flag.
		return before != '\U0001f3f4' && (before < 0xe0000 || before > 0xe007f)
	case r == '\u2060', r == '\u200c', r == '\u200d', r == '\u200e', r == '\u200f':
		// Joiners and marks are for other scripts, and for emoji.
		after, _ := utf8.DecodeRuneInString(rest[utf8.RuneLen(r):])
		return latin(before) && latin(after)
	}
	return false
}

func latin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

package course

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Visible returns s with everything that could act on a terminal, or could
// make text read other than it is, replaced by a mark such as [U+001B]: the C0
// controls but newline and tab, DEL, the C1 controls (also as single bytes),
// the bidi embeddings, overrides and isolates, the line and paragraph
// separators and the interlinear annotations. Bytes that are no UTF-8 become
// U+FFFD, CRLF becomes a newline. What scripts and emoji need stays: joiners,
// left-to-right and right-to-left marks, soft hyphens.
//
// Clean text is returned as it is, without a copy. Visible of its own result
// changes nothing.
func Visible(s string) string { return visible(s, false) }

// VisibleLine is Visible for what stands on one line: newlines and tabs become
// a space each run, and there is no white space at either end.
func VisibleLine(s string) string {
	if !strings.ContainsAny(s, "\n\t\r") {
		return strings.Trim(visible(s, true), " ")
	}
	return strings.Trim(squeezeBreaks(visible(s, false)), " ")
}

// squeezeBreaks turns every run of newlines and tabs, with the spaces around
// it, into one space.
func squeezeBreaks(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		n := strings.IndexFunc(s[i:], func(r rune) bool { return r != ' ' && r != '\n' && r != '\t' })
		if n < 0 {
			n = len(s) - i
		}
		gap := s[i : i+n]
		if strings.ContainsAny(gap, "\n\t") {
			gap = " "
		}
		b.WriteString(gap)
		i += n
		n = strings.IndexAny(s[i:], " \n\t")
		if n < 0 {
			n = len(s) - i
		}
		b.WriteString(s[i : i+n])
		i += n
	}
	return b.String()
}

func visible(s string, line bool) string {
	i := firstHidden(s, line)
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:i])
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1 && s[i] <= 0x9f:
			fmt.Fprintf(&b, "[U+%04X]", s[i])
		case r == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n") && !line:
			// CRLF: the newline follows.
		case hidden(r) || line && (r == '\n' || r == '\t'):
			fmt.Fprintf(&b, "[U+%04X]", r)
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// firstHidden returns where the first thing stands that visible must replace,
// or -1. ASCII, the usual case, is a comparison a byte.
func firstHidden(s string, line bool) int {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < 0x20 && (line || c != '\n' && c != '\t') || c == 0x7f {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || hidden(r) {
			return i
		}
		i += n
	}
	return -1
}

// hiddenName is the name, as U+001B, of the character that s starts with.
func hiddenName(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	return fmt.Sprintf("U+%04X", r)
}

func hidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n' && r != '\t'
	case r < 0x7f:
		return false
	case r <= 0x9f,
		0x2028 <= r && r <= 0x202e,
		0x2066 <= r && r <= 0x2069,
		0xfff9 <= r && r <= 0xfffb:
		return true
	}
	return false
}

package worksheet

import (
	"strings"
	"unicode"
)

// plain is a line of text as Markdown that reads the same: nothing in it is a
// heading, a list, a link, HTML or a reference. The text holds no newline.
func plain(line string) string {
	line = strings.Trim(line, " \t") // four spaces would make it code
	var b strings.Builder
	for i, r := range line {
		switch {
		case strings.ContainsRune("\\`*_[]<>&|~", r),
			i == 0 && strings.ContainsRune("#+-=:", r),
			(r == '.' || r == ')') && i > 0 && digits(line[:i]) && strings.IndexByte(line[i:]+"  ", ' ') == 1:
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// quoted is text as a block quote, a line of it a line.
func quoted(text string) string {
	var b strings.Builder
	lines := strings.Split(strings.Trim(text, "\n"), "\n")
	for i, line := range lines {
		line = plain(line)
		switch {
		case line == "":
			b.WriteString(">\n")
		case i+1 < len(lines) && strings.TrimSpace(lines[i+1]) != "":
			b.WriteString("> " + line + "  \n") // two spaces keep the line's end
		default:
			b.WriteString("> " + line + "\n")
		}
	}
	return b.String()
}

// asTyped is text as a quote, which reads best; fenced if its lines are
// indented, which a quote would lose.
func asTyped(text string) string {
	if strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t") ||
		strings.Contains(text, "\n ") || strings.Contains(text, "\n\t") {
		return fenced("text", text)
	}
	return quoted(text)
}

// fenced is text as it is, between fences that are longer than any in it.
func fenced(info, text string) string {
	longest, run := 2, 0
	for i := range len(text) {
		if text[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return fence + info + "\n" + text + fence + "\n"
}

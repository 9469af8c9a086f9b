package course

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// mdBook writes a part of a file in the place of {{#include file:lines}}.
// Where that is code, so does this package; elsewhere a link stands there,
// since the places of findings and ids must be in the lesson's own file.

// Limits of what is included in a lesson.
const (
	maxIncluded = 256 << 10
	maxIncludes = 50
)

// codeOf is the text of a block of code as its program would show it.
func (l *lessonReader) codeOf(code string, lang string) string {
	if !l.lesson.course.borrowed() {
		return code
	}
	if strings.Contains(code, "{{#") {
		var lines []string
		for line := range strings.SplitSeq(code, "\n") {
			lines = append(lines, l.included(line))
		}
		code = strings.Join(lines, "\n")
	}
	if l.lesson.course.layout.rust && lang == "rust" {
		code = shownRust(code)
	}
	return code
}

// included is what a line of code stands for.
func (l *lessonReader) included(line string) string {
	trimmed := strings.TrimSpace(line)
	if rest, ok := strings.CutPrefix(trimmed, `\{{#`); ok {
		return strings.Replace(line, trimmed, "{{#"+rest, 1)
	}
	t, n := readTag(trimmed)
	if n == 0 || n != len(trimmed) || t.sort != helper || !strings.HasSuffix(t.name, "include") {
		return line
	}
	if text, ok := l.part(t.word); ok {
		return text
	}
	return "… " + t.word
}

// part reads a part of a file of the course: `file`, `file:5`, `file:5:9` or
// `file:anchor`.
func (l *lessonReader) part(spec string) (string, bool) {
	if l.includes++; l.includes > maxIncludes {
		return "", false
	}
	name, lines, _ := strings.Cut(spec, ":")
	full := path.Join(path.Dir(l.lesson.File), name)
	if portable(name) != "" || strings.HasPrefix(name, "/") {
		return "", false
	}
	raw, err := readText(l.lesson.course.fsys, full, maxIncluded)
	if err != nil {
		return "", false
	}
	if l.includedSize += len(raw); l.includedSize > maxIncluded {
		return "", false
	}
	return Visible(strings.TrimRight(cutPart(strings.TrimRight(string(raw), "\n"), lines), "\n")), true
}

var anchorLine = regexp.MustCompile(`ANCHOR(_END)?:\s*([\w-]+)`)

// cutPart cuts lines out of a text, by number or by the anchors around them.
func cutPart(text, lines string) string {
	all := strings.Split(text, "\n")
	from, to, span := strings.Cut(lines, ":")
	first, err := strconv.Atoi(from)
	if err != nil && from != "" {
		return anchored(all, from)
	}
	last := len(all)
	if !span && from != "" {
		last = first
	}
	if n, err := strconv.Atoi(to); err == nil {
		last = n
	}
	first, last = max(first, 1), min(last, len(all))
	if first > last {
		return ""
	}
	return withoutAnchors(all[first-1 : last])
}

func anchored(all []string, name string) string {
	var part []string
	inside := false
	for _, line := range all {
		if m := anchorLine.FindStringSubmatch(line); m != nil && m[2] == name {
			inside = m[1] == ""
			continue
		}
		if inside {
			part = append(part, line)
		}
	}
	return withoutAnchors(part)
}

func withoutAnchors(lines []string) string {
	var kept []string
	for _, line := range lines {
		if !anchorLine.MatchString(line) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// shownRust leaves out the lines that mdBook hides: those that begin with "# ".
func shownRust(code string) string {
	var kept []string
	for line := range strings.SplitSeq(code, "\n") {
		trimmed := strings.TrimLeft(line, " \t")
		switch {
		case trimmed == "#" || strings.HasPrefix(trimmed, "# "):
			continue
		case strings.HasPrefix(trimmed, "##"):
			line = line[:len(line)-len(trimmed)] + trimmed[1:]
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// playground is the block of code that {{#playground file}} stands for, or nil.
func (l *lessonReader) playground(t templateTag, at At) Block {
	if t.sort != helper || t.name != "playground" && t.name != "playpen" {
		return nil
	}
	text, ok := l.part(t.word)
	if !ok {
		return nil
	}
	return &Code{At: at, Lang: "rust", Text: shownRust(text)}
}

// unshownCode reports whether a block of code of R Markdown is run, but not
// meant to be read.
func (l *lessonReader) unshownCode(n *ast.FencedCodeBlock) bool {
	if !l.lesson.course.borrowed() || n.Info == nil {
		return false
	}
	info := strings.ReplaceAll(string(n.Info.Segment.Value(l.src.text)), " ", "")
	return strings.HasPrefix(info, "{r") && (strings.Contains(info, "include=FALSE") || strings.Contains(info, "echo=FALSE"))
}

// codeLanguage is the name of a language, from what stands behind the fence:
// `rust,editable`, `{r plot, echo=FALSE}`, `{.python .numberLines}`.
func codeLanguage(info string) string {
	inside, braces := strings.CutPrefix(info, "{")
	inside = strings.TrimLeft(inside, ". ")
	if end := strings.IndexAny(inside, " ,}"); end >= 0 && (braces || inside[end] == ',') {
		inside = inside[:end]
	}
	return inside
}

package course

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// What is in this file is for authors' tools: the files as they are written,
// and where in them something can be put.

// Layout is the program that the course's folder was laid out for:
// "workbench", "mdbook", or "plain" for none; "" for the layout of FORMAT.md.
func (c *Course) Layout() string {
	switch c.layout {
	case workbenchLayout:
		return "workbench"
	case bookLayout:
		return "mdbook"
	case plainLayout:
		return "plain"
	}
	return ""
}

// SettingsFiles are the files that say what the course is, and which lessons
// it has: course.yaml, and what another program has for it. Those that are not
// there are left out.
func (c *Course) SettingsFiles() []string {
	var files []string
	for _, name := range c.own {
		if !c.single && isFile(c.fsys, name) {
			files = append(files, name)
		}
	}
	return files
}

// SettingsFile is the file in which the course says what it is: course.yaml;
// "" if it has none.
func (c *Course) SettingsFile() string {
	if c.single {
		return ""
	}
	if _, err := fs.Stat(c.fsys, settingsFile); err != nil {
		return ""
	}
	return settingsFile
}

// Single reports whether the course is one Markdown file, not a folder.
func (c *Course) Single() bool { return c.single }

// Reopen opens the same course from another file system, which holds its files
// as they were or as they are to be. An id that was derived stays what it is.
func (c *Course) Reopen(fsys fs.FS) (*Course, error) {
	if c.single {
		return openFile(fsys, c.Lessons[0].File)
	}
	return Open(fsys, c.ID)
}

// SourceOf returns the text of course.yaml or of a lesson as every At counts
// it: UTF-8 with newlines only, front matter included. The error says what the
// file is instead, and what to do.
func (c *Course) SourceOf(file string) (string, error) {
	limit := int64(maxLesson)
	if c.single {
		limit = maxFile
	}
	if slices.Contains(c.own, file) {
		limit = maxYAML
	}
	raw, err := readFile(c.fsys, file, limit)
	if err != nil {
		return "", err
	}
	text, err := decodeText(raw)
	return string(text), err
}

// SplitFrontMatter parts the front matter from the text of a lesson; above is
// the number of lines that the front matter takes, with the marks around it.
func SplitFrontMatter(source string) (front, body string, above int) {
	f, b, above := cutBorrowed([]byte(source))
	return string(f.text), string(b), above
}

// LikelyWord returns the callout word that an author who wrote [!word]
// probably meant; "" if there is such a callout, or if none is near.
func LikelyWord(word string) string {
	if knownWord(word) {
		return ""
	}
	return likely(word, calloutWords())
}

// KnownWord reports whether [!word], in small letters, starts a callout.
func KnownWord(word string) bool { return slices.Contains(calloutWords(), word) }

// CourseIDOf makes a course id of the first of names that has anything to make
// one of.
func CourseIDOf(names ...string) string { return deriveCourseID(names...) }

// A CalloutHead is the first line of a callout, as it is written. Offsets
// count bytes from the start of the line.
type CalloutHead struct {
	Word       string // in small letters
	From, To   int    // of the word
	Title      string
	Attributes int  // where the opening brace stands; -1: there is none
	Unread     bool // the braces cannot be read
}

// ReadCalloutHead reads line from character col on, counted from 1, where its
// "[!" stands; ok is false if it is the first line of no callout.
func ReadCalloutHead(line string, col int) (h CalloutHead, ok bool) {
	offset, ok := columnOffset(line, col)
	if !ok {
		return h, false
	}
	c := calloutLine([]byte(line[offset:]))
	if c == nil || c.line != 0 {
		return h, false
	}
	title, attrs, bad := splitAttributes(c.rest)
	h = CalloutHead{Word: c.word, From: offset + 2, Title: title, Attributes: -1, Unread: bad >= 0}
	h.To = h.From + len(c.word)
	if bad < 0 {
		h.Attributes = openingBrace(c.rest, title, attrs)
		if h.Attributes >= 0 {
			h.Attributes += offset + c.from
		}
	}
	return h, true
}

// openingBrace is where a list that can be read begins in rest, or -1.
func openingBrace(rest, title string, attrs []attribute) int {
	if len(attrs) > 0 {
		for i := attrs[0].offset - 1; i >= 0; i-- {
			if rest[i] == '{' {
				return i
			}
		}
	}
	start := 0
	if title != "" {
		for !hasPrefixAt(rest, title, start) {
			start++
		}
		start += len(title)
	}
	for i := start; i < len(rest); i++ {
		if rest[i] == '{' {
			return i
		}
	}
	return -1
}

func hasPrefixAt(s, prefix string, at int) bool {
	return at+len(prefix) >= len(s) || s[at:at+len(prefix)] == prefix
}

// WriteID returns the first line of a callout, whose "[!" stands at character
// col, with id as its id: in the place of another one, else first in the
// braces, else in braces at the end. All else stays as it is. ok is false
// where the line is the first of no callout, or its braces cannot be read. The
// first line of a fenced div, whose colons begin at character col, will do too.
func WriteID(line string, col int, id string) (written string, ok bool) {
	offset, ok := columnOffset(line, col)
	if !ok {
		return "", false
	}
	if strings.HasPrefix(line[offset:], ":::") {
		return writeDivID(line, offset, id)
	}
	c := calloutLine([]byte(line[offset:]))
	if c == nil || c.line != 0 {
		return "", false
	}
	title, attrs, bad := splitAttributes(c.rest)
	if bad >= 0 {
		return "", false
	}
	base := offset + c.from
	for _, a := range attrs {
		if a.key == "#" {
			at := base + a.offset + 1
			return line[:at] + id + line[at+len(a.value):], true
		}
	}
	if brace := openingBrace(c.rest, title, attrs); brace >= 0 {
		at := base + brace + 1
		space := " "
		if len(attrs) == 0 {
			space = ""
		}
		return line[:at] + "#" + id + space + line[at:], true
	}
	end := len(line)
	for end > base && (line[end-1] == ' ' || line[end-1] == '\t') {
		end--
	}
	return line[:end] + " {#" + id + "}" + line[end:], true
}

// columnOffset is the byte at which the col-th character of line begins.
func columnOffset(line string, col int) (int, bool) {
	offset := 0
	for i := 1; i < col; i++ {
		if offset >= len(line) {
			return 0, false
		}
		_, n := utf8.DecodeRuneInString(line[offset:])
		offset += n
	}
	return offset, offset < len(line)
}

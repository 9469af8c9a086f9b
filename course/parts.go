package course

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// One Markdown file may be a whole book. Above longFile it is not parsed as one
// lesson, which takes seconds and hundreds of megabytes, but cut into lessons at
// its headings, by looking at its lines; each is parsed when it is read.
const (
	longFile  = 512 << 10
	maxFile   = 64 << 20
	leastPart = 4 << 10   // a part is not ended by a # heading before that
	wholePart = 128 << 10 // from here on, any heading ends a part
	mostPart  = 512 << 10 // from here on, an empty line does
)

// A span is a part of a file; the zero value is all of it.
type span struct {
	from, to int64
	above    int    // lines before it
	heading  string // that it begins with; "" if with none
}

// cutFile returns the parts of a long file; nil where it is to be read whole.
func cutFile(fsys fs.FS, file string) []span {
	info, err := fs.Stat(fsys, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() <= longFile || info.Size() > maxFile {
		return nil
	}
	f, err := fsys.Open(file)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	// No more parts than a course may have lessons.
	c := cutter{least: max(leastPart, info.Size()/(maxLessons/2))}
	lines := bufio.NewReaderSize(f, 64<<10)
	if head, _ := lines.Peek(4); bytes.IndexByte(head, 0) >= 0 {
		return nil // UTF-16
	}
	for begins := true; ; {
		line, err := lines.ReadSlice('\n')
		if begins {
			c.line(line)
		}
		c.at += int64(len(line))
		if begins = !errors.Is(err, bufio.ErrBufferFull); begins {
			c.number++
		}
		if err != nil && begins {
			break
		}
	}
	if len(c.parts) == 0 {
		return nil
	}
	return append(c.parts, c.open())
}

// A cutter looks at the lines of a file and notes where parts begin.
type cutter struct {
	least  int64
	parts  []span
	begun  span
	at     int64 // where the line begins
	number int   // lines before it
	fence  string
}

func (c *cutter) open() span {
	s := c.begun
	s.to = c.at
	return s
}

func (c *cutter) line(line []byte) {
	text := strings.TrimRight(string(line[:min(len(line), 200)]), " \t\r\n")
	inner := strings.TrimLeft(text, " ")
	mark := inner[:len(inner)-len(strings.TrimLeft(inner, cmp.Or(c.fence, "`~")[:1]))]
	if c.fence == "" && strings.HasPrefix(inner, "~") {
		mark = inner[:len(inner)-len(strings.TrimLeft(inner, "~"))]
	}
	indented := len(text)-len(inner) > 3
	switch {
	case c.fence != "":
		if !indented && len(mark) >= len(c.fence) && mark == inner {
			c.fence = ""
		}
		return
	case !indented && len(mark) >= 3 && !strings.Contains(inner[len(mark):], "`"):
		c.fence = mark
		return
	}
	size := c.at - c.begun.from
	level := len(inner) - len(strings.TrimLeft(inner, "#"))
	heading := !indented && level > 0 && level <= 6 && (len(inner) == level || inner[level] == ' ')
	if heading && (level == 1 && size >= c.least || size >= wholePart) || text == "" && size >= mostPart {
		c.parts = append(c.parts, c.open())
		c.begun = span{from: c.at, above: c.number}
		if heading {
			c.begun.heading = strings.Trim(inner[level:], " #")
		}
	}
}

// setParts makes a lesson of each part. The first has the identity of the file,
// the others that of their headings.
func (c *Course) setParts(file string, parts []span) {
	c.byFile = map[string]int{file: 0}
	ids := newNamer(nil)
	for i, s := range parts {
		l := &Lesson{File: file, ID: ids.name(c.identityOf(file), 2), course: c, index: i, span: s}
		if i > 0 {
			l.ID = ids.name(cmp.Or(slug(s.heading), "part"), 2)
			l.name = cmp.Or(VisibleLine(s.heading), fmt.Sprintf("%s %d", c.nameOf(file), i+1))
		}
		c.Lessons = append(c.Lessons, l)
	}
}

// text reads the lesson's part of its file.
func (l *Lesson) text() ([]byte, error) {
	if l.span == (span{}) {
		return readFile(l.course.fsys, l.File, maxLesson)
	}
	f, err := l.course.fsys.Open(l.File)
	if err != nil {
		return nil, readError(err)
	}
	defer func() { _ = f.Close() }()
	size := l.span.to - l.span.from
	if size > maxLesson {
		return nil, fmt.Errorf("a part of it without a heading is larger than %d kB", maxLesson>>10)
	}
	var part io.Reader = f
	if at, ok := f.(io.ReaderAt); ok {
		part = io.NewSectionReader(at, l.span.from, size)
	} else if _, err := io.CopyN(io.Discard, f, l.span.from); err != nil {
		return nil, readError(err)
	}
	raw, err := io.ReadAll(io.LimitReader(part, size))
	if err != nil {
		return nil, readError(err)
	}
	return raw, nil
}

// sameFile are the lessons that stand in the same file.
func (l *Lesson) sameFile() []*Lesson {
	if l.span == (span{}) {
		return []*Lesson{l}
	}
	return l.course.Lessons
}

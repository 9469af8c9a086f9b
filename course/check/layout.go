package check

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"lectern/course"
)

// widest is how many columns a window of usual size has for text.
const widest = 76

// titled wants a title.
func (l *lesson) titled() {
	if !l.own || !l.readable || len(l.info.Headings) > 0 || l.frontMatterHas("title") || len(l.tree.Blocks) == 0 {
		return
	}
	l.add(course.Warning, course.At{}, fmt.Sprintf("the lesson has no title; learners see %q", l.tree.Title), "write one as its first line: # Title")
}

func (l *lesson) frontMatterHas(key string) bool {
	for n := 2; n < l.above; n++ {
		if value, ok := strings.CutPrefix(l.line(n), key+":"); ok && strings.TrimSpace(value) != "" {
			return true
		}
	}
	return false
}

// empty wants something to read.
func (l *lesson) empty() {
	if l.readable && len(l.tree.Blocks) == 0 {
		l.add(course.Warning, course.At{}, "the lesson is empty", "write it, or take the file out of the course's folder")
	}
}

// levels wants headings that go down a level at a time.
func (l *lesson) levels() {
	level := 1
	course.Walk(l.tree.Blocks, func(b course.Block) bool {
		h, ok := b.(*course.Heading)
		if !ok {
			return true
		}
		if h.Level > level+1 {
			l.add(course.Warning, h.At, fmt.Sprintf("the heading is of level %d, and the one above it of level %d", h.Level, level),
				fmt.Sprintf("write %s; who cannot see the page finds the way by these levels", strings.Repeat("#", level+1)))
		}
		level = h.Level
		return true
	})
}

// wide wants code and tables that fit into a window of 80 columns.
func (l *lesson) wide() {
	course.Walk(l.tree.Blocks, func(b course.Block) bool {
		switch b := b.(type) {
		case *course.Code:
			for i, line := range strings.Split(b.Text, "\n") {
				if w := columns(line); w > widest {
					at := b.At
					if strings.ContainsAny(firstMark(l.from(b.At)), "`~") {
						i++
					}
					at.Line += i
					l.add(course.Warning, at, fmt.Sprintf("the line of code has %d columns, and a window has room for %d", w, widest), "break the line")
					return true
				}
			}
		case *course.Table:
			if w := tableColumns(b.Text); w > widest {
				l.add(course.Warning, b.At, fmt.Sprintf("the table has %d columns of letters, and a window has room for %d", w, widest),
					"shorten the longest cells, or make a list of it; now they are broken over several lines")
			}
		}
		return true
	})
}

// tableColumns is how wide a table is with every cell on one line.
func tableColumns(text string) int {
	var widths []int
	for row := range strings.Lines(text) {
		for i, cell := range strings.Split(strings.TrimSuffix(row, "\n"), " | ") {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(cell))
		}
	}
	sum := max(0, 2*(len(widths)-1))
	for _, w := range widths {
		sum += w
	}
	return sum
}

// columns is how many columns of a terminal s takes; a tab goes to the next
// multiple of eight.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '\t':
			n += 8 - n%8
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// pictures wants a description: a terminal shows nothing else of a picture.
func (l *lesson) pictures() {
	for _, p := range l.passages {
		for _, link := range p.links {
			if link.Image && link.Bare {
				l.add(course.Warning, link.At, "the picture has no description, and a terminal shows nothing else of it",
					"say between the square brackets what it shows: ![what it shows](file)")
			}
		}
	}
}

package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/course"
)

// A lesson is one lesson, parsed and as it is written.
type lesson struct {
	*checker
	number   int // index in Course.Lessons
	tree     *course.Tree
	info     *course.LessonIndex
	readable bool
	lines    []string     // of the file; lines[0] is line 1
	above    int          // lines of front matter
	code     map[int]bool // lines that are code
	heads    []head       // first lines of callouts
	passages []passage    // what is read, in order
}

// A head is the first line of a callout.
type head struct {
	course.CalloutHead
	at   course.At
	line string
}

// lessonRules are all rules that look at one lesson.
var lessonRules = []func(*lesson){
	(*lesson).titled, (*lesson).empty, (*lesson).minutes, (*lesson).levels, (*lesson).wide, (*lesson).pictures,
	(*lesson).recalls, (*lesson).activities, (*lesson).items, (*lesson).hidden, (*lesson).braces,
	(*lesson).lostMarks, (*lesson).nearHeads, (*lesson).unfinished, (*lesson).promises, (*lesson).readings,
	(*lesson).links,
}

// open reads lesson i. Where its file cannot be read, course has found that,
// and the rules find nothing in what is empty.
func (k *checker) open(i int) *lesson {
	k.file = k.course.Lessons[i].File
	tree, _ := k.course.Lessons[i].Tree(k.index)
	l := &lesson{checker: k, number: i, tree: tree, info: &k.index.Lessons[i], code: map[int]bool{}}
	text, err := k.course.SourceOf(k.file)
	if err != nil {
		l.tree = &course.Tree{Lesson: tree.Lesson, Title: tree.Title}
		return l
	}
	l.readable = true
	l.lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	_, _, l.above = course.SplitFrontMatter(text)
	l.readBlocks()
	return l
}

// readBlocks notes code, callouts and passages.
func (l *lesson) readBlocks() {
	starts := map[int]bool{}
	course.Walk(l.tree.Blocks, func(b course.Block) bool {
		starts[b.Position().Line] = true
		if c, ok := b.(*course.Code); ok {
			for n := range strings.Count(c.Text, "\n") + 3 {
				l.code[c.At.Line+n] = true
			}
			// An indented block has no fences, and ends a line or two sooner.
			if !strings.Contains("`~", firstMark(l.from(c.At))) {
				delete(l.code, c.At.Line+strings.Count(c.Text, "\n")+1)
				delete(l.code, c.At.Line+strings.Count(c.Text, "\n")+2)
			}
		}
		return true
	})
	l.titlePassage()
	course.Walk(l.tree.Blocks, func(b course.Block) bool {
		at := b.Position()
		switch b := b.(type) {
		case *course.ActivityBlock, *course.Callout, *course.Fold, *course.Recall:
			if h, ok := course.ReadCalloutHead(l.line(at.Line), at.Col); ok {
				l.heads = append(l.heads, head{h, at, l.line(at.Line)})
				l.passages = append(l.passages, l.headPassage(h, at))
			}
		case *course.Paragraph:
			l.passages = append(l.passages, l.passage(at, b.Leaf, starts))
		case *course.Heading:
			l.passages = append(l.passages, l.passage(at, b.Leaf, starts))
		case *course.Table:
			l.passages = append(l.passages, l.passage(at, b.Leaf, starts))
		}
		return true
	})
	slices.SortStableFunc(l.heads, func(a, b head) int { return a.at.Line - b.at.Line })
}

func firstMark(s string) string {
	if s == "" {
		return " "
	}
	return s[:1]
}

// line returns a line of the file, from 1; "" beyond its end.
func (l *lesson) line(n int) string {
	if n < 1 || n > len(l.lines) {
		return ""
	}
	return l.lines[n-1]
}

// from returns what stands at a place, up to the end of the line.
func (l *lesson) from(at course.At) string {
	line := l.line(at.Line)
	for i := 1; i < at.Col && line != ""; i++ {
		_, n := utf8.DecodeRuneInString(line)
		line = line[n:]
	}
	return line
}

// quoteMarks counts the ">" that a line starts with; rest is what follows.
func quoteMarks(line string) (marks int, rest string) {
	rest = line
	for {
		s := strings.TrimLeft(rest, " \t")
		if !strings.HasPrefix(s, ">") {
			return marks, s
		}
		marks++
		rest = s[1:]
	}
}

// column is the column of the byte at offset in a line.
func column(line string, offset int) int { return 1 + utf8.RuneCountInString(line[:offset]) }

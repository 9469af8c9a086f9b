// Package corpus makes the courses that benchmarks and the checks of start-up
// costs work on. What it makes depends on nothing but its arguments.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
)

var (
	nouns = strings.Fields("offer salary coach client range market answer question budget review figure bonus letter meeting manager number")
	verbs = strings.Fields("names raises weighs asks shows writes counts opens compares accepts moves leaves")
	adjs  = strings.Fields("first higher plain fair open written yearly likely honest careful second better")
	ends  = strings.Fields("before after without during beside under")
)

type maker struct{ *rand.Rand }

func (m maker) pick(words []string) string { return words[m.IntN(len(words))] }

func (m maker) sentence() string {
	s := fmt.Sprintf("the %s %s %s the %s %s", m.pick(adjs), m.pick(nouns), m.pick(verbs), m.pick(adjs), m.pick(nouns))
	switch m.IntN(6) {
	case 0:
		s += fmt.Sprintf(", as **%s %s** shows", m.pick(adjs), m.pick(nouns))
	case 1:
		s += fmt.Sprintf(" (see [the %s notes](https://example.org/%s))", m.pick(nouns), m.pick(nouns))
	case 2:
		s += fmt.Sprintf(", *not* the `%s`", m.pick(nouns))
	default:
		s += fmt.Sprintf(" %s a %s %s", m.pick(ends), m.pick(adjs), m.pick(nouns))
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func (m maker) paragraph(sentences int) string {
	var all []string
	for range sentences {
		all = append(all, m.sentence())
	}
	return strings.Join(all, " ") + "\n\n"
}

// Lesson is the n-th lesson: about 1,100 words, with lists, a table, code, a
// quote and four activities. Its first page holds the word Lesson<n>Start.
func Lesson(n int) string {
	m := maker{rand.New(rand.NewPCG(11, uint64(n)))}
	var b strings.Builder
	fmt.Fprintf(&b, "# Lesson %d\n\nLesson%dStart %s", n, n, m.paragraph(4))
	for section := range 6 {
		fmt.Fprintf(&b, "## %s %s\n\n%s", m.pick(adjs), m.pick(nouns), m.paragraph(5))
		switch section {
		case 0:
			fmt.Fprintf(&b, "- %s\n- %s\n  - %s\n\n", m.sentence(), m.sentence(), m.sentence())
		case 1:
			b.WriteString("| Name | What | Cost |\n|---|:--|--:|\n")
			for range 5 {
				fmt.Fprintf(&b, "| `%s` | %s the %s | %d |\n", m.pick(nouns), m.pick(verbs), m.pick(nouns), m.IntN(900))
			}
			b.WriteByte('\n')
		case 2:
			fmt.Fprintf(&b, "```go\nif %s, err := ask(%d); err != nil {\n\treturn err // %s\n}\n```\n\n", m.pick(nouns), m.IntN(99), m.pick(verbs))
		case 3:
			fmt.Fprintf(&b, "> %s\n>\n> %s\n\n", m.sentence(), m.sentence())
		}
		b.WriteString(m.paragraph(4))
	}
	fmt.Fprintf(&b, "> [!question] {#why-%d words=20}\n> %s\n\n", n, m.sentence())
	fmt.Fprintf(&b, "> [!short]\n> %s\n\n", m.sentence())
	fmt.Fprintf(&b, "> [!choice] {#who-%d}\n> Who?\n> - [ ] The %s\n> - [x] Both\n\n", n, m.pick(nouns))
	fmt.Fprintf(&b, "> [!read] {#read-%d words=600}\n> [A short read](https://example.org/%d)\n", n, n)
	return b.String()
}

// Course is a course of so many lessons, as files.
func Course(lessons int) fstest.MapFS {
	files := fstest.MapFS{"course.yaml": {Data: fmt.Appendf(nil, "title: A course of %d lessons\n", lessons)}}
	for n := 1; n <= lessons; n++ {
		files[fmt.Sprintf("lesson-%04d.md", n)] = &fstest.MapFile{Data: []byte(Lesson(n))}
	}
	return files
}

// File is one file of at least so many bytes, of whole lessons.
func File(bytes int) string {
	var b strings.Builder
	for n := 1; b.Len() < bytes; n++ {
		b.WriteString(Lesson(n) + "\n")
	}
	return b.String()
}

package course

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Check returns everything that an author may want to mend, in the order of
// Findings: what opening and parsing found, and what is allowed but seldom
// meant. It parses every lesson.
func Check(c *Course) []Finding {
	ix, _ := c.Index()
	k := &checker{c: c, ix: ix, found: c.Findings()}
	k.course()
	for i, l := range c.Lessons {
		tree, _ := l.Tree(ix)
		k.lesson(i, tree)
	}
	c.sort(k.found)
	return k.found
}

type checker struct {
	c     *Course
	ix    *Index
	file  string
	found []Finding
	given *namer // ids that were suggested
}

func (k *checker) add(sev Severity, at At, text, remedy string) {
	k.found = append(k.found, Finding{Severity: sev, File: k.file, At: at, Text: text, Remedy: remedy})
}

// course checks what course.yaml says, or does not say.
func (k *checker) course() {
	c := k.c
	if c.single {
		return
	}
	k.file = settingsFile
	missing := func(is bool, sev Severity, text, remedy string) {
		if is {
			k.add(sev, At{}, text, remedy)
		}
	}
	missing(!c.IDWritten, Warning, "the course has no id", fmt.Sprintf("write id: %s; learners' answers are kept by it, even if the title changes", c.ID))
	missing(c.Version == "", Note, "the course has no version", "write version: 1.0.0; it stands on every worksheet")
	missing(len(c.Objectives) == 0, Warning, "the course has no objectives", `list what learners will be able to do, under "objectives:"`)
	missing(c.Instructor.Email == "" && len(k.ix.Items()) > 0, Warning, "nobody is named to receive the worksheet", "write instructor: {name: …, email: …}")
	k.hours()
}

// hours compares the hours that the course claims with what was counted.
func (k *checker) hours() {
	claimed := k.c.Credit.Hours
	if claimed == 0 {
		return
	}
	words, counted := 0, 0.0
	for _, l := range k.ix.Lessons {
		words += l.Words
		counted += l.Counted
	}
	text := fmt.Sprintf("the course claims %s clock hours, and counts %.1f (%d words, and the minutes of media, readings and reflection)",
		formatNumber(claimed), counted/60, words)
	switch {
	case claimed > counted/60:
		k.add(Warning, At{}, text, "claim what is counted, or give learners more to do")
	case claimed < counted/60/1.5:
		k.add(Note, At{}, text, "learners work longer than they get credit for")
	}
}

func (k *checker) lesson(i int, t *Tree) {
	k.file = t.Lesson.File
	if len(t.Blocks) == 0 {
		k.add(Warning, At{}, "the lesson is empty", "write it, or take the file out of the course")
	}
	if d := t.Minutes - t.Counted; math.Abs(d) > 5 && math.Abs(d) > t.Counted/4 {
		k.add(Note, At{}, fmt.Sprintf("the lesson says that it takes %.0f minutes, and counts %.0f", t.Minutes, t.Counted), "leave minutes out, unless the count is wrong")
	}
	level := 1
	Walk(t.Blocks, func(b Block) bool {
		switch b := b.(type) {
		case *Heading:
			if b.Level > level+1 {
				k.add(Warning, b.At, fmt.Sprintf("a heading of level %d follows one of level %d", b.Level, level),
					fmt.Sprintf("write %s; levels are how people find their way without seeing the page", strings.Repeat("#", level+1)))
			}
			level = b.Level
			k.pictures(b.Links)
		case *Paragraph:
			k.pictures(b.Links)
		case *Table:
			k.pictures(b.Links)
		case *Recall:
			k.recall(i, b)
		}
		return true
	})
	for _, a := range t.Activities {
		k.activity(a)
	}
}

func (k *checker) pictures(links []Link) {
	for _, l := range links {
		if l.Image && l.unnamed {
			k.add(Warning, l.At, "a picture has no description, and a terminal shows nothing else of it", "say what it shows between the square brackets: ![what it shows](file)")
		}
	}
}

func (k *checker) recall(lesson int, r *Recall) {
	a := k.ix.Activity(r.Of)
	if a == nil {
		return // found already
	}
	if a.Lesson > lesson || a.Lesson == lesson && a.At.Line > r.At.Line {
		k.add(Warning, r.At, fmt.Sprintf("the recall is of %q, which comes later", r.Of), "put it after the activity")
	}
}

func (k *checker) activity(a *Activity) {
	if a.Derived && !k.said(a.At.Line) {
		k.add(Warning, a.At, fmt.Sprintf("the %s has no id of its own", a.Kind),
			fmt.Sprintf("write {#%s}, so that rewording it does not part answers from it", k.freeID(a)))
	}
	if a.Prompt == "" && a.Title == "" {
		k.add(Warning, a.At, fmt.Sprintf("the %s does not say what to do", a.Kind), "write it below, each line after \"> \"")
	}
	if n := len(a.Options); n == 1 {
		k.add(Warning, a.At, fmt.Sprintf("the %s has one option", a.Kind), "list at least two")
	}
	if a.Kind.Opens() && len(a.Links) == 0 {
		k.add(Note, a.At, fmt.Sprintf("the %s has no link to open", a.Kind), "add one, unless learners have it on paper")
	}
}

// freeID suggests an id made of the first words of an activity.
func (k *checker) freeID(a *Activity) string {
	words := strings.Split(asciiSlug(firstLine(a.Name())), "-")
	id := strings.Join(words[:min(4, len(words))], "-")
	if !validID(id) {
		id = string(a.Kind)
	}
	if k.given == nil {
		k.given = newNamer(k.ix.names())
	}
	return k.given.name(id, 2)
}

// said reports whether something was found in that line of the lesson already.
func (k *checker) said(line int) bool {
	return slices.ContainsFunc(k.found, func(f Finding) bool { return f.File == k.file && f.At.Line == line && f.Severity == Error })
}

// names are all ids and anchors of the course, and the screens.
func (ix *Index) names() map[string]bool {
	names := map[string]bool{}
	for _, s := range screens {
		names[s] = true
	}
	for id := range ix.byID {
		names[id] = true
	}
	for h := range ix.headings {
		names[h.anchor] = true
	}
	return names
}

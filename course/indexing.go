package course

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// Index returns the index of the whole course. The first call parses all
// lessons, several at a time; later ones return the same index. The error is
// always nil: what cannot be read is in the findings.
func (c *Course) Index() (*Index, error) {
	c.indexOnce.Do(func() {
		if c.index == nil {
			c.index = c.makeIndex()
		}
	})
	return c.index, nil
}

// Adopt makes Index return ix, from a cache, without parsing anything. It
// reports whether it did: ix must fit the course, and Index must not have been
// called.
func (c *Course) Adopt(ix *Index) bool {
	done := false
	if ix.Fits(c) {
		c.indexOnce.Do(func() { c.index, done = ix, true })
	}
	return done
}

// Fits reports whether the index is of a course with the same lessons.
func (ix *Index) Fits(c *Course) bool {
	return slices.EqualFunc(ix.Lessons, c.Lessons, func(l LessonIndex, m *Lesson) bool {
		return l.ID == m.ID && l.File == m.File
	})
}

func (c *Course) makeIndex() *Index {
	lessons := make([]*parsed, len(c.Lessons))
	read := func(i int, ix *Index) *parsed {
		p := c.Lessons[i].parse(ix)
		p.tree.Blocks = nil // of 2,000 lessons they would take hundreds of megabytes
		return p
	}
	each(len(lessons), func(i int) { lessons[i] = read(i, nil) })

	readers := make([]*lessonReader, len(lessons))
	for i, p := range lessons {
		readers[i] = p.lessonReader
	}
	assign(readers)
	ix := &Index{Digest: c.digest()}
	for _, p := range lessons {
		ix.Lessons = append(ix.Lessons, p.indexed())
	}
	number(ix.Lessons)
	ix.fill()

	// Some texts are known only now: links that read "item 3".
	each(len(lessons), func(i int) {
		p := lessons[i]
		if p.named {
			p = read(i, ix)
			p.copyIDs(lessons[i])
			lessons[i] = p
		}
		p.ix = ix
	})
	// Every lesson is linked against the first version of the index; only
	// then do the final activities and findings take their places.
	each(len(lessons), func(i int) { lessons[i].link(); lessons[i].finish() })
	final := &Index{Digest: ix.Digest}
	for _, p := range lessons {
		final.Lessons = append(final.Lessons, p.indexed())
	}
	number(final.Lessons)
	final.fill()
	return final
}

// each calls do for every number below n, as many at a time as there are
// processors.
func each(n int, do func(i int)) {
	var workers sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}

// copyIDs takes the ids, anchors and findings about them from an earlier
// parse of the same text.
func (p *parsed) copyIDs(first *parsed) {
	for i, d := range p.drafts {
		d.activity.ID, d.activity.Derived = first.drafts[i].activity.ID, first.drafts[i].activity.Derived
		d.written = first.drafts[i].written
	}
	for i, h := range p.headings {
		h.heading.Anchor, h.written = first.headings[i].heading.Anchor, first.headings[i].written
	}
	p.findings = first.findings
}

// indexed is what the index keeps of a lesson.
func (p *parsed) indexed() LessonIndex {
	t := p.tree
	l := LessonIndex{
		ID: p.lesson.ID, File: p.lesson.File, Title: t.Title, Objectives: t.Objectives, Section: t.Section,
		Words: t.Words, Minutes: t.Minutes, Counted: t.Counted, Activities: t.Activities, Findings: p.findings,
	}
	for _, h := range p.headings {
		l.Headings = append(l.Headings, HeadingIndex{
			Anchor: h.heading.Anchor, Text: squeeze(h.heading.Text), Level: h.heading.Level, Item: h.item(), written: h.written != "",
		})
	}
	for _, link := range p.links {
		if link.Target == Web || link.Target == File {
			l.Links = append(l.Links, *link)
		}
	}
	return l
}

// fill makes the maps of an index whose lessons are there.
func (ix *Index) fill() {
	ix.byID = map[string]*Activity{}
	ix.headings = map[headingAt]*HeadingIndex{}
	ix.written = map[string]int{}
	for i := range ix.Lessons {
		l := &ix.Lessons[i]
		for _, a := range l.Activities {
			ix.byID[a.ID] = a
		}
		for j := range l.Headings {
			h := &l.Headings[j]
			ix.headings[headingAt{i, h.Anchor}] = h
			if h.written {
				ix.written[h.Anchor] = i
			}
		}
	}
}

// digest is SHA-256 over a line for course.yaml and for each lesson in order,
// as FORMAT.md has it. Files that cannot be read have no line.
func (c *Course) digest() string {
	var files []string
	if !c.single {
		files = append(files, c.own...)
	}
	own := len(files)
	files = append(files, c.files()...)
	lines := make([]string, len(files))
	each(len(files), func(i int) {
		limit := int64(maxLesson)
		switch {
		case i < own:
			limit = maxYAML
		case c.single:
			limit = maxFile
		}
		if raw, err := readFile(c.fsys, files[i], limit); err == nil {
			lines[i] = fmt.Sprintf("%x  %s\n", sha256.Sum256(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))), files[i])
		}
	})
	sum := sha256.New()
	for _, line := range lines {
		_, _ = sum.Write([]byte(line))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Findings returns everything that opening and parsing the course found: what
// is of the course as a whole first, then by file and place. It parses the
// course if nobody did.
func (c *Course) Findings() []Finding {
	ix, _ := c.Index()
	all := slices.Clone(c.findings)
	for _, l := range ix.Lessons {
		all = append(all, l.Findings...)
	}
	c.sort(all)
	return all
}

// sort puts findings of the whole course in order.
func (c *Course) sort(all []Finding) {
	order := map[string]int{"": -2}
	for _, name := range c.own {
		order[name] = -1
	}
	for i, l := range c.Lessons {
		order[l.File] = i
	}
	place := func(file string) int {
		if i, ok := order[file]; ok {
			return i
		}
		return len(c.Lessons)
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(place(a.File), place(b.File)), cmp.Compare(a.File, b.File), byPlace(a, b))
	})
}

func sortFindings(f []Finding) { slices.SortStableFunc(f, byPlace) }

func byPlace(a, b Finding) int {
	return cmp.Or(cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Col, b.At.Col))
}

// unplaced returns the ids in r that have words of the learner but no place.
func unplaced(ix *Index, r *Record) []string {
	lost := map[string]bool{}
	for id, a := range r.Answers {
		if !a.Empty() && ix.byID[id] == nil {
			lost[id] = true
		}
	}
	for _, e := range r.Entries {
		if e.Activity != "" && ix.byID[e.Activity] == nil && len(r.EntriesAt(e.Activity)) > 0 {
			lost[e.Activity] = true
		}
	}
	var ids []string
	for id := range lost {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

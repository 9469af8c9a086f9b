// Package check looks at a course as its author should before anybody else
// does. The package course finds what it stumbles over while reading: keys and
// attributes that nobody knows, links that lead nowhere, ids that come twice.
// This package adds what can be read and is seldom meant: text that was never
// finished, a callout that lost a ">", an activity whose answers a rewording
// would part from it, hours that the text does not bear out.
//
// It works on a folder, reads no network, and changes nothing: Fix says what
// it would write, and leaves the writing to others.
//
// Every rule is a function in the list lessonRules or courseRules, with a
// course of three lines in the tests that breaks it, and its mended twin.
package check

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"lectern/course"
)

// Course returns everything that the author of c may want to mend: what is of
// the course as a whole first, then by lesson and place. It parses every
// lesson, and never returns a finding without a file and a place.
func Course(c *course.Course) []course.Finding {
	return look(c, func(*checker) {})
}

// Against is Course, and finds besides what learners of the earlier version
// old would lose: ids, a kind of answer, the course's own id.
func Against(c, old *course.Course) []course.Finding {
	return look(c, func(k *checker) { k.against(old) })
}

// A checker gathers findings about one course.
type checker struct {
	course *course.Course
	index  *course.Index
	file   string // that findings are of
	own    bool   // it was written for this program, not for another
	found  []course.Finding
}

func look(c *course.Course, more func(*checker)) []course.Finding {
	index, _ := c.Index()
	k := &checker{course: c, index: index, own: c.Layout() == "", found: c.Findings()}
	for _, rule := range courseRules {
		k.file = k.settings()
		rule(k)
	}
	for _, found := range k.lessons() {
		k.found = append(k.found, found...)
	}
	more(k)
	k.sort()
	return k.found
}

// lessons returns the findings of every lesson, looked at several at a time.
func (k *checker) lessons() [][]course.Finding {
	found := make([][]course.Finding, len(k.course.Lessons))
	var workers sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				l := (&checker{course: k.course, index: k.index, own: k.own}).open(i)
				for _, rule := range lessonRules {
					rule(l)
				}
				found[i] = l.found
			}
		})
	}
	for i := range found {
		next <- i
	}
	close(next)
	workers.Wait()
	return found
}

// settings is the file that findings about the course as a whole name.
func (k *checker) settings() string {
	return cmp.Or(k.course.SettingsFile(), k.course.Lessons[0].File)
}

func (k *checker) add(sev course.Severity, at course.At, text, remedy string) {
	k.found = append(k.found, course.Finding{Severity: sev, File: k.file, At: at, Text: text, Remedy: remedy})
}

// sort puts the findings in reading order, and gives a place to those that
// have none.
func (k *checker) sort() {
	order := map[string]int{k.course.SettingsFile(): -1}
	for i, l := range k.course.Lessons {
		order[l.File] = i
	}
	for i := range k.found {
		f := &k.found[i]
		f.File = cmp.Or(f.File, k.settings())
		f.At = course.At{Line: max(f.At.Line, 1), Col: max(f.At.Col, 1)}
	}
	place := func(file string) int {
		if i, ok := order[file]; ok {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(k.found, func(a, b course.Finding) int {
		return cmp.Or(cmp.Compare(place(a.File), place(b.File)), cmp.Compare(a.File, b.File),
			cmp.Compare(a.At.Line, b.At.Line), cmp.Compare(a.At.Col, b.At.Col), cmp.Compare(a.Severity, b.Severity))
	})
	k.found = slices.Compact(k.found)
}

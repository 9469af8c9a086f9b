// Package pattern has regular expressions that are compiled when they are first
// used. Those of an author's tools would else be compiled whenever a learner
// opens a course.
package pattern

import (
	"regexp"
	"sync"
)

// A Pattern is a regular expression. Its methods are those of a regexp.Regexp.
type Pattern struct {
	expression string
	compiled   func() *regexp.Regexp
}

// New returns the pattern of a regular expression. One that is wrong panics at
// its first use.
func New(expression string) Pattern {
	return Pattern{expression, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })}
}

// String is the expression.
func (p Pattern) String() string { return p.expression }

func (p Pattern) MatchString(s string) bool            { return p.compiled().MatchString(s) }
func (p Pattern) FindString(s string) string           { return p.compiled().FindString(s) }
func (p Pattern) FindStringIndex(s string) []int       { return p.compiled().FindStringIndex(s) }
func (p Pattern) FindStringSubmatch(s string) []string { return p.compiled().FindStringSubmatch(s) }
func (p Pattern) FindAllString(s string, n int) []string {
	return p.compiled().FindAllString(s, n)
}
func (p Pattern) FindAllStringIndex(s string, n int) [][]int {
	return p.compiled().FindAllStringIndex(s, n)
}
func (p Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.compiled().FindAllStringSubmatch(s, n)
}
func (p Pattern) ReplaceAllString(s, by string) string {
	return p.compiled().ReplaceAllString(s, by)
}
func (p Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	return p.compiled().ReplaceAllStringFunc(s, by)
}

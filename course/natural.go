package course

import (
	"cmp"
	"path"
	"strings"
	"unicode/utf8"
)

// natural compares file names as people count: 2 before 10, letters without
// regard to case. Names that differ at all never compare equal.
func natural(a, b string) int {
	x, y := strings.ToLower(a), strings.ToLower(b)
	for x != "" && y != "" {
		dx, dy := digits(x), digits(y)
		if dx > 0 && dy > 0 {
			n, m := strings.TrimLeft(x[:dx], "0"), strings.TrimLeft(y[:dy], "0")
			if c := cmp.Or(cmp.Compare(len(n), len(m)), cmp.Compare(n, m)); c != 0 {
				return c
			}
			x, y = x[dx:], y[dy:]
			continue
		}
		r, n := utf8.DecodeRuneInString(x)
		s, m := utf8.DecodeRuneInString(y)
		if r != s {
			return cmp.Compare(r, s)
		}
		x, y = x[n:], y[m:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// digits counts the ASCII digits at the start of s.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// identity is a lesson's identity: the file's name without folders, extension
// and leading number. Where nothing is left, the number stays.
func identity(file string) string {
	name := stem(file)
	if rest := strings.TrimLeft(name[digits(name):], "-_. "); rest != "" {
		return rest
	}
	return name
}

// withoutEnding is a file's path without its extension.
func withoutEnding(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

// stem is a file's name without folders and extension.
func stem(file string) string {
	name := path.Base(file)
	return strings.TrimSuffix(name, path.Ext(name))
}

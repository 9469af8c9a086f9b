// Package styles holds the styles that glamour registers. There are no others:
// lectern's colours are its own.
package styles

import "github.com/alecthomas/chroma"

// Registry holds the styles by name.
var Registry = map[string]*chroma.Style{}

// Register adds a style.
func Register(s *chroma.Style) *chroma.Style {
	Registry[s.Name] = s
	return s
}

// Package draw turns the blocks of a lesson into lines for a terminal, for the
// player and for `lectern read`.
//
// A Painter walks the tree itself: containers are ours (a marker or a bar, a
// hanging indent, a narrower width), and so are the blank lines between
// blocks. The inline text of a leaf goes to glamour as a document of its own,
// unwrapped, if it has any style; what comes back is parsed into runs with a pen, and
// nothing else of it survives (see runs.go). Lines are then broken here, so that
// it is known which columns of which line belong to which link.
//
// What comes out is a Line: text with SGR sequences of our own making, links
// with their columns, and how well a page may begin there (package page asks).
//
// A Painter is for one goroutine. Colours and styles stand
// in one table (style.go), glyphs in another (glyph.go).
package draw

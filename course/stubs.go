package course

import (
	"io"
	"io/fs"
	"strings"
)

// TEMPORARY: signatures that the rest of the program builds against, until the
// real thing stands in files of its own. Delete this file.

// Open reads course.yaml and the list of lessons; name is the folder's base
// name (or the file's), for what course.yaml does not say.
func Open(fsys fs.FS, name string) (*Course, error) { panic("stub") }

// OpenDir opens a folder, or a single Markdown file, on disk; nothing outside of it is ever read.
func OpenDir(path string) (*Course, error) { panic("stub") }

// Index parses all lessons, at most once, and returns the index.
func (c *Course) Index() (*Index, error) { panic("stub") }

// Tree parses the lesson. ix may be nil.
func (l *Lesson) Tree(ix *Index) (*Tree, error) { panic("stub") }

// Key names a top-level block so that it is found again after the lesson was edited.
func (t *Tree) Key(i int) string { panic("stub") }

// Find returns the top-level block with that key, else the nearest to near.
func (t *Tree) Find(key string, near int) int { panic("stub") }

// Visible replaces what could act on a terminal by a mark such as [U+001B].
func Visible(s string) string { return s }

// LoadIndex reads an index that Save wrote.
func LoadIndex(r io.Reader) (*Index, error) { panic("stub") }

// Save writes the index for a cache.
func (ix *Index) Save(w io.Writer) error { panic("stub") }

func countWords(s string) int { return len(strings.Fields(s)) }

func firstLine(s string) string { l, _, _ := strings.Cut(strings.TrimSpace(s), "\n"); return l }

func unplaced(ix *Index, r *Record) []string { return nil }

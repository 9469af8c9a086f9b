package course

import (
	"errors"
	"io/fs"
	"path"
	"strings"
)

// A layout is a way in which the files of a course can lie in its folder. It
// fills in what the course says of itself and returns the lessons' files in
// order, or the error that keeps the course from opening.
type layout struct {
	here func(fs.FS) bool
	read func(*Course) ([]string, error)
	own  bool // the layout of FORMAT.md, whose files are read to the letter
	rust bool // code of Rust hides the lines that begin with "# "
}

// layouts are tried in order; the last one takes any folder.
var layouts = []*layout{ownLayout, workbenchLayout, bookLayout, plainLayout}

var (
	ownLayout       = &layout{here: hasSettings, read: readOwn, own: true}
	workbenchLayout = &layout{here: isWorkbench, read: readWorkbench}
	bookLayout      = &layout{here: isBook, read: readBook, rust: true}
	plainLayout     = &layout{here: func(fs.FS) bool { return true }, read: readPlain}
)

// besideLayouts are those that can lie beside a course.yaml, which then says
// what they do not: the id, who receives the worksheet.
func besideLayout(fsys fs.FS) *layout {
	for _, l := range []*layout{workbenchLayout, bookLayout} {
		if l.here(fsys) {
			return l
		}
	}
	return nil
}

// borrowed reports whether the course was made for another program. What that
// program understands is then read, and not found fault with.
func (c *Course) borrowed() bool { return !c.layout.own }

// A listing is what a table of contents says of a lesson.
type listing struct {
	name  string // what it is called, if it does not say so itself
	part  string
	depth int
}

// there reports whether something of that name is in the folder, even what
// cannot be read.
func there(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return !errors.Is(err, fs.ErrNotExist)
}

func isFolder(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

func isFile(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	return err == nil && info.Mode().IsRegular()
}

// readText is the text of a file, which may be empty: a file that is not
// there is err, fs.ErrNotExist.
func readText(fsys fs.FS, name string, limit int64) ([]byte, error) {
	raw, err := readFile(fsys, name, limit)
	if err != nil {
		return nil, err
	}
	return decodeText(raw)
}

// identityOf is a lesson's identity. In other programs' layouts lessons of
// different folders may have the same name, so the folders belong to it.
func (c *Course) identityOf(file string) string {
	if !c.borrowed() || c.single {
		return identity(file)
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(file, c.base), "/")
	parts := strings.Split(rest, "/")
	for i, p := range parts {
		if i == len(parts)-1 {
			parts[i] = identity(p)
		} else {
			parts[i] = identity(p + ".d")
		}
	}
	return strings.Join(parts, "/")
}

// nameOf is what a lesson is called that says nothing of it itself.
func (c *Course) nameOf(file string) string {
	if name := c.contents[file].name; name != "" {
		return name
	}
	if dir := path.Base(path.Dir(file)); isIndex(file) && dir != "." && path.Dir(file) != c.base {
		return titleOf(identity(dir + ".d"))
	}
	return titleOf(identity(file))
}

// isIndex reports whether a file is the first page of its folder.
func isIndex(file string) bool {
	switch strings.ToLower(stem(file)) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

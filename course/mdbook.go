package course

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A book of mdBook: book.toml, and a folder of chapters with a table of
// contents. GitBook has the latter beside its chapters.
const (
	bookFile     = "book.toml"
	bookFolder   = "src"
	bookContents = "SUMMARY.md"
	maxContents  = 256 << 10
)

func isBook(fsys fs.FS) bool {
	return isFile(fsys, bookFile) || isFile(fsys, path.Join(bookFolder, bookContents)) || isFile(fsys, bookContents)
}

// A bookSettings is what is read of book.toml.
type bookSettings struct {
	Book struct {
		Title, Description, Language, Src any
	}
}

// readBook takes the title from book.toml and the chapters from SUMMARY.md.
func readBook(c *Course) ([]string, error) {
	c.base = bookFolder
	if err := c.readBookFile(); err != nil {
		return nil, err
	}
	if c.base == bookFolder && !isFile(c.fsys, path.Join(c.base, bookContents)) && isFile(c.fsys, bookContents) {
		c.base = ""
	}
	contents := path.Join(c.base, bookContents)
	c.own = append(c.own, contents)
	summary, err := readText(c.fsys, contents, maxContents)
	if errors.Is(err, fs.ErrNotExist) {
		c.find(Finding{Severity: Warning, File: contents, Text: "does not exist", Remedy: "list the chapters in it; until then they stand in the order of their names"})
		f := &plainFolder{c: c, left: maxEntries}
		entries, err := fs.ReadDir(c.fsys, path.Join(".", c.base))
		if err != nil {
			return nil, fmt.Errorf("cannot read the course's folder: %w", readError(err))
		}
		return f.pages(path.Join(".", c.base), entries, 1), nil
	}
	if err != nil {
		return nil, &OpenError{[]Finding{{Severity: Error, File: contents, Text: err.Error()}}}
	}
	return c.chapters(contents, summary), nil
}

func (c *Course) readBookFile() error {
	raw, err := readText(c.fsys, bookFile, maxYAML)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	c.own = append(c.own, bookFile)
	var b bookSettings
	if err == nil {
		err = toml.Unmarshal(raw, &b)
	}
	if err != nil {
		at := At{}
		var parse toml.ParseError
		if errors.As(err, &parse) {
			at = At{Line: max(parse.Position.Line, 1), Col: max(parse.Position.Col, 1)}
		}
		return &OpenError{[]Finding{{Severity: Error, File: bookFile, At: at, Text: "cannot be read as TOML: " + clip(err.Error())}}}
	}
	word := func(v any) string {
		s, _ := v.(string)
		return VisibleLine(s)
	}
	language := word(b.Book.Language)
	for part := range strings.SplitSeq(language, "-") {
		if len(part) > 8 || !validID(part) {
			language = ""
		}
	}
	c.say(word(b.Book.Title), language, word(b.Book.Description))
	if src := path.Clean(word(b.Book.Src)); src != "." && fs.ValidPath(src) && portable(src) == "" {
		c.base = src
	} else if word(b.Book.Src) == "." {
		c.base = ""
	}
	return nil
}

// A contentsReader reads SUMMARY.md: links to chapters, in lists as deep as
// the book has parts of parts, under headings that name its parts.
type contentsReader struct {
	c     *Course
	s     *settings
	src   *source
	files *lessonList
	part  string
	began bool // a list of chapters was read
}

func (c *Course) chapters(file string, summary []byte) []string {
	s := &settings{file: file}
	r := &contentsReader{c: c, s: s, src: newSource(summary), files: &lessonList{c: c, s: s, is: isMarkdown}}
	c.contents = map[string]listing{}
	doc := lessonParser().Parse(text.NewReader(r.src.text))
	r.read(doc, 0)
	c.findings = append(c.findings, s.findings...)
	return r.files.files
}

func (r *contentsReader) read(parent ast.Node, depth int) {
	if depth > maxNested {
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if depth == 0 && (n.Level == 1 || r.began) {
				r.part = r.words(n)
				if !r.began && len(r.files.files) == 0 && strings.EqualFold(r.part, "summary") {
					r.part = ""
				}
			}
		case *ast.List:
			r.began = true
			for item := n.FirstChild(); item != nil; item = item.NextSibling() {
				r.read(item, depth+1)
			}
		case *ast.Paragraph, *ast.TextBlock:
			if r.began && depth == 0 {
				r.part = "" // what comes behind the chapters is part of none
			}
			r.links(n, max(0, depth-1))
		}
	}
}

// links adds the chapters that a paragraph links to. A link that leads nowhere
// is a chapter that is still to be written.
func (r *contentsReader) links(n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		link, ok := c.(*ast.Link)
		if !ok {
			continue
		}
		dest, _, _ := strings.Cut(unescapePath(decodeInline(string(link.Destination))), "#")
		if dest == "" || scheme(dest) != "" {
			continue
		}
		file := r.files.add(r.src.at(max(link.Pos(), 0)), dest, r.c.base)
		if _, known := r.c.contents[file]; file != "" && !known {
			r.c.contents[file] = listing{name: r.words(link), part: r.part, depth: depth}
		}
	}
}

// words is what a node of the contents reads.
func (r *contentsReader) words(n ast.Node) string {
	l := &lessonReader{lesson: &Lesson{course: r.c}, src: r.src}
	m := &leafMaker{l: l}
	m.inlines(ast.NewParagraph(), n)
	return squeeze(m.plain.String())
}

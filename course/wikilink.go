package course

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A wikilink is a link by name, as Obsidian writes it: [[Page]],
// [[Page#Heading|what it reads]], and ![[picture.png]] for what is shown there.
type wikilink struct {
	ast.BaseInline
	page, heading, label string
	shown                bool
}

var kindWikilink = ast.NewNodeKind("Wikilink")

// Kind tells goldmark what the node is.
func (*wikilink) Kind() ast.NodeKind { return kindWikilink }

// Dump is for goldmark's own debugging.
func (n *wikilink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// wikilinks parses them.
type wikilinks struct{}

// maxWikilink is how long one may be.
const maxWikilink = 400

// Trigger says at which characters Parse is called.
func (wikilinks) Trigger() []byte { return []byte("[!") }

// Parse takes a wikilink that stands apart from a word, and is no text of an
// ordinary link.
func (wikilinks) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	s := string(line[:min(len(line), maxWikilink)])
	rest, shown := strings.CutPrefix(s, "!")
	if rest, ok := strings.CutPrefix(rest, "[["); ok {
		end := strings.Index(rest, "]]")
		if end <= 0 || strings.ContainsAny(rest[:end], "[]`\n") {
			return nil
		}
		after := rest[end+2:]
		if strings.HasPrefix(after, "(") || strings.HasPrefix(after, "[") || !shown && isWord(block.PrecendingCharacter()) {
			return nil
		}
		n := &wikilink{shown: shown}
		name, label, _ := strings.Cut(rest[:end], "|")
		n.label = strings.TrimSpace(strings.TrimSuffix(label, "\\"))
		n.page, n.heading, _ = strings.Cut(strings.TrimSuffix(name, "\\"), "#")
		block.Advance(len(s) - len(after))
		return n
	}
	return nil
}

func isWord(r rune) bool {
	return r == '_' || r == ']' || r == ')' || r >= '0' && r <= '9' || r < 0x80 && isLetter(byte(r))
}

// wikilink appends a wikilink; the name alone where nothing is called so, as
// is usual for pages that are still to be written.
func (m *leafMaker) wikilink(parent ast.Node, n *wikilink) {
	page := strings.TrimSpace(n.page)
	label := n.label
	if label == "" {
		label = strings.TrimSpace(strings.Trim(n.page+" › "+strings.ReplaceAll(n.heading, "#", " › "), " ›^"))
	}
	dest := ""
	if page != "" {
		if file := m.l.lesson.course.named(page); file != "" {
			dest = "/" + strings.ReplaceAll(file, " ", "%20")
		}
	}
	image := n.shown && dest != "" && !isEpisode(dest)
	if i := strings.LastIndexByte(n.heading, '#'); n.heading != "" && !strings.HasPrefix(n.heading, "^") && !image {
		if dest != "" || page == "" {
			dest += "#" + strings.ReplaceAll(slug(strings.TrimSpace(n.heading[i+1:])), " ", "-")
		}
	}
	if dest == "" {
		m.text(parent, label, false, false)
		return
	}
	if image && n.label != "" && strings.Trim(n.label, "0123456789x") == "" {
		label = "" // it is the width
	}
	if image && n.label == "" {
		label = ""
	}
	m.linked(parent, n, dest, label, image)
}

// named is the file that a page's name means: by its path, else by its name
// in whichever folder; "" if there is none. Capitals do not count.
func (c *Course) named(page string) string {
	page = strings.TrimPrefix(strings.ToLower(page), "/")
	c.pagesOnce.Do(func() { c.pages = c.fileNames() })
	for _, name := range []string{page, page + ".md", page + ".markdown"} {
		if file, ok := c.pages[name]; ok {
			return file
		}
	}
	return ""
}

// fileNames are all files of the course by path and by name, in small letters.
// Of two with one name, lessons go first, then what comes first.
func (c *Course) fileNames() map[string]string {
	names := map[string]string{}
	add := func(file string) {
		for _, name := range []string{file, path.Base(file)} {
			if name = strings.ToLower(name); names[name] == "" {
				names[name] = file
			}
		}
	}
	for _, l := range c.Lessons {
		add(l.File)
	}
	for _, file := range c.names() {
		if portable(file) == "" && isFile(c.fsys, file) {
			add(file)
		}
	}
	return names
}

package course

import (
	"bytes"
	"cmp"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A templateTag is a tag of Liquid, Hugo or mdBook.
type templateTag struct {
	sort   templateSort
	name   string // the first word: include, figure
	end    bool   // it ends what another began
	word   string // the first thing after the name, without quotes
	rest   string // all of what follows the name
	values map[string]string
}

// A templateSort is a way in which tags are written.
type templateSort int

const (
	liquid    templateSort = iota // {% name … %}
	variable                      // {{ name }}
	shortcode                     // {{< name … >}} or {{% name … %}}
	helper                        // {{#name …}}
)

// maxTag is how long a tag may be.
const maxTag = 4096

// templateTags reads tags one after the other; all is false if there is
// anything else.
func templateTags(s string) (tags []templateTag, all bool) {
	for {
		s = strings.TrimSpace(s)
		if s == "" {
			return tags, true
		}
		t, n := readTag(s)
		if n == 0 {
			return tags, false
		}
		tags = append(tags, t)
		s = s[n:]
	}
}

// tagMarks are the ways in which tags begin and end; longer ones first.
var tagMarks = []struct {
	open, close string
	sort        templateSort
}{
	{"{{<", ">}}", shortcode}, {"{{%", "%}}", shortcode}, {"{{#", "}}", helper}, {"{{", "}}", variable}, {"{%", "%}", liquid},
}

// readTag reads the tag that s begins with; n is its length, 0 if there is none.
func readTag(s string) (t templateTag, n int) {
	for _, m := range tagMarks {
		if !strings.HasPrefix(s, m.open) {
			continue
		}
		end := strings.Index(s[:min(len(s), maxTag)], m.close)
		if end < len(m.open) {
			return t, 0
		}
		inside := strings.Trim(s[len(m.open):end], "- \t\n")
		return newTag(m.sort, inside), end + len(m.close)
	}
	return t, 0
}

func newTag(sort templateSort, inside string) templateTag {
	t := templateTag{sort: sort, values: map[string]string{}}
	inside = strings.TrimSpace(strings.TrimSuffix(inside, "/"))
	if rest, ok := strings.CutPrefix(inside, "/"); ok {
		t.end, inside = true, strings.TrimSpace(rest)
	}
	t.name, t.rest = inside, ""
	if i := strings.IndexAny(inside, " \t\n"); i >= 0 {
		t.name, t.rest = inside[:i], strings.TrimSpace(inside[i:])
	}
	if name, ok := strings.CutPrefix(t.name, "end"); ok && sort == liquid && name != "" {
		t.end, t.name = true, name
	}
	for i := 0; i < len(t.rest); {
		if strings.IndexByte(" \t\n=", t.rest[i]) >= 0 {
			i++
			continue
		}
		word, next := tagWord(t.rest, i)
		if next < len(t.rest) && t.rest[next] == '=' {
			value, end := tagWord(t.rest, next+1)
			t.values[strings.ToLower(word)] = value
			next = end
		} else if t.word == "" {
			t.word = word
		}
		i = next
	}
	return t
}

// tagWord reads a word, or what stands between quotes. It always goes on.
func tagWord(s string, i int) (word string, next int) {
	if i < len(s) && (s[i] == '"' || s[i] == '\'' || s[i] == '`') {
		if end := strings.IndexByte(s[i+1:], s[i]); end >= 0 {
			return s[i+1 : i+1+end], i + 2 + end
		}
	}
	start := i
	for i < len(s) && (i == start || strings.IndexByte(" \t\n=", s[i]) < 0) {
		i++
	}
	return s[start:i], i
}

// inlineTags parses tags, attributes and comments in running text.
type inlineTags struct{}

// A leaving is what was taken out of running text.
type leaving struct {
	ast.BaseInline
	tag *templateTag // nil: nothing is to be read of it
}

var kindLeaving = ast.NewNodeKind("Leaving")

// Kind tells goldmark what the node is.
func (*leaving) Kind() ast.NodeKind { return kindLeaving }

// Dump is for goldmark's own debugging.
func (n *leaving) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Trigger says at which characters Parse is called.
func (inlineTags) Trigger() []byte { return []byte("{%") }

// Parse takes a tag, a comment, or the attributes of what stands before it.
func (inlineTags) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := ahead(block, pc)
	switch {
	case strings.HasPrefix(s, "%%"):
		if end := strings.Index(s[2:], "%%"); end >= 0 {
			skip(block, end+4)
			return &leaving{}
		}
	case strings.HasPrefix(s, "{/*"):
		if end := strings.Index(s, "*/}"); end >= 0 {
			skip(block, end+3)
			return &leaving{}
		}
	case strings.HasPrefix(s, "{{"), strings.HasPrefix(s, "{%"):
		if t, n := readTag(s); n > 0 {
			skip(block, n)
			return &leaving{tag: &t}
		}
	case strings.HasPrefix(s, "{"):
		return attributesBehind(parent.LastChild(), s, block)
	}
	return nil
}

// attributesBehind takes attributes that stand right behind a link, a picture
// or code, or that kramdown's colon marks.
func attributesBehind(before ast.Node, s string, block text.Reader) ast.Node {
	end := closingBrace(s[1:])
	if end < 0 {
		return nil
	}
	a, ok := readLoose(s[1 : 1+end])
	if !ok || !a.marked {
		return nil
	}
	switch n := before.(type) {
	case *ast.Image:
		if alt := a.values["alt"]; alt != "" {
			n.SetAttributeString("alt", alt)
		}
	case *ast.Link, *ast.CodeSpan, *ast.AutoLink, *wikilink:
	default:
		if !strings.HasPrefix(s, "{:") {
			return nil
		}
	}
	skip(block, end+2)
	return &leaving{}
}

// ahead is the text from here on: up to the end of the line in which a tag
// that begins here could end.
func ahead(block text.Reader, pc parser.Context) string {
	line, at := block.Position()
	var s []byte
	for len(s) < maxTag {
		rest, _ := block.PeekLine()
		if rest == nil {
			break
		}
		s = append(s, rest[:min(len(rest), maxTag-len(s))]...)
		if bytes.IndexByte(rest, '}') >= 0 || s[0] == '%' && bytes.Contains(s[min(len(s), 2):], []byte("%%")) {
			break
		}
		block.AdvanceLine()
	}
	block.SetPosition(line, at)
	b := budgetOf(pc)
	if b.left < len(s) {
		return ""
	}
	b.left -= len(s)
	return string(s)
}

// skip goes n bytes on, over the ends of lines.
func skip(block text.Reader, n int) {
	for n > 0 {
		line, _ := block.PeekLine()
		if line == nil {
			return
		}
		if n < len(line) || line[len(line)-1] != '\n' {
			block.Advance(min(n, len(line)))
			return
		}
		n -= len(line)
		block.AdvanceLine()
	}
}

// template appends what can be read of a tag: a picture, a link, the name of
// a variable; often nothing.
func (m *leafMaker) template(parent ast.Node, t templateTag) {
	if t.end {
		return
	}
	file := t.rest
	for _, key := range []string{"src", "file", "url", "image", "path", "link"} {
		if v := t.values[key]; v != "" {
			file = v
			break
		}
	}
	label := ""
	for _, key := range []string{"alt", "caption", "title"} {
		if v := t.values[key]; v != "" {
			label = v
			break
		}
	}
	switch {
	case t.sort == variable:
		if name := squeeze(t.name + " " + t.rest); name != "" {
			m.codeString(parent, name)
		}
	case t.sort == helper:
		if dest, _, _ := strings.Cut(t.word, ":"); dest != "" && t.name != "title" {
			m.text(parent, "See ", false, false)
			m.linked(parent, dest, path.Base(dest), false)
		}
	case t.name == "figure" || t.name == "img" || t.name == "image" || t.name == "include" && label != "" && file != t.rest:
		m.linked(parent, plainDestination(file), label, true)
	case t.name == "youtube":
		m.linked(parent, "https://www.youtube.com/watch?v="+url.QueryEscape(cmp.Or(t.word, t.values["id"])), cmp.Or(t.values["title"], "Video"), false)
	case t.name == "vimeo":
		m.linked(parent, "https://vimeo.com/"+url.PathEscape(cmp.Or(t.word, t.values["id"])), cmp.Or(t.values["title"], "Video"), false)
	}
}

// linked appends a link or a picture with a plain text.
func (m *leafMaker) linked(parent ast.Node, dest, label string, image bool) {
	unnamed := strings.TrimSpace(label) == ""
	if unnamed {
		label = m.l.nameOf(dest, image)
	}
	if m.inLink || dest == "" {
		m.text(parent, label, false, false)
		return
	}
	m.addLink(parent, Link{Image: image, At: m.l.src.at(m.at), dest: dest, Bare: unnamed}, func(to ast.Node, _ *Link) {
		m.text(to, label, false, false)
	})
}

// plainDestinations makes plain paths of the template tags in links, which
// Markdown would not take for links otherwise: `]({{ page.root }}/a.md)`. The
// lines stay as long as they are, so that places stay right.
func plainDestinations(text []byte) []byte {
	fence := ""
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		line := text[start:end]
		start = end + 1
		mark := strings.TrimLeft(string(line[:min(len(line), 80)]), " >")
		if n := len(mark) - len(strings.TrimLeft(mark, "`~")); n >= 3 {
			switch {
			case fence == "":
				fence = mark[:n]
			case strings.HasPrefix(mark, fence) && strings.TrimSpace(mark[n:]) == "":
				fence = ""
			}
			continue
		}
		if fence == "" {
			plainLine(line)
		}
	}
	return text
}

func plainLine(line []byte) {
	s := string(line)
	if !strings.Contains(s, "{{") && !strings.Contains(s, "{%") {
		return
	}
	ticks := 0
	for i := 0; i < len(s); {
		if s[i] == '`' {
			ticks++
		}
		definition := i == 0 && strings.HasPrefix(s, "[") && strings.Contains(s, "]: ")
		if ticks%2 == 1 || !definition && !strings.HasPrefix(s[i:], "](") {
			i++
			continue
		}
		from, to := i+2, -1
		if definition {
			from, to = strings.Index(s, "]: ")+3, len(s)
		} else {
			to = destinationEnd(s, from)
		}
		if to < 0 {
			i++
			continue
		}
		if dest := s[from:to]; strings.Contains(dest, "{{") || strings.Contains(dest, "{%") {
			if plain := plainDestination(dest); len(plain) <= len(dest) {
				copy(line[from:to], plain+strings.Repeat(" ", len(dest)-len(plain)))
			}
		}
		i = to
	}
}

// destinationEnd is where the bracket closes behind a destination with tags in
// it; -1 if it does not.
func destinationEnd(s string, i int) int {
	for i < len(s) {
		switch s[i] {
		case ')':
			return i
		case '{':
			if _, n := readTag(s[i:]); n > 0 {
				i += n
				continue
			}
		}
		i++
	}
	return -1
}

// plainDestination is a destination without its tags: those that name a page
// become its path, and those that stand for the site's address become "/".
func plainDestination(dest string) string {
	var b strings.Builder
	for i := 0; i < len(dest); {
		t, n := readTag(dest[i:])
		if n == 0 {
			b.WriteByte(dest[i])
			i++
			continue
		}
		i += n
		page := ""
		switch {
		case t.name == "link" || t.name == "post_url":
			page = "/" + strings.TrimPrefix(t.word, "/")
		case t.name == "ref" || t.name == "relref":
			page = t.word
		case t.sort == variable && (strings.HasPrefix(t.name, `"`) || strings.HasPrefix(t.name, "'")):
			page = strings.Trim(t.name, `"'`)
		case b.Len() == 0:
			page = "/"
		}
		if strings.HasSuffix(b.String(), "/") {
			page = strings.TrimPrefix(page, "/")
		}
		b.WriteString(page)
	}
	s := strings.TrimSpace(b.String())
	for strings.HasPrefix(s, "//") {
		s = s[1:]
	}
	return strings.ReplaceAll(s, " ", "%20")
}

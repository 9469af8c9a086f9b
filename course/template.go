package course

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
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

// How long a tag may be.
const (
	maxTag      = 4096
	maxTagLines = 40
)

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
	{"{{<", ">}}", shortcode}, {"{{%", "}}", shortcode}, {"{{#", "}}", helper}, {"{{", "}}", variable}, {"{%", "%}", liquid},
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
		inside := strings.Trim(s[len(m.open):end], "%- \t\n")
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

// template appends what can be read of a tag: a picture, a link, the name of
// a variable; often nothing.
func (m *leafMaker) template(parent, from ast.Node, t templateTag) {
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
			m.linked(parent, from, dest, path.Base(dest), false)
		}
	case t.name == "figure" || t.name == "img" || t.name == "image" || t.name == "include" && label != "" && file != t.rest:
		m.linked(parent, from, plainDestination(file), label, true)
	case t.name == "youtube":
		m.linked(parent, from, "https://www.youtube.com/watch?v="+url.QueryEscape(cmp.Or(t.word, t.values["id"])), cmp.Or(t.values["title"], "Video"), false)
	case t.name == "vimeo":
		m.linked(parent, from, "https://vimeo.com/"+url.PathEscape(cmp.Or(t.word, t.values["id"])), cmp.Or(t.values["title"], "Video"), false)
	}
}

// linked appends a link or a picture with a plain text, which from stands for.
func (m *leafMaker) linked(parent, from ast.Node, dest, label string, image bool) {
	unnamed := strings.TrimSpace(label) == ""
	if unnamed {
		label = m.l.nameOf(dest, image)
	}
	if m.inLink || dest == "" {
		m.text(parent, label, false, false)
		return
	}
	m.addLink(parent, Link{Image: image, At: m.l.src.at(max(from.Pos(), m.at)), dest: dest, Bare: unnamed}, func(to ast.Node, _ *Link) {
		m.text(to, label, false, false)
	})
}

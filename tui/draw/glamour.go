package draw

import (
	"bytes"
	"strings"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"lectern/course"
)

// An inker draws inline text with glamour. It is given copies of leaves that
// were made for it (see marked), wraps nothing, and its output is parsed: the
// text and the SGR sequences in it become runs, everything else is dropped.
type inker struct {
	theme    Theme
	renderer renderer.Renderer
	out      bytes.Buffer
}

func newInker(t Theme) *inker {
	nodes := ansi.NewRenderer(ansi.Options{Styles: glamourStyle(t)})
	return &inker{
		theme:    t,
		renderer: renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(nodes, 1))),
	}
}

// glamourStyle is our style table as glamour wants it. Links, struck text and
// line breaks are not in it: they travel as marks.
func glamourStyle(t Theme) ansi.StyleConfig {
	return ansi.StyleConfig{
		Emph:   primitive(t.pen(Emphasis)),
		Strong: primitive(t.pen(Strong)),
		Code:   ansi.StyleBlock{StylePrimitive: primitive(t.pen(CodeSpan))},
	}
}

func primitive(p pen) ansi.StylePrimitive {
	var s ansi.StylePrimitive
	yes := true
	if p.attr&bold != 0 {
		s.Bold = &yes
	}
	if p.attr&italic != 0 {
		s.Italic = &yes
	}
	if p.fg != "" {
		number := sixteen(p.fg)
		s.Color = &number
	}
	return s
}

// sixteen is the number from 0 to 15 of a colour given as SGR parameter.
func sixteen(param string) string {
	const numbers = "30 0 31 1 32 2 33 3 34 4 35 5 36 6 37 7 " +
		"90 8 91 9 92 10 93 11 94 12 95 13 96 14 97 15"
	fields := strings.Fields(numbers)
	for i := 0; i < len(fields); i += 2 {
		if fields[i] == param {
			return fields[i+1]
		}
	}
	return ""
}

// ink draws the inline children of a node of the leaf. The links of the runs
// are indices in the leaf.
func (k *inker) ink(parent ast.Node, leaf course.Leaf) runs {
	m := marked{leaf: leaf, ticks: k.theme.codeTicks()}
	doc := m.document(parent)
	k.out.Reset()
	if !m.styled || k.renderer.Render(&k.out, m.source.Bytes(), doc) != nil {
		return k.parse(m.unstyled(), m.links)
	}
	return k.parse(k.out.String(), m.links)
}

// parse makes runs of glamour's output. links are the links in the order in
// which their marks come.
func (k *inker) parse(out string, links []int) runs {
	var r runs
	var current pen
	link, struck := noLink, 0
	for out != "" {
		size, params := sequence(out)
		if size > 0 {
			if params != "?" {
				current = current.apply(params)
			}
			out = out[size:]
			continue
		}
		end, what, size := nextMark(out)
		r = k.styled(r, out[:end], current, link, struck > 0)
		out = out[end+size:]
		switch what {
		case linkOpens:
			if len(links) > 0 {
				link, links = links[0], links[1:]
			}
		case linkCloses:
			link = noLink
		case strikeOpens:
			struck++
		case strikeCloses:
			struck--
		case lineEnds:
			r = r.add("\n", pen{}, noLink)
		}
	}
	return r
}

func (k *inker) styled(r runs, text string, p pen, link int, struck bool) runs {
	// Line ends that the author meant travel as marks; these are glamour's.
	text = strings.Trim(text, "\n")
	if struck {
		p = p.over(k.theme.pen(Struck))
	}
	if link != noLink {
		p = p.over(k.theme.pen(LinkText))
	}
	return r.add(text, p, link)
}

// sequence measures the escape sequence that s begins with, 0 if with none.
// params are those of an SGR sequence, "?" for any other sequence.
func sequence(s string) (size int, params string) {
	if s[0] != 0x1b {
		return 0, ""
	}
	if len(s) < 2 || s[1] != '[' {
		return 1, "?"
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1, s[2:i]
		case c >= 0x40 && c <= 0x7e:
			return i + 1, "?"
		case c < 0x20 || c > 0x3f:
			return i, "?"
		}
	}
	return len(s), "?"
}

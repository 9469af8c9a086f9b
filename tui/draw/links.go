package draw

import (
	"net/url"
	"strconv"
	"strings"

	"lectern/course"
)

// Links returns the links of a block in reading order, those in closed folds
// and in feedback that is not shown too. A Span's Link is an index in it.
func Links(b course.Block) []course.Link { return linksIn([]course.Block{b}) }

func linksIn(blocks []course.Block) []course.Link {
	var links []course.Link
	course.Walk(blocks, func(b course.Block) bool {
		links = append(links, leafOf(b).Links...)
		return true
	})
	return links
}

func countLinks(blocks []course.Block) int { return len(linksIn(blocks)) }

func leafOf(b course.Block) course.Leaf {
	switch b := b.(type) {
	case *course.Paragraph:
		return b.Leaf
	case *course.Heading:
		return b.Leaf
	case *course.Table:
		return b.Leaf
	}
	return course.Leaf{}
}

// Destination says in a few words where a link leads: the host of a page, the
// address of a mail, the path of a file. "" for links inside the course.
func Destination(l course.Link) string {
	switch l.Target {
	case course.Web:
		u, err := url.Parse(l.URL)
		switch {
		case err != nil:
			return harmless(l.URL)
		case u.Host != "":
			return harmless(u.Host)
		}
		return harmless(u.Opaque)
	case course.File:
		return harmless(l.URL)
	}
	return ""
}

// Address is the whole destination of a link, as plain text has it: an address,
// a file's path, a lesson's number. "" where there is nothing to say.
func Address(l course.Link) string {
	switch l.Target {
	case course.Web:
		return harmless(strings.TrimPrefix(l.URL, "mailto:"))
	case course.File:
		return harmless(l.URL)
	case course.ToLesson:
		return "lesson " + strconv.Itoa(l.Lesson+1)
	}
	return ""
}

// withAddresses puts the address behind the text of each link, in plain text.
func (p *Painter) withAddresses(r runs) runs {
	if !p.theme.plain {
		return r
	}
	var out runs
	for i, x := range r {
		out = append(out, x)
		last := i == len(r)-1 || r[i+1].link != x.link
		if x.link == noLink || !last || x.link >= len(p.links) {
			continue
		}
		if a := Address(p.links[x.link]); a != "" && !strings.Contains(x.text, a) {
			out = append(out, run{text: " (" + a + ")", link: noLink})
		}
	}
	return out
}

// hyperlink is the address for OSC 8, "" if none is to be written.
func (p *Painter) hyperlink(link int) string {
	if !p.theme.Hyperlinks || p.theme.plain || link >= len(p.links) {
		return ""
	}
	l := p.links[link]
	if l.Target != course.Web {
		return ""
	}
	for _, c := range []byte(l.URL) {
		if c <= ' ' || c >= 0x7f {
			return ""
		}
	}
	return l.URL
}

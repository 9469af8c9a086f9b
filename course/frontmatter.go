package course

import (
	"bytes"

	"go.yaml.in/yaml/v4"
)

// A frontMatter is what a lesson says of itself before its text.
type frontMatter struct {
	title      string
	minutes    float64
	objectives []string
	section    Section

	questions, keypoints []string // of a lesson of The Carpentries
	placed               bool     // it says where in its folder the page belongs, or that it does not
}

// cutFrontMatter parts the YAML between two lines of `---` from the text below
// it. above is the number of lines that went.
func cutFrontMatter(text []byte) (front, body []byte, above int) {
	rest, ok := bytes.CutPrefix(text, []byte("---\n"))
	if !ok {
		return nil, text, 0
	}
	start := 0
	for start < len(rest) {
		end := bytes.IndexByte(rest[start:], '\n')
		line := rest[start:]
		next := len(rest)
		if end >= 0 {
			line, next = rest[start:start+end], start+end+1
		}
		if mark := string(bytes.TrimRight(line, " \t")); mark == "---" || mark == "..." {
			front = rest[:start]
			return front, rest[next:], 2 + bytes.Count(front, []byte("\n"))
		}
		start = next
	}
	return nil, text, 0
}

// readFrontMatter parts front matter and text, and reads the first. What only
// looks like front matter, a line between two rules, is text.
func readFrontMatter(file string, text []byte) (m frontMatter, body []byte, above int, findings []Finding) {
	front, body, above := cutFrontMatter(text)
	if above == 0 {
		return m, body, 0, nil
	}
	s := &settings{file: file, above: 1}
	root, ok := s.parse(front)
	if ok && root != nil && root.Kind == yaml.ScalarNode && !isNull(root) {
		return m, text, 0, nil
	}
	s.fields(root, "the front matter", map[string]func(*yaml.Node){
		"title":      s.line("title", &m.title),
		"minutes":    s.number("minutes", 10_000, &m.minutes),
		"objectives": s.texts("objectives", &m.objectives),
		"section":    s.section(&m.section),
	})
	return m, body, above, s.findings
}

func (s *settings) section(to *Section) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := s.scalar(n, "section")
		switch {
		case !ok || v == "":
		case Section(v) == Booklet || Section(v) == Evaluation:
			*to = Section(v)
		default:
			s.add(Error, s.at(n), "there is no section "+quote(v), "write booklet or evaluation, or leave it out")
		}
	}
}

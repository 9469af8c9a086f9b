package course

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"
)

// A borrowedFront is the front matter of a lesson that was written for another
// program: YAML between lines of `---`, or TOML between lines of `+++`. What
// this program does not know in it is left alone.
type borrowedFront struct {
	text []byte
	toml bool
}

// cutBorrowed parts front matter and text; above is the number of lines that
// went, 0 if there is none.
func cutBorrowed(text []byte) (front borrowedFront, body []byte, above int) {
	if rest, ok := bytes.CutPrefix(text, []byte("+++\n")); ok {
		if i := bytes.Index(rest, []byte("\n+++")); i >= 0 {
			_, body, _ = bytes.Cut(rest[i+1:], []byte("\n"))
			front = borrowedFront{rest[:i+1], true}
			return front, body, 2 + bytes.Count(front.text, []byte("\n"))
		}
	}
	yamlText, body, above := cutFrontMatter(text)
	return borrowedFront{text: yamlText}, body, above
}

// errNoFields says that what stands between two lines is no front matter.
var errNoFields = errors.New("no list of keys")

// fields are the keys with their values, a single value as a list of one.
// Values that are lists of keys themselves are left out.
func (f borrowedFront) fields() (map[string][]string, error) {
	fields := map[string][]string{}
	if f.toml {
		var values map[string]any
		if err := toml.Unmarshal(f.text, &values); err != nil {
			return nil, err
		}
		for key, v := range values {
			fields[key] = tomlTexts(v)
		}
		return fields, nil
	}
	var doc yaml.Node
	if err := yaml.Load([]byte(Visible(string(f.text))), &doc); err != nil && strings.TrimSpace(withoutComments(f.text)) != "" {
		return nil, err
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 || isNull(doc.Content[0]) {
		return fields, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, errNoFields
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		fields[root.Content[i].Value] = yamlTexts(root.Content[i+1])
	}
	return fields, nil
}

func yamlTexts(n *yaml.Node) []string {
	switch {
	case n.Kind == yaml.ScalarNode && !isNull(n):
		return []string{n.Value}
	case n.Kind == yaml.SequenceNode:
		var list []string
		for _, item := range n.Content {
			if item.Kind == yaml.ScalarNode && !isNull(item) {
				list = append(list, item.Value)
			}
		}
		return list
	}
	return nil
}

func tomlTexts(v any) []string {
	switch v := v.(type) {
	case string, bool, int64, float64:
		return []string{fmt.Sprint(v)}
	case []any:
		var list []string
		for _, item := range v {
			if s, ok := item.(string); ok {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}

// readBorrowedFront is readFrontMatter for a lesson of another program.
func readBorrowedFront(file string, text []byte) (m frontMatter, body []byte, above int, findings []Finding) {
	front, body, above := cutBorrowed(text)
	if above == 0 {
		return m, text, 0, nil
	}
	fields, err := front.fields()
	switch {
	case errors.Is(err, errNoFields):
		return m, text, 0, nil
	case err != nil:
		s := &settings{file: file, above: 1}
		if front.toml {
			s.add(Warning, At{Line: 2, Col: 1}, "the front matter cannot be read as TOML: "+clip(err.Error()), "look at the lines between +++")
		} else {
			s.syntax([]byte(Visible(string(front.text))), err)
			s.findings[0].Severity = Warning
		}
		return m, body, above, s.findings
	}
	m.title = VisibleLine(first(fields["title"]))
	m.placed = weightOf(fields) != 0 || isDraft(fields)
	for _, key := range []string{"minutes", "teaching", "exercises"} {
		if v, err := strconv.ParseFloat(first(fields[key]), 64); err == nil && v > 0 && v <= 10_000 {
			m.minutes += v
		}
	}
	m.objectives = visibleLines(fields["objectives"])
	m.questions, m.keypoints = visibleLines(fields["questions"]), visibleLines(fields["keypoints"])
	if s := Section(first(fields["section"])); s == Booklet || s == Evaluation {
		m.section = s
	}
	return m, body, above, nil
}

func visibleLines(list []string) []string {
	var lines []string
	for _, s := range list {
		if s = VisibleLine(s); s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}

package course

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A settings reads YAML against a list of keys, and finds everything that is
// not as it should be, with its place.
type settings struct {
	file     string
	above    int // lines of the file that stand before the YAML
	findings []Finding
}

// parse returns the root, nil if the text is empty. Where it cannot be read,
// there is an Error finding, and ok is false.
func (s *settings) parse(text []byte) (root *yaml.Node, ok bool) {
	text = s.withoutControls(text)
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		if strings.TrimSpace(withoutComments(text)) == "" {
			return nil, true
		}
		s.syntax(text, err)
		return nil, false
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0], true
	}
	return nil, true
}

// withoutControls finds control characters, which YAML does not take, and
// returns the text with marks in their place.
func (s *settings) withoutControls(text []byte) []byte {
	i := firstHidden(string(text), false)
	if i < 0 {
		return text
	}
	src := newSource(bytes.Clone(text))
	src.above = s.above
	s.add(Error, src.at(i), "a control character stands here: "+hiddenName(string(text[i:])), "remove it")
	return []byte(Visible(string(text)))
}

func withoutComments(text []byte) string {
	var b strings.Builder
	for line := range strings.Lines(string(text)) {
		if t := strings.TrimSpace(line); !strings.HasPrefix(t, "#") && t != "---" {
			b.WriteString(line)
		}
	}
	return b.String()
}

func (s *settings) syntax(text []byte, err error) {
	at, message := At{Line: s.above + 1, Col: 1}, err.Error()
	var load *yaml.LoadError
	if errors.As(err, &load) {
		mark := load.Mark
		if mark.Line == 0 {
			mark = load.ContextMark
		}
		at = At{Line: s.above + max(mark.Line, 1), Col: max(mark.Column, 1)}
		message = load.Message
	}
	if strings.Contains(message, "multiple") {
		at.Line = s.above + secondDocument(text)
		s.add(Error, at, "a second YAML document begins", `leave out the line "---"`)
		return
	}
	s.add(Error, at, "cannot be read as YAML: "+message, yamlRemedy(text, at.Line-s.above))
}

// secondDocument is the line, from 1, of the first "---" below some text.
func secondDocument(text []byte) int {
	content := false
	for i, line := range strings.Split(string(text), "\n") {
		switch mark := strings.HasPrefix(line, "---"); {
		case mark && content:
			return i + 1
		case !mark && strings.TrimSpace(line) != "":
			content = true
		}
	}
	return 1
}

// yamlRemedy guesses what people who do not know YAML get wrong.
func yamlRemedy(text []byte, line int) string {
	lines := strings.Split(string(text), "\n")
	if line >= 1 && line <= len(lines) {
		l := lines[line-1]
		_, value, _ := strings.Cut(l, ": ")
		switch {
		case strings.Contains(l, "\t"):
			return "indent with spaces, not with tabs"
		case strings.Contains(value, ": "), strings.ContainsAny(strings.TrimSpace(value)+" ", "@`%&*!|>") && !strings.HasPrefix(value, `"`):
			return `put the text after the first colon into quotes: key: "text"`
		}
	}
	return "look at the line, and at the one above it"
}

func (s *settings) add(sev Severity, at At, text, remedy string) {
	s.findings = append(s.findings, Finding{Severity: sev, File: s.file, At: at, Text: text, Remedy: remedy})
}

func (s *settings) at(n *yaml.Node) At { return At{Line: s.above + n.Line, Col: n.Column} }

// fields calls the function of every key in a mapping. Keys that are unknown,
// or come twice, are found and passed over.
func (s *settings) fields(n *yaml.Node, where string, keys map[string]func(*yaml.Node)) {
	if n == nil || isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		s.wrong(n, where, "a list of keys, each with a value: key: value")
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		if line, twice := seen[name]; twice {
			s.add(Error, s.at(key), fmt.Sprintf("%q comes twice; it stands in line %d already", name, line), "leave one of them out")
			continue
		}
		seen[name] = s.at(key).Line
		set, known := keys[name]
		switch {
		case key.Kind != yaml.ScalarNode:
			s.add(Error, s.at(key), "a key must be a word", "write key: value")
		case !known:
			s.unknown(key, where, keys)
		case value.Kind == yaml.AliasNode || value.Anchor != "":
			s.add(Error, s.at(value), fmt.Sprintf("%q uses a YAML anchor or alias, which courses do not", name), "write the value out")
		default:
			set(value)
		}
	}
}

func (s *settings) unknown(key *yaml.Node, where string, keys map[string]func(*yaml.Node)) {
	var known []string
	for k := range keys {
		known = append(known, k)
	}
	slices.Sort(known)
	text := fmt.Sprintf("unknown key %q", clip(key.Value))
	if where != "" {
		text += " in " + where
	}
	remedy := "there are " + strings.Join(known, ", ")
	if k := likely(strings.ToLower(strings.ReplaceAll(key.Value, "-", "_")), known); k != "" {
		remedy = fmt.Sprintf("did you mean %q?", k)
	}
	s.add(Error, s.at(key), text, remedy)
}

func (s *settings) wrong(n *yaml.Node, what, want string) {
	if what == "" {
		what = s.file
	}
	s.add(Error, s.at(n), fmt.Sprintf("%s is %s", what, kindName(n)), "write "+want)
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a list of keys"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "a YAML alias"
	}
	return fmt.Sprintf("%q", clip(n.Value))
}

// clip shortens what a message quotes.
func clip(s string) string {
	const most = 60
	s = VisibleLine(s)
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// line returns a setter for text of one line, as it is written: 1.10 is 1.10.
func (s *settings) line(what string, to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if v, ok := s.scalar(n, what); ok {
			*to = VisibleLine(v)
		}
	}
}

// text returns a setter for text that may have several lines.
func (s *settings) text(what string, to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if v, ok := s.scalar(n, what); ok {
			*to = strings.TrimSpace(Visible(v))
		}
	}
}

func (s *settings) scalar(n *yaml.Node, what string) (string, bool) {
	switch {
	case isNull(n):
		return "", true
	case n.Kind != yaml.ScalarNode:
		s.wrong(n, what, "text")
		return "", false
	}
	return n.Value, true
}

// texts returns a setter for a list of texts. A single text is a list of one.
func (s *settings) texts(what string, to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var list []string
		for _, item := range s.items(n, what) {
			if v := VisibleLine(item.Value); v != "" {
				list = append(list, v)
			}
		}
		*to = list
	}
}

// items returns the scalars of a list.
func (s *settings) items(n *yaml.Node, what string) []*yaml.Node {
	if isNull(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		s.wrong(n, what, `a list: a line each that starts with "- "`)
		if n.Kind == yaml.ScalarNode {
			return []*yaml.Node{n}
		}
		return nil
	}
	items := []*yaml.Node{}
	for _, item := range n.Content {
		if item.Kind != yaml.ScalarNode || item.Anchor != "" {
			s.wrong(item, "an entry of "+what, "text; put it into quotes if it holds a colon")
			continue
		}
		items = append(items, item)
	}
	return items
}

// number returns a setter for a number of at least 0 and at most most.
func (s *settings) number(what string, most float64, to *float64) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if isNull(n) {
			return
		}
		v, err := strconv.ParseFloat(n.Value, 64)
		if n.Kind != yaml.ScalarNode || err != nil || !(v >= 0 && v <= most) {
			s.wrong(n, what, "a number from 0 to "+formatNumber(most))
			return
		}
		*to = v
	}
}

// whole returns a setter for a whole number of at least least and at most most.
func (s *settings) whole(what string, least, most int, to *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if isNull(n) {
			return
		}
		v, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || v < least || v > most {
			s.wrong(n, what, fmt.Sprintf("a whole number from %d to %d", least, most))
			return
		}
		*to = v
	}
}

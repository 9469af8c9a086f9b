package worksheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A node is a JSON value as it was written, members in their order.
type node struct {
	kind    nodeKind
	text    string // a string's text; a number or a literal as written
	names   []string
	members []*node // of an object, beside names; of a list
}

type nodeKind byte

const (
	literal nodeKind = iota // a number, true, false, null
	text
	list
	object
)

// What a worksheet may hold at most. Ours are far below; a stranger's file
// must not cost more memory than its size.
const (
	maxDepth = 16
	maxNodes = 500_000
)

// node is the worksheet as a JSON value, checksum and all.
func (w *Worksheet) node() *node {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(w); err != nil {
		panic(err) // strings, whole numbers and finite floats always encode
	}
	n, err := parse(b.Bytes())
	if err != nil {
		panic(err)
	}
	return n
}

// parse reads one JSON value and nothing after it. Members that stand twice
// are refused, since programs would not agree on which counts.
func parse(b []byte) (*node, error) {
	if !utf8.Valid(b) {
		return nil, errors.New("the worksheet's JSON is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	left := maxNodes
	n, err := parseValue(d, maxDepth, &left)
	if err != nil {
		return nil, fmt.Errorf("the worksheet's JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("the worksheet's JSON: more follows after its end")
	}
	return n, nil
}

func parseValue(d *json.Decoder, depth int, left *int) (*node, error) {
	if *left--; depth < 0 || *left < 0 {
		return nil, errors.New("more values than a worksheet has")
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case string:
		return &node{kind: text, text: t}, nil
	case json.Number:
		return &node{text: t.String()}, nil
	case bool:
		return &node{text: strconv.FormatBool(t)}, nil
	case nil:
		return &node{text: "null"}, nil
	case json.Delim:
		return parseMembers(d, t, depth, left)
	}
	return nil, fmt.Errorf("unexpected %v", t)
}

func parseMembers(d *json.Decoder, open json.Delim, depth int, left *int) (*node, error) {
	n := &node{kind: list}
	seen := map[string]bool{}
	if open == '{' {
		n.kind = object
	}
	for d.More() {
		if n.kind == object {
			t, err := d.Token()
			if err != nil {
				return nil, err
			}
			name, ok := t.(string)
			if !ok || seen[name] {
				return nil, fmt.Errorf("member %q stands there twice", t)
			}
			seen[name] = true
			n.names = append(n.names, name)
		}
		m, err := parseValue(d, depth-1, left)
		if err != nil {
			return nil, err
		}
		n.members = append(n.members, m)
	}
	_, err := d.Token() // the closing bracket
	return n, err
}

// member returns the object's member of that name, or nil.
func (n *node) member(name string) *node {
	if i := slices.Index(n.names, name); i >= 0 {
		return n.members[i]
	}
	return nil
}

// drop removes members of an object.
func (n *node) drop(names ...string) {
	for _, name := range names {
		if i := slices.Index(n.names, name); i >= 0 {
			n.names = slices.Delete(n.names, i, i+1)
			n.members = slices.Delete(n.members, i, i+1)
		}
	}
}

// each visits every member of every object.
func (n *node) each(visit func(name string, value *node)) {
	for i, m := range n.members {
		if n.kind == object {
			visit(n.names[i], m)
		}
		m.each(visit)
	}
}

// canonical is the value without white space, members in the order of their
// names, strings with the fewest escapes, numbers as written. In Python:
// json.dumps(v, sort_keys=True, separators=(",", ":"), ensure_ascii=False).
func (n *node) canonical() []byte {
	var b bytes.Buffer
	n.print(&b, printer{quote: quoteCanonical, sorted: true}, 0)
	return b.Bytes()
}

// file is the value as we write it: members in their order, a line each,
// everything that is not plainly visible escaped, and so are < > & and the
// backtick: there is nothing in it that could end an HTML element or a fence,
// or act on a terminal.
func (n *node) file() []byte {
	var b bytes.Buffer
	n.print(&b, printer{quote: quoteSafe, lines: true}, 0)
	b.WriteByte('\n')
	return b.Bytes()
}

type printer struct {
	quote  func(*bytes.Buffer, string)
	sorted bool
	lines  bool
}

func (n *node) print(b *bytes.Buffer, p printer, depth int) {
	switch n.kind {
	case literal:
		b.WriteString(n.text)
		return
	case text:
		p.quote(b, n.text)
		return
	}
	brackets := "[]"
	if n.kind == object {
		brackets = "{}"
	}
	order := make([]int, len(n.members))
	for i := range order {
		order[i] = i
	}
	if p.sorted && n.kind == object {
		slices.SortFunc(order, func(i, j int) int { return strings.Compare(n.names[i], n.names[j]) })
	}
	b.WriteByte(brackets[0])
	for k, i := range order {
		if k > 0 {
			b.WriteByte(',')
		}
		p.newline(b, depth+1)
		if n.kind == object {
			p.quote(b, n.names[i])
			b.WriteByte(':')
			if p.lines {
				b.WriteByte(' ')
			}
		}
		n.members[i].print(b, p, depth+1)
	}
	if len(order) > 0 {
		p.newline(b, depth)
	}
	b.WriteByte(brackets[1])
}

func (p printer) newline(b *bytes.Buffer, depth int) {
	if !p.lines {
		return
	}
	b.WriteByte('\n')
	for range depth {
		b.WriteString("  ")
	}
}

func quoteCanonical(b *bytes.Buffer, s string) {
	quote(b, s, func(r rune) bool { return r < 0x20 || r == '"' || r == '\\' })
}

func quoteSafe(b *bytes.Buffer, s string) {
	quote(b, s, func(r rune) bool {
		switch r {
		case '"', '\\', '<', '>', '&', '`':
			return true
		}
		return !strconv.IsPrint(r)
	})
}

// quote writes s as a JSON string, the runes that hide names as escapes.
func quote(b *bytes.Buffer, s string, hide func(rune) bool) {
	b.WriteByte('"')
	from := 0
	for i, r := range s {
		if hide(r) {
			b.WriteString(s[from:i])
			escape(b, r)
			from = i + utf8.RuneLen(r)
		}
	}
	b.WriteString(s[from:])
	b.WriteByte('"')
}

// escape writes r as JSON escapes: the short ones where there are any.
func escape(b *bytes.Buffer, r rune) {
	if i := strings.IndexRune("\"\\\b\f\n\r\t", r); i >= 0 {
		b.WriteByte('\\')
		b.WriteByte(`"\bfnrt`[i])
		return
	}
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		escape(b, high)
		r = low
	}
	b.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte("0123456789abcdef"[r>>shift&0xf])
	}
}

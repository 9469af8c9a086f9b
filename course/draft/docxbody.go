package draft

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"lectern/course/internal/pattern"
)

// maxDepth is how deep elements may stand in each other.
const maxDepth = 300

// A body reads the paragraphs of a part.
type body struct {
	*docx
	part      string
	relations relations

	pieces []piece
	notes  []bodyNote
	open   []*paragraph // the innermost last: a text box stands in a paragraph
	tables []*table
	fields []field
	link   string // where the text leads at the moment

	run     run // what is said of the text at the moment
	inPara  bool
	inText  int // elements whose text is the draft's
	inField bool
	picture string // the description of the picture that comes
}

type bodyNote struct {
	id     string
	pieces []piece
	from   int
}

// A field is something that the word processor computes: a link, for instance.
type field struct {
	code string
	link string
}

// body reads a part.
func (d *docx) body(name string) (*body, error) {
	raw, err := part(d.parts, name)
	if err != nil {
		return nil, err
	}
	if raw == nil {
		return nil, fmt.Errorf("its part %q is missing; save the document again", name)
	}
	b := &body{docx: d, part: name}
	if b.relations, err = readRelations(d.parts, name); err != nil {
		return nil, err
	}
	decoder := xml.NewDecoder(bytes.NewReader(raw))
	depth := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return b, nil
		}
		if err != nil {
			return nil, fmt.Errorf("its part %q cannot be read; save the document again", name)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if skipped[t.Name.Local] {
				if err := decoder.Skip(); err != nil {
					return nil, fmt.Errorf("its part %q cannot be read; save the document again", name)
				}
				continue
			}
			if depth++; depth > maxDepth {
				return nil, errors.New("it nests deeper than any text does")
			}
			b.start(t)
		case xml.EndElement:
			depth--
			b.end(t.Name.Local)
		case xml.CharData:
			b.chars(string(t))
		}
	}
}

// skipped are elements of which nothing is the draft's text: what was deleted,
// what stands there a second time, and settings.
var skipped = map[string]bool{
	"del": true, "moveFrom": true, "Fallback": true, "sectPr": true, "sdtPr": true, "tblPr": true, "trPr": true,
	"tcPr": true, "rPrChange": true, "pPrChange": true, "tabs": true, "delText": true, "binData": true,
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (b *body) start(e xml.StartElement) {
	val := attribute(e, "val")
	switch e.Name.Local {
	case "p":
		b.open = append(b.open, &paragraph{})
		b.run = run{}
	case "pPr":
		b.inPara = true
	case "r":
		b.run = run{}
	case "t":
		b.inText++
	case "instrText":
		b.inField = true
	case "tab", "ptab":
		b.add("\t")
	case "br", "cr":
		b.add("\n")
	case "noBreakHyphen":
		b.add("\u2011")
	case "sym":
		b.symbol(attribute(e, "char"))
	case "hyperlink":
		b.link = b.relations[attribute(e, "id")].Target
	case "fldSimple":
		b.link = linkOf(attribute(e, "instr"))
	case "fldChar":
		b.field(attribute(e, "fldCharType"))
	case "footnoteReference", "endnoteReference":
		if p := b.current(); p != nil {
			p.runs = append(p.runs, run{raw: "[^" + e.Name.Local[:1] + attribute(e, "id") + "]"})
		}
	case "footnote", "endnote":
		b.notes = append(b.notes, bodyNote{id: attribute(e, "id"), from: len(b.pieces)})
	case "docPr":
		b.picture = attribute(e, "descr")
	case "blip":
		b.show(attribute(e, "embed") + attribute(e, "link"))
	case "imagedata":
		b.show(attribute(e, "id"))
	case "tbl":
		b.tables = append(b.tables, &table{outer: b.pieces})
		b.pieces = nil
	default:
		b.property(e.Name.Local, val)
	}
}

// property is what is said of a paragraph or a run.
func (b *body) property(name, val string) {
	p := b.current()
	if p == nil {
		return
	}
	on := val != "0" && val != "false" && val != "off"
	switch {
	case b.inPara && name == "pStyle":
		p.style = val
	case b.inPara && name == "ilvl":
		p.list.depth = small(val, 8)
	case b.inPara && name == "numId":
		p.list.id = val
	case b.inPara && name == "outlineLvl":
		p.outline = outline(val)
	case b.inPara: // what is said of the paragraph's mark is not of its text
	case name == "b":
		b.run.bold = on
	case name == "i":
		b.run.italic = on
	case name == "color":
		b.run.color = val
	case name == "rStyle":
		if b.run.color == "" {
			b.run.color = b.resolved(val).color
		}
	}
}

func (b *body) end(name string) {
	switch name {
	case "p":
		if n := len(b.open); n > 0 {
			p := b.open[n-1]
			b.open = b.open[:n-1]
			pieces := append(b.made(p), p.boxes...)
			if outer := b.current(); outer != nil {
				outer.boxes = append(outer.boxes, pieces...)
			} else {
				b.pieces = append(b.pieces, pieces...)
			}
		}
	case "pPr":
		b.inPara = false
	case "t":
		b.inText--
	case "instrText":
		b.inField = false
	case "hyperlink", "fldSimple":
		b.link = ""
	case "footnote", "endnote":
		n := &b.notes[len(b.notes)-1]
		n.pieces = b.pieces[min(n.from, len(b.pieces)):]
		b.pieces = b.pieces[:min(n.from, len(b.pieces)):min(n.from, len(b.pieces))]
	case "tc":
		if t := b.table(); t != nil {
			t.cell(b.pieces)
			b.pieces = nil
		}
	case "tr":
		if t := b.table(); t != nil {
			t.rows = append(t.rows, t.row)
			t.row = nil
		}
	case "tbl":
		if t := b.table(); t != nil {
			b.tables = b.tables[:len(b.tables)-1]
			b.pieces = append(t.outer, t.pieces(len(b.tables) > 0)...)
		}
	}
}

func (b *body) current() *paragraph {
	if n := len(b.open); n > 0 {
		return b.open[n-1]
	}
	return nil
}

func (b *body) table() *table {
	if n := len(b.tables); n > 0 {
		return b.tables[n-1]
	}
	return nil
}

func (b *body) chars(s string) {
	switch {
	case b.inField && len(b.fields) > 0:
		b.fields[len(b.fields)-1].code += s
	case b.inText > 0:
		b.add(s)
	}
}

// add adds text to the paragraph.
func (b *body) add(s string) {
	p := b.current()
	if p == nil || b.inPara {
		return
	}
	r := b.run
	r.text, r.link = s, b.link
	p.runs = append(p.runs, r)
}

// symbol adds a character of a symbol font; those have no meaning elsewhere,
// and are mostly the dots of lists.
func (b *body) symbol(hex string) {
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || n >= 0xe000 && n <= 0xf8ff || n > 0x10ffff {
		n = '•'
	}
	b.add(string(rune(n)))
}

// field follows the parts of a field: its code, then what it shows.
func (b *body) field(at string) {
	switch n := len(b.fields); {
	case at == "begin" && n < maxDepth:
		b.fields = append(b.fields, field{link: b.link})
	case at == "separate" && n > 0:
		if l := linkOf(b.fields[n-1].code); l != "" {
			b.link = l
		}
	case at == "end" && n > 0:
		b.link = b.fields[n-1].link
		b.fields = b.fields[:n-1]
	}
}

var hyperlink = pattern.New(`(?i)^\s*HYPERLINK\s+"([^"]+)"`)

// linkOf is the address in a field's code; "" if it is no link.
func linkOf(code string) string {
	if m := hyperlink.FindStringSubmatch(code); m != nil && !strings.HasPrefix(m[1], "#") {
		return m[1]
	}
	return ""
}

// show adds a picture.
func (b *body) show(id string) {
	p := b.current()
	if p == nil {
		return
	}
	if r, ok := b.relations[id]; ok {
		if md := b.docx.picture(b.part, r, b.picture); md != "" {
			p.runs = append(p.runs, run{raw: md})
		}
	}
	b.picture = ""
}

package draft

import (
	"io/fs"
	"strconv"
	"strings"
)

// A value is an element with one attribute, w:val.
type value struct {
	Val string `xml:"val,attr"`
}

// A style is what a paragraph or a run is said to be.
type style struct {
	name    string // in small letters: "heading 1", in any language of the program
	based   string
	outline int // 1 to 9; 0: none
	list    listPlace
	color   string
}

// A listPlace is where in which list a paragraph is an item.
type listPlace struct {
	id    string // "" or "0": in none
	depth int
}

type numPr struct {
	Depth value `xml:"ilvl"`
	ID    value `xml:"numId"`
}

func (n *numPr) place() listPlace {
	if n == nil {
		return listPlace{}
	}
	return listPlace{n.ID.Val, small(n.Depth.Val, 8)}
}

func readStyles(parts fs.FS, name string) (map[string]style, error) {
	var list struct {
		All []struct {
			ID    string `xml:"styleId,attr"`
			Name  value  `xml:"name"`
			Based value  `xml:"basedOn"`
			P     struct {
				Outline *value `xml:"outlineLvl"`
				List    *numPr `xml:"numPr"`
			} `xml:"pPr"`
			R struct {
				Color value `xml:"color"`
			} `xml:"rPr"`
		} `xml:"style"`
	}
	if err := unmarshal(parts, name, &list); err != nil {
		return nil, err
	}
	styles := map[string]style{}
	for _, s := range list.All {
		one := style{name: strings.ToLower(s.Name.Val), based: s.Based.Val, list: s.P.List.place(), color: s.R.Color.Val}
		if s.P.Outline != nil {
			one.outline = outline(s.P.Outline.Val)
		}
		if n, ok := strings.CutPrefix(one.name, "heading "); ok {
			one.outline = small(n, 9)
		}
		styles[s.ID] = one
	}
	return styles, nil
}

// outline is the level of an outline level as it is written, from 0; 9 means
// that it is text.
func outline(s string) int {
	if n := small(s, 9); n < 9 {
		return n + 1
	}
	return 0
}

// small reads a number from 0 to most; anything else is most.
func small(s string, most int) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > most {
		return most
	}
	return n
}

// resolved is the style with what it takes from those that it is based on.
func (d *docx) resolved(id string) style {
	s, ok := d.styles[id]
	if !ok { // a program that does not list the styles it uses
		s.name = strings.ToLower(id)
		if n, ok := strings.CutPrefix(s.name, "heading"); ok && len(n) == 1 {
			s.outline = small(n, 9)
		}
		return s
	}
	const deepest = 20
	up := s.based
	for range deepest {
		b, ok := d.styles[up]
		if !ok {
			break
		}
		if s.outline == 0 {
			s.outline = b.outline
		}
		if s.list.id == "" {
			s.list = b.list
		}
		if s.color == "" {
			s.color = b.color
		}
		up = b.based
	}
	return s
}

// red reports whether a colour, six hex digits, is what people call red.
func red(color string) bool {
	n, err := strconv.ParseUint(color, 16, 32)
	if err != nil || len(color) != 6 {
		return false
	}
	r, g, b := n>>16, n>>8&0xff, n&0xff
	return r >= 0xa0 && g <= 0x60 && b <= 0x60
}

// A numbering knows which lists have numbers, and counts.
type numbering struct {
	levels map[string]map[int]level // by list
	counts map[string]map[int]int
}

type level struct {
	bullet bool
	start  int
}

func readNumbering(parts fs.FS, name string) (*numbering, error) {
	var list struct {
		Abstract []struct {
			ID     string `xml:"abstractNumId,attr"`
			Levels []struct {
				Depth  string `xml:"ilvl,attr"`
				Start  *value `xml:"start"`
				Format value  `xml:"numFmt"`
			} `xml:"lvl"`
		} `xml:"abstractNum"`
		Lists []struct {
			ID       string `xml:"numId,attr"`
			Abstract value  `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if err := unmarshal(parts, name, &list); err != nil {
		return nil, err
	}
	abstract := map[string]map[int]level{}
	for _, a := range list.Abstract {
		levels := map[int]level{}
		for _, l := range a.Levels {
			one := level{bullet: l.Format.Val == "bullet" || l.Format.Val == "none", start: 1}
			if l.Start != nil {
				one.start = small(l.Start.Val, 1_000_000)
			}
			levels[small(l.Depth, 8)] = one
		}
		abstract[a.ID] = levels
	}
	n := &numbering{levels: map[string]map[int]level{}, counts: map[string]map[int]int{}}
	for _, l := range list.Lists {
		n.levels[l.ID] = abstract[l.Abstract.Val]
	}
	return n, nil
}

// next is the number of the next item at that place; -1 if it has a bullet.
func (n *numbering) next(at listPlace) int {
	l, ok := n.levels[at.id][at.depth]
	if !ok || l.bullet {
		return -1
	}
	if n.counts[at.id] == nil {
		n.counts[at.id] = map[int]int{}
	}
	counts := n.counts[at.id]
	count, ok := counts[at.depth]
	if !ok {
		count = l.start - 1
	}
	counts[at.depth] = count + 1
	for depth := range counts {
		if depth > at.depth {
			delete(counts, depth)
		}
	}
	return count + 1
}

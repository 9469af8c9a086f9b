package draw

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// A pen is how a run of text looks: at most two colours and the attributes
// that a lesson may use. Conceal and blink have no place in it, so that they
// cannot come out.
type pen struct {
	fg   string // SGR parameters that set the colour, "" for the terminal's own
	bg   string
	attr attr
}

type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	underline
	reverse
	strike
)

// The SGR parameters that switch an attribute on. Table order is the order in
// which they are written.
var attrParams = [...]struct {
	attr  attr
	param string
}{{bold, "1"}, {faint, "2"}, {italic, "3"}, {underline, "4"}, {reverse, "7"}, {strike, "9"}}

// penOf is a style of the table as a pen.
func penOf(s lipgloss.Style) pen {
	p := pen{}
	for _, has := range []struct {
		on   bool
		attr attr
	}{
		{s.GetBold(), bold}, {s.GetFaint(), faint}, {s.GetItalic(), italic},
		{s.GetUnderline(), underline}, {s.GetReverse(), reverse}, {s.GetStrikethrough(), strike},
	} {
		if has.on {
			p.attr |= has.attr
		}
	}
	if c, ok := s.GetForeground().(ansi.BasicColor); ok {
		n := 30 + int(c)
		if c >= ansi.BrightBlack {
			n += 90 - 30 - int(ansi.BrightBlack)
		}
		p.fg = strconv.Itoa(n)
	}
	return p
}

// over is p with the other pen laid over it.
func (p pen) over(q pen) pen {
	if q.fg != "" {
		p.fg = q.fg
	}
	if q.bg != "" {
		p.bg = q.bg
	}
	p.attr |= q.attr
	return p
}

// sgr is the sequence that switches from no style to p; "" if p has none.
func (p pen) sgr() string {
	if p == (pen{}) {
		return ""
	}
	var params []string
	for _, a := range attrParams {
		if p.attr&a.attr != 0 {
			params = append(params, a.param)
		}
	}
	if p.fg != "" {
		params = append(params, p.fg)
	}
	if p.bg != "" {
		params = append(params, p.bg)
	}
	return "\x1b[" + strings.Join(params, ";") + "m"
}

const reset = "\x1b[m"

// paint is the text in this style.
func (p pen) paint(text string) string {
	on := p.sgr()
	if on == "" || text == "" {
		return text
	}
	return on + text + reset
}

// apply is p after an SGR sequence with these parameters. What is not a plain
// style is passed over: conceal, blink, fonts, frames.
func (p pen) apply(params string) pen {
	fields := strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ':' })
	if len(fields) == 0 {
		return pen{}
	}
	for len(fields) > 0 {
		n, err := strconv.Atoi(fields[0])
		if err != nil {
			return p
		}
		if n == 38 || n == 48 {
			colour, rest := longColour(fields)
			if n == 38 {
				p.fg = colour
			} else {
				p.bg = colour
			}
			fields = rest
			continue
		}
		p = p.set(n)
		fields = fields[1:]
	}
	return p
}

func (p pen) set(n int) pen {
	switch {
	case n == 0:
		return pen{}
	case n == 22:
		p.attr &^= bold | faint
	case n == 39:
		p.fg = ""
	case n == 49:
		p.bg = ""
	case n >= 30 && n <= 37, n >= 90 && n <= 97:
		p.fg = strconv.Itoa(n)
	case n >= 40 && n <= 47, n >= 100 && n <= 107:
		p.bg = strconv.Itoa(n)
	case n > 20 && n < 30:
		p.attr &^= attrOf(n - 20)
	default:
		p.attr |= attrOf(n)
	}
	return p
}

func attrOf(n int) attr {
	for _, a := range attrParams {
		if a.param == strconv.Itoa(n) {
			return a.attr
		}
	}
	return 0
}

// longColour reads 38;5;n or 38;2;r;g;b off the front of fields. A colour that
// is cut short is none.
func longColour(fields []string) (colour string, rest []string) {
	size := 0
	if len(fields) > 1 {
		switch fields[1] {
		case "5":
			size = 3
		case "2":
			size = 5
		}
	}
	if size == 0 || len(fields) < size {
		return "", nil
	}
	for _, f := range fields[:size] {
		if n, err := strconv.Atoi(f); err != nil || n < 0 || n > 255 {
			return "", fields[size:]
		}
	}
	return strings.Join(fields[:size], ";"), fields[size:]
}

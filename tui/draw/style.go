package draw

import (
	"image/color"
	"sync"

	"charm.land/lipgloss/v2"
)

// A Theme says how lines look. It is a small value: compare it, copy it, use it
// as a key. The zero Theme suits a dark terminal.
type Theme struct {
	Tone       Tone
	ASCII      bool // no sign outside of ASCII is drawn by us; the text of the lesson stays as it is
	Hyperlinks bool // write OSC 8 round links to the web

	plain bool // no sequences at all, links with their addresses (see Plain)
}

// A Tone is the colour of the ground that is drawn upon.
type Tone uint8

// The tones.
const (
	Dark Tone = iota
	Light
	NoColor // attributes such as bold and underline, but no colour
)

// A Style is a part that a piece of text plays. How it looks, stands in the
// table below. Body text plays none: it has the terminal's own colours.
type Style int

// The styles.
const (
	Strong Style = iota
	Emphasis
	Struck
	LinkText
	FocusedLink
	CodeSpan
	Heading     // levels 1 and 2
	Subheading  // level 3
	Minor       // levels 4 to 6
	KindWord    // an activity's bar and kind
	CalloutWord // a note's bar and word
	Caution     // the same of a warning or a caution
	Quiet       // hints, states, bars of quotes
	Error       // always reverse video
	TableHead
	CodeKeyword
	CodeString
	CodeNumber
	CodeComment
	CodeName
	styleCount
)

// A look is how a part looks: a style without colour, and the colour of the
// text on either ground, out of the terminal's own sixteen; nil for none.
type look struct {
	style       lipgloss.Style
	dark, light color.Color
}

var (
	plainText = lipgloss.NewStyle().TabWidth(lipgloss.NoTabConversion).Inline(true)
	boldText  = plainText.Bold(true)
	italics   = plainText.Italic(true)
	reversed  = plainText.Reverse(true)
)

var styles = [styleCount]look{
	Strong:      {style: boldText},
	Emphasis:    {style: italics},
	Struck:      {style: plainText.Strikethrough(true)},
	LinkText:    {plainText.Underline(true), lipgloss.BrightCyan, lipgloss.Blue},
	FocusedLink: {style: reversed},
	CodeSpan:    {plainText, lipgloss.BrightYellow, lipgloss.Magenta},
	Heading:     {boldText, lipgloss.BrightCyan, lipgloss.Blue},
	Subheading:  {style: boldText},
	Minor:       {style: boldText.Italic(true)},
	KindWord:    {boldText, lipgloss.BrightRed, lipgloss.Red},
	CalloutWord: {boldText, lipgloss.BrightBlue, lipgloss.Blue},
	Caution:     {boldText, lipgloss.BrightYellow, lipgloss.Magenta},
	Quiet:       {style: plainText.Faint(true)},
	Error:       {style: reversed},
	TableHead:   {style: boldText},
	CodeKeyword: {boldText, lipgloss.BrightBlue, lipgloss.Blue},
	CodeString:  {plainText, lipgloss.BrightGreen, lipgloss.Green},
	CodeNumber:  {plainText, lipgloss.BrightMagenta, lipgloss.Magenta},
	CodeComment: {italics, lipgloss.BrightBlack, lipgloss.BrightBlack},
	CodeName:    {plainText, lipgloss.BrightCyan, lipgloss.Cyan},
}

// style is how a part looks in this theme.
func (t Theme) style(s Style) lipgloss.Style {
	if t.plain {
		return plainText
	}
	l := styles[s]
	switch {
	case t.Tone == Dark && l.dark != nil:
		return l.style.Foreground(l.dark)
	case t.Tone == Light && l.light != nil:
		return l.style.Foreground(l.light)
	}
	return l.style
}

// pens are the same styles for the runs of a text.
var pens = sync.OnceValue(func() (pens [3][styleCount]pen) {
	for tone := range pens {
		for s := range styleCount {
			pens[tone][s] = penOf(Theme{Tone: Tone(tone)}.style(s))
		}
	}
	return pens
})

func (t Theme) pen(s Style) pen {
	if t.plain {
		return pen{}
	}
	return pens()[t.Tone][s]
}

// Paint is text in a style. The text must be clean, and of one line.
func (t Theme) Paint(s Style, text string) string { return t.style(s).Render(text) }

// codeTicks is what stands round a code span where no colour tells it.
func (t Theme) codeTicks() string {
	if t.plain || t.Tone == NoColor {
		return "`"
	}
	return ""
}

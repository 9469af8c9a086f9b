package draw

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

var styles = [styleCount]struct {
	attr        attr
	dark, light string // SGR parameters of the foreground: the terminal's own sixteen
}{
	Strong:      {bold, "", ""},
	Emphasis:    {italic, "", ""},
	Struck:      {strike, "", ""},
	LinkText:    {underline, "96", "34"},
	FocusedLink: {reverse, "", ""},
	CodeSpan:    {0, "93", "35"},
	Heading:     {bold, "96", "34"},
	Subheading:  {bold, "", ""},
	Minor:       {bold | italic, "", ""},
	KindWord:    {bold, "91", "31"},
	CalloutWord: {bold, "94", "34"},
	Caution:     {bold, "93", "35"},
	Quiet:       {faint, "", ""},
	Error:       {reverse, "", ""},
	TableHead:   {bold, "", ""},
	CodeKeyword: {bold, "94", "34"},
	CodeString:  {0, "92", "32"},
	CodeNumber:  {0, "95", "35"},
	CodeComment: {italic, "90", "90"},
	CodeName:    {0, "96", "36"},
}

func (t Theme) pen(s Style) pen {
	if t.plain {
		return pen{}
	}
	row := styles[s]
	switch t.Tone {
	case Dark:
		return pen{fg: row.dark, attr: row.attr}
	case Light:
		return pen{fg: row.light, attr: row.attr}
	}
	return pen{attr: row.attr}
}

// Paint is text in a style. The text must be clean, and of one line.
func (t Theme) Paint(s Style, text string) string { return t.pen(s).paint(text) }

// codeTicks is what stands round a code span where no colour tells it.
func (t Theme) codeTicks() string {
	if t.plain || t.Tone == NoColor {
		return "`"
	}
	return ""
}

package draw

// A Glyph is a sign that is drawn. Which one, stands in the table below: each
// is in WGL4, so that old Windows consoles have it, with an ASCII one beside it,
// and one for plain text that is read aloud.
type Glyph int

// The glyphs.
const (
	Bar      Glyph = iota // left of an activity, a callout, a quote
	HeavyBar              // left of the activity in focus
	Tick                  // done
	Bullet
	InnerBullet // of a list in a list
	LineAcross  // a rule, repeated
	Turn        // a line of code goes on here
	Ellipsis    // something was left out
	Dot         // between two things on a line
	PickedOne
	FreeOne
	PickedMany
	FreeMany
	FoldClosed
	FoldOpen
	TooWide  // stands for a character wider than the screen
	Recalled // left of what the learner wrote earlier
	BoxTopLeft
	BoxTopRight
	BoxBottomLeft
	BoxBottomRight
	BoxSide
	BarFull  // of a progress bar
	BarEmpty // of a progress bar
	Cursor   // left of what is chosen in a list
	glyphCount
)

var glyphs = [glyphCount]struct{ wgl4, ascii, plain string }{
	Bar:            {"│", "|", " "},
	HeavyBar:       {"▌", "#", " "},
	Tick:           {"√", "*", ""},
	Bullet:         {"•", "*", "-"},
	InnerBullet:    {"–", "-", "-"},
	LineAcross:     {"─", "-", "-"},
	Turn:           {"└", "\\", ""},
	Ellipsis:       {"…", "...", "..."},
	Dot:            {"·", "-", "-"},
	PickedOne:      {"(•)", "(o)", "(x)"},
	FreeOne:        {"( )", "( )", "( )"},
	PickedMany:     {"[x]", "[x]", "[x]"},
	FreeMany:       {"[ ]", "[ ]", "[ ]"},
	FoldClosed:     {"►", ">", ""},
	FoldOpen:       {"▼", "v", ""},
	TooWide:        {"?", "?", "?"},
	Recalled:       {"»", ">", ""},
	BoxTopLeft:     {"┌", "+", "+"},
	BoxTopRight:    {"┐", "+", "+"},
	BoxBottomLeft:  {"└", "+", "+"},
	BoxBottomRight: {"┘", "+", "+"},
	BoxSide:        {"│", "|", "|"},
	BarFull:        {"█", "#", "#"},
	BarEmpty:       {"░", "-", "-"},
	Cursor:         {"►", ">", ">"},
}

// Glyph is how the theme draws g.
func (t Theme) Glyph(g Glyph) string {
	row := glyphs[g]
	switch {
	case t.plain:
		return row.plain
	case t.ASCII:
		return row.ascii
	}
	return row.wgl4
}

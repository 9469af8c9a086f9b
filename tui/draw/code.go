package draw

import (
	"strings"
	"sync/atomic"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"lectern/course"
)

// Code is coloured in pieces of so many lines, up to so many, and in no piece
// with a line longer than a person would write: highlighters are slow. On some
// texts they take seconds for a page, or panic; one that takes longer than
// patience is left behind, and its painter colours no more.
const (
	pieceLines   = 100
	colouredMost = 300
	longestLine  = 240
	patience     = 300 * time.Millisecond
	tabStop      = 4
	codeIndent   = 2
	codeContinue = 2 // columns of the sign before what did not fit
)

func (p *Painter) code(b *course.Code, in space) []Line {
	indent := repeat(" ", codeIndent)
	return p.behind(margin{first: indent, rest: indent, width: codeIndent}, in, func(in space) []Line {
		var lines []Line
		written := strings.Split(expandTabs(b.Text), "\n")
		lexer := lexerFor(b.Lang)
		for len(written) > 0 {
			n := min(pieceLines, len(written))
			if len(lines) >= colouredMost {
				lexer = nil
			}
			for _, r := range p.highlight(lexer, written[:n]) {
				lines = append(lines, p.codeLine(r, in.width)...)
			}
			written = written[n:]
		}
		return tighten(lines)
	})
}

// codeLine draws a line of code. What does not fit goes on below, behind a
// sign, and never begins a page.
func (p *Painter) codeLine(r runs, width int) []Line {
	text := strings.TrimRight(r.text(), " ")
	if columns(text) <= width || p.theme.plain {
		c := cursor{runs: r}
		return []Line{p.line(&c, part{take: len(text)})}
	}
	turn := p.theme.Glyph(Turn)
	sign := p.theme.Paint(Quiet, turn) + repeat(" ", codeContinue-columns(turn))
	inner := width
	if width > 2*codeContinue {
		inner -= codeContinue
	} else {
		sign = ""
	}
	c := cursor{runs: r}
	// Of an indent that would take most of the line, half a line is left.
	if indent := len(text) - len(strings.TrimLeft(text, " ")); indent > inner/2 {
		c.skip(indent - inner/2)
		text = text[indent-inner/2:]
	}
	fill := filler{width: inner, tooWide: p.theme.Glyph(TooWide)}
	if fill.chop(text); fill.now.take > 0 {
		fill.flush()
	}
	var lines []Line
	for i, each := range fill.parts {
		l := p.line(&c, each)
		if i > 0 {
			l = l.shift(sign, "", 0)
			l.Bond = Tight
		}
		lines = append(lines, l)
	}
	return lines
}

// lexerFor finds the highlighter of a language that the author named. It never
// guesses: nil if nobody knows the name. Those made of two languages, such as
// templates, work through the whole text before they give the first token; they
// cannot be stopped, and are not used.
func lexerFor(language string) chroma.Lexer {
	if language == "" {
		return nil
	}
	if l, ok := lexers.Get(language).(*chroma.RegexLexer); ok {
		return l
	}
	return nil
}

// highlight makes runs of lines of code.
func (p *Painter) highlight(lexer chroma.Lexer, written []string) []runs {
	if lexer != nil && !p.theme.plain && !p.uncoloured {
		if lines, ok := p.coloured(lexer, written); ok {
			return lines
		}
	}
	lines := make([]runs, len(written))
	for i, s := range written {
		lines[i] = runs(nil).add(s, pen{}, noLink)
	}
	return lines
}

// coloured runs the highlighter. ok is false if it gave back another text than
// it was given, or took too long.
func (p *Painter) coloured(lexer chroma.Lexer, written []string) (lines []runs, ok bool) {
	for _, s := range written {
		if len(s) > longestLine {
			return nil, false
		}
	}
	next, err := lexer.Tokenise(nil, strings.Join(written, "\n"))
	if err != nil {
		return nil, false
	}
	tokens, ok := within(patience, next)
	if !ok {
		p.uncoloured = true
		return nil, false
	}
	lines = make([]runs, 1, len(written))
	for _, t := range tokens {
		for i, s := range strings.Split(t.Value, "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			lines[len(lines)-1] = lines[len(lines)-1].add(s, p.theme.codePen(t.Type), noLink)
		}
	}
	if len(lines) == len(written)+1 && len(lines[len(written)]) == 0 {
		lines = lines[:len(written)] // the highlighter ends the last line
	}
	if len(lines) != len(written) {
		return nil, false
	}
	for i, s := range written {
		if lines[i].text() != harmless(s) {
			return nil, false
		}
	}
	return lines, true
}

// within collects tokens for so long. ok is false if that was not enough; what
// goes on collecting stops at its next token.
func within(limit time.Duration, next chroma.Iterator) (tokens []chroma.Token, ok bool) {
	done := make(chan []chroma.Token, 1)
	var late atomic.Bool
	go func() {
		defer func() {
			if recover() != nil {
				done <- nil
			}
		}()
		var tokens []chroma.Token
		for t := next(); t != chroma.EOF && !late.Load(); t = next() {
			tokens = append(tokens, t)
		}
		done <- tokens
	}()
	select {
	case tokens := <-done:
		return tokens, true
	case <-time.After(limit):
		late.Store(true)
		return nil, false
	}
}

// codePen is the style of a token, by its category.
func (t Theme) codePen(token chroma.TokenType) pen {
	switch {
	case token.InCategory(chroma.Comment):
		return t.pen(CodeComment)
	case token.InCategory(chroma.Keyword):
		return t.pen(CodeKeyword)
	case token.InSubCategory(chroma.LiteralString):
		return t.pen(CodeString)
	case token.InSubCategory(chroma.LiteralNumber):
		return t.pen(CodeNumber)
	case token == chroma.NameFunction, token == chroma.NameTag, token == chroma.NameClass,
		token == chroma.NameAttribute, token == chroma.NameBuiltin:
		return t.pen(CodeName)
	}
	return pen{}
}

// expandTabs puts blanks for tabs, up to the next tab stop of each line.
func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		var b strings.Builder
		column := 0
		for piece, rest := "", l; rest != ""; {
			var tab bool
			piece, rest, tab = strings.Cut(rest, "\t")
			b.WriteString(piece)
			column += columns(piece)
			if tab {
				n := tabStop - column%tabStop
				b.WriteString(repeat(" ", n))
				column += n
			}
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

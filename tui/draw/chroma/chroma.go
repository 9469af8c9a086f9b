// Package chroma is what glamour and package draw need of the highlighter, under
// the name by which glamour imports it (see replace in lectern's go.mod).
//
// Chroma v2 reads its 300 tables of languages and styles when a program starts,
// whether it will colour code or not: 17 to 30 ms, and 4.7 MB, of every command.
// Tables that are read when they are needed were offered to its authors (pull
// request 956, in 2024) and declined. Its last release before those tables,
// v0.10.0, builds a language when it is first asked for one, and starts in 1 ms.
// So here is that release, with the names that are in use and no others.
//
// To go back to v2, remove the line with replace and run go mod tidy; nothing
// else knows of this folder.
package chroma

import "github.com/alecthomas/chroma"

// What a highlighter is, and what it gives.
type (
	Iterator     = chroma.Iterator
	Lexer        = chroma.Lexer
	RegexLexer   = chroma.RegexLexer
	Style        = chroma.Style
	StyleEntries = chroma.StyleEntries
	Token        = chroma.Token
	TokenType    = chroma.TokenType
)

// EOF is the token that ends every text.
var EOF = chroma.EOF

// MustNewStyle makes a style; it panics if an entry is none.
func MustNewStyle(name string, entries StyleEntries) *Style {
	return chroma.MustNewStyle(name, entries)
}

// The kinds of token.
const (
	Background          = chroma.Background
	Comment             = chroma.Comment
	CommentPreproc      = chroma.CommentPreproc
	Error               = chroma.Error
	GenericDeleted      = chroma.GenericDeleted
	GenericEmph         = chroma.GenericEmph
	GenericInserted     = chroma.GenericInserted
	GenericStrong       = chroma.GenericStrong
	GenericSubheading   = chroma.GenericSubheading
	Keyword             = chroma.Keyword
	KeywordNamespace    = chroma.KeywordNamespace
	KeywordReserved     = chroma.KeywordReserved
	KeywordType         = chroma.KeywordType
	Literal             = chroma.Literal
	LiteralDate         = chroma.LiteralDate
	LiteralNumber       = chroma.LiteralNumber
	LiteralString       = chroma.LiteralString
	LiteralStringEscape = chroma.LiteralStringEscape
	Name                = chroma.Name
	NameAttribute       = chroma.NameAttribute
	NameBuiltin         = chroma.NameBuiltin
	NameClass           = chroma.NameClass
	NameConstant        = chroma.NameConstant
	NameDecorator       = chroma.NameDecorator
	NameException       = chroma.NameException
	NameFunction        = chroma.NameFunction
	NameOther           = chroma.NameOther
	NameTag             = chroma.NameTag
	Operator            = chroma.Operator
	Punctuation         = chroma.Punctuation
	Text                = chroma.Text
)

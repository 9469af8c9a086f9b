// Package quick is where glamour gives its blocks of code to. Lectern gives it
// none (package draw lays them out), so they come out as they went in.
package quick

import "io"

// Highlight writes source, without colour.
func Highlight(w io.Writer, source, lexer, formatter, style string) error {
	_, err := io.WriteString(w, source)
	return err
}

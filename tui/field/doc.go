// Package field holds the fields in which a learner answers: one file a kind
// of field, with its own key map. New picks the field that fits an activity.
//
// A field holds one value and nothing else: it does not save, knows no
// colours, and runs no commands. What it cannot know — how an option with
// inline markup looks at a certain width — the player passes in Options. The
// player keeps esc, tab, shift+tab, ctrl+o, ctrl+s, ctrl+c and the function
// keys for itself and passes everything else on.
//
// # Text
//
// Everything that is typed goes into an area: a document (document.go) that is
// a list of lines with their exact bytes, a cursor, and a history that undoes
// (history.go). An area asks nothing about the document as a whole when a key
// is pressed: it wraps the lines that are on the screen (rows.go), so a key
// costs the same in 20 lines and in 12,000, and a value that was set comes
// back to the byte. Only what a key really edits changes.
//
// The text area of bubbles is not used here. It draws all its lines at each
// key and hashes them several times, so that a window of 120 lines costs five
// times as much as one of 20, and a line of 1 MB takes seconds; it moves and
// deletes by code point, inside an emoji too; and it changes tabs, CR and
// U+FFFD. What it would change is drawn here as a mark of one cell (cluster.go)
// and kept.
//
// # The learner's own editor
//
// editor.go takes a text out to the program that the learner likes best, and
// brings it back.
package field

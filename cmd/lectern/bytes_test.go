//go:build !windows

package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// typedIn answers the question by what put sends to the terminal, leaves, and
// returns what is saved. until is on the screen when all of it has arrived.
func typedIn(t *testing.T, put, until string) string {
	t.Helper()
	dir, env := home(t)
	x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send(put)
	x.sees(until)
	begun := time.Now()
	x.send("z")
	x.sees(until + "z")
	if took := time.Since(begun); took > 500*time.Millisecond && os.Getenv("LECTERN_LONG") != "" {
		t.Errorf("a key after it took %v", took)
	}
	x.send("\x7f")
	x.press("esc")
	x.sees("READING")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
	x.sees("All saved.")
	return savedText(t, dir)
}

func bracketed(s string) string { return "\x1b[200~" + s + "\x1b[201~" }

// What is pasted or typed comes back to the byte: from the terminal through the
// player into the file.
func TestSameBytesBack(t *testing.T) {
	t.Parallel()
	var lines strings.Builder
	for n := range 12_000 {
		fmt.Fprintf(&lines, "line %d\n", n)
	}
	strange := "tab\there, two\t\ttabs; emoji 🎉🏽 family 👨‍👩‍👧‍👦 flag 🇨🇭; e\u0301 combining; עברית العربية; 日本語; " +
		"lost \ufffd and \ufffd\ufffd, soft\u00adhyphen, zero\u200bwidth, nbsp\u00a0, ideographic\u3000; \\n \"quoted\" %s <b> "
	typed := strings.Repeat("a line of so many words, as one writes them, before the next\n", 512<<10/62)
	tests := []struct{ name, put, want, until string }{
		{"a paste of 12,000 lines", bracketed(lines.String() + "END"), lines.String() + "END", "END"},
		{"a paste of a megabyte", bracketed(strings.Repeat("0123456789abcde ", 1<<16) + "END"), strings.Repeat("0123456789abcde ", 1<<16) + "END", "END"},
		{"a paste of strange characters", bracketed(strange + "END"), strange + "END", "END"},
		{"strange characters, typed", strings.ReplaceAll(strange, "\t", "") + "END", strings.ReplaceAll(strange, "\t", "") + "END", "END"},
		// Terminals send a pasted line end as one or the other: each is a new line.
		{"a paste with CRLF", bracketed("one\r\ntwo\r\nEND"), "one\ntwo\nEND", "END"},
		{"a paste with blank lines and blanks at ends", bracketed("one  \n\n\n   two \n END"), "one  \n\n\n   two \n END", "END"},
		{"two thousand lines without brackets", strings.ReplaceAll(strings.Repeat("a line\n", 2000), "\n", "\r") + "END", strings.Repeat("a line\n", 2000) + "END", "END"},
		{"half a megabyte without brackets", strings.ReplaceAll(typed, "\n", "\r") + "END", typed + "END", "END"},
		{"keys' names in a paste", bracketed("q ? \x1b[A esc END"), "", "END"},
	}
	if os.Getenv("LECTERN_LONG") != "" {
		word, short := strings.Repeat("0123456789abcde ", 1<<16), strings.Repeat("short\n", 1<<20/6)
		tests = append(tests, []struct{ name, put, want, until string }{
			{"a megabyte without brackets", strings.ReplaceAll(typed+typed, "\n", "\r") + "END", typed + typed + "END", "END"},
			{"a megabyte of short lines without brackets", strings.ReplaceAll(short, "\n", "\r") + "END", short + "END", "END"},
			{"a megabyte in one line without brackets", word + "END", word + "END", "END"},
		}...)
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := typedIn(t, test.put, test.until)
			if test.want == "" { // no more than that it arrived as text, and did nothing
				if !strings.HasPrefix(got, "q ? ") || !strings.HasSuffix(got, "END") {
					t.Errorf("got %q", got)
				}
				return
			}
			if got != test.want {
				at := 0
				for at < min(len(got), len(test.want)) && got[at] == test.want[at] {
					at++
				}
				t.Errorf("%d bytes back of %d; the first other one is %d: %.40q, want %.40q",
					len(got), len(test.want), at, got[at:], test.want[at:])
			}
		})
	}
}

// What comes from a file keeps U+FFFD and CRLF, also when it is written on.
func TestReplacementCharacter(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	answer(t, env, kinds(t), "a-question", "from a file \uFFFD\t\r\nas it is")
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "a-question=from a file \uFFFD\t\r\nas it is\n") {
		t.Errorf("from a file: %q", got)
	}
	written(t, env, kinds(t), "!")
	if got := savedText(t, dir); got != "from a file \uFFFD\t\r\nas it is!" {
		t.Errorf("written on: %q", got)
	}
}

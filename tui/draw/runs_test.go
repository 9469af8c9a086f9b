package draw

import (
	"strings"
	"testing"
)

// Of what a renderer writes, text and plain styles come through, and nothing
// else: no address, no title, no clearing of the screen, nothing hidden.
func TestOnlyStylesComeThrough(t *testing.T) {
	k := newInker(Theme{})
	for out, want := range map[string]string{
		"plain":                           "plain",
		"\x1b[1mbold\x1b[22m not":         "\x1b[1mbold\x1b[m not",
		"\x1b[38;5;9;4mred\x1b[0m":        "\x1b[4;38;5;9mred\x1b[m",
		"\x1b[38;2;1;2;3mrgb\x1b[39mnone": "\x1b[38;2;1;2;3mrgb\x1b[mnone",
		"\x1b[38;5mcut\x1b[m":             "cut",
		"\x1b[8mhidden\x1b[28m":           "hidden",
		"\x1b[5;6;8;1mbold":               "\x1b[1mbold\x1b[m",
		"\x1b[38;5;8mgrey\x1b[m":          "\x1b[38;5;8mgrey\x1b[m",
		"\x1b[2Jclear":                    "clear",
		"\x1b[?1049hscreen":               "screen",
		"a\x1b]0;title\ab":                "a[U+001B]]0;title[U+0007]b",
		"c1 \u009b31m":                    "c1 [U+009B]31m",
		"raw \x9b31m":                     "raw [U+009B]31m",
		"turn \u202eed":                   "turn [U+202E]ed",
		"tab\there":                       "tab here",
		"cut off \x1b[1":                  "cut off ",
		"\x1b":                            "",
		string(linkOpens) + "none" + string(linkCloses): "none",
	} {
		var got strings.Builder
		for _, r := range k.parse(out, nil) {
			got.WriteString(r.pen.paint(r.text))
		}
		// What is no CSI sequence is marked as text, not run.
		if strings.ReplaceAll(got.String(), "[U+001B]", "") != strings.ReplaceAll(want, "[U+001B]", "") {
			t.Errorf("%q came through as %q, want %q", out, got.String(), want)
		}
	}
}

// Text that brings its own marks makes no link and ends no line.
func TestMarksCannotBeForged(t *testing.T) {
	r := runs(nil).add("a"+string(linkOpens)+"b"+string(lineEnds)+"c", pen{}, noLink)
	if got := r.text(); got != "a\ufffdb\ufffdc" {
		t.Errorf("%q", got)
	}
}

// Every glyph is in WGL4, or close by it is ASCII, and as wide as its place.
func TestGlyphs(t *testing.T) {
	const wgl4 = "│▌√•–─└…·(•)►▼?»┌┐┘█░[x] "
	for g := range glyphCount {
		row := glyphs[g]
		if row.wgl4 == "" || row.ascii == "" {
			t.Errorf("glyph %d is missing", g)
		}
		for _, r := range row.wgl4 {
			if !strings.ContainsRune(wgl4, r) {
				t.Errorf("glyph %d: %q is not known to be in WGL4", g, r)
			}
		}
		for _, r := range row.ascii + row.plain {
			if r > '~' {
				t.Errorf("glyph %d: %q is not ASCII", g, r)
			}
		}
	}
}

package course

import (
	"strings"
	"testing"
	"testing/quick"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"plain text\n\twith a tab", "plain text\n\twith a tab"},
		{"\x1b[31mred", "[U+001B][31mred"},
		{"a\x00b\x07c\x08d\x7f", "a[U+0000]b[U+0007]c[U+0008]d[U+007F]"},
		{"CRLF\r\nlone\rCR", "CRLF\nlone[U+000D]CR"},
		{"\u009b31m C1", "[U+009B]31m C1"},
		{"raw \x9b C1", "raw [U+009B] C1"},
		{"raw \xff byte", "raw \ufffd byte"},
		{"cut \xe2\x82", "cut \ufffd[U+0082]"},
		{"\u202agnp.\u202e \u2066x\u2069", "[U+202A]gnp.[U+202E] [U+2066]x[U+2069]"},
		{"\u2028 \u2029 \ufff9\ufffa\ufffb", "[U+2028] [U+2029] [U+FFF9][U+FFFA][U+FFFB]"},
		{"family 👨‍👩‍👧, \u200cnon-joiner, \u200e\u200f marks, soft\u00adhyphen, é, 日本, עברית", "family 👨‍👩‍👧, \u200cnon-joiner, \u200e\u200f marks, soft\u00adhyphen, é, 日本, עברית"},
		{"\ufffd is itself", "\ufffd is itself"},
		{"[U+001B]", "[U+001B]"},
	} {
		if got := Visible(test.in); got != test.want {
			t.Errorf("Visible(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestVisibleLine(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{" a \n\t b\r\nc ", "a b c"},
		{"\n", ""},
		{"two  spaces stay", "two  spaces stay"},
		{"a\rb\x1b", "a[U+000D]b[U+001B]"},
		{"a\n\x1b", "a [U+001B]"},
		{"\u00a0no-break\u00a0", "\u00a0no-break\u00a0"},
	} {
		if got := VisibleLine(test.in); got != test.want {
			t.Errorf("VisibleLine(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// dangerous returns what in s could act on a terminal, or "".
func dangerous(s string) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
		case r < 0x20, 0x7f <= r && r <= 0x9f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069,
			r == 0x2028, r == 0x2029, 0xfff9 <= r && r <= 0xfffb:
			return hiddenName(string(r))
		}
	}
	return ""
}

func TestVisibleIsSafeAndIdempotent(t *testing.T) {
	check := func(raw []byte) bool {
		s := string(raw)
		v, l := Visible(s), VisibleLine(s)
		return dangerous(v) == "" && Visible(v) == v &&
			dangerous(l) == "" && VisibleLine(l) == l && !strings.ContainsAny(l, "\n\t")
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 5000}); err != nil {
		t.Error(err)
	}
}

func TestVisibleKeepsCleanText(t *testing.T) {
	s := strings.Repeat("clean text, é and 日本\n", 100)
	if n := testing.AllocsPerRun(10, func() { _ = Visible(s) }); n != 0 {
		t.Errorf("clean text is copied: %v allocations", n)
	}
}

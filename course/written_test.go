package course

import (
	"strings"
	"testing"
)

// The id goes where the reader will find it, and nothing else moves.
func TestWriteID(t *testing.T) {
	for _, test := range []struct {
		line string
		col  int
		want string // "" if the line cannot be changed
	}{
		{"> [!question]", 3, "> [!question] {#id}"},
		{"> [!question]  ", 3, "> [!question] {#id}  "},
		{"> [!question] A title", 3, "> [!question] A title {#id}"},
		{"> [!question]A", 3, ""},
		{"> [!question]{words=5}", 3, "> [!question]{#id words=5}"},
		{"> [!question] A {title} {words=5 optional} ", 3, "> [!question] A {title} {#id words=5 optional} "},
		{"> [!question] {}", 3, "> [!question] {#id}"},
		{"> [!question] é {}", 3, "> [!question] é {#id}"},
		{"> [!question] {words=5 #twice}", 3, "> [!question] {words=5 #id}"},
		{"é > [!journal]- Folded", 5, "é > [!journal]- Folded {#id}"},
		{"> [!question] {words=“5”}", 3, "> [!question] {#id words=“5”}"},
		{"> [!question] {#x", 3, ""},
		{"> [!question] {#{}}", 3, ""},
		{"> text", 3, ""},
		{"> [!question]", 4, ""},
		{"> [!question]", 99, ""},
	} {
		got, ok := WriteID(test.line, test.col, "id")
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%q: %q %v, want %q", test.line, got, ok, test.want)
		}
		if !ok {
			continue
		}
		h, ok := ReadCalloutHead(got, test.col)
		if !ok || h.Unread || h.Attributes < 0 || got[h.Attributes] != '{' || got[h.From:h.To] != h.Word {
			t.Errorf("%q is read as %+v", got, h)
		}
	}
}

// A fenced div takes its id as its own program writes one.
func TestWriteIDOfADiv(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"::: challenge", "::: {.challenge #id}"},
		{"  :::::: challenge ::::::", "  :::::: {.challenge #id} ::::::"},
		{"::: {.challenge}", "::: {#id .challenge}"},
		{"::: {.challenge #old words=5}", "::: {.challenge #id words=5}"},
		{":::question[A title]", ":::question[A title]{#id}"},
		{":::question[A title]{.x}", ":::question[A title]{#id .x}"},
		{":::question A title", ":::question A title {#id}"},
		{":::", ""},
		{"::::::", ""},
	} {
		col := 1 + strings.Index(test.line, ":")
		got, ok := WriteID(test.line, col, "id")
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%q: %q %v, want %q", test.line, got, ok, test.want)
		}
		if !ok {
			continue
		}
		tree := treeOf(t, got+"\nWhat?\n:::\n")
		if len(tree.Activities) != 1 || tree.Activities[0].ID != "id" {
			t.Errorf("%q is read as %+v", got, tree.Blocks)
		}
	}
}

func TestLikelyWord(t *testing.T) {
	for _, test := range []struct{ word, want string }{
		{"qestion", "question"}, {"quesiton", "question"}, {"question", ""}, {"banana", ""}, {"jornal", "journal"},
		{"exercise", ""}, {"tipp", "tip"},
	} {
		if got := LikelyWord(test.word); got != test.want {
			t.Errorf("%q: %q, want %q", test.word, got, test.want)
		}
	}
}

package course

import (
	"fmt"
	"testing"
)

func TestSplitAttributes(t *testing.T) {
	for _, test := range []struct {
		in, title, attrs string
		bad              int
	}{
		{"", "", "[]", -1},
		{" A title", "A title", "[]", -1},
		{" {#id}", "", "[{# id 2}]", -1},
		{"{#id}", "", "[{# id 1}]", -1},
		{" A title {#id words=50 optional}  ", "A title", "[{# id 10} {words 50 14} {optional true 23}]", -1},
		{` t {a="v w" b='x "y"'}`, "t", `[{a v w 4} {b x "y" 12}]`, -1},
		{" t {#id\u00a0a=“v w”\u202fb=‘x’ c=„y“}", "t", "[{# id 4} {a v w 9} {b x 23} {c y 33}]", -1},
		{" braces {x y} within {#id}", "braces {x y} within", "[{# id 22}]", -1},
		{` t {a="} {"}`, "t", "[{a } { 4}]", -1},
		{" set {1, 2}", "set", "[]", 5},
		{" t {#id", "t", "[]", 3},
		{" t {#}", "t", "[]", 3},
		{` t {a="x}`, "t", "[]", 3},
		{" t }", "t }", "[]", 3},
		{" t {}", "t", "[]", -1},
		{" t {a=}", "t", "[{a  4}]", -1},
		{" t {#id} more", "t {#id} more", "[]", -1},
	} {
		title, attrs, bad := splitAttributes(test.in)
		if attrs == nil {
			attrs = []attribute{}
		}
		if test.in == " t {#id} more" {
			// What follows a list makes it none; the braces are found.
			if bad < 0 {
				t.Errorf("%q: the braces in the middle are not found", test.in)
			}
			continue
		}
		if got := fmt.Sprint(attrs); title != test.title || got != test.attrs || bad != test.bad {
			t.Errorf("%q: %q %s %d, want %q %s %d", test.in, title, got, bad, test.title, test.attrs, test.bad)
		}
	}
}

func TestCalloutLine(t *testing.T) {
	for line, want := range map[string]string{
		"[!note]\n":              `note 0 "" 0 7`,
		"  [!NOTE] Title {#a}\n": `note 0 " Title {#a}" 2 9`,
		"[!tip]- Shut\n":         `tip 45 " Shut" 0 7`,
		"[!tip]+\n":              `tip 43 "" 0 7`,
		"[!tip]{#a}\n":           `tip 0 "{#a}" 0 6`,
		"[!my-kind_2] x\n":       `my-kind_2 0 " x" 0 12`,
		"[!note](link)\n":        "",
		"[!note]: ref\n":         "",
		"[!]\n":                  "",
		"[!no te]\n":             "",
		"[note]\n":               "",
		"![note]\n":              "",
		"x [!note]\n":            "",
		"":                       "",
	} {
		got := ""
		if c := calloutLine([]byte(line)); c != nil {
			got = fmt.Sprintf("%s %d %q %d %d", c.word, c.fold, c.rest, c.line, c.from)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

// The first line of a callout is taken before inline parsing, so that nothing
// in it is taken for emphasis, a link or a definition.
func TestCalloutLineIsNotInline(t *testing.T) {
	tree := treeOf(t, "> [!question] A *star and_an_underscore {#a_b_c words=5}\n> Why?\n\n"+
		"> [!question] {#second}\n> [second]: https://example.org\n\n[!question]: https://example.org/defined\n")
	if len(tree.Activities) != 2 {
		t.Fatalf("%d activities\n%s", len(tree.Activities), dump(tree))
	}
	a := tree.Activities[0]
	if a.ID != "a_b_c" || a.Words != 5 || a.Title != "A *star and_an_underscore" {
		t.Errorf("%s", facts(a))
	}
	if a := tree.Activities[1]; a.ID != "second" {
		t.Errorf("%s", facts(a))
	}
}

package course

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// hostile are texts that were made to be slow: cmark's list of pathological
// input, and our own. n scales them.
func hostile(n int) map[string]string {
	r := strings.Repeat
	lines := func(n int, f string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, f, i)
		}
		return b.String()
	}
	return map[string]string{
		"nested strong emph":         r("*a **a ", n) + "b" + r(" a** a*", n),
		"many emph closers no open":  r("a_ ", n),
		"many emph openers no close": r("_a ", n),
		"many link closers no open":  r("a]", n),
		"many link openers no close": r("[a", n),
		"mismatched openers closers": r("*a_ ", n),
		"openers closers multiple 3": "a**b" + r("c* ", n),
		"link openers emph closers":  r("[ a_", n),
		"pattern [ (](":              r("[ (](", n),
		"pattern ![[]()":             r("![[]()", n),
		"hard link/emph":             "**x [a*b**c*](d)" + r(" a", n),
		"nested brackets":            r("[", n) + "a" + r("]", n),
		"nested block quotes":        r("> ", n) + "a",
		"nested block quotes tight":  r(">", n) + "a",
		"deeply nested lists":        lists(min(n, 400)),
		"lists in a line":            r("- ", n) + "a",
		"numbered in a line":         r("1. ", n) + "a",
		"quotes and lists":           r("> - ", n) + "a",
		"nul":                        r("abc\x00de\x00", n),
		"backticks":                  lines2(min(n, 3000)),
		"backtick runs":              r("e`", n),
		"unclosed links a":           r("[a](<b", n),
		"unclosed links b":           r("[a](b", n),
		"unclosed <!--":              "</" + r("<!--", n),
		"unclosed <?":                r("<?", n),
		"unclosed cdata":             r("<![CDATA[", n),
		"tables":                     "|a|b|\n|-|-|\n" + r("|x|y|\n", n),
		"wide table short rows":      r("|a", n) + "|\n" + r("|-", n) + "|\n" + r("|\n", n),
		"table of pipes":             r("|", n) + "\n" + r("-|", n) + "\n" + r("|", n),
		"many references":            lines(n, "[%d]: u\n") + r("[0] ", n),
		"reference collisions":       r("[a]: u\n\n", n),
		"many footnotes":             lines(n, "[^%[1]d]: u\n\n") + lines(n, "[^%d] "),
		"entities":                   r("&lt;&#27;&amp;", n),
		"entity starts":              r("&", n),
		"backslashes":                r("\\", n),
		"strikethrough":              r("~~a ~b ", n),
		"emails":                     r("a@b.", n),
		"addresses":                  r("http://a.b/?", n),
		"www":                        r("www.", n),
		"parens in address":          "http://a.b/" + r("(", n),
		"headings alike":             r("# a\n", n),
		"activities alike":           r("> [!question]\n> a\n\n", n),
		"callouts in callouts":       r("> [!note] ", n),
		"nested callouts":            nested(min(n, 300)),
		"options alike":              "> [!choice]\n" + r("> - [ ] a\n", n),
		"attributes":                 "> [!question] " + r("{a ", n) + "}\n> x",
		"braces in a heading":        "# " + r("{#a ", n),
		"one long line":              r("a ", 10*n),
		"one long word":              r("a", 20*n),
		"one long code line":         "```\n" + r("a", 20*n) + "\n```",
		"html":                       r("<b>", n) + "a" + r("</b>", n),
		"html block":                 "<div>\n" + r("<p>a", n),
		"emphasis in a link":         "[" + r("*a", n) + "](b)",
		"links to nothing":           r("[](#a)\n", n),
		"images":                     r("![a](b)\n", n),
		"hard breaks":                r("a\\\n", n),
		"tabs":                       r("\t", n) + "a",
		"tabs in a list":             "-" + r("\t", n) + "a",
		"rules":                      r("***\n", n),
		"setext":                     r("a\n-\n", n),
		"quote lines":                r("> a\n", n),
		"lazy quotes":                r("> ", 40) + "a\n" + r("b\n", n),
		"deep quote lines":           r(r("> ", 40)+"a\n", n/40),
		"blank lines":                r("\n", n),
		"html entities in links":     "[a](" + r("&#x26;", n) + ")",
		"divs in a row":              r("::: note\n", n),
		"divs and ends":              r("::: note\n# a\n:::\n", n),
		"nested divs":                r("::: challenge\n", 40) + "a\n" + r(":::\n", n),
		"deep divs":                  r(r("::: note\n", 30)+r(":::\n", 30), n/60),
		"ends of divs":               r(":::\n", n),
		"div attributes":             "::: {" + r(".a ", n) + "\n",
		"admonitions":                r("!!! note\n", n),
		"nested admonitions":         admonitionsIn(min(n, 200)),
		"tags":                       r("{{ a }} ", n),
		"tags that do not end":       r("{{ a ", n),
		"braces":                     r("{", n),
		"braces on lines":            r("{\n", n),
		"attributes behind links":    r("[a](b){.c ", n),
		"attribute lines":            r("{: .challenge}\n", n),
		"quotes with a class":        r("> a\n{: .challenge}\n\n", n),
		"wikilinks":                  r("[[a]] ", n),
		"wikilinks that do not end":  r("[[a ", n),
		"comments":                   r("%% a ", n),
		"details that do not end":    r("<details>\n\n", n),
		"details":                    r("<details><summary>a</summary>\n\nb\n\n</details>\n\n", n),
		"details in details":         r("<details>\n\n", min(n, 3000)) + r("</details>\n\n", min(n, 3000)),
		"templates in links":         r("[a]({{ b }}/c) ", n),
		"raw blocks":                 r("{% highlight a %}\n", n),
		"includes":                   "```\n" + r("{{#include 01-a.md}}\n", n) + "```\n",
	}
}

func lists(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", 2*i) + "* a\n")
	}
	return b.String()
}

func nested(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("> ", i+1) + "[!note]\n")
	}
	return b.String()
}

func admonitionsIn(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("    ", i) + "!!! note\n")
	}
	return b.String()
}

func lines2(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("e" + strings.Repeat("`", i%300))
	}
	return b.String()
}

// treeOf parses text as the only lesson of a plain folder.
func treeOf(t testing.TB, text string) *Tree {
	t.Helper()
	return firstTree(t, fstest.MapFS{"01-a.md": {Data: []byte(text)}})
}

// ownTreeOf parses text as the only lesson of a course in our own format.
func ownTreeOf(t testing.TB, text string) *Tree {
	t.Helper()
	return firstTree(t, fstest.MapFS{"01-a.md": {Data: []byte(text)}, "course.yaml": {Data: []byte("title: T")}})
}

func firstTree(t testing.TB, folder fstest.MapFS) *Tree {
	t.Helper()
	c, err := Open(folder, "test")
	if err != nil {
		t.Fatal(err)
	}
	ix, _ := c.Index()
	tree, err := c.Lessons[0].Tree(ix)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// costly are the texts whose parsing grows with the square of their length,
// unless somebody stops it: they are tried at a length that shows.
var costly = []string{
	"unclosed links a", "unclosed links b", "mismatched openers closers", "openers closers multiple 3",
	"many references", "many footnotes", "nested strong emph", "nested brackets", "links to nothing", "headings alike",
}

// A lesson from a stranger must not hang the program that opens it.
func TestHostileTextIsParsedFast(t *testing.T) {
	if testing.Short() {
		t.Skip("measures what it costs")
	}
	most := 5 * time.Second // most of which is for a busy machine
	texts := hostile(3_000)
	if os.Getenv("LECTERN_LONG") != "" {
		texts = hostile(40_000)
	} else if !testing.Short() {
		long := hostile(40_000)
		for _, name := range costly {
			texts[name] = long[name]
		}
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			done := make(chan struct{})
			go func() { treeOf(t, text); ownTreeOf(t, text); close(done) }()
			select {
			case <-done:
			case <-time.After(most):
				t.Fatalf("%d bytes take over %v", len(text), most)
			}
		})
	}
}

package course

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// unsafeIn says what in a tree or its index breaks the promises of this
// package, or "".
func unsafeIn(tree *Tree, ix *Index) string {
	u := &unsafety{}
	u.text("title", tree.Title)
	u.texts("objectives", tree.Objectives)
	for _, f := range tree.Findings {
		u.text("finding", f.String())
	}
	Walk(tree.Blocks, func(b Block) bool { u.block(b); return u.why == "" })
	depth(tree.Blocks, 1, u)
	for i := range tree.Blocks {
		if k := tree.Key(i); k == "" || tree.Find(k, -1) != i {
			u.add("block %d has the key %q, which is not its own", i, k)
		}
	}
	for _, l := range ix.Lessons {
		u.text("lesson", l.Title+l.ID+l.File)
		for _, a := range l.Activities {
			u.activity(a)
		}
		for _, h := range l.Headings {
			u.line("heading", h.Text+h.Anchor)
		}
		u.links(l.Links)
	}
	return u.why
}

type unsafety struct{ why string }

func (u *unsafety) add(format string, args ...any) {
	if u.why == "" {
		u.why = fmt.Sprintf(format, args...)
	}
}

func (u *unsafety) text(what, s string) {
	if d := dangerous(s); d != "" {
		u.add("%s holds %s: %q", what, d, s)
	}
}

func (u *unsafety) texts(what string, all []string) {
	for _, s := range all {
		u.text(what, s)
	}
}

func (u *unsafety) line(what, s string) {
	u.text(what, s)
	if strings.ContainsAny(s, "\n\t") {
		u.add("%s is no line: %q", what, s)
	}
}

func (u *unsafety) activity(a *Activity) {
	u.line("title", a.Title)
	u.line("id", a.ID)
	u.line("name", a.Name())
	u.text("prompt", a.Prompt)
	seen := map[string]bool{}
	for _, o := range a.Options {
		u.line("option", o.Label)
		if seen[o.Label] || o.Label == "" {
			u.add("option %q is empty or not alone", o.Label)
		}
		seen[o.Label] = true
	}
	u.links(a.Links)
	if !validID(a.ID) || a.Kind.Label() == "" || a.Name() == "" {
		u.add("activity %+v", a)
	}
}

func (u *unsafety) links(links []Link) {
	for _, l := range links {
		u.line("link", l.Text)
		u.line("address", l.URL)
		u.line("anchor", l.Anchor)
		ok := false
		for _, scheme := range []string{"http://", "https://", "mailto:"} {
			ok = ok || strings.HasPrefix(l.URL, scheme)
		}
		switch {
		case l.Text == "":
			u.add("a link to %q has no text", l.URL)
		case l.Target == Web && !ok:
			u.add("link to %q", l.URL)
		case l.Target == File && (strings.HasPrefix(l.URL, "/") || strings.HasPrefix(l.URL, "..") || l.URL == ""):
			u.add("file %q", l.URL)
		}
		for _, c := range []byte(l.URL) {
			if l.Target == Web && (c <= ' ' || c >= 0x7f) {
				u.add("address %q is not ASCII", l.URL)
			}
		}
	}
}

func (u *unsafety) block(b Block) {
	switch b := b.(type) {
	case *Paragraph:
		u.leaf(b.Leaf, ast.KindParagraph)
	case *Heading:
		u.leaf(b.Leaf, ast.KindHeading)
	case *Table:
		u.leaf(b.Leaf, extast.KindTable)
	case *Code:
		u.text("code", b.Text)
		u.line("language", b.Lang)
	case *Callout:
		u.line("callout", b.Word+b.Title)
	case *Fold:
		u.line("fold", b.Word+b.Title)
	case *Recall:
		u.line("recall", b.Of+b.Title)
	case *ActivityBlock:
		u.activity(b.Activity)
		if len(b.Options) != len(b.Activity.Options) {
			u.add("%d options drawn, %d there", len(b.Options), len(b.Activity.Options))
		}
		Walk(b.Prompt, func(in Block) bool {
			if _, ok := in.(*ActivityBlock); ok {
				u.add("an activity holds another")
			}
			return true
		})
	}
}

// leaf checks a leaf's document: the closed set of nodes, clean text that
// holds no reference which a renderer could decode once more.
func (u *unsafety) leaf(l Leaf, kind ast.NodeKind) {
	u.text("leaf", l.Text)
	u.text("source", string(l.Source))
	u.links(l.Links)
	if l.Doc.ChildCount() != 1 || l.Doc.FirstChild().Kind() != kind {
		u.add("a leaf of %d blocks, the first a %v", l.Doc.ChildCount(), l.Doc.FirstChild().Kind())
		return
	}
	links := 0
	_ = ast.Walk(l.Doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.Paragraph, *ast.Heading, *ast.Emphasis, *ast.CodeSpan, *extast.Strikethrough,
			*extast.Table, *extast.TableHeader, *extast.TableRow, *extast.TableCell:
		case *ast.Text:
			u.textNode(n, l.Source)
		case *ast.Link:
			if want := fmt.Sprintf("#%d", links); string(n.Destination) != want || len(n.Title) > 0 {
				u.add("link to %q, want %s", n.Destination, want)
			}
			links++
		default:
			u.add("a leaf holds %T", n)
		}
		return ast.WalkContinue, nil
	})
	if links != len(l.Links) {
		u.add("%d links in a leaf, %d in its list", links, len(l.Links))
	}
}

func (u *unsafety) textNode(n *ast.Text, source []byte) {
	s := string(n.Segment.Value(source))
	u.line("text", s)
	if rest := strings.ReplaceAll(s, "&amp;", ""); strings.Contains(rest, "&") {
		u.add("text %q can be decoded once more", s)
	}
}

// deepest is how deep blocks may stand: 16 containers, an activity's options,
// a callout drawn as a quote. It is a number of its own, so that this test sees
// the program's limit change.
const deepest = 18

// depth checks that containers stand no deeper in each other than they may.
func depth(blocks []Block, n int, u *unsafety) {
	if n > deepest {
		u.add("blocks stand %d deep", n)
		return
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *Quote:
			depth(b.Blocks, n+1, u)
		case *Callout:
			depth(b.Blocks, n+1, u)
		case *Fold:
			depth(b.Blocks, n+1, u)
		case *Recall:
			depth(b.Blocks, n+1, u)
		case *List:
			for _, item := range b.Items {
				depth(item.Blocks, n+1, u)
			}
		case *ActivityBlock:
			depth(b.Prompt, n+1, u)
			for _, o := range b.Options {
				depth(o.Label, n+1, u)
				depth(o.Feedback, n+1, u)
			}
		}
	}
}

// Every dangerous character, in every way of writing it, at every place in a
// lesson: none survives, and the text around it does.
func TestNothingDangerousSurvives(t *testing.T) {
	var chars []rune
	for r := rune(0); r < 0x20; r++ {
		chars = append(chars, r)
	}
	for r := rune(0x7f); r <= 0x9f; r++ {
		chars = append(chars, r)
	}
	chars = append(chars, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfff9, 0xfffb)
	ways := []string{"%c", "&#%d;", "&#x%X;", "&#%07d;", `\%c`, "&amp;#%d;", "&#<!-- -->%d;", "&#*%d*;", "`&#%d;`", "`%c`"}
	places := []string{
		"%s", "# %s", "> [!note] %s\n> x", "> [!question] %s {#q}\n> x", "> [!question] {#q}\n> %s", "> [!choice] {#q}\n> x\n> - [ ] %s\n>\n>   %[1]s",
		"> [!%s] x", "> [!recall] {of=%s}", "> [!question] {%s}", "> [!question] {words=\"%s\"}", "[%s](https://example.org)", "[x](https://example.org/%s)", "[x](%s)", "[x](#%s)",
		"![%s](x.png)", "![](%s)", "<https://example.org/%s>", "https://example.org/%s", "[x][r]\n\n[r]: https://example.org/%s '%[1]s'", "```%s\n%[1]s\n```", "    %s",
		"|a%s|b|\n|-|-|\n|c|%[1]s|", "a[^1]\n\n[^1]: %s", "<div>%s</div>", "<b title='%s'>x</b>", "<img alt='%s' src='%[1]s'>", "~~%s~~ **%[1]s** *%[1]s*", "- [ ] %s", "x  \n%s\\\ny",
		"---\ntitle: \"%s\"\nobjectives: ['%[1]s']\n%[1]s: x\n---\nx", "[](https://example.org/%s)", "[`%s`](x)", "[*&#%s;*](x)",
		"::: note %s\nx\n:::", "::: {.%s #%[1]s title=\"%[1]s\"}\nx\n:::", "!!! %s \"%[1]s\"\n    x", "{{ %s }}", "{{< figure src=\"%s\" alt=\"%[1]s\" >}}", "a {{ %s }} b",
		"{%% highlight %s %%}\n%[1]s\n{%% endhighlight %%}", "[[%s|%[1]s]]", "[x]({{ %s }}/%[1]s)", "![x](y){alt=\"%s\"}", "<details><summary>%s</summary>%[1]s</details>",
		"> ## %s\n> x\n{: .challenge}", "---\nquestions: [\"%s\"]\ntitle: x\n---\nx", "+++\ntitle = '%s'\n+++\nx", "{{< youtube %s >}}", "{{#include %s}}",
	}
	for _, way := range ways {
		for _, place := range places {
			var b strings.Builder
			for i, r := range chars {
				if place[0] == '-' && i > 0 {
					break
				}
				var arg any = r
				hostile := fmt.Sprintf(way, arg)
				fmt.Fprintf(&b, place+"\n\n", "near"+hostile+"by")
			}
			for _, folder := range [][]string{{"01-a.md", b.String()}, {"01-a.md", b.String(), "course.yaml", "title: T"}} {
				c, ix := indexOf(t, folder...)
				tree, _ := c.Lessons[0].Tree(ix)
				if why := unsafeIn(tree, ix); why != "" {
					t.Errorf("%q in %q: %s", way, place, why)
				}
			}
		}
	}
}

func TestReadableNeighboursStayReadable(t *testing.T) {
	tree := treeOf(t, "before &#27;]0;x&#7; after \x1b[2J and \u202eon &#x9b;1m&#0; end &amp;#27; `&#27;` \\&#27; &unknown; &amp;amp;\n")
	want := `before [U+001B]]0;x[U+0007] after [U+001B][2J and [U+202E]on [U+009B]1m` + "\ufffd" + ` end &#27; &#27; &#27; &unknown; &amp;`
	if got := PlainText(tree.Blocks); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

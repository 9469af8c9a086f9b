package course

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

func indexOf(t testing.TB, pairs ...string) (*Course, *Index) {
	t.Helper()
	c, err := Open(files(pairs...), "test")
	if err != nil {
		t.Fatal(err)
	}
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	return c, ix
}

func ids(ix *Index) string {
	var b []string
	for _, a := range ix.Activities() {
		b = append(b, a.ID)
	}
	return strings.Join(b, " ")
}

func found(c *Course) string {
	var b []string
	for _, f := range c.Findings() {
		b = append(b, f.String())
	}
	return strings.Join(b, "\n")
}

// A derived id is what answers hang on: it must never change.
func TestDerivedIDs(t *testing.T) {
	sum := func(s string) string { return fmt.Sprintf("x-%x", sha256.Sum256([]byte(s)))[:12] }
	_, ix := indexOf(t, "03-market.md", "> [!question]\n> Why  do *clients*\n> avoid it?\n>\n> Two reasons.\n\n> [!short]\n> Why?\n\n> [!short]\n> Why?\n\n> [!short]\n> Why?\n\n"+
		"> [!choice]\n> Which?\n> - [ ] a\n> - [ ] b\n>\n> > [!hint]\n> > Not part of it.\n")
	want := strings.Join([]string{
		sum("market\x00question\x00Why do clients avoid it? Two reasons."),
		sum("market\x00short\x00Why?"), sum("market\x00short\x00Why?") + "-2", sum("market\x00short\x00Why?") + "-3",
		sum("market\x00choice\x00Which?"),
	}, " ")
	if got := ids(ix); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if first := "x-adae58a729"; !strings.HasPrefix(want, first) {
		t.Errorf("the formula changed: %s, was %s", want, first)
	}
	for _, a := range ix.Activities() {
		if !a.Derived {
			t.Errorf("%s is not marked as derived", a.ID)
		}
	}
}

// Moving a lesson, or an activity within it, changes no id; nor does the
// number of another item that a prompt names.
func TestDerivedIDsStay(t *testing.T) {
	const q, named = "> [!question]\n> Why?\n\n", "> [!question]\n> After [](#first), why?\n\n"
	_, ix := indexOf(t, "01-a.md", "> [!short] {#first}\n> One.\n\n"+q+named)
	_, moved := indexOf(t, "01-x.md", "> [!short]\n> New.\n", "09-a.md", "# Now with a heading\n\n"+named+q+"> [!short] {#first}\n> One.\n")
	for _, a := range ix.Activities() {
		b := moved.Activity(a.ID)
		if b == nil {
			t.Errorf("%s %q is gone: %s", a.ID, a.Prompt, ids(moved))
		}
	}
	if p := moved.Activities()[1].Prompt; p != "After item 4, why?" {
		t.Errorf("prompt %q", p)
	}
}

func TestDoubleIDs(t *testing.T) {
	c, ix := indexOf(t,
		"01-a.md", "> [!short] {#one}\n> One.\n\n## Two {#two}\n",
		"02-b.md", "> [!short] {#one}\n> Other.\n\n> [!short] {#two}\n> Third.\n\n## One {#one}\n\n# Journal\n\n# one\n\n> [!short] {#journal}\n> Screen.\n",
	)
	if got, want := ids(ix), "one "+derivedID("b", Short, "Other.")+" "+derivedID("b", Short, "Third.")+" "+derivedID("b", Short, "Screen."); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	want := `02-b.md:1:13: id "one" stands at 01-a.md:1 already; it gets a derived id; choose another, so that answers are not mixed up
02-b.md:4:13: id "two" stands at 01-a.md:4 already; it gets a derived id; choose another, so that answers are not mixed up
02-b.md:7:9: id "one" stands at 01-a.md:1 already; the heading gets an anchor made of its text; choose another, so that answers are not mixed up
02-b.md:13:13: id "journal" names a screen of the player; it gets a derived id; choose another`
	if got := found(c); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	var anchors []string
	for _, h := range ix.Lessons[1].Headings {
		anchors = append(anchors, h.Anchor)
	}
	if got := strings.Join(anchors, " "); got != "one-1 journal-1 one-2" {
		t.Errorf("automatic anchors do not give way: %s", got)
	}
}

func TestNumbers(t *testing.T) {
	_, ix := indexOf(t,
		"01-a.md", "> [!journal] {#j}\n> x\n\n> [!question] {#a}\n> x\n\n> [!read] {#r}\n> x\n",
		"02-b.md", "---\nsection: evaluation\n---\n> [!scale] {#e}\n> x\n> - 1\n",
		"03-c.md", "---\nsection: booklet\n---\n> [!number optional] {#b optional}\n> x\n\n> [!number] {#c optional}\n> x\n\n> [!choices] {#d}\n> x\n> - y\n",
	)
	var got []string
	for _, a := range ix.Items() {
		got = append(got, fmt.Sprintf("%d%s%s", a.Number, a.ID, a.Section))
	}
	if s := strings.Join(got, " "); s != "1a 2cbooklet 3dbooklet 0eevaluation" {
		t.Error(s)
	}
}

// The digest is in every worksheet: it must be what FORMAT.md says, to the bit.
func TestDigest(t *testing.T) {
	settings, a, b := "title: T\r\nlessons: [b.md, a.md]\r\n", "# A\r\n", "\ufeff# B\n"
	c, err := Open(files("course.yaml", settings, "a.md", a, "b.md", b, "media/x", "not counted"), "x")
	if err != nil {
		t.Fatal(err)
	}
	ix, _ := c.Index()
	line := func(text, file string) string {
		return fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(strings.ReplaceAll(text, "\r\n", "\n"))), file)
	}
	want := fmt.Sprintf("%x", sha256.Sum256([]byte(line(settings, "course.yaml")+line(b, "b.md")+line(a, "a.md"))))
	if ix.Digest != want {
		t.Errorf("got %s, want %s", ix.Digest, want)
	}
	_, plain := indexOf(t, "a.md", a)
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(line(a, "a.md")))); plain.Digest != want {
		t.Errorf("without course.yaml: got %s, want %s", plain.Digest, want)
	}
}

func TestKeysAreFoundAgain(t *testing.T) {
	before := treeOf(t, "# T\n\nIntro.\n\n## Part\n\nSame.\n\nSame.\n\n> [!short] {#q}\n> Q?\n\n***\n\n> [!recall] {of=q}\n\nEnd.\n")
	var keys []string
	for i := range before.Blocks {
		keys = append(keys, before.Key(i))
	}
	if got := strings.Join(keys, " "); got != "t-01b5d9c3 part t-2cd849a3 t-2cd849a3-2 q rule recall.q t-2e18562d" {
		t.Error(got)
	}
	after := treeOf(t, "# T\n\nNew.\n\nIntro.\n\n## Part\n\nNew.\n\nSame.\n\nMore.\n\n> [!short] {#q}\n> Reworded?\n\n***\n\n> [!recall] {of=q}\n\n*End.*\n")
	var places []string
	for _, key := range keys {
		places = append(places, fmt.Sprint(after.Find(key, 99)))
	}
	// The second "Same." is gone: nothing is known of it but where it was.
	if got := strings.Join(places, " "); got != "1 2 4 9 6 7 8 9" {
		t.Error(got)
	}
	for _, test := range []struct{ near, want int }{{-5, 0}, {3, 3}, {99, len(after.Blocks) - 1}} {
		if got := after.Find("gone", test.near); got != test.want {
			t.Errorf("near %d: %d, want %d", test.near, got, test.want)
		}
	}
	if empty := treeOf(t, ""); empty.Find("x", 3) != 0 || empty.Key(0) != "" {
		t.Error("an empty lesson has a block")
	}
}

// A tree made without the index, for a first page that cannot wait, has the
// same ids as one made with it.
func TestTreeWithoutIndex(t *testing.T) {
	c := testCourse(t)
	ix, _ := c.Index()
	for _, l := range c.Lessons[:3] {
		alone, _ := l.Tree(nil)
		whole, _ := l.Tree(ix)
		if len(alone.Blocks) != len(whole.Blocks) {
			t.Fatalf("%s: %d blocks, %d", l.ID, len(alone.Blocks), len(whole.Blocks))
		}
		for i := range alone.Blocks {
			a, aok := alone.Blocks[i].(*ActivityBlock)
			b, bok := whole.Blocks[i].(*ActivityBlock)
			if aok != bok || aok && a.Activity.ID != b.Activity.ID {
				t.Errorf("%s: block %d differs", l.ID, i)
			}
			if bok && ix.Activity(b.Activity.ID) != b.Activity {
				t.Errorf("%s: the tree's activity is not the index's", b.Activity.ID)
			}
		}
	}
}

// The file was edited after the index was made: the tree shows the new text.
func TestTreeAfterAnEdit(t *testing.T) {
	fsys := files("01-a.md", "> [!short] {#q}\n> Old?\n", "02-b.md", "> [!short] {#r}\n> Other.\n")
	c, _ := Open(fsys, "x")
	ix, _ := c.Index()
	fsys["02-b.md"].Data = []byte("> [!short] {#new}\n> New one.\n\n> [!short] {#r}\n> Reworded, after [](#q).\n")
	tree, _ := c.Lessons[1].Tree(ix)
	if len(tree.Activities) != 2 || tree.Activities[0].ID != "new" || tree.Activities[0].Number != 0 ||
		tree.Activities[1].ID != "r" || tree.Activities[1].Number != 2 || !strings.HasPrefix(tree.Activities[1].Prompt, "Reworded") {
		t.Errorf("%s", dump(tree))
	}
	other, _ := Open(files("01-z.md", "# Z"), "x")
	if tree, _ := other.Lessons[0].Tree(ix); tree.Title != "Z" {
		t.Errorf("another course's index: %s", dump(tree))
	}
}

package draft

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/charmbracelet/x/exp/golden"

	"lectern/course"
)

// imported imports a draft, with an id that is the same each time.
func imported(t testing.TB, name string, raw []byte) (*Course, error) {
	t.Helper()
	return Import(name, bytes.NewReader(raw), int64(len(raw)), func(title string) string { return course.CourseIDOf(title) })
}

// opened opens the course that was made.
func opened(t testing.TB, made *Course) *course.Course {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range made.Files {
		if files[f.Name] != nil {
			t.Errorf("the file %s is made twice", f.Name)
		}
		files[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	c, err := course.Open(files, "x")
	if err != nil {
		t.Fatalf("the course does not open: %v", err)
	}
	return c
}

// shown is what a learner reads of a course, in order.
func shown(c *course.Course) string {
	var b strings.Builder
	b.WriteString(c.Title + "\n" + c.Summary + "\n")
	ix, _ := c.Index()
	for _, l := range c.Lessons {
		tree, _ := l.Tree(ix)
		b.WriteString(tree.Title + "\n" + course.PlainText(tree.Blocks) + "\n")
	}
	return b.String()
}

// missing is the first word of the draft that the course does not show after
// the ones before it; "" if all are there.
func missing(draft, shown string) string {
	there := wordsIn(shown)
	for i, w := range wordsIn(draft) {
		n := slices.Index(there, w)
		if n < 0 {
			return fmt.Sprintf("word %d, %q", i, w)
		}
		there = there[n+1:]
	}
	return ""
}

// all writes every text of a course, for a golden file.
func all(made *Course) []byte {
	var b bytes.Buffer
	for _, f := range made.Files {
		if strings.HasSuffix(f.Name, ".md") || strings.HasSuffix(f.Name, ".yaml") {
			fmt.Fprintf(&b, "-- %s --\n%s", f.Name, f.Content)
		} else {
			fmt.Fprintf(&b, "-- %s -- %d bytes\n", f.Name, len(f.Content))
		}
	}
	for _, l := range made.Left {
		fmt.Fprintf(&b, "not taken over: %s\n", l)
	}
	return b.Bytes()
}

// Drafts as authors have them, and what becomes of them.
func TestDrafts(t *testing.T) {
	names, err := filepath.Glob("testdata/drafts/*")
	if err != nil || len(names) == 0 {
		t.Fatal("no drafts", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			made, err := imported(t, filepath.Base(name), raw)
			if err != nil {
				t.Fatal(err)
			}
			golden.RequireEqual(t, all(made))
			c := opened(t, made)
			if filepath.Ext(name) == ".txt" {
				if w := missing(string(raw), shown(c)); w != "" {
					t.Errorf("%s is not shown", w)
				}
			}
			sound(t, c)
		})
	}
}

// sound checks what holds of every course that was made: an id that the author
// need not write, no derived ids, no findings of errors.
func sound(t testing.TB, c *course.Course) {
	t.Helper()
	ix, _ := c.Index()
	if !c.IDWritten {
		t.Error("the course has no id of its own")
	}
	for _, a := range ix.Activities() {
		if a.Derived {
			t.Errorf("%s %s has a derived id", a.Kind, a.ID)
		}
	}
	for _, f := range c.Findings() {
		if f.Severity == course.Error && !strings.Contains(f.Text, "does not exist") && !strings.Contains(f.Text, "address") {
			t.Error(f)
		}
	}
}

// The same text in every encoding that is read makes the same course.
func TestEncodings(t *testing.T) {
	const text = "Café\n\nErste Zeile – “quoted”.\n\nZweite Zeile.\n"
	want, err := imported(t, "x.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var little []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		little = append(little, byte(u), byte(u>>8))
	}
	for name, raw := range map[string][]byte{
		"a mark":   append([]byte("\ufeff"), text...),
		"CRLF":     []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"old Macs": []byte(strings.ReplaceAll(text, "\n", "\r")),
		"UTF-16":   little,
	} {
		got, err := imported(t, "x.txt", raw)
		if err != nil || !bytes.Equal(all(got), all(want)) {
			t.Errorf("%s: %v\n%s", name, err, all(got))
		}
	}
}

func TestRefused(t *testing.T) {
	zipOf := func(name, text string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, _ := z.Create(name)
		_, _ = w.Write([]byte(text))
		_ = z.Close()
		return b.String()
	}
	for name, test := range map[string]struct{ raw, why string }{
		"RTF":               {`{\rtf1 text}`, "RTF"},
		"a legacy encoding": {"caf\xe9 cr\xe8me", "not UTF-8"},
		"an old document":   {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word document"},
		"a PDF":             {"%PDF-1.7", "PDF"},
		"a web page":        {"<!DOCTYPE html><p>x", "web page"},
		"an OpenDocument":   {zipOf("content.xml", "x"), "OpenDocument"},
		"a pack":            {zipOf("course.yaml", "x"), "a pack"},
		"another zip":       {zipOf("x", "x"), "no .docx"},
		"half a zip":        {"PK\x03\x04", "no zip file"},
		"nothing":           {"", "no text"},
		"only space":        {" \n\t\n", "no text"},
		"a path out of it":  {zipOf("../x", "x"), "leads out"},
		"a spreadsheet":     {zipOf("[Content_Types].xml", "<Types/>"), "no text document"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := imported(t, "x.txt", []byte(test.raw)); err == nil || !strings.Contains(err.Error(), test.why) {
				t.Errorf("%v; want %q", err, test.why)
			}
		})
	}
}

// Every word of a plain text is shown, in order, whatever marks are round it.
func FuzzPlain(f *testing.F) {
	names, _ := filepath.Glob("testdata/drafts/*.txt")
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add("# not `code` *nor* _this_ [nor](that) <b>or</b> &amp; ~~that~~ | x\n> y\n    z\n--- \n1) a\n3. b\n(2) c\n")
	f.Add("Title\n\n- a\n   3. b\n      - c\n 1. d\n- \n+ e\n\n[^1]: x\n[a]: b\n\nx\n---\ny\n===\n")
	f.Add("https://example.org/a_b*c?d=e&f=g#h). See www.example.org/_x_ and a@b.org {#id} x\n")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 20_000 || anyHeading.MatchString(s) {
			return
		}
		holds(t, s)
	})
}

func holds(t testing.TB, s string) {
	t.Helper()
	made, err := imported(t, "x.txt", []byte(s))
	if err != nil {
		return
	}
	text, err := course.DecodeText([]byte(s))
	if err != nil {
		t.Fatal("what cannot be read was imported")
	}
	c := opened(t, made)
	if w := missing(text, shown(c)); w != "" {
		t.Errorf("%s is not shown\n%s", w, all(made))
	}
	sound(t, c)
}

// The same for texts that are put together of what drafts are made of.
func TestNothingIsDropped(t *testing.T) {
	parts := []string{
		"Lesson 1: The First", "LESSON TWO", "Welcome", "Why Negotiate?", "Objectives", "A line of text that goes on for a while, as sentences do.",
		"• a point", "1. the first", "2. the second", "7) seven", "   - deeper", "\to further", "Read: \"A Title\" (2018)", "https://example.org/x_y",
		"Answer items #1-3 on your worksheet.", "Further readings:", "- \"Another\"", "Watch the video.", "Journal: what now?", "*", "---", "",
		"a * b _c_ [d] <e> `f` ~g~ |h| &i; \\j", "# hash", "> quoted", "1986. A year.", "{#x}", "Title {#id}", "+ plus", "= equals", "A | B", "x\ty\tz",
		"[!note] not", "\u00a0space\u00a0", "Ünïcödé wörds 日本語 العربية", "line one\x0bline two", "www.example.org", "...", "***bold***", "[x] done", "- [ ] task",
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		var b strings.Builder
		for range 1 + r.IntN(30) {
			b.WriteString(parts[r.IntN(len(parts))] + strings.Repeat("\n", 1+r.IntN(2)))
		}
		if s := b.String(); !anyHeading.MatchString(s) {
			holds(t, s)
		}
		if t.Failed() {
			t.Fatalf("the draft:\n%s", b.String())
		}
	}
}

// What plain text says is what is shown, to the letter, however it begins and
// whatever marks are in it.
func TestReadsTheSame(t *testing.T) {
	for _, s := range []string{
		"# no heading", "> no quote", "- no item", "+ no item", "* no item", "1. no item", "12) no item", "=== no line", ": no term", "--- no rule",
		"a *b* _c_ **d** `e` ~~f~~", "snake_case stays", "[a](b) [c][d] ![e](f) [^g] [!note]", "<b>bold</b> <!-- comment -->", "&amp; &lt; &#65; AT&T a & b",
		`back\slash \* \`, "a | b", "{#id} and {x}", "$80,000 (US)", "[ ] box", "| a | b |", "5 > 3 < 7", "C# and #tag",
	} {
		c := opened(t, &Course{Files: []File{{"course.yaml", []byte("title: T\n")}, {"1-a.md", []byte("# A\n\n" + escape(s) + "\n")}}})
		ix, _ := c.Index()
		tree, _ := c.Lessons[0].Tree(ix)
		if got := course.PlainText(tree.Blocks); got != s {
			t.Errorf("%q reads %q, written %q", s, got, escape(s))
		}
	}
}

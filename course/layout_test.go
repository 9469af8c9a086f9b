package course

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// What a folder is, and which lessons it has.
func TestWhatAFolderIs(t *testing.T) {
	for _, test := range []struct {
		name, layout, title, lessons string
		fsys                         fstest.MapFS
	}{
		{"our own", "", "T", "a.md=a", files("course.yaml", "title: T", "a.md", "", "sub/b.md", "")},
		{"our own, asked to be plain", "plain", "T", "a.md=a sub/b.md=sub/b", files("course.yaml", "title: T\nlayout: plain", "a.md", "", "sub/b.md", "")},
		{"our own, with lessons, beside a book", "", "T", "a.md=a", files("course.yaml", "title: T\nlessons: [a.md]", "a.md", "", "book.toml", "", "src/SUMMARY.md", "[b](b.md)", "src/b.md", "")},
		{"our own beside a book", "mdbook", "T", "src/b.md=b", files("course.yaml", "title: T", "a.md", "", "book.toml", "[book]\ntitle = 'B'", "src/SUMMARY.md", "[b](b.md)", "src/b.md", "")},
		{"our own beside a Workbench", "workbench", "W", "episodes/a.md=a", files("course.yaml", "id: x", "config.yaml", "title: W", "episodes/a.md", "", "index.md", "")},
		{"Workbench before book", "workbench", "W", "episodes/2-b.md=b episodes/10-a.md=a", files("config.yaml", "title: W", "book.toml", "", "episodes/10-a.md", "", "episodes/2-b.md", "", "episodes/x.txt", "")},
		{"no Workbench without episodes", "plain", "X", "a.md=a", files("config.yaml", "title: W", "a.md", "")},
		{"GitBook", "mdbook", "X", "b/c.md=b/c a.md=a", files("SUMMARY.md", "* [C](b/c.md)\n* [A](a.md)", "a.md", "", "b/c.md", "")},
		{"a book elsewhere", "mdbook", "B", "text/a.md=a", files("book.toml", "[book]\ntitle = 'B'\nsrc = 'text'", "text/SUMMARY.md", "[A](./a.md#x)", "text/a.md", "")},
		{"a book that leads out", "mdbook", "B", "src/a.md=a", files("book.toml", "[book]\ntitle = 'B'\nsrc = '../text'", "src/SUMMARY.md", "[A](a.md)\n[B](../../b.md)", "src/a.md", "")},
		{"by weight", "plain", "X", "index.md=index b.md=b a.md=a 1-c.md=c d.md=d e/f.md=e/f", files("d.md", "", "a.md", "---\nweight: 20\n---", "b.md", "+++\nweight = 3\n+++\n", "1-c.md", "", "e/f.md", "", "index.md", "")},
		{"drafts", "plain", "X", "b.md=b", files("a.md", "---\ndraft: true\n---", "b.md", "", "c.md", "---\npublished: false\n---")},
		{"another course in it", "plain", "X", "a.md=a", files("a.md", "", "other/course.yaml", "title: T", "other/b.md", "", "book/book.toml", "", "book/b.md", "")},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := Open(test.fsys, "x")
			if err != nil {
				t.Fatal(err)
			}
			if got := lessonNames(c); got != test.lessons || c.Title != test.title || c.Layout() != test.layout {
				t.Errorf("%q %q %s\nwant %q %q %s", c.Layout(), c.Title, got, test.layout, test.title, test.lessons)
			}
		})
	}
}

// A long folder is opened without reading every page, unless one of the first
// has front matter; a page that wants a place in vain is found.
func TestLongFolders(t *testing.T) {
	long := files("d020.md", "a", "d170.md", "---\nweight: 3\n---\nb")
	for n := range 200 {
		if name := fmt.Sprintf("d%03d.md", n); long[name] == nil {
			long[name] = &fstest.MapFile{Data: []byte("text")}
		}
	}
	lesson := func(n int) (string, []Finding) {
		c, err := Open(long, "x")
		if err != nil {
			t.Fatal(err)
		}
		tree, err := c.Lessons[n].Tree(nil)
		if err != nil {
			t.Fatal(err)
		}
		return c.Lessons[n].File, tree.Findings
	}
	if file, found := lesson(170); file != "d170.md" || len(found) != 1 || !strings.Contains(found[0].Text, "names its place") {
		t.Errorf("%s, %v", file, found)
	}
	long["d020.md"].Data = []byte("---\nweight: 4\n---\na")
	if file, found := lesson(0); file != "d170.md" || len(found) > 0 {
		t.Errorf("%s, %v", file, found)
	}
}

// Settings of another program that cannot be read keep the course from
// opening, and say where.
func TestOtherSettingsThatCannotBeRead(t *testing.T) {
	for want, fsys := range map[string]fstest.MapFS{
		"config.yaml:1:9: cannot be read as YAML": files("config.yaml", "title: A: B", "episodes/a.md", ""),
		"book.toml:2:7: cannot be read as TOML":   files("book.toml", "[book]\ntitle 1", "src/SUMMARY.md", "[a](a.md)", "src/a.md", ""),
		"no lessons were found":                   files("book.toml", "", "src/SUMMARY.md", "nothing"),
	} {
		if _, err := Open(fsys, "x"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// What ends a div, and what does not.
func TestEndsOfDivs(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"::: note\na\n:::\nb\n", "NOTE(a) b"},
		{"::::: note :::::\na\n:::\nb\n", "NOTE(a) b"},
		{"::: note\n::: tip\na\n:::\nb\n:::\nc\n", "NOTE(TIP(a) b) c"},
		{"text\n::: note\na\n:::\nb\n", "text NOTE(a) b"},
		{"::: note\n- a\n- b\n:::\nc\n", "NOTE(- a\n- b) c"},
		{"::: note\n- ::: tip\n  a\n  :::\n- b\n:::\nc\n", "NOTE(- a\n- b) c"},
		{"::: note\n- ::: tip\n  a\n:::\nb\n", "NOTE(- a) b"},
		{"::: note\n> a\n:::\nb\n", "NOTE(QUOTE(a)) b"},
		{"> ::: note\n> a\n> :::\n> b\n\nc\n", "QUOTE(NOTE(a) b) c"},
		{"::: note\n```\n:::\n```\n:::\nb\n", "NOTE(:::) b"},
		{"::: note\n<div>\na\n</div>\n:::\nb\n", "NOTE(a) b"},
		{"::: note\n<!--\n:::\n-->\na\n:::\nb\n", "NOTE(a) b"},
		{"::: note\na\n", "NOTE(a)"},
		{"a\n\n:::\n\nb\n", "a b"},
		{"    ::: note\n", "::: note"},
		{":: note\n", ":: note"},
		{"::: 1 is no name\n", "::: 1 is no name"},
		{"::: {.a .note data-x='y z'}\na\n:::\n", "NOTE(a)"},
		{"::: unknown-name\na\n:::\nb\n", "a b"},
	} {
		if got := outline(treeOf(t, test.text).Blocks); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
	// In our own format they are text.
	if got := outline(ownTreeOf(t, "::: note\na\n:::\n").Blocks); got != "::: note a :::" {
		t.Errorf("in our own format: %q", got)
	}
}

func outline(blocks []Block) string {
	var parts []string
	for _, b := range blocks {
		switch b := b.(type) {
		case *Callout:
			parts = append(parts, b.Word+"("+outline(b.Blocks)+")")
		case *Quote:
			parts = append(parts, "QUOTE("+outline(b.Blocks)+")")
		default:
			parts = append(parts, plainBlock(b, true))
		}
	}
	return strings.Join(parts, " ")
}

// The ids of a course of another program stay when lessons and exercises are
// added, and in a course that opens without the others.
func TestLayoutIDsStay(t *testing.T) {
	const one = "::: challenge\n## One\nDo.\n:::\n"
	first := func(fsys fstest.MapFS, lesson string) string {
		c, err := Open(fsys, "x")
		if err != nil {
			t.Fatal(err)
		}
		ix, _ := c.Index()
		for _, l := range ix.Lessons {
			if l.ID == lesson {
				return l.Activities[len(l.Activities)-1].ID
			}
		}
		t.Fatalf("no lesson %q in %s", lesson, lessonNames(c))
		return ""
	}
	settings := "title: W\nepisodes: [01-a.md]"
	before := first(files("config.yaml", settings, "episodes/01-a.md", one), "a")
	after := first(files("config.yaml", "title: W\nepisodes: [01-z.md, 02-a.md]", "episodes/02-a.md", "::: challenge\nTwo\n:::\n\n"+one, "episodes/01-z.md", one), "a")
	if before != after {
		t.Errorf("%s, and %s after a lesson was inserted", before, after)
	}
	for _, fsys := range []fstest.MapFS{files("guide/a.md", one, "b/a.md", one), files("01-guide/07-a.md", one), files("guide/a.md", one, "course.yaml", "title: T\nlayout: plain")} {
		if got, want := first(fsys, "guide/a"), first(files("guide/a.md", one), "guide/a"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

package course

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// FuzzLesson: whatever bytes a lesson is made of, it is parsed without a
// panic and in time, and what comes out keeps the package's promises.
func FuzzLesson(f *testing.F) {
	var names []string
	for _, pattern := range []string{"testdata/course/*.md", "sample/*.md", "testdata/layouts/*/*.md", "testdata/layouts/*/*/*.md", "testdata/layouts/*/*/*.Rmd"} {
		more, _ := filepath.Glob(pattern)
		names = append(names, more...)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, text := range hostile(50) {
		f.Add([]byte(text))
	}
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("> [!question]\n> \t\tst\t\ta\n")) // a prompt that is code, with tabs in its name
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, settings := range []map[string]string{{}, {"course.yaml": "title: T"}, {"SUMMARY.md": "[A](01-a.md)\n[B](02-b.md)"}} {
			fuzzLesson(t, raw, settings)
		}
	})
}

// fuzzLesson reads a lesson in one layout.
func fuzzLesson(t *testing.T, raw []byte, settings map[string]string) {
	t.Helper()
	start := time.Now()
	folder := fstest.MapFS{
		"01-a.md": {Data: raw},
		"02-b.md": {Data: []byte("> [!question] {#why}\n> Why, after [](#x)?\n\n## Ranges {#ranges}\n")},
		"film.md": {Data: []byte("x")},
	}
	for name, text := range settings {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := Open(folder, "x")
	if err != nil {
		t.Fatal(err)
	}
	ix, _ := c.Index()
	for _, l := range c.Lessons {
		tree, _ := l.Tree(ix)
		if why := unsafeIn(tree, ix); why != "" {
			t.Error(why)
		}
		alone, _ := l.Tree(nil)
		if len(alone.Activities) != len(tree.Activities) {
			t.Errorf("%d activities without an index, %d with", len(alone.Activities), len(tree.Activities))
		}
		if tree.Words < 0 || tree.Counted < 0 {
			t.Errorf("%d words, %v minutes", tree.Words, tree.Counted)
		}
	}
	ids := map[string]bool{}
	for _, a := range ix.Activities() {
		if ids[a.ID] {
			t.Errorf("id %q twice", a.ID)
		}
		ids[a.ID] = true
	}
	var saved bytes.Buffer
	if err := ix.Save(&saved); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadIndex(&saved); err != nil {
		t.Errorf("the index does not come back: %v", err)
	}
	_ = c.Findings()
	if d := time.Since(start); d > 2*time.Second && len(raw) < 100_000 {
		t.Errorf("%d bytes take %v", len(raw), d)
	}
}

// FuzzCourseYAML: whatever bytes course.yaml is made of, the course opens or
// says why not, and nothing dangerous comes out of it.
func FuzzCourseYAML(f *testing.F) {
	for _, name := range []string{"testdata/course/course.yaml", "sample/course.yaml"} {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, s := range []string{"", "- a", "title: [", "title: \"\\e\"", "a: &a [*a]", "title: A\ncredit: {hours: .inf}", "? x\n: y", "title: !!binary aGk=", "<<: {title: x}", "title: A\n---\nb: c", "lessons: [01-a.md, 01-a.md, ../x]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := Open(fstest.MapFS{"01-a.md": {Data: []byte("x")}, "course.yaml": {Data: raw}}, "folder")
		if err != nil {
			if d := dangerous(err.Error()); d != "" {
				t.Errorf("the error holds %s: %q", d, err)
			}
			return
		}
		texts := append([]string{c.ID, c.Title, c.Version, c.Language, c.Summary, c.Credit.Provider, c.Credit.ProviderNumber,
			c.Credit.Statement, c.Instructor.Name, c.Instructor.Email, c.Worksheet, c.Notice}, c.Audience...)
		for _, fd := range c.Findings() {
			texts = append(texts, fd.String())
		}
		for _, s := range append(texts, c.Objectives...) {
			if d := dangerous(s); d != "" {
				t.Errorf("%q holds %s", s, d)
			}
		}
		if !validCourseID(c.ID) || c.Title == "" || c.Worksheet == "" || c.Language == "" || len(c.Lessons) == 0 || c.Credit.WordsPerHour <= 0 {
			t.Errorf("%+v", c)
		}
	})
}

// FuzzLayouts: whatever bytes another program's settings are made of, the
// course opens or says why not, and nothing dangerous comes out of it.
func FuzzLayouts(f *testing.F) {
	for _, name := range []string{"workbench/config.yaml", "mdbook/book.toml", "mdbook/src/SUMMARY.md", "carpentry/_config.yml", "plain/02-hugo.md", "plain/10-jekyll.md"} {
		raw, err := os.ReadFile("testdata/layouts/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, s := range []string{"", "episodes: [01-a.md, ../x, /etc/passwd, 'a\\b.md']", "title: \"\\e\"\nepisodes: x", "[book]\ntitle = 1\nsrc = \"../..\"", "[book]\ntitle = \"\\u001b\"",
		"[[[[[[", "[a](../x.md)\n[b](01-a.md)", "# \x1b\n- [\x1b](01-a.md)", "+++\ntitle = \"\\u001b\"\n+++", "---\ntitle: [x]\nweight: .nan\n---", "a = [" + strings.Repeat("[", 5000)} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := []byte("# A\n\n{{#include ../book.toml}}\n")
		for _, folder := range []fstest.MapFS{
			{"config.yaml": {Data: raw}, "episodes/01-a.md": {Data: text}},
			{"book.toml": {Data: raw}, "src/01-a.md": {Data: text}, "src/SUMMARY.md": {Data: []byte("[A](01-a.md)")}},
			{"src/SUMMARY.md": {Data: raw}, "src/01-a.md": {Data: text}},
			{"01-a.md": {Data: raw}, "b/index.md": {Data: raw}},
		} {
			c, err := Open(folder, "folder")
			if err != nil {
				if d := dangerous(err.Error()); d != "" {
					t.Errorf("the error holds %s: %q", d, err)
				}
				continue
			}
			ix, _ := c.Index()
			for _, l := range c.Lessons {
				tree, _ := l.Tree(ix)
				if why := unsafeIn(tree, ix); why != "" {
					t.Error(why)
				}
				if d := dangerous(l.ID + l.Part + l.File); d != "" {
					t.Errorf("lesson %q holds %s", l.ID, d)
				}
			}
			for _, fd := range c.Findings() {
				if d := dangerous(fd.String()); d != "" {
					t.Errorf("%q holds %s", fd, d)
				}
			}
			if d := dangerous(c.Title + c.Summary); d != "" || !validCourseID(c.ID) || c.Title == "" {
				t.Errorf("%q %q %s", c.ID, c.Title, d)
			}
		}
	})
}

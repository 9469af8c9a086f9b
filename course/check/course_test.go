package check

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"lectern/course"
	"lectern/course/sample"
)

// A course of 300 lessons as long as those of the sample is checked while one
// waits.
func TestThreeHundredLessons(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	text, err := fs.ReadFile(sample.FS(), "02-why-negotiate.md")
	if err != nil {
		t.Fatal(err)
	}
	files := []string{}
	for i := range 300 {
		files = append(files, fmt.Sprintf("%03d-lesson-%d.md", i+10, i), strings.NewReplacer("{#", fmt.Sprintf("{#l%d-", i), "(#", fmt.Sprintf("(#l%d-", i)).Replace(string(text)))
	}
	start := time.Now()
	_, _ = courseOf(t, files...).Index()
	reading := time.Since(start)
	c := courseOf(t, files...)
	start = time.Now()
	found := Course(c)
	took := time.Since(start)
	t.Logf("read in %v, checked in %v, %d findings", reading, took, len(found))
	// Machines that run tests are busy at times: then reading is slow, too.
	if took > 2*time.Second && took > 8*reading {
		t.Errorf("read in %v, checked in %v", reading, took)
	}
}

// Texts that were made to be slow are checked fast, too.
func TestSlowTexts(t *testing.T) {
	const n = 50_000
	for _, text := range []string{
		strings.Repeat("`", n), strings.Repeat("` `` ", n/5), strings.Repeat("a`b` ", n/5), strings.Repeat("x x\n", n/4),
		strings.Repeat("> [!choice]\n", n/12), strings.Repeat("> [!choice]\n>\n", n/14), strings.Repeat("[a][b]", n/6),
		strings.Repeat("](", n/2), strings.Repeat("(A ", n/3), strings.Repeat("bla ", n/4), strings.Repeat("<a", n/2),
		"> [!note]\n" + strings.Repeat("> a\n", n/4), strings.Repeat("> [!short]\n> a\n\n", n/20), strings.Repeat("click ", n/6),
		strings.Repeat("???", n/3), strings.Repeat("\u200b", n/3), strings.Repeat("![](a)", n/6),
	} {
		c := courseOf(t, "01-a.md", text)
		start := time.Now()
		_, _ = c.Index()
		reading := time.Since(start)
		start = time.Now()
		Course(c)
		if _, _, err := Fix(c); err != nil {
			t.Error(err)
		}
		if took := time.Since(start); took > 2*time.Second && took > 20*reading {
			t.Errorf("%q…: read in %v, checked and mended in %v", text[:12], reading, took)
		}
	}
}

// Whatever stands in a lesson and in course.yaml, findings come in order, and
// each has a place that is in the file, and a text that may be printed.
func FuzzCourse(f *testing.F) {
	f.Add("# A\n\n> [!question] {#q}\nlost xx\n\n`a` ü ??? [a] (http://b) ![](c) <img>\n", "title: xx # é\n")
	f.Add("---\ntitle: TODO\n---\n> [question]\n> - [ ] a\n\n| a | b |\n|---|---|\n| TBD |\n\r\n\u200b[a][b] Read: the", "")
	f.Fuzz(func(t *testing.T, lesson, settings string) {
		c, err := course.Open(fstest.MapFS{"course.yaml": {Data: []byte(settings)}, "01-a.md": {Data: []byte(lesson)}}, "x")
		if err != nil {
			t.Skip()
		}
		before := course.Finding{}
		for _, found := range Course(c) {
			text, err := c.SourceOf(found.File)
			if err != nil {
				if found.At != (course.At{Line: 1, Col: 1}) {
					t.Errorf("%+v of a file that cannot be read", found)
				}
				continue
			}
			lines := strings.Split(text, "\n")
			if found.At.Line < 1 || found.At.Line > len(lines) || found.At.Col < 1 || found.At.Col > utf8.RuneCountInString(lines[found.At.Line-1])+1 {
				t.Errorf("%+v is not in %q", found, text)
			}
			if found.File == before.File && (found.At.Line < before.At.Line || found.At.Line == before.At.Line && found.At.Col < before.At.Col) {
				t.Errorf("%+v comes after %+v", found, before)
			}
			if found.Text == "" || strings.Contains(found.Text, "\n") {
				t.Errorf("the text of %+v", found)
			}
			before = found
		}
	})
}

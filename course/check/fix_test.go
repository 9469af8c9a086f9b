package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

// What --fix writes, byte for byte, and what it leaves.
func TestFix(t *testing.T) {
	for _, test := range []struct{ name, file, text, want, left string }{
		{"an id", "01-a.md", "# A\n\n> [!question]\n> Why?\n", "# A\n\n> [!question] {#x-7598898f5a}\n> Why?\n", ""},
		{"into braces", "01-a.md", "# A\n\n> [!question] Title {words=50}\n> Why?\n", "# A\n\n> [!question] Title {#x-7598898f5a words=50}\n> Why?\n", ""},
		{"twice the same", "01-a.md", "# A\n\n> [!question]\n> Why?\n\n> [!question]\n> Why?\n", "# A\n\n> [!question] {#x-7598898f5a}\n> Why?\n\n> [!question] {#x-7598898f5a-2}\n> Why?\n", ""},
		{"a double", "01-a.md", "# A\n\n> [!question] {#a}\n> Why?\n\n> [!question] {words=5 #a}\n> Why?\n", "# A\n\n> [!question] {#a}\n> Why?\n\n> [!question] {words=5 #x-7598898f5a}\n> Why?\n", ""},
		{"front matter, CRLF, a mark, trailing blanks", "01-a.md", "\ufeff---\r\ntitle: A\r\n---\r\n\r\n> [!question]  \r\n> Why?\r\n\r\nEnd", "\ufeff---\r\ntitle: A\r\n---\r\n\r\n> [!question] {#x-7598898f5a}  \r\n> Why?\r\n\r\nEnd", ""},
		{"an old Mac's lines", "01-a.md", "# A\r\r> [!question]\r> Why?\r", "# A\r\r> [!question] {#x-7598898f5a}\r> Why?\r", ""},
		{"a kind, and then its id", "01-a.md", "# A\n\n> [!Qestion] {words=5}\n> Why?\n", "# A\n\n> [!question] {#x-7598898f5a words=5}\n> Why?\n", ""},
		{"a kind never takes the id of another", "01-a.md", "# A\n\n> [!qestion]\n> Why?\n\n> [!question]\n> Why?\n", "# A\n\n> [!question] {#x-7598898f5a-2}\n> Why?\n\n> [!question] {#x-7598898f5a}\n> Why?\n", ""},
		{"nested and in a list", "01-a.md", "# A\n\n- > [!tipp]\n  > > [!question]\n  > > Why?\n", "# A\n\n- > [!tip]\n  > > [!question] {#x-7598898f5a}\n  > > Why?\n", ""},
		{"nobody knows what was meant", "01-a.md", "# A\n\n> [!banana]\n> Why?\n", "", ""},
		{"code", "01-a.md", "# A\n\n```\n> [!qestion]\n> Why?\n```\n", "", ""},
		{"braces that cannot be read", "01-a.md", "# A\n\n> [!question] {words=}}\n> Why?\n", "", "01-a.md:3: no id can be written into this line; write one at the activity's first line yourself"},
		{"course.yaml", "course.yaml", "# ours\n\ntitle: My course\n", "# ours\n\nid: my-course\ntitle: My course\n", ""},
		{"course.yaml with CRLF and a mark", "course.yaml", "\ufefftitle: My course\r\n", "\ufeffid: my-course\r\ntitle: My course\r\n", ""},
		{"an id that cannot be", "course.yaml", "title: My course\nid: \"My Course!\"   # ours\n", "title: My course\nid: my-course   # ours\n", ""},
		{"an empty id", "course.yaml", "title: My course\nid:\n", "title: My course\nid: my-course\n", ""},
		{"course.yaml in one line", "course.yaml", "{title: My course}\n", "", "course.yaml: write the line id: my-course"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := courseOf(t, test.file, test.text)
			changes, left, err := Fix(c)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(left, "\n"); got != test.left {
				t.Errorf("left %q, want %q", got, test.left)
			}
			got := ""
			for _, change := range changes {
				if change.File != test.file || string(change.Before) != test.text || len(change.Done) == 0 {
					t.Errorf("changed %+v", change)
				}
				got += string(change.After)
			}
			if got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// A folder without a course.yaml gets one, so that its answers stay.
func TestFixOfAPlainFolder(t *testing.T) {
	c, err := course.Open(fstest.MapFS{"a.md": {Data: []byte("# A\n")}}, "My notes")
	if err != nil {
		t.Fatal(err)
	}
	changes, _, err := Fix(c)
	if err != nil || len(changes) != 1 || changes[0].Before != nil || !strings.HasPrefix(string(changes[0].After), "id: my-notes\ntitle: \"My notes\"\n") {
		t.Errorf("%+v %v", changes, err)
	}
}

// Whatever the lesson: after the fix, every activity has the id that it had,
// none is derived, the rest of the text is untouched, and a second fix has
// nothing to do.
func FuzzFix(f *testing.F) {
	f.Add("# A\n\n> [!question]\n> Why?\n\n> [!qestion] {words=5}\n> Why?\n", true)
	f.Add("\ufeff---\ntitle: A\n---\n> [!choice]- T {}\n> - a\n> - b\n", false)
	f.Add("- > [!tipp]\n  > > [!short] {#q}\n  > > x\n\n> [!short] {#q}\n> x\n\t> [!short]", true)
	f.Add(">\t[!note]{}\n>[!journal] {a\n\n1. > [!read]\u00a0{x=“y”}\n", false)
	f.Fuzz(func(t *testing.T, text string, crlf bool) {
		if crlf {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		folder := fstest.MapFS{"course.yaml": {Data: []byte(goodSettings)}, "01-a.md": {Data: []byte(text)}}
		c, err := course.Open(folder, "x")
		if err != nil {
			t.Skip()
		}
		changes, left, err := Fix(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range changes {
			raw, _ := fs.ReadFile(folder, change.File)
			if !bytes.Equal(raw, change.Before) || bytes.Count(change.After, []byte("\n")) != bytes.Count(raw, []byte("\n")) {
				t.Fatalf("more than ids: %q", change.After)
			}
			folder[change.File] = &fstest.MapFile{Data: change.After}
		}
		now, err := course.Open(folder, "x")
		if err != nil {
			t.Fatal(err)
		}
		before, _ := c.Index()
		after, _ := now.Index()
		for _, a := range before.Activities() {
			b := after.Activity(a.ID)
			if b == nil || b.Prompt != a.Prompt || b.Kind != a.Kind || b.At.Line != a.At.Line {
				t.Fatalf("%+v became %+v in %q", a, b, folder["01-a.md"].Data)
			}
		}
		derived := 0
		for _, a := range after.Activities() {
			if a.Derived {
				derived++
			}
		}
		again, _, err := Fix(now)
		if err != nil || len(again) > 0 || derived > len(left) {
			t.Fatalf("%v again: %+v, %d derived, %d left", err, again, derived, len(left))
		}
	})
}

// What learners of an earlier version would lose.
func TestAgainst(t *testing.T) {
	old := courseOf(t, "01-a.md", "# A\n\n> [!question] {#why}\n> Why do clients wait?\n\n> [!short] {#one}\n> Name one.\n\n> [!short]\n> Name two.\n", "02-gone.md", "# G\n\n> [!journal] {#j}\n> Write.\n",
		"course.yaml", strings.Replace(goodSettings, "id: x", "id: older", 1))
	now := courseOf(t, "01-a.md", "# A\n\n> [!short] {#new}\n> Other.\n\n> [!question] {#reason}\n> Why do most clients wait?\n\n> [!number] {#one}\n> How many?\n\n> [!short] {#two}\n> Name two.\n")
	var got []string
	for _, f := range Against(now, old) {
		got = append(got, fmt.Sprintf("%s:%d: %v: %s; %s", f.File, f.At.Line, f.Severity, f.Text, f.Remedy))
	}
	want := []string{
		`course.yaml:1: error: the course was called "older", and is "x" now; who has begun it would begin anew; write id: older`,
		`course.yaml:1: warning: the lesson 02-gone.md is gone, or its file has another name now; give its file a name that ends in "gone.md" again, if it is the same lesson`,
		`course.yaml:1: warning: the id "j" is gone (journal: Write.); if it was taken out on purpose, let it be: answers that were given are kept, beside the course`,
		`01-a.md:6: warning: the id "why" is gone (question: Why do clients wait?); if the question here is the same one in other words, write {#why} at it`,
		`01-a.md:9: warning: "one" was a short, and is a number now; answers that were given to it do not fit; give the new activity an id of its own`,
		`01-a.md:12: warning: the id "x-`,
	}
	if len(got) != len(want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
	if found := Against(now, now); len(found) > 0 {
		t.Error(listOf(found))
	}
}

//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/course"
)

// fakeOpener puts a program in PATH that opens things, and returns the file in
// which it notes what it was given, an argument a line.
func fakeOpener(t *testing.T, does string) (path, notes string) {
	t.Helper()
	dir := t.TempDir()
	notes = filepath.Join(dir, "notes")
	script := "#!/bin/sh\nfor a in \"$@\"; do printf '%s\\n' \"$a\" >> '" + notes + "'; done\n" +
		"echo NOISE; echo NOISE >&2; (printf NOISE > /dev/tty) 2> /dev/null\n" + does + "\n"
	for _, name := range []string{"xdg-open", "open"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir + ":/usr/bin:/bin", notes
}

// Only web and mail addresses and files that show something reach the opener:
// as one argument, which is no option, and past no shell.
func TestWhatIsOpened(t *testing.T) {
	path, notes := fakeOpener(t, "exit 0")
	t.Setenv("PATH", path)
	dir := t.TempDir()
	for _, name := range []string{"sheet.pdf", "-rf.pdf", "run.sh", "tool.desktop", "page.html", "macro.docm", "noending", "two.pdf.exe", "a b;c.pdf"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "01-a.md"), []byte("# A\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	c, err := openPath(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	d := &desk{course: c, now: time.Now}
	for _, test := range []struct {
		link course.Link
		want string // the argument; "": refused
	}{
		{course.Link{Target: course.Web, URL: "https://example.org/a?b=c&d=$(touch%20x)"}, "https://example.org/a?b=c&d=$(touch%20x)"},
		{course.Link{Target: course.Web, URL: "http://example.org/"}, "http://example.org/"},
		{course.Link{Target: course.Web, URL: "mailto:a@example.org"}, "mailto:a@example.org"},
		{course.Link{Target: course.Web, URL: "javascript:alert(1)"}, ""},
		{course.Link{Target: course.Web, URL: "file:///etc/passwd"}, ""},
		{course.Link{Target: course.Web, URL: "ftp://example.org/"}, ""},
		{course.Link{Target: course.Web, URL: "--help"}, ""},
		{course.Link{Target: course.Web, URL: "-a"}, ""},
		{course.Link{Target: course.Web, URL: "vscode://x"}, ""},
		{course.Link{Target: course.Web, URL: ""}, ""},
		{course.Link{Target: course.File, URL: "sheet.pdf"}, filepath.Join(dir, "sheet.pdf")},
		{course.Link{Target: course.File, URL: "-rf.pdf"}, filepath.Join(dir, "-rf.pdf")},
		{course.Link{Target: course.File, URL: "a b;c.pdf"}, filepath.Join(dir, "a b;c.pdf")},
		{course.Link{Target: course.File, URL: "run.sh"}, ""},
		{course.Link{Target: course.File, URL: "tool.desktop"}, ""},
		{course.Link{Target: course.File, URL: "page.html"}, ""},
		{course.Link{Target: course.File, URL: "macro.docm"}, ""},
		{course.Link{Target: course.File, URL: "noending"}, ""},
		{course.Link{Target: course.File, URL: "two.pdf.exe"}, ""},
		{course.Link{Target: course.File, URL: "../../etc/passwd"}, ""},
		{course.Link{Target: course.File, URL: "/etc/hosts.txt"}, ""},
		{course.Link{Target: course.File, URL: "link.txt"}, ""},
		{course.Link{Target: course.File, URL: "gone.pdf"}, ""},
		{course.Link{Target: course.Nowhere, URL: "https://example.org"}, ""},
	} {
		_ = os.Remove(notes)
		err := d.Open(test.link)
		b, _ := os.ReadFile(notes)
		got := strings.TrimSuffix(string(b), "\n")
		want := test.want
		if want != "" {
			if real, err := filepath.EvalSymlinks(filepath.Dir(want)); err == nil && filepath.IsAbs(want) && filepath.Dir(got) == real {
				want = filepath.Join(real, filepath.Base(want))
			}
		}
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: opened %q, %v; want %q", test.link.URL, got, err, want)
		}
	}
}

// An opener that is missing, fails, hangs or writes: the page stands as it
// was, keys work, and the address is there to copy.
func TestOpenersThatFail(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, does, says string }{
		{"works", "exit 0", "Opened"},
		{"fails", "exit 3", "Open it yourself:"},
		{"hangs", "exec sleep 30", "Opened"},
		{"is missing", "-", "Open it yourself:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path, notes := fakeOpener(t, test.does)
			if test.does == "-" {
				path = t.TempDir()
			}
			_, env := home(t)
			x := openTerminal(t, append(env, "PATH="+path), 80, 24, "play", kinds(t), "--lesson", "1")
			x.sees("Before anything is answered")
			x.press("tab", "o")
			if test.does != "-" {
				for deadline := time.Now().Add(patient); ; time.Sleep(10 * time.Millisecond) {
					if b, _ := os.ReadFile(notes); string(b) == "https://example.org/page\n" {
						break
					}
					if time.Now().After(deadline) {
						t.Fatalf("nothing was opened:\n%s", x.screen())
					}
				}
			}
			x.reads(test.says)
			x.reads("example.org/page")
			begun := time.Now()
			x.press(">")
			x.sees("What would you say?")
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("a key took %v beside the opener", took)
			}
			x.settles()
			if strings.Contains(x.written(), "NOISE") {
				t.Error("what the opener wrote is on the screen")
			}
			x.press("q")
			if err := x.ends(); err != nil {
				t.Error(err)
			}
			if strings.Contains(x.written(), "NOISE") {
				t.Error("what the opener wrote is on the screen")
			}
		})
	}
}

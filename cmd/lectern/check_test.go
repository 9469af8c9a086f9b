//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// On a terminal, --fix asks, and does what it is told.
func TestFixAsks(t *testing.T) {
	const lesson = "# A\r\n\r\n> [!question]\r\n> Why?\r\n"
	for answer, want := range map[string]string{
		"n": lesson, "": lesson, "y": strings.Replace(lesson, "[!question]", "[!question] {#x-7598898f5a}", 1),
	} {
		_, env := home(t)
		folder := t.TempDir()
		file := filepath.Join(folder, "01-a.md")
		for name, text := range map[string]string{"course.yaml": "id: x\ntitle: X\n", "01-a.md": lesson} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o640); err != nil {
				t.Fatal(err)
			}
		}
		x := openTerminal(t, env, 100, 40, "check", folder, "--fix")
		x.sees("Write these changes into 1 file? [y/n]")
		x.sees("+> [!question] {#x-7598898f5a}")
		x.send(answer + "\r")
		_ = x.ends()
		got, err := os.ReadFile(file)
		if err != nil || string(got) != want {
			t.Errorf("answered %q: %q %v", answer, got, err)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("answered %q: the file has another mode: %v %v", answer, info, err)
		}
		if entries, err := os.ReadDir(folder); err != nil || len(entries) != 2 {
			t.Errorf("answered %q: left something in the folder: %v", answer, entries)
		}
	}
}

// A file that was saved by somebody meanwhile is left alone, and one that
// cannot be written stays whole.
func TestReplaceFile(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "a.md")
	if err := os.WriteFile(name, []byte("new words"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(name, []byte("old words"), []byte("fixed")); err == nil {
		t.Error("wrote over what was changed meanwhile")
	}
	if err := replaceFile(name, nil, []byte("fixed")); err == nil {
		t.Error("wrote over a file that was not to be there")
	}
	if got, _ := os.ReadFile(name); string(got) != "new words" {
		t.Errorf("the file holds %q", got)
	}
	link := filepath.Join(folder, "b.md")
	if err := os.Symlink("a.md", link); err != nil {
		t.Skip("no links here")
	}
	if err := replaceFile(link, []byte("new words"), []byte("fixed")); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); string(got) != "fixed" {
		t.Errorf("the file behind a link holds %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is a link no more")
	}
}

// What a stranger wrote is marked where check quotes it.
func TestHostileFindings(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"course.yaml":          "id: x\ntitle: X\n\"\x1b]0;owned\a\": 1\n",
		"01-a.md":              "# A \x1b[2J\n\n[a](\x1b[31mx.md) &#27;[2J\n\n> [!choice] {#\u202eq}\n> a &#155;31m\n> - b\n\n(ADD \u202eLATER)\n\n[x](a\u2067b)\n",
		"02-\x1b[31mb.md":      "Text.\n",
		"03-\u202econ-text.md": "> [!question]\n> Why?\n",
		"04-ok.md":             "> [!qestion] \x1b[31m\n> Why?\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Skip(err)
		}
	}
	for _, args := range [][]string{{"check", folder}, {"check", folder, "--json"}, {"check", folder, "--fix"}, {"check", folder, "--against", folder}} {
		var out, errOut strings.Builder
		run(args, strings.NewReader(""), &out, &errOut)
		all := out.String() + errOut.String()
		if i := strings.IndexFunc(all, func(r rune) bool {
			return r < ' ' && r != '\n' || 0x7f <= r && r <= 0x9f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069
		}); i >= 0 {
			t.Errorf("%v: %q comes out, in %q", args[2:], all[i:i+1], all[max(0, i-80):min(len(all), i+40)])
		}
		if !strings.Contains(all, "U+001B") {
			t.Errorf("%v: nothing is marked:\n%s", args[2:], all)
		}
	}
}

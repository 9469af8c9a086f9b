//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The learner's own editor, on a real terminal: what goes wrong leaves the old
// answer, says so, and offers the new text where there is one. No file stays
// behind, and nobody else could read it.
func TestYourEditor(t *testing.T) {
	for _, test := range []struct {
		name, script string // the editor; "-": none is set; "": it is not there
		says         string
		want         string // the answer
		version      string // what is among the earlier versions
	}{
		{"writes", `stat -c %a "$1" "$(dirname "$1")" > "$HOME/modes" 2>/dev/null; printf ' and more' >> "$1"`, "Taken over from your editor", "begun and more", ""},
		{"is not set", "-", "No editor is set", "begun", ""},
		{"is not there", "", "was not found", "begun", ""},
		{"fails", `printf 'other words' > "$1"; exit 3`, "did not end well", "begun", "other words"},
		{"is killed", `printf 'other words' > "$1"; kill -9 $$`, "did not end well", "begun", "other words"},
		{"writes nothing", `: > "$1"`, "left an empty text; your answer is as it was", "begun", ""},
		{"removes the file", `rm "$1"`, "left no file behind", "begun", ""},
		{"leaves a pipe", `rm "$1"; mkfifo "$1"`, "left something else than a file", "begun", ""},
		{"writes too much", `head -c 17000000 /dev/zero | tr '\0' 'x' > "$1"`, "too long", "begun", ""},
		{"writes no text", `printf 'some \377 words' > "$1"`, "is not plain text", "begun", "some \uFFFD words"},
		{"ends at once", `true`, "changed nothing", "begun", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, env := home(t)
			temp := t.TempDir()
			editor := filepath.Join(t.TempDir(), "editor")
			if test.script != "" {
				if err := os.WriteFile(editor, []byte("#!/bin/sh\n"+test.script+"\n"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if test.script == "-" {
				editor = ""
			}
			env = append(env, "EDITOR="+editor, "TMPDIR="+temp)
			x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
			x.sees("What would you say?")
			x.press("tab", "enter")
			x.sees("ANSWERING")
			x.send("begun")
			x.sees("begun")
			x.press("ctrl+o")
			x.reads(test.says)
			if test.version != "" {
				x.reads("F3 takes over what your editor left")
			}
			x.press("esc")
			x.sees("READING")
			if test.version != "" {
				x.press("v")
				x.sees(test.version)
				x.press("esc")
			}
			x.press("q")
			if err := x.ends(); err != nil {
				t.Error(err)
			}
			x.givenBack()
			if got := savedText(t, dir); got != test.want {
				t.Errorf("the answer is %q, want %q", got, test.want)
			}
			if left, _ := os.ReadDir(temp); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if modes, err := os.ReadFile(filepath.Join(dir, "modes")); err == nil && len(modes) > 0 && strings.TrimSpace(string(modes)) != "600\n700" {
				t.Errorf("others can read the file: %s", modes)
			}
		})
	}
}

package tui

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"lectern/tui/field"
)

// outside begins an edit of the answer in the field, with an editor that does
// nothing.
func outside(t *testing.T, p *player) editedMsg {
	t.Helper()
	sh := p.model.lesson().sheet
	e, err := field.Begin(sh.field.Value().String(), []string{os.Args[0]})
	if err != nil {
		t.Fatal(err)
	}
	return editedMsg{sheet: sh, edit: e}
}

// What an editor that failed wrote is offered, and kept whether it is taken or
// not.
func TestWhatAFailedEditorLeftIsKept(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	p := at(t, "why-reluctant", 80, 24)
	p.press("enter")
	p.write("mine")
	msg := outside(t, p)
	text, err := msg.edit.Finish(errors.New("exit status 3"))
	if text != "mine" || err == nil {
		t.Fatalf("finished with %q, %v", text, err)
	}
	msg.text, msg.err = "the editor's", err
	p.send(msg)
	p.sees("did not end well", "mine")
	p.press("esc", "ctrl+s")
	same(t, "not taken", versionsOf(t, p, "why-reluctant"), "mine", "the editor's", "mine")
	p.press("v", "down", "enter", "esc")
	p.sees("the editor's")
}

// What the editor of a player that crashed left behind is offered once: it is
// among the versions then, and its file is gone.
func TestLeftoversAreOfferedOnce(t *testing.T) {
	for _, test := range []struct {
		name, key string
		want      []string
	}{
		{"taken", "f3", []string{"written in a storm", "mine", "written in a storm", "mine"}},
		{"declined", "esc", []string{"mine", "written in a storm", "mine"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			temp := t.TempDir()
			t.Setenv("TMPDIR", temp)
			gone := exec.Command(os.Args[0], "-test.run=^$")
			if err := gone.Run(); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(temp, "lectern-edit-1")
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			for name, what := range map[string]string{
				"player": strconv.Itoa(gone.Process.Pid), "before": "mi", "answer.md": "written in a storm",
			} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(what), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			p := at(t, "why-reluctant", 80, 24)
			p.press("enter")
			p.write("mine")
			msg := outside(t, p)
			msg.text, msg.err = msg.edit.Finish(nil)
			p.send(msg)
			p.sees("F3 takes over what your editor left behind")
			p.press(test.key, "esc", "ctrl+s")
			same(t, "versions", versionsOf(t, p, "why-reluctant"), test.want...)
			if left, _ := os.ReadDir(temp); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

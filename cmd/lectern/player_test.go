//go:build !windows

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lectern/course/worksheet"
)

// kinds is a course with one activity of each kind.
func kinds(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("testdata/kinds")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// shell runs the program as a command, and returns what it printed.
func shell(t *testing.T, env []string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env, cmd.Dir = env, t.TempDir()
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// worksheetOf is the worksheet as a program reads it from an export.
func worksheetOf(t *testing.T, env []string, course string) *worksheet.Worksheet {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sheet.json")
	if out, err := shell(t, env, "export", course, "--draft", "-o", file); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := worksheet.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// answers are the items of a worksheet with what was answered, an item a line.
func answers(w *worksheet.Worksheet) string {
	var b strings.Builder
	for _, i := range w.Items {
		b.WriteString(i.ID + "=" + strings.Join(i.Answer.Parts(), "|") + "\n")
	}
	for _, d := range w.Declarations {
		if !d.Done.IsZero() {
			b.WriteString(d.ID + " done\n")
		}
	}
	return b.String()
}

// A learner goes through a course at a terminal: does an activity of each kind,
// leaves with q, comes back to the same page with everything there, and hands
// in.
func TestFromTheFirstPageToTheHandIn(t *testing.T) {
	dir, env := home(t)
	x := openTerminal(t, env, 80, 24, "play", kinds(t))
	x.sees("Before anything is answered")

	x.press("tab", "x")
	x.sees("done")
	x.press("tab", "x")
	x.press(">")
	x.sees("What would you say?")

	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("They were never shown.")
	x.sees("never shown.")
	x.press("esc")
	x.sees("READING")
	x.press("tab", "enter")
	x.send("A survey")
	x.press("enter")
	x.press("tab", "enter")
	x.send("42")
	x.press("enter")
	x.press("tab", "enter")
	x.send("A private thought")
	x.press("esc", "tab", "enter")
	x.send("Leave\rA title")
	x.sees("A title")
	x.press("esc", ">")
	x.sees("Who goes first?")
	x.press("tab", "enter", "2")
	x.sees("Right.")
	x.press("esc", "tab", "enter", "1", "2", "esc", "tab", "enter", "3", "esc")
	x.sees("saved")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatalf("q ended the player with %v", err)
	}
	x.sees("All saved. 100 %.")

	want := `a-question=They were never shown.
a-short=A survey
a-number=42
a-choice=It depends
some-choices=Start date|Title
a-scale=Ready
a-read done
a-pause done
`
	if got := answers(worksheetOf(t, env, kinds(t))); got != want {
		t.Errorf("answers:\n%s\nwant:\n%s", got, want)
	}
	out, err := shell(t, env, "journal", kinds(t))
	if err != nil || !strings.Contains(out, "A private thought") {
		t.Errorf("journal: %v\n%s", err, out)
	}

	// Back, at the same place, with everything there; and hand in.
	x = openTerminal(t, env, 80, 24)
	x.sees("To choose")
	x.press("H")
	x.sees("FILE")
	x.press("s")
	x.sees("saved")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
	found, _ := filepath.Glob(filepath.Join(dir, "kinds_*_r1.html"))
	if len(found) != 1 {
		all, _ := os.ReadDir(dir)
		t.Errorf("the hand-in wrote %v; the home holds %v", found, all)
	}
}

// What was typed is there again after the program was killed two seconds after
// the last key, closed with its window, or ended by a signal at once.
func TestEndsWithoutLoss(t *testing.T) {
	for _, test := range []struct {
		name   string
		signal syscall.Signal
		wait   time.Duration
	}{
		{"SIGKILL two seconds after the last key", syscall.SIGKILL, 2 * time.Second},
		{"the window is closed", syscall.SIGHUP, 0},
		{"SIGTERM", syscall.SIGTERM, 0},
		{"SIGINT", syscall.SIGINT, 0},
		{"SIGQUIT", syscall.SIGQUIT, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, env := home(t)
			x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
			x.sees("What would you say?")
			x.press("tab", "enter")
			x.sees("ANSWERING")
			x.send("Nothing of this may be lost")
			x.sees("may be lost")
			time.Sleep(test.wait)
			x.kill(test.signal)
			_ = x.ends()
			got := answers(worksheetOf(t, env, kinds(t)))
			if !strings.Contains(got, "a-question=Nothing of this may be lost\n") {
				t.Errorf("answers after it:\n%s", got)
			}
		})
	}
}

// A second window says so at once, and lets one read; commands beside it read
// what is saved.
func TestSecondWindow(t *testing.T) {
	_, env := home(t)
	begun := time.Now()
	first := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	first.sees("What would you say?")
	usual := time.Since(begun)
	first.press("tab", "enter")
	first.send("From the first window")
	first.sees("saved")

	begun = time.Now()
	second := openTerminal(t, env, 80, 24, "play", kinds(t))
	second.sees("already open in another window")
	if took := time.Since(begun); took > 2*time.Second && took > 4*usual { // on a busy machine all takes longer
		t.Errorf("the second window took %v to say so, where a start takes %v", took, usual)
	}
	second.press("r")
	second.sees("To tick")
	second.press("q")
	if err := second.ends(); err != nil {
		t.Error(err)
	}

	time.Sleep(time.Second)
	out, err := shell(t, env, "status", kinds(t), "--json")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(out, "answers: as saved on "+time.Now().Format("2 January 2006, ")) {
		t.Errorf("status does not say from when the answers are:\n%s", out)
	}
	var s standing
	if err := json.Unmarshal([]byte(out[strings.Index(out, "{"):]), &s); err != nil || s.Worksheet.Answered != 1 {
		t.Errorf("status beside the player: %v, %d answered\n%s", err, s.Worksheet.Answered, out)
	}
}

//go:build !windows

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// without returns an environment without some names.
func without(env []string, names ...string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return slices.Contains(names, name)
	})
}

// A terminal that does not say what it is, or says that it can do nothing: it
// works, or one sentence says why not.
func TestTerminalsOfLittleUse(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	x := openTerminal(t, append(env, "TERM=dumb"), 80, 24, "play", kinds(t))
	if err := x.ends(); err == nil {
		t.Error("it played on a dumb terminal")
	}
	x.reads("error: this terminal cannot draw pages (TERM is dumb)")
	x.reads("hint: open another one, or print the lessons with lectern read")
	if strings.Contains(x.written(), "\x1b") {
		t.Errorf("a dumb terminal got %q", x.written())
	}
	for _, term := range []string{"", "nonsense", "vt100", "linux"} {
		t.Run("TERM="+term, func(t *testing.T) {
			e := append(without(env, "TERM"), "TERM="+term)
			if term == "" {
				e = without(env, "TERM")
			}
			x := openTerminal(t, e, 80, 24, "play", kinds(t), "--lesson", "1")
			x.sees("Before anything is answered")
			x.press("q")
			if err := x.ends(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Without a home there is no place for answers: one sentence, and a way out
// that works.
func TestNoHomeAnywhere(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	env = without(env, "HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
	x := openTerminal(t, env, 80, 24, "play", kinds(t))
	if err := x.ends(); err == nil {
		t.Fatalf("it played, and keeps the answers nobody knows where:\n%s", x.screen())
	}
	x.sees("error:")
	x.reads("set HOME, or name a file with --data")
	for _, value := range []string{"", "relative/home"} {
		out, err := shell(t, append(env, "HOME="+value), "status", kinds(t))
		if err == nil || !strings.Contains(out, "error:") || strings.Contains(out, "goroutine") {
			t.Errorf("HOME=%q: %v\n%s", value, err, out)
		}
	}
	file := filepath.Join(dir, "answers.db")
	x = openTerminal(t, append(env, "LECTERN_DATA="+file), 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("Kept on a stick")
	x.press("esc", "q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
	x.sees("All saved.")
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

// A terminal that never answers a question: the page is there within seconds,
// keys work, and q ends it.
func TestMuteTerminal(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	cmd := exec.Command(os.Args[0], "play", kinds(t), "--lesson", "2")
	cmd.Env, cmd.Dir = env, t.TempDir()
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	shown := make(chan bool, 1)
	go func() {
		var all strings.Builder
		b := make([]byte, 32<<10)
		for {
			n, err := f.Read(b)
			all.Write(b[:n])
			if strings.Contains(all.String(), "would") {
				select {
				case shown <- true:
				default:
				}
			}
			if err != nil {
				return
			}
		}
	}()
	select {
	case <-shown:
	case <-time.After(patient):
		t.Fatal("nothing is drawn on a terminal that answers no query")
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	if _, err := f.WriteString("q"); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(patient):
		_ = cmd.Process.Kill()
		t.Fatal("q does not end it")
	}
}

// The clock is set back by years between two sessions: the newer answer stays
// the newer one, and earlier ones stay versions.
func TestClockSetBack(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	written(t, env, kinds(t), "Before.")
	x := openTerminal(t, append(env, "LECTERN_RUN=past"), 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter", "ctrl+end")
	x.sees("ANSWERING")
	x.send(" And in the past.")
	x.press("esc")
	x.sees("saved")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
	if got := savedText(t, dir); got != "Before. And in the past." {
		t.Errorf("the answer is %q", got)
	}
	x = openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("And in the past.")
	x.press("tab", "v")
	x.sees("as it is now")
	x.sees("Before.")
}

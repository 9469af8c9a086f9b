//go:build !windows

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// state is how the terminal is set: raw, or as a shell wants it.
func (x *terminal) state() string {
	x.t.Helper()
	s, err := term.GetState(x.tty.Fd())
	if err != nil {
		x.t.Fatal(err)
	}
	return fmt.Sprintf("%+v", *s)
}

// untouched is how a terminal is set that no program had yet.
func untouched(t *testing.T) string {
	t.Helper()
	f, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	defer tty.Close()
	return (&terminal{t: t, tty: tty}).state()
}

// givenBack fails unless the terminal is as a shell needs it: not raw, on the
// screen it was on before, with its cursor, and without mouse and paste marks.
func (x *terminal) givenBack() {
	x.t.Helper()
	if got, want := x.state(), untouched(x.t); got != want {
		x.t.Errorf("the terminal is set otherwise than before:\n%s\n%s", got, want)
	}
	x.settles()
	all := x.written()
	for _, mode := range []string{"1049", "1000", "1002", "1003", "1006", "2004"} {
		if on, off := strings.LastIndex(all, "\x1b[?"+mode+"h"), strings.LastIndex(all, "\x1b[?"+mode+"l"); on > off {
			x.t.Errorf("mode %s of the terminal was left on", mode)
		}
	}
	if hidden, shown := strings.LastIndex(all, "\x1b[?25l"), strings.LastIndex(all, "\x1b[?25h"); hidden > shown {
		x.t.Error("the cursor was left hidden")
	}
	for _, trace := range []string{"goroutine ", "panic:", ".go:"} {
		if strings.Contains(all, trace) {
			x.t.Errorf("the screen shows a stack trace:\n%s", x.screen())
		}
	}
}

// family are the processes that a terminal's program has started, and that
// still run.
func family(t *testing.T, session int) (pids []string) {
	t.Helper()
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range stats {
		b, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		// After the name in brackets: state, parent, group, session.
		words := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
		if len(words) > 3 && words[3] == strconv.Itoa(session) && words[0] != "Z" {
			pids = append(pids, filepath.Base(filepath.Dir(file)))
		}
	}
	return pids
}

// However the program ends, what was typed last is there at the next start,
// the terminal is as it was, and no process is left.
func TestEveryEndingGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		end  func(x *terminal)
	}{
		{"SIGHUP, the window is closed", func(x *terminal) { x.kill(syscall.SIGHUP) }},
		{"SIGTERM", func(x *terminal) { x.kill(syscall.SIGTERM) }},
		{"SIGINT", func(x *terminal) { x.kill(syscall.SIGINT) }},
		{"SIGQUIT", func(x *terminal) { x.kill(syscall.SIGQUIT) }},
		{"ctrl+c twice", func(x *terminal) { x.send("\x03\x03") }},
		{"two signals at once", func(x *terminal) { x.kill(syscall.SIGTERM); x.kill(syscall.SIGHUP) }},
		{"q, at once", func(x *terminal) { x.send("\x03q") }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, env := home(t)
			x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
			x.sees("What would you say?")
			x.press("tab", "enter")
			x.sees("ANSWERING")
			x.send("Typed just before the end")
			x.sees("before the end")
			test.end(x)
			_ = x.ends()
			x.givenBack()
			if runtime.GOOS == "linux" {
				if left := family(t, x.cmd.Process.Pid); len(left) > 0 {
					t.Errorf("processes are left: %v", left)
				}
			}
			if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "a-question=Typed just before the end\n") {
				t.Errorf("answers after it:\n%s", got)
			}
			next := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
			next.sees("before the end")
		})
	}
}

// An error of the program itself: one sentence that says where the crash note
// lies, and that the answers are saved. The clock is what breaks here.
func TestACrashIsOneSentence(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	x := openTerminal(t, append(env, "LECTERN_RUN=break"), 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("Typed before the crash")
	x.sees("before the crash")
	if err := os.WriteFile(filepath.Join(dir, "break"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	x.send("!")
	if err := x.ends(); err == nil {
		t.Error("the program ended as if all were well")
	}
	x.givenBack()
	x.reads("everything you typed is saved; a note for its authors lies at " + dir)
	note, err := os.ReadFile(filepath.Join(dir, "cache", "lectern", "crash.txt"))
	if err != nil || !strings.Contains(string(note), "the clock stopped") {
		t.Errorf("the crash note: %q, %v", note, err)
	}
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "a-question=Typed before the crash") {
		t.Errorf("answers after it:\n%s\n%s", got, note)
	}
}

// ctrl+z leads to the shell, fg back to the page; in a field it takes back what
// was typed.
func TestSuspendAndResume(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here, whose job control this test needs")
	}
	_, env := home(t)
	cmd := exec.Command(bash, "--norc", "--noprofile", "-i")
	cmd.Env = append(env, "LECTERN="+os.Args[0], "KINDS="+kinds(t), "PS1=shell> ", "LECTERN_RUN=1")
	cmd.Dir = t.TempDir()
	x := startTerminal(t, cmd, 80, 24)
	x.sees("shell>")
	x.send("\"$LECTERN\" play \"$KINDS\" --lesson 2\r")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("Before the pause")
	x.sees("Before the pause")
	x.press("ctrl+z")
	x.sees("ANSWERING") // it did not lead to the shell
	x.send("Once more")
	x.sees("Once more")
	x.press("esc")
	x.sees("READING")
	x.press("ctrl+z")
	x.sees("shell>")
	x.send("echo the shell $((40+2)) works\r")
	x.sees("the shell 42 works")
	x.send("fg\r")
	x.sees("READING")
	x.sees("Once more")
	x.press("q")
	x.sees("All saved.")
	x.send("exit\r")
	_ = x.ends()
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "Once more") {
		t.Errorf("answers after it:\n%s", got)
	}
}

// A page is drawn anew for whatever size the terminal is given.
func TestResizedPageIsDrawnAnew(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "1")
	const line = "Before anything is answered, something is read."
	x.sees(line)
	for range 2 {
		x.resize(1, 1)
		x.settles()
		x.resize(40, 14)
		x.reads(line)
		x.resize(200, 5)
		x.reads("needs a larger window")
		x.resize(80, 24)
		x.sees(line)
	}
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
}

// A terminal that shrinks to nothing while one types loses nothing, and the
// page is drawn again when it grows.
func TestResizeToNothingAndBack(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("Large, ")
	x.sees("Large, ")
	for _, size := range [][2]int{{1, 1}, {3, 200}, {200, 3}, {1, 1}} {
		x.resize(size[0], size[1])
		x.settles()
		if size[0]*size[1] > 100 {
			x.reads("needs a larger window")
		}
		x.send("small, ")
		x.settles()
	}
	x.resize(100, 30)
	x.sees("Large, small, small, small, small,")
	x.sees("ANSWERING")
	x.press("ctrl+c", "q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "a-question=Large, small, small, small, small, \n") {
		t.Errorf("answers after it:\n%s", got)
	}
}

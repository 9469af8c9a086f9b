//go:build !windows

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// A terminal is the program on a real pseudo-terminal, with an emulator that
// knows what a person would see.
type terminal struct {
	t   *testing.T
	cmd *exec.Cmd
	pty *os.File
	tty *os.File // the program's end, kept open so that what it leaves there can be seen

	mu       sync.Mutex // guards what follows
	emulator *vt.Emulator
	raw      bytes.Buffer // everything that was written

	ended chan error
}

// patient is how long a screen may take to show what a test waits for. The
// machines that run the tests are slow at times.
const patient = 20 * time.Second

// home returns the environment of a learner with an empty home.
func home(t *testing.T) (dir string, env []string) {
	dir = t.TempDir()
	return dir, append(os.Environ(), "LECTERN_RUN=1", "HOME="+dir, "XDG_DATA_HOME="+dir+"/data",
		"XDG_CACHE_HOME="+dir+"/cache", "XDG_CONFIG_HOME="+dir+"/config", "TERM=xterm-256color",
		"LECTERN_DATA=", "EDITOR=", "VISUAL=", "NO_COLOR=")
}

// open starts the program with args on a terminal of that size. homeDir is one
// that home returned, and keeps answers from one start to the next.
func openTerminal(t *testing.T, env []string, width, height int, args ...string) *terminal {
	t.Helper()
	if testing.Short() {
		t.Skip("starts the program on a terminal")
	}
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env, cmd.Dir = env, t.TempDir()
	return startTerminal(t, cmd, width, height)
}

// startTerminal starts any program on a terminal of that size.
func startTerminal(t *testing.T, cmd *exec.Cmd, width, height int) *terminal {
	t.Helper()
	f, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	x := &terminal{t: t, cmd: cmd, pty: f, tty: tty, emulator: vt.NewEmulator(width, height), ended: make(chan error, 1)}
	t.Cleanup(func() {
		if cmd.Process != nil {
			_ = cmd.Process.Kill()
		}
		_, _ = f.Close(), tty.Close()
		_ = x.emulator.InputPipe().(io.Closer).Close() // Close races with Read
	})
	x.resize(width, height)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go x.read()
	go x.reply()
	go func() { x.ended <- cmd.Wait() }()
	return x
}

// resize makes the terminal another size.
func (x *terminal) resize(width, height int) {
	x.t.Helper()
	x.mu.Lock()
	x.emulator.Resize(width, height)
	x.mu.Unlock()
	if err := pty.Setsize(x.pty, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}); err != nil {
		x.t.Fatal(err)
	}
}

// written is everything that the program wrote so far, byte for byte.
func (x *terminal) written() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.String()
}

// settles waits until the program has drawn all it wants to.
func (x *terminal) settles() {
	x.t.Helper()
	before := -1
	for range 100 {
		now := len(x.written())
		if now == before {
			return
		}
		before = now
		time.Sleep(150 * time.Millisecond)
	}
}

// read feeds the emulator with what the program writes.
func (x *terminal) read() {
	b := make([]byte, 32<<10)
	for {
		n, err := x.pty.Read(b)
		if n > 0 {
			x.mu.Lock()
			x.raw.Write(b[:n])
			// In raw mode nobody turns a newline into a new line's start.
			_, _ = x.emulator.Write(bytes.ReplaceAll(b[:n], []byte("\n"), []byte("\r\n")))
			x.mu.Unlock()
		}
		if err != nil {
			return
		}
	}
}

// reply hands the emulator's answers to queries back to the program.
func (x *terminal) reply() { _, _ = io.Copy(x.pty, x.emulator) }

// keys are the bytes that a terminal sends for a key.
var keys = map[string]string{
	"esc": "\x1b", "enter": "\r", "tab": "\t", "space": " ", "up": "\x1b[A", "down": "\x1b[B",
	"right": "\x1b[C", "left": "\x1b[D", "backspace": "\x7f", "ctrl+c": "\x03", "ctrl+s": "\x13",
	"shift+tab": "\x1b[Z", "f1": "\x1bOP", "f3": "\x1bOR", "ctrl+o": "\x0f", "ctrl+z": "\x1a", "ctrl+end": "\x1b[1;5F",
}

// press presses keys, one after the other.
func (x *terminal) press(names ...string) {
	x.t.Helper()
	for _, name := range names {
		k, ok := keys[name]
		if !ok {
			k = name
		}
		x.send(k)
		time.Sleep(30 * time.Millisecond)
		if name == "esc" { // what follows at once would be taken for alt and a key
			time.Sleep(120 * time.Millisecond)
		}
	}
}

func (x *terminal) send(s string) {
	x.t.Helper()
	if _, err := io.WriteString(x.pty, s); err != nil {
		x.t.Fatal(err)
	}
}

// screen is what a person sees.
func (x *terminal) screen() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	lines := strings.Split(x.emulator.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \r")
	}
	return strings.Join(lines, "\n")
}

// sees waits until the screen shows text.
func (x *terminal) sees(text string) {
	x.t.Helper()
	for deadline := time.Now().Add(patient); ; time.Sleep(10 * time.Millisecond) {
		if strings.Contains(x.screen(), text) {
			return
		}
		if time.Now().After(deadline) {
			x.t.Fatalf("the screen does not show %q:\n%s", text, x.screen())
		}
	}
}

// reads waits until the screen shows text, wherever its lines end.
func (x *terminal) reads(text string) {
	x.t.Helper()
	want := strings.Join(strings.Fields(text), "")
	for deadline := time.Now().Add(patient); ; time.Sleep(10 * time.Millisecond) {
		if strings.Contains(strings.Join(strings.Fields(x.screen()), ""), want) {
			return
		}
		if time.Now().After(deadline) {
			x.t.Fatalf("the screen does not say %q:\n%s", text, x.screen())
		}
	}
}

// ends waits for the program's end, and returns its exit error.
func (x *terminal) ends() error {
	x.t.Helper()
	select {
	case err := <-x.ended:
		return err
	case <-time.After(patient):
		x.t.Fatalf("the program did not end:\n%s", x.screen())
		return nil
	}
}

// kill ends the program as a power failure would.
func (x *terminal) kill(s syscall.Signal) {
	x.t.Helper()
	if err := x.cmd.Process.Signal(s); err != nil {
		x.t.Fatal(err)
	}
}

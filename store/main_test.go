package store

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// The test binary plays the parts of other processes.
const envRole = "LECTERN_TEST_ROLE"

var roles = map[string]func(args []string) error{}

func TestMain(m *testing.M) {
	if VerifyMain(os.Stdout) {
		return
	}
	if role := os.Getenv(envRole); role != "" {
		if err := roles[role](os.Args[1:]); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		return
	}
	os.Setenv("GORACE", "atexit_sleep_ms=0") // of the children: else -race has each wait a second
	os.Exit(m.Run())
}

// actor is another process that plays a role.
type actor struct {
	*exec.Cmd
	out *bufio.Scanner
	in  io.WriteCloser
}

func cast(t testing.TB, role string, args ...string) *actor {
	t.Helper()
	a := &actor{Cmd: exec.Command(os.Args[0], args...)}
	a.Env = append(os.Environ(), envRole+"="+role)
	return a
}

func (a *actor) start(t testing.TB) *actor {
	t.Helper()
	out, err := a.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if a.in, err = a.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	a.Stderr = os.Stderr
	a.out = bufio.NewScanner(out)
	a.out.Buffer(nil, 1<<20)
	if err := a.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		a.Process.Kill()
		a.Wait()
	})
	return a
}

// hears waits for a line of the actor that begins so.
func (a *actor) hears(t testing.TB, prefix string) string {
	t.Helper()
	for a.out.Scan() {
		if strings.HasPrefix(a.out.Text(), prefix) {
			return a.out.Text()
		}
		t.Log(a.out.Text())
	}
	t.Fatalf("the other process ended without saying %q", prefix)
	return ""
}

func long() bool { return os.Getenv("LECTERN_LONG") != "" }

// quickDir is a folder in memory where there is such a thing, for tests that
// do much and of which none takes the machine's power away.
func quickDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "lectern-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// racing reports whether the race detector is on, with which all is slower.
func racing() bool {
	info, _ := debug.ReadBuildInfo()
	return info != nil && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"lectern/store"
)

// TestMain makes the test's binary the program too: testscript starts it as
// lectern, and the terminal tests with LECTERN_RUN in its environment.
func TestMain(m *testing.M) {
	switch os.Getenv("LECTERN_RUN") {
	case "":
	case "break":
		mainAt(breakingClock)
	case "past":
		mainAt(func() time.Time { return time.Now().AddDate(-3, 0, 0) })
	default:
		main()
		os.Exit(0)
	}
	testscript.Main(m, map[string]func(){
		"lectern": main,
	})
}

// mainAt is main by another clock.
func mainAt(now func() time.Time) {
	if store.VerifyMain(os.Stdout) {
		os.Exit(0)
	}
	p := &program{in: os.Stdin, out: os.Stdout, err: os.Stderr, now: now}
	root := p.root()
	root.SetArgs(os.Args[1:])
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(exitRefused)
	}
	os.Exit(0)
}

// breakingClock is the time until there is a file "break" in the home: then it
// panics, once.
func breakingClock() time.Time {
	file := filepath.Join(os.Getenv("HOME"), "break")
	if os.Remove(file) == nil {
		panic("the clock stopped")
	}
	return time.Now()
}

// TestCommands runs the scripts: each is a learner or an author at a shell,
// with an empty home of its own.
func TestCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program hundreds of times")
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			home := e.WorkDir + "/home"
			e.Setenv("HOME", home)
			e.Setenv("USERPROFILE", home)
			e.Setenv("LOCALAPPDATA", home+"/local")
			e.Setenv("XDG_DATA_HOME", home+"/data")
			e.Setenv("XDG_CACHE_HOME", home+"/cache")
			e.Setenv("XDG_CONFIG_HOME", home+"/config")
			e.Setenv("TZ", "UTC")
			return os.MkdirAll(home, 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"count": countLines,
		},
	})
}

// countLines is `count N TEXT FILE`: TEXT stands in N lines of FILE.
func countLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: count N TEXT FILE")
	}
	n := 0
	for line := range strings.Lines(ts.ReadFile(args[2])) {
		if strings.Contains(line, args[1]) {
			n++
		}
	}
	if strconv.Itoa(n) != args[0] {
		ts.Fatalf("%q stands in %d lines of %s, not in %s", args[1], n, args[2], args[0])
	}
}

// The licence that goes into hand-outs is the project's.
func TestLicenseIsTheProjects(t *testing.T) {
	whole, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(whole, license) {
		t.Error("cmd/lectern/LICENSE differs from the LICENSE at the top")
	}
}

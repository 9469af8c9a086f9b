// Command lectern plays a course in the terminal: lessons to read, activities
// to do in place, and at the end a worksheet to hand in.
//
// This package wires the others and holds no rule of its own. Each command is
// a file named after it; which course a command means is in choice.go, what
// the player asks of the machine in desk.go, and how links are opened in
// opener.go.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/store"
)

func main() {
	if store.VerifyMain(os.Stdout) {
		return // this process was started to examine an answers file
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// A program is what every command needs of its surroundings.
type program struct {
	in       io.Reader
	out, err io.Writer
	now      func() time.Time
	data     string // --data: the answers file; "" is the usual place
}

// Exit codes: 1 says that something was found or refused, 2 that the command
// was not understood.
const (
	exitRefused = 1
	exitUsage   = 2
)

// run runs one command and returns the exit code.
func run(args []string, in io.Reader, out, errOut io.Writer) int {
	cobra.MousetrapHelpText = "" // a double click on Windows opens the player
	p := &program{in: in, out: out, err: errOut, now: time.Now, data: os.Getenv("LECTERN_DATA")}
	root := p.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(context.Background())
	if err == nil {
		return 0
	}
	var h *hinted
	text, hint := err.Error(), ""
	if errors.As(err, &h) {
		hint = h.hint
	}
	if text != "" {
		fmt.Fprintln(errOut, "error:", visibleLines(text))
	}
	if hint != "" {
		fmt.Fprintln(errOut, "hint:", visibleLines(hint))
	}
	var u *usageError
	if errors.As(err, &u) {
		return exitUsage
	}
	return exitRefused
}

// visibleLines makes text that may quote a stranger safe to print on one line.
func visibleLines(s string) string { return course.VisibleLine(strings.TrimSpace(s)) }

// hinted is an error with a way out.
type hinted struct {
	error
	hint string
}

func (h *hinted) Unwrap() error { return h.error }

// hint adds a way out to an error.
func hint(err error, format string, args ...any) error {
	return &hinted{err, fmt.Sprintf(format, args...)}
}

// usageError says that the command itself was not understood.
type usageError struct{ error }

func (u *usageError) Unwrap() error { return u.error }

func wrong(err error) error { return &usageError{err} }

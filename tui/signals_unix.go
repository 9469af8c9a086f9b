//go:build !windows

package tui

import (
	"os"
	"syscall"
)

// endings are the signals that end the program in an orderly way: the window
// was closed, the system shuts down, somebody typed kill.
var endings = []os.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT, syscall.SIGQUIT}

// isKey reports whether a terminal sends the signal for a key, to all that runs
// on it.
func isKey(s os.Signal) bool { return s == syscall.SIGINT || s == syscall.SIGQUIT }

package tui

import (
	"os"
	"syscall"
)

// endings are the signals that end the program in an orderly way. Go turns a
// closed window and the end of the session into SIGTERM.
var endings = []os.Signal{syscall.SIGTERM, os.Interrupt}

// isKey reports whether a console sends the signal for a key, to all that runs
// on it.
func isKey(s os.Signal) bool { return s == os.Interrupt }

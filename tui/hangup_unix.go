//go:build !windows

package tui

import (
	"os"
	"syscall"
)

// hangUps are the signals besides those of Bubble Tea that end the program in
// an orderly way: the window was closed, or ctrl+\ was pressed.
var hangUps = []os.Signal{syscall.SIGHUP, syscall.SIGQUIT}

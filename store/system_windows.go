package store

import (
	"os"
	"syscall"
)

var (
	fullErrors     = []syscall.Errno{39, 112, 1295} // handle disk full, disk full, quota
	readOnlyErrors = []syscall.Errno{19}            // write protected
	unfitErrors    = []syscall.Errno{1, 50}         // no such function, not supported
)

// unlock does nothing: closing the file gives its lock back.
func unlock(*os.File) {}

package field

import (
	"io/fs"
	"os"
)

// private: the folder for temporary files is the user's own on Windows.
func private(fs.FileInfo) bool { return true }

// running reports whether a process is there.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	p.Release()
	return true
}

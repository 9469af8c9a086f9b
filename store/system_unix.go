//go:build !windows

package store

import (
	"os"
	"syscall"
)

var (
	fullErrors     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	readOnlyErrors = []syscall.Errno{syscall.EROFS}
	unfitErrors    = []syscall.Errno{syscall.ENOLCK, syscall.ENOSYS, syscall.EOPNOTSUPP, syscall.ENODEV} // no locks, no mapping
)

// unlock gives the file's lock back although it is mapped into memory, which
// keeps the lock when the file is closed.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

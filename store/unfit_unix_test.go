//go:build !windows

package store

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A drive that neither gives a lock nor refuses it. A pipe that nobody writes
// to stands for it: opening one takes for ever, too.
func TestDriveThatDoesNotAnswer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.db")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := openWithin(50*time.Millisecond, path, true, impatient)
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, ErrUnfit) || !strings.Contains(err.Error(), "no answer") {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits for ever")
	}
	if f, err := syscall.Open(path, syscall.O_WRONLY, 0); err == nil { // lets go of what still waits
		syscall.Close(f)
	}
}

//go:build !windows

package main

import (
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
)

// opener returns the command that opens what, nil if there is none.
func opener(what string) []string {
	candidates := [][]string{{"xdg-open", what}, {"gio", "open", what}, {"wslview", what}}
	if runtime.GOOS == "darwin" {
		candidates = [][]string{{"open", what}}
	}
	for _, c := range candidates {
		if path, err := exec.LookPath(c[0]); err == nil && filepath.IsAbs(path) {
			return append([]string{path}, c[1:]...)
		}
	}
	return nil
}

// revealer returns what shows a file in its folder.
func revealer(path string) []string {
	if runtime.GOOS == "darwin" {
		return []string{"/usr/bin/open", "-R", path}
	}
	return opener(filepath.Dir(path))
}

// detach gives the child no terminal to write to or to be killed with.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }

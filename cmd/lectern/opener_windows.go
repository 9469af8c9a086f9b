package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// opener returns the command that opens what, nil if there is none.
func opener(what string) []string {
	root := os.Getenv("SystemRoot")
	if root == "" {
		return nil
	}
	return []string{filepath.Join(root, "System32", "rundll32.exe"), "url.dll,FileProtocolHandler", what}
}

// revealer returns what shows a file in its folder.
func revealer(path string) []string { return opener(filepath.Dir(path)) }

// detach gives the child a console of its own, which is not shown.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }

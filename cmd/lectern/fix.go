package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/aymanbagabas/go-udiff"
	"github.com/charmbracelet/x/term"

	"lectern/course"
	"lectern/course/check"
)

// fixCourse shows what check --fix would write, writes it if the author agrees,
// and returns the course as it is then.
func (p *program) fixCourse(c *choice, args []string, yes bool) (*choice, error) {
	folder, err := fixable(c)
	if err != nil {
		return nil, err
	}
	changes, left, err := check.Fix(c.Course)
	if err != nil {
		return nil, err
	}
	for _, l := range left {
		fmt.Fprintln(p.err, "left as it is:", visibleLines(l))
	}
	if len(changes) == 0 {
		fmt.Fprintf(p.err, "there is nothing to fix\n\n")
		return c, nil
	}
	for _, change := range changes {
		fmt.Fprint(p.out, difference(change))
	}
	fmt.Fprintln(p.out)
	if !yes {
		if err := p.confirm(changes, args); err != nil {
			return nil, err
		}
	}
	for _, change := range changes {
		if err := replaceFile(filepath.Join(folder, filepath.FromSlash(change.File)), change.Before, change.After); err != nil {
			return nil, fmt.Errorf("cannot write %s: %w", change.File, err)
		}
	}
	fmt.Fprintf(p.err, "wrote %s\n\n", count(len(changes), "file", "files"))
	path := c.path
	_ = c.Close()
	return openPath(path, c.why)
}

// fixable is the folder in which the course's files can be written.
func fixable(c *choice) (string, error) {
	info, err := os.Stat(c.path)
	switch {
	case c.path == "":
		return "", hint(errors.New("the sample is a part of the program, and cannot be changed"), "lectern new DIR makes a course of your own")
	case err != nil:
		return "", err
	case info.IsDir():
		return c.path, nil
	case c.Single():
		return filepath.Dir(c.path), nil
	}
	return "", hint(fmt.Errorf("%s is a pack, and cannot be changed", filepath.Base(c.path)), "fix the folder that it was made of, and pack it again")
}

// confirm asks whether the changes shall be written.
func (p *program) confirm(changes []check.Change, args []string) error {
	in, ok := p.in.(*os.File)
	if !ok || !term.IsTerminal(in.Fd()) {
		return hint(errors.New("nothing was written, since nobody can be asked here"), "lectern check %s --fix --yes writes these changes", named(args))
	}
	fmt.Fprintf(p.err, "Write these changes into %s? [y/n] ", count(len(changes), "file", "files"))
	line, _ := bufio.NewReader(in).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes":
		return nil
	}
	return errors.New("nothing was written")
}

// difference shows a change as programmers know it: lines that go with a
// minus, lines that come with a plus, and what stands around them.
func difference(c check.Change) string {
	var b strings.Builder
	lines := func(raw []byte) string {
		return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(raw), "\ufeff"))
	}
	old := c.File
	if c.Before == nil {
		old = os.DevNull
	}
	b.WriteString(course.Visible(udiff.Unified(old, c.File, lines(c.Before), lines(c.After))))
	for _, done := range c.Done {
		fmt.Fprintf(&b, "# %s\n", visibleLines(done))
	}
	return b.String()
}

// replaceFile puts after into the place of a file that holds before (nil: that
// does not exist), whole or not at all. A link to a file stays a link.
func replaceFile(name string, before, after []byte) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	mode := fs.FileMode(0o644)
	now, err := os.ReadFile(name)
	switch {
	case err == nil && (before == nil || !bytes.Equal(now, before)):
		return errors.New("the file was changed meanwhile; run the command again")
	case err != nil && (before != nil || !errors.Is(err, fs.ErrNotExist)):
		return err
	}
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".lectern-*")
	if err != nil {
		return err
	}
	_, err = f.Write(after)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

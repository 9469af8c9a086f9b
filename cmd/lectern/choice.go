package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/pack"
	"lectern/course/sample"
	"lectern/store"
)

// sampleName is how the course inside the program is named on the command line.
const sampleName = "sample"

// A choice is the course that a command works on.
type choice struct {
	*course.Course
	path   string // absolute; "" for the sample
	folder string // where its files lie; "" where they must be unpacked to be opened
	why    string // why this one, when nobody named it: "the one in this folder"
}

// choose opens the course that args name, or with none the one that is meant.
func (p *program) choose(args []string) (*choice, error) {
	if len(args) > 0 && args[0] != "" {
		return p.named(args[0])
	}
	return p.meant()
}

// chooseAloud is choose for every command but play: it says which course is
// meant when nobody named it.
func (p *program) chooseAloud(args []string) (*choice, error) {
	c, err := p.choose(args)
	if err == nil && c.why != "" {
		fmt.Fprintf(p.err, "course: %s (%s)\n", visibleLines(c.Title), c.why)
	}
	return c, err
}

// named opens a folder, a pack, a file, "sample", or a course opened before by its id.
func (p *program) named(name string) (*choice, error) {
	_, err := os.Stat(name)
	switch {
	case err == nil:
		return openPath(name, "")
	case name == sampleName:
		return openSample("")
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("cannot open %s: %w", name, err)
	}
	library, err := store.LoadLibrary()
	if err != nil {
		return nil, err
	}
	if o, ok := library.Find(name); ok {
		return reopen(o, "")
	}
	return nil, hint(fmt.Errorf("there is no course %q here", name),
		"name its file, or the folder that holds its course.yaml; lectern courses lists those opened before")
}

// meant opens the course that is meant when none is named.
func (p *program) meant() (*choice, error) {
	if c, err := near(); c != nil || err != nil {
		return c, err
	}
	library, err := store.LoadLibrary()
	if err != nil {
		return nil, err
	}
	for _, o := range library.Courses {
		if c, err := reopen(o, "the one opened last"); err == nil {
			return c, nil
		}
	}
	return openSample("the sample")
}

// near opens the course in this folder, or beside the program; nil if there is
// none, or more than one.
func near() (*choice, error) {
	if here, err := os.Getwd(); err == nil {
		if path := onlyCourse(here); path != "" {
			return openPath(path, "the one in this folder")
		}
	}
	if exe, err := os.Executable(); err == nil {
		if path := onlyCourse(filepath.Dir(exe)); path != "" {
			return openPath(path, "the one beside the program")
		}
	}
	return nil, nil
}

// onlyCourse returns the course that a folder is, or the one that lies in it,
// as a folder or a pack; "" if there is none, or more than one. Only a
// course.yaml makes a folder a course: a README in somebody's folder is none.
func onlyCourse(folder string) string {
	if isCourse(folder) {
		return folder
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return ""
	}
	found := ""
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		if isPack := e.Type().IsRegular() && strings.EqualFold(filepath.Ext(path), pack.Ending); !isPack && !isCourse(path) {
			continue
		}
		if found != "" {
			return ""
		}
		found = path
	}
	return found
}

func isCourse(folder string) bool {
	info, err := os.Stat(filepath.Join(folder, "course.yaml"))
	return err == nil && info.Mode().IsRegular()
}

// reopen opens a course that was opened before, where it was.
func reopen(o store.Opened, why string) (*choice, error) {
	if o.Path == "" {
		return openSample(why)
	}
	return openPath(o.Path, why)
}

// openPath opens what lies at a path: a folder, a Markdown file, or a pack,
// also one that was dropped on the program.
func openPath(path, why string) (*choice, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if pack.Is(path) {
		return openPack(path, why)
	}
	c, err := course.OpenDir(path)
	if err != nil {
		return nil, err
	}
	folder := path
	if c.Single() {
		folder = filepath.Dir(path)
	}
	return &choice{Course: c, path: path, folder: folder, why: why}, nil
}

func openPack(path, why string) (*choice, error) {
	c, err := pack.Open(path)
	if err != nil {
		var other *pack.WrongZipError
		var refused *pack.Refusal
		switch {
		case errors.As(err, &other):
			err = hint(err, "%s", other.Remedy)
		case errors.As(err, &refused):
			err = hint(err, "nothing of it was unpacked; ask whoever gave it to you for another copy")
		}
		return nil, err
	}
	return &choice{Course: c, path: path, why: why}, nil
}

func openSample(why string) (*choice, error) {
	c, err := course.Open(sample.FS(), sampleName)
	if err != nil {
		return nil, err
	}
	return &choice{Course: c, why: why}, nil
}

// completeCourse completes COURSE: folders and files, and the ids of courses
// opened before.
func completeCourse(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	names := []string{sampleName}
	if library, err := store.LoadLibrary(); err == nil {
		for _, o := range library.Courses {
			names = append(names, o.ID)
		}
	}
	return names, cobra.ShellCompDirectiveDefault
}

//go:build !windows

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lectern/course"
)

// folderOf writes a course of one lesson, and opens it.
func folderOf(t *testing.T) *choice {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "01-a.md"), "# A\n\nText.\n")
	c, err := course.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return &choice{Course: c, path: dir, folder: dir}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Every way in which something is saved is told; what is none of the course's
// is not.
func TestWatchTellsOfSaves(t *testing.T) {
	c := folderOf(t)
	lesson := filepath.Join(c.folder, "01-a.md")
	saves := watchCourse(t.Context(), c)
	told := func(way string, within time.Duration) bool {
		t.Helper()
		begun := time.Now()
		select {
		case <-saves:
			t.Logf("%s: told after %v", way, time.Since(begun))
			time.Sleep(3 * gather) // what else belongs to it
			select {
			case <-saves:
			default:
			}
			return true
		case <-time.After(within):
			return false
		}
	}
	for _, test := range []struct {
		way  string
		save func()
	}{
		{"written", func() { put(t, lesson, "# A\n\nMore.\n") }},
		{"replaced", func() {
			put(t, lesson+".new~", "# A\n\nMuch more.\n")
			_ = os.Rename(lesson+".new~", lesson)
		}},
		{"removed and written", func() {
			_ = os.Remove(lesson)
			put(t, lesson, "# A\n\nAgain.\n")
		}},
		{"a new folder", func() { _ = os.Mkdir(filepath.Join(c.folder, "media"), 0o755) }},
		{"in the new folder", func() { put(t, filepath.Join(c.folder, "media", "a.txt"), "A.") }},
		{"removed", func() { _ = os.Remove(filepath.Join(c.folder, "media", "a.txt")) }},
	} {
		test.save()
		if !told(test.way, patient) {
			t.Errorf("%s: nothing was told", test.way)
		}
	}
	put(t, filepath.Join(c.folder, ".01-a.md.swp"), "An editor's own.")
	put(t, lesson+"~", "An editor's own.")
	if told("an editor's own files", 5*gather) {
		t.Error("an editor's own files were taken for the course's")
	}
}

// Where the system tells nothing, saves are seen all the same.
func TestWatchLooks(t *testing.T) {
	c := folderOf(t)
	w := &watch{root: c.folder, saves: make(chan struct{}, 1)}
	ctx, end := context.WithCancel(t.Context())
	defer end()
	go w.run(ctx)
	time.Sleep(gather)
	put(t, filepath.Join(c.folder, "01-a.md"), "# A\n\nMuch, much more.\n")
	select {
	case <-w.saves:
	case <-time.After(patient):
		t.Error("the save was not seen")
	}
}

// A course of one file hears of that file alone.
func TestWatchOneFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "talk.md")
	put(t, file, "# Talk\n")
	c, err := openPath(file, "")
	if err != nil {
		t.Fatal(err)
	}
	saves := watchCourse(t.Context(), c)
	put(t, filepath.Join(dir, "letter.txt"), "None of the course's.")
	select {
	case <-saves:
		t.Error("another file was taken for the course")
	case <-time.After(5 * gather):
	}
	put(t, file, "# Talk\n\nMore.\n")
	select {
	case <-saves:
	case <-time.After(patient):
		t.Error("the save was not told")
	}
}

//go:build !windows

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/course/worksheet"
)

// copied copies the course of every kind, to be edited.
func copied(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(kinds(t))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// An author at work: whatever way the editor saves, the new text is on the
// screen in a moment, where it is; what cannot be shown is said; nothing is
// kept.
func TestPreviewFollowsTheEditor(t *testing.T) {
	dir := copied(t)
	lesson := filepath.Join(dir, "02-write.md")
	text, err := os.ReadFile(lesson)
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.Replace(string(text), "#a-journal", "#a-journal share", 1))
	put(t, lesson, string(text))

	homeDir, env := home(t)
	x := openTerminal(t, env, 80, 24, "preview", dir, "2")
	x.sees("What would you say?")
	x.sees("PREVIEW")
	x.sees("finding")

	edited := func(now string) []byte {
		return []byte(strings.Replace(string(text), "What would you say?", now, 1))
	}
	shown := func(way, now string) {
		t.Helper()
		begun := time.Now()
		x.sees(now)
		t.Logf("%s: on the screen after %v", way, time.Since(begun))
	}
	put(t, lesson, string(edited("Saved by writing?")))
	shown("written", "Saved by writing?")

	put(t, lesson+".tmp", string(edited("Saved by renaming?")))
	if err := os.Rename(lesson+".tmp", lesson); err != nil {
		t.Fatal(err)
	}
	shown("renamed", "Saved by renaming?")

	if err := os.Remove(lesson); err != nil {
		t.Fatal(err)
	}
	put(t, lesson, string(edited("Saved anew?")))
	shown("removed and written", "Saved anew?")

	third := filepath.Join(dir, "03-choose.md")
	choose, _ := os.ReadFile(third)
	put(t, third, string(choose)+"\nThe last word, TODO.\n")
	shown("another lesson", "The last word")
	x.press("E")
	x.sees("TODO")
	x.press("esc")

	settings := filepath.Join(dir, "course.yaml")
	good, _ := os.ReadFile(settings)
	put(t, settings, "id: [kinds\n")
	shown("broken", "The last good version")
	x.sees("The last word")
	put(t, settings, string(good))
	x.sees("To choose")
	for deadline := time.Now().Add(patient); strings.Contains(x.screen(), "last good version"); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("mended, and not shown:\n%s", x.screen())
		}
	}

	x.press("<", "tab", "enter")
	x.sees("ANSWERING")
	x.send("The author tries it.")
	x.press("esc", "H")
	x.sees("specimen")
	x.press("s")
	x.sees("Saved")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
	x.sees("The preview has ended.")

	found, _ := filepath.Glob(filepath.Join(homeDir, "kinds_SPECIMEN_*_r1.html"))
	if len(found) != 1 {
		all, _ := os.ReadDir(homeDir)
		t.Fatalf("the specimen is not there; the home holds %v", all)
	}
	f, err := os.Open(found[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := worksheet.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	if got := answers(w); w.Status != worksheet.Complete || w.Learner.Name != "SPECIMEN" || !strings.Contains(got, "a-question=The author tries it.\n") {
		t.Errorf("the specimen is %s, of %s:\n%s", w.Status, w.Learner.Name, got)
	}
	if len(w.Shared) != 1 || w.Shared[0].ID != "a-journal" {
		t.Errorf("the specimen shares %v", w.Shared)
	}
	_ = filepath.WalkDir(homeDir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path != found[0] {
			t.Errorf("the preview left %s", path)
		}
		return nil
	})
}

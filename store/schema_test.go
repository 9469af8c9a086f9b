package store

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lectern/course"

	"go.etcd.io/bbolt"
)

// next is a layout of the future, in which versions are written in capitals.
var next = schema{number: 2, from: map[int]func(*bbolt.Tx) error{1: func(tx *bbolt.Tx) error {
	s, _, err := findShelf(tx, "course")
	if err != nil {
		return err
	}
	l, err := newLedger(s)
	if err != nil {
		return err
	}
	return errors.Join(l.set(wordVersion, versionRow{"MIGRATED"}), l.finish())
}}}

func TestMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.db")
	b := mustOpen(t, path, Options{})
	mustPut(t, b, course.SetVersion{Version: "1.0"}, course.SetAnswer{ID: "a", Answer: answer("kept", 1)})
	b.Close()

	if _, err := OpenReadOnly(path, "course", Options{schema: next}); err == nil {
		t.Error("an older layout was read as if it were the newest")
	}
	os.Remove(notePath(path))
	b = mustOpen(t, path, Options{schema: next})
	if r := mustLoad(t, b); r.Version != "MIGRATED" || r.Answers["a"].Text != "kept" {
		t.Errorf("migrated to %s", asText(r))
	}
	b.Close()
	before := mustOpen(t, path+".schema-1", Options{}) // the copy is an answers file
	if r := mustLoad(t, before); r.Version != "1.0" {
		t.Errorf("the copy holds %s", asText(r))
	}

	// This program now finds a file from the future, and leaves it alone.
	untouched(t, path)
	os.Remove(notePath(path))
	untouched(t, path)
}

func untouched(t *testing.T, path string) {
	t.Helper()
	before, _ := os.ReadFile(path)
	if _, err := Open(path, "course", isolated); !errors.Is(err, ErrNewer) {
		t.Errorf("Open: %v", err)
	}
	if _, err := OpenReadOnly(path, "course", isolated); !errors.Is(err, ErrNewer) {
		t.Errorf("OpenReadOnly: %v", err)
	}
	if _, err := Open(path, "other", Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("Open in this process: %v", err)
	}
	after, _ := os.ReadFile(path)
	if sha256.Sum256(before) != sha256.Sum256(after) {
		t.Error("the file was changed")
	}
}

func TestMigrationFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.db")
	b := mustOpen(t, path, Options{})
	mustPut(t, b, course.SetVersion{Version: "1.0"})
	b.Close()
	bad := schema{number: 3, from: map[int]func(*bbolt.Tx) error{
		1: next.from[1],
		2: func(*bbolt.Tx) error { return errors.New("a step that fails") },
	}}
	if _, err := Open(path, "course", Options{schema: bad}); err == nil {
		t.Fatal("it opened")
	}
	if r := mustLoad(t, mustOpen(t, path, Options{})); r.Version != "1.0" {
		t.Errorf("half of a migration: %s", asText(r))
	}
}

package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lectern/course"
)

// What was there before starting over, or before a backup was brought back,
// stays in a backup for good, however much is written afterwards.
func TestWhatWasReplacedStays(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	c := &clock{day(0)}
	save := func(version string) {
		t.Helper()
		b := mustOpen(t, path, Options{Now: c.now})
		mustPut(t, b, course.SetVersion{Version: version})
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	save("the work of a year")
	if err := StartOver(path, "course", Options{Now: c.now}); err != nil {
		t.Fatal(err)
	}
	for n := range 40 { // an hour of trying out, and then half a year
		c.t = c.t.Add(5 * time.Minute)
		if n > 12 {
			c.t = c.t.Add(7 * 24 * time.Hour)
		}
		save(fmt.Sprint("begun anew ", n))
	}
	files := backupFiles(path, "course")
	for _, f := range files {
		if b, _, err := ReadBackup(f.path); err == nil && b.Version == "the work of a year" {
			if err := Restore(path, "course", f.path, Options{Now: c.now}); err != nil {
				t.Fatal(err)
			}
			if r := mustLoad(t, mustOpen(t, path, Options{Now: c.now})); r.Version != b.Version {
				t.Errorf("brought back %q", r.Version)
			}
			return
		}
	}
	t.Errorf("what was there before starting over is in none of %d backups", len(files))
}

package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/course"
)

// clock is a clock that tests turn.
type clock struct{ t time.Time }

func (c *clock) now() time.Time { return c.t }

// A backup holds everything: read back, it makes the same records.
func TestBackupHoldsEverything(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 3))
		m := NewMemory()
		for range 30 {
			mustPut(t, m, anyChange(rng))
		}
		first, err := backupOf(m.records, "course")
		if err != nil {
			t.Fatal(err)
		}
		first.Made = day(1)
		text, err := first.encode()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "b.json")
		os.WriteFile(path, text, 0o600)
		second, edited, err := ReadBackup(path)
		if err != nil || edited {
			t.Fatal(edited, err)
		}
		again := NewMemory()
		if again.records, err = second.records(0); err != nil {
			t.Fatal(err)
		}
		if got, want := mustLoad(t, again), mustLoad(t, m); !same(got, want) {
			t.Errorf("seed %d: %s", seed, firstDifference(asText(got), asText(want)))
		}
		for n := range 4 {
			id := fmt.Sprint("item-", n)
			a1, err1 := m.Versions(id)
			a2, err2 := again.Versions(id)
			e1, err3 := m.EntryVersions(id)
			e2, err4 := again.EntryVersions(id)
			if err := errors.Join(err1, err2, err3, err4); err != nil || !reflect.DeepEqual(a1, a2) || !reflect.DeepEqual(e1, e2) {
				t.Errorf("seed %d: the versions of %s differ: %v", seed, id, err)
			}
		}
		if !again.Saved().Equal(m.Saved()) {
			t.Errorf("saved at %v, not %v", again.Saved(), m.Saved())
		}
		// What is written after a restore is the newest.
		mustPut(t, again, course.SetAnswer{ID: "item-1", Answer: answer("later", -9999)})
		if got := mustLoad(t, again).Answers["item-1"].Text; got != "later" {
			t.Errorf("seed %d: after a restore %q is the newest", seed, got)
		}
	}
}

func TestBackupIsReadableJSON(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	c := &clock{day(0)}
	b := mustOpen(t, path, Options{Now: c.now, Program: "1.2.3"})
	mustPut(t, b, course.SetAnswer{ID: "why", Answer: answer("Because <they> never & asked", 1)})
	mustPut(t, b, course.SetAnswer{ID: "why", Answer: answer("", 30)})
	b.Close()
	files := backupFiles(path, "course")
	if len(files) != 1 || filepath.Base(files[0].path) != "course_2026-11-22T100000Z_2.json" {
		t.Fatalf("backups: %+v", files)
	}
	text, _ := os.ReadFile(files[0].path)
	if !strings.Contains(string(text), "Because <they> never & asked") {
		t.Errorf("the deleted answer is not there for the eye:\n%s", text)
	}
	var free struct {
		Format  string
		Program string
		Answers []struct {
			ID       string
			Versions []struct{ Text string }
		}
	}
	if err := json.Unmarshal(text, &free); err != nil || free.Format != BackupFormat || free.Program != "1.2.3" ||
		free.Answers[0].ID != "why" || len(free.Answers[0].Versions) != 2 {
		t.Errorf("%+v, %v", free, err)
	}
	if info, _ := os.Stat(files[0].path); info.Mode().Perm() != 0o600 && filepath.Separator == '/' {
		t.Errorf("others can read it: %v", info.Mode())
	}
}

func TestBackupWhenSomethingChanged(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	c := &clock{day(0)}
	count := func() int { return len(backupFiles(path, "course")) }
	b := mustOpen(t, path, Options{Now: c.now})
	b.Close()
	if count() != 0 {
		t.Error("a backup of nothing")
	}
	b = mustOpen(t, path, Options{Now: c.now})
	for n := range 25 { // a session of 25 minutes
		c.t = day(n)
		mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer(fmt.Sprint(n), n)})
		b.backups.running.Wait()
	}
	if count() != 3 {
		t.Errorf("%d backups in 25 minutes", count())
	}
	b.Close()
	if count() != 4 {
		t.Errorf("%d backups after it", count())
	}
	c.t = day(100)
	b = mustOpen(t, path, Options{Now: c.now})
	b.backups.running.Wait()
	b.Close()
	if count() != 4 {
		t.Errorf("%d backups though nothing changed", count())
	}
}

func TestThinning(t *testing.T) {
	now := day(0)
	var files []backupFile
	for n := range 24 * 400 { // one an hour for 400 days
		files = append(files, backupFile{fmt.Sprint(n), now.Add(time.Duration(-n) * time.Hour), uint64(1e6 - n)})
	}
	kept := keep(files, now)
	var ages []int
	for _, f := range files {
		if kept[f.path] {
			ages = append(ages, int(now.Sub(f.made).Hours()))
		}
	}
	if len(ages) < 50 || len(ages) > 70 || ages[0] != 0 || ages[4] != 4 {
		t.Errorf("%d stay: %v", len(ages), ages)
	}
	for i := 1; i < len(ages); i++ { // no gap wider than the age allows
		gap, age := ages[i]-ages[i-1], ages[i-1]
		switch {
		case age < 22 && gap > 1, age < 13*24 && gap > 24, age < 53*24 && gap > 7*24, gap > 31*24:
			t.Errorf("nothing is left between %d and %d hours ago", ages[i-1], ages[i])
		}
	}
	// Thinning day after day leaves about the same as thinning once.
	var left []backupFile
	for n := range 100 {
		at := now.Add(time.Duration(n) * 24 * time.Hour)
		left = append([]backupFile{{fmt.Sprint("d", n), at, uint64(n)}}, left...)
		kept := keep(left, at)
		left = slices.DeleteFunc(left, func(f backupFile) bool { return !kept[f.path] })
	}
	if len(left) < 20 || len(left) > 35 {
		t.Errorf("%d stay of 100 days", len(left))
	}
}

// The last good backup stays, however old, when the newer ones are bad.
func TestLastGoodBackupStays(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	c := &clock{day(0)}
	var good string
	for n := range 9 {
		c.t = day(60 * n)
		b := mustOpen(t, path, Options{Now: c.now})
		mustPut(t, b, course.SetVersion{Version: fmt.Sprint(n)})
		b.Close()
		if n == 0 {
			good = backupFiles(path, "course")[0].path
		}
	}
	for _, f := range backupFiles(path, "course") {
		if f.path != good {
			text, _ := os.ReadFile(f.path)
			os.WriteFile(f.path, []byte(strings.Replace(string(text), `"course_version": "`, `"course_version": "0`, 1)), 0o600)
		}
	}
	later := day(10 * 24 * 60) // when the newest five of that day would do
	if err := thinBackups(realDisk{}, path, "course", later); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(good); err != nil {
		t.Fatal("the good one was removed")
	}
	os.Truncate(path, 4000)
	b := mustOpen(t, path, isolated)
	if r := b.Recovered(); r == nil || r.Backup != good || mustLoad(t, b).Version != "0" {
		t.Errorf("recovered %+v", r)
	}
}

func TestRestore(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	c := &clock{day(0)}
	opts := Options{Now: c.now}
	for n := range 3 {
		c.t = day(100 * n)
		b := mustOpen(t, path, opts)
		mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer(fmt.Sprint("answer ", n), 100*n)})
		b.Close()
	}
	infos, err := Backups(path, "course")
	if err != nil || len(infos) != 3 || infos[0].Answers != 1 || infos[2].Err != nil || !infos[2].Saved.Equal(day(0)) {
		t.Fatalf("%+v, %v", infos, err)
	}
	c.t = day(400)
	if err := Restore(path, "course", infos[2].Path, opts); err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, path, opts)
	if got := mustLoad(t, b).Answers["a"].Text; got != "answer 0" {
		t.Errorf("restored %q", got)
	}
	b.Close()
	// What was there is a backup, and so is what was restored, as the newest.
	os.Truncate(path, 0)
	if got := mustLoad(t, mustOpen(t, path, opts)).Answers["a"].Text; got != "answer 0" {
		t.Errorf("after a loss: %q", got)
	}
}

func TestRestoreFromAnotherMachine(t *testing.T) {
	there, here := filepath.Join(quickDir(t), "course.db"), filepath.Join(quickDir(t), "mine.db")
	want := played(t, there, Options{})
	file := backupFiles(there, "course")[0].path
	if err := Restore(here, "course", file, Options{}); err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, here, Options{})
	if !same(mustLoad(t, b), want) {
		t.Error("it is not the same")
	}
	if v, err := b.Versions("long"); err != nil || len(v) < 10 {
		t.Errorf("%d versions, %v", len(v), err)
	}
	b.Close()
	if err := Restore(here, "another", file, Options{}); err == nil || isDamaged(err) {
		t.Errorf("into another course: %v", err)
	}
	// One byte changed.
	text, _ := os.ReadFile(file)
	bad := filepath.Join(t.TempDir(), "bad.json")
	os.WriteFile(bad, []byte(strings.Replace(string(text), "xxx", "xyx", 1)), 0o600)
	if err := Restore(here, "course", bad, Options{}); !isDamaged(err) {
		t.Errorf("a damaged backup: %v", err)
	}
	// Edited by somebody who took the checksum out.
	var free map[string]any
	json.Unmarshal(text, &free)
	free["course_version"] = "edited"
	delete(free, "checksum")
	text, _ = json.Marshal(free)
	os.WriteFile(bad, text, 0o600)
	if err := Restore(here, "course", bad, Options{}); err != nil {
		t.Errorf("an edited backup: %v", err)
	}
	free["changes"] = uint64(1) << 63
	text, _ = json.Marshal(free)
	os.WriteFile(bad, text, 0o600)
	if err := Restore(here, "course", bad, Options{}); err == nil {
		t.Error("a forged count was taken")
	}
	free["format"] = "lectern-backup/2"
	text, _ = json.Marshal(free)
	os.WriteFile(bad, text, 0o600)
	if err := Restore(here, "course", bad, Options{}); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer backup: %v", err)
	}
	if mustLoad(t, mustOpen(t, here, Options{})).Version != "edited" {
		t.Error("the edited one is not there")
	}
}

// Nothing is left of the file and of its backups; a backup from elsewhere helps.
func TestRestoreOverADamagedFile(t *testing.T) {
	there, here := filepath.Join(quickDir(t), "course.db"), filepath.Join(quickDir(t), "course.db")
	want := played(t, there, Options{})
	os.WriteFile(here, []byte("no answers file"), 0o600)
	if _, err := Open(here, "course", isolated); !isDamaged(err) {
		t.Fatalf("no answers file: %v", err)
	}
	if err := Restore(here, "course", backupFiles(there, "course")[0].path, isolated); err != nil {
		t.Fatal(err)
	}
	if !same(mustLoad(t, mustOpen(t, here, isolated)), want) {
		t.Error("it is not the same")
	}
	kept, _ := filepath.Glob(here + ".damaged-*")
	if len(kept) != 1 {
		t.Errorf("kept aside: %v", kept)
	}
}

// What was saved since the last backup, before a crash, is backed up before
// something else takes its place.
func TestBackupComesFirst(t *testing.T) {
	elsewhere := filepath.Join(quickDir(t), "course.db")
	played(t, elsewhere, Options{})
	for name, replace := range map[string]func(path string) error{
		"restore": func(path string) error {
			return Restore(path, "course", backupFiles(elsewhere, "course")[0].path, isolated)
		},
		"start over": func(path string) error { return StartOver(path, "course", isolated) },
	} {
		path := filepath.Join(quickDir(t), "course.db")
		b := mustOpen(t, path, Options{})
		mustPut(t, b, course.SetVersion{Version: "the first save, of which there is a backup"})
		b.backups.running.Wait()
		mustPut(t, b, course.SetVersion{Version: "the last save"})
		b.h.Close() // as if it were killed
		if err := replace(path); err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range backupFiles(path, "course") {
			c, _, err := ReadBackup(f.path)
			found = found || err == nil && c.Version == "the last save"
		}
		if !found {
			t.Errorf("%s: the last save is in no backup", name)
		}
	}
}

func TestStartOver(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	want := played(t, path, Options{})
	if err := StartOver(path, "course", Options{}); err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, path, Options{})
	if !same(mustLoad(t, b), course.NewRecord()) || b.Recovered() != nil {
		t.Error("it is not empty")
	}
	b.Close()
	infos, _ := Backups(path, "course")
	for _, info := range infos {
		if err := Restore(path, "course", info.Path, Options{}); err != nil {
			t.Fatal(err)
		}
		b := mustOpen(t, path, Options{})
		r := mustLoad(t, b)
		b.Close()
		if same(r, want) {
			return
		}
	}
	t.Errorf("what was there is in none of %d backups", len(infos))
}

// Whatever is read as a backup can be restored, saved to, and loaded.
func FuzzReadBackup(f *testing.F) {
	m := NewMemory()
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		mustPut(f, m, anyChange(rng))
	}
	b, err := backupOf(m.records, "course")
	if err != nil {
		f.Fatal(err)
	}
	text, err := b.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"format":"lectern-backup/1","course":"course","answers":[{"id":"a","versions":[{"text":"new"},{"text":"old"}]}]}`))
	f.Add([]byte(`{"format":"lectern-backup/1","course":"course","answers":[{"id":"a\u0000b","versions":[{}]}]}`))
	f.Add([]byte(`{"format":"lectern-backup/2"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(t.TempDir(), "b.json")
		os.WriteFile(path, text, 0o600)
		b, _, err := ReadBackup(path)
		if err != nil {
			return
		}
		records, err := b.records(0)
		if err != nil {
			return
		}
		m := &Memory{records: records, now: time.Now}
		mustPut(t, m, course.SetAnswer{ID: "a", Answer: answer("the newest", 1)})
		if got := mustLoad(t, m).Answers["a"].Text; got != "the newest" {
			t.Errorf("%q is the newest", got)
		}
	})
}

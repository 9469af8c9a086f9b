package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"lectern/course"

	"go.etcd.io/bbolt"
)

// faulty is a disk of which the N-th step fails, or all from the N-th on.
type faulty struct {
	real realDisk
	mu   sync.Mutex
	fail int  // which step; counts from 1
	on   bool // all later ones too
	late bool // the step is done, and then fails all the same
	n    int
	hit  bool
}

func (d *faulty) step(do func() error) error {
	d.mu.Lock()
	d.n++
	fails := d.n == d.fail || d.on && d.n > d.fail && d.fail > 0
	d.hit = d.hit || fails
	d.mu.Unlock()
	if !fails {
		return do()
	}
	if d.late {
		do()
	}
	return fmt.Errorf("step %d: %w", d.n, syscall.ENOSPC)
}

func (d *faulty) heal() {
	d.mu.Lock()
	d.fail = 0
	d.mu.Unlock()
}

func (d *faulty) mkdir(path string) error { return d.step(func() error { return d.real.mkdir(path) }) }
func (d *faulty) link(old, new string) error {
	return d.step(func() error { return d.real.link(old, new) })
}
func (d *faulty) rename(old, new string) error {
	return d.step(func() error { return d.real.rename(old, new) })
}
func (d *faulty) remove(path string) error {
	return d.step(func() error { return d.real.remove(path) })
}
func (d *faulty) syncDir(path string) error {
	return d.step(func() error { return d.real.syncDir(path) })
}
func (d *faulty) commit(db *bbolt.DB, do func(*bbolt.Tx) error) error {
	return d.step(func() error { return d.real.commit(db, do) })
}
func (d *faulty) temp(dir, pattern string) (s scratch, err error) {
	err = d.step(func() (err error) {
		s, err = d.real.temp(dir, pattern)
		return err
	})
	if err != nil {
		if s != nil {
			s.Close()
		}
		return nil, err
	}
	return faultyFile{s, d}, nil
}

type faultyFile struct {
	scratch
	d *faulty
}

func (f faultyFile) Write(p []byte) (n int, err error) {
	err = f.d.step(func() (err error) {
		n, err = f.scratch.Write(p)
		return err
	})
	if err != nil && n == 0 {
		n, _ = f.scratch.Write(p[:len(p)/2])
	}
	return n, err
}
func (f faultyFile) Sync() error { return f.d.step(f.scratch.Sync) }
func (f faultyFile) Close() error {
	err := f.d.step(f.scratch.Close)
	f.scratch.Close()
	return err
}

// modes are the ways in which a step fails.
var modes = []struct{ on, late bool }{{}, {on: true}, {late: true}}

// everyStep runs do with a disk of which the first step fails, the second, and
// so on until do needs no more steps.
func everyStep(t *testing.T, do func(t *testing.T, d *faulty, when string)) {
	for _, m := range modes {
		for n := 1; ; n++ {
			d := &faulty{fail: n, on: m.on, late: m.late}
			do(t, d, fmt.Sprintf("step %d, %+v", n, m))
			if !d.hit {
				t.Logf("%+v: %d steps", m, n-1)
				break
			}
			if t.Failed() {
				return
			}
		}
	}
}

// A typist saves answers, goes on after errors as a learner would, and knows
// what must be there: what was acknowledged last, or something tried since.
type typist map[string][]string

func (w typist) put(b *Book, id, text string) {
	err := b.Put(course.SetAnswer{ID: id, Answer: answer(text, len(text))})
	if err == nil {
		w[id] = nil
	}
	w[id] = append(w[id], text)
	if err != nil && len(w[id]) == 1 {
		w[id] = append(w[id], "") // nothing was ever acknowledged
	}
}

func (w typist) check(t *testing.T, when, path string) {
	t.Helper()
	b, err := Open(path, "course", Options{})
	if err != nil {
		t.Errorf("%s: the next start: %v", when, err)
		return
	}
	defer b.Close()
	r := mustLoad(t, b)
	for id, may := range w {
		if got := r.Answers[id].Text; !slices.Contains(may, got) {
			t.Errorf("%s: %s is %q, not one of %q", when, id, got, may)
		}
	}
}

// whole fails if a backup lies there that cannot be restored.
func whole(t *testing.T, when, path string) {
	t.Helper()
	infos, err := Backups(path, "course")
	if err != nil {
		t.Errorf("%s: %v", when, err)
	}
	for _, i := range infos {
		if i.Err != nil {
			t.Errorf("%s: a broken backup was left: %v", when, i.Err)
		}
	}
}

// Whichever step on the disk fails, what was acknowledged is there afterwards,
// every backup is whole or not there, and the next start works.
func TestEveryStepFails(t *testing.T) {
	everyStep(t, func(t *testing.T, d *faulty, when string) {
		path := filepath.Join(quickDir(t), "answers", "course.db")
		w := typist{}
		for round := range 2 {
			b, err := Open(path, "course", Options{disk: d})
			if err != nil {
				continue
			}
			w.put(b, "a", fmt.Sprint("a of round ", round))
			w.put(b, fmt.Sprint("b", round), "b")
			b.backups.running.Wait()
			b.Backup()
			w.put(b, "a", fmt.Sprint("a again, of round ", round))
			b.Close()
		}
		whole(t, when, path)
		w.check(t, when, path)
	})
}

// A poorDisk writes files with something wrong, once file is set.
type poorDisk struct {
	realDisk
	file func(scratch) scratch
}

func (d *poorDisk) temp(dir, pattern string) (scratch, error) {
	s, err := d.realDisk.temp(dir, pattern)
	if err != nil || d.file == nil {
		return s, err
	}
	return d.file(s), nil
}

type (
	forgetfulFile struct{ scratch } // keeps half, and says that it has all
	unsyncedFile  struct{ scratch }
	unclosedFile  struct{ scratch }
)

func (f forgetfulFile) Write(p []byte) (int, error) {
	_, err := f.scratch.Write(p[:len(p)/2])
	return len(p), err
}

func (f unsyncedFile) Sync() error { return syscall.EIO }

func (f unclosedFile) Close() error { return errors.Join(f.scratch.Close(), syscall.EIO) }

// A backup is on the disk, whole, before anybody relies on it.
func TestBackupOnAPoorDisk(t *testing.T) {
	for name, file := range map[string]func(scratch) scratch{
		"keeps half":       func(s scratch) scratch { return forgetfulFile{s} },
		"cannot be synced": func(s scratch) scratch { return unsyncedFile{s} },
		"cannot be closed": func(s scratch) scratch { return unclosedFile{s} },
	} {
		path := filepath.Join(quickDir(t), "course.db")
		d := &poorDisk{}
		b := mustOpen(t, path, Options{disk: d})
		d.file = file
		mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("kept", 1)})
		if file, err := b.Backup(); err == nil {
			t.Errorf("%s: %s is told as a backup", name, file)
		}
		if err := b.replace(&Backup{}); err == nil {
			t.Errorf("%s: the course was emptied without a backup", name)
		}
		if got := mustLoad(t, b).Answers["a"].Text; got != "kept" {
			t.Errorf("%s: the answer is %q", name, got)
		}
		b.backups.running.Wait()
		d.file = nil
	}
}

// Whichever step fails while a damaged file is replaced by its backup, or a
// backup restored, or a course begun anew: nothing is lost by that.
func TestEveryStepOfARecoveryFails(t *testing.T) {
	for name, do := range map[string]func(path string, d *faulty) error{
		"recover": func(path string, d *faulty) error {
			os.Truncate(path, 5000)
			b, err := Open(path, "course", Options{disk: d})
			if err == nil {
				err = b.Close()
			}
			return err
		},
		"restore": func(path string, d *faulty) error {
			files := backupFiles(path, "course")
			return Restore(path, "course", files[len(files)-1].path, Options{disk: d})
		},
		"start over": func(path string, d *faulty) error {
			return StartOver(path, "course", Options{disk: d})
		},
	} {
		everyStep(t, func(t *testing.T, d *faulty, when string) {
			path := filepath.Join(quickDir(t), "course.db")
			b := mustOpen(t, path, Options{})
			mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("kept", 1)})
			b.Close()
			do(path, d)
			b, err := Open(path, "course", Options{})
			if err != nil {
				t.Errorf("%s, %s: the next start: %v", name, when, err)
				return
			}
			defer b.Close()
			if mustLoad(t, b).Answers["a"].Text == "kept" {
				return
			}
			for _, f := range backupFiles(path, "course") {
				if c, _, err := ReadBackup(f.path); err == nil && len(c.Answers) == 1 {
					return
				}
			}
			t.Errorf("%s, %s: the answer is neither there nor in a backup", name, when)
		})
	}
}

// A disk that is full while somebody types, and then is not.
func TestFullAndThenNot(t *testing.T) {
	d := &faulty{}
	b := mustOpen(t, filepath.Join(quickDir(t), "course.db"), Options{disk: d})
	mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("before", 1)})
	d.fail, d.on = 1, true
	err := b.Put(course.SetAnswer{ID: "a", Answer: answer("not yet", 1)})
	if !errors.Is(err, ErrFull) {
		t.Fatalf("a full disk: %v", err)
	}
	if got := mustLoad(t, b).Answers["a"].Text; got != "before" {
		t.Errorf("after a failed save the answer is %q", got)
	}
	d.heal()
	mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("now", 1)})
	if got := mustLoad(t, b).Answers["a"].Text; got != "now" {
		t.Errorf("the answer is %q", got)
	}
}

// The remnant of a first start on a full disk must not block the next one.
func TestEmptyFileIsNew(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	os.WriteFile(path, nil, 0o600)
	b := mustOpen(t, path, isolated)
	if b.Recovered() != nil {
		t.Errorf("recovered %+v", b.Recovered())
	}
	mustPut(t, b, course.SetVersion{Version: "1"})
}

// An empty or missing file of which there are backups is a loss, not a start.
func TestLostFileComesBack(t *testing.T) {
	for _, lose := range []func(string) error{os.Remove, func(path string) error { return os.Truncate(path, 0) }} {
		path := filepath.Join(quickDir(t), "course.db")
		want := played(t, path, Options{})
		if err := lose(path); err != nil {
			t.Fatal(err)
		}
		s, err := OpenReadOnly(path, "course", isolated)
		if err != nil || s.Recovered() == nil || !same(mustLoad(t, s), want) {
			t.Errorf("reading: %+v, %v", s, err)
		}
		b := mustOpen(t, path, isolated)
		if r := b.Recovered(); r == nil || r.Backup == "" || !same(mustLoad(t, b), want) {
			t.Errorf("recovered %+v", r)
		}
	}
}

// The file is moved away while the player is open.
func TestFileIsMovedAway(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	b := mustOpen(t, path, Options{})
	mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("first", 1)})
	os.Rename(path, path+".elsewhere")
	mustPut(t, b, course.SetAnswer{ID: "b", Answer: answer("second", 1)})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if r := mustLoad(t, mustOpen(t, path, Options{})); len(r.Answers) != 2 {
		t.Errorf("%d answers", len(r.Answers))
	}
}

// Another file is put in its place: neither is written over.
func TestFileIsReplaced(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	b := mustOpen(t, path, Options{})
	mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("first", 1)})
	os.Remove(path)
	os.WriteFile(path, []byte("of somebody else"), 0o600)
	if err := b.Put(course.SetAnswer{ID: "b", Answer: answer("second", 1)}); !errors.Is(err, ErrMoved) {
		t.Errorf("Put: %v", err)
	}
	b.Close()
	if text, _ := os.ReadFile(path); string(text) != "of somebody else" {
		t.Errorf("it was changed to %q", text)
	}
	if infos, _ := Backups(path, "course"); len(infos) == 0 {
		t.Error("there is no backup of what was saved")
	}
}

// The file is cut short while the player has it open: an error, no crash.
func TestFileCutWhileOpen(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	b := mustOpen(t, path, Options{})
	for n := range 30 {
		mustPut(t, b, course.SetAnswer{ID: fmt.Sprint("item-", n), Answer: answer(strings.Repeat("x", 3000), 1)})
	}
	b.backups.running.Wait()
	os.Truncate(path, 4096)
	if _, err := b.Versions("item-3"); !isDamaged(err) {
		t.Errorf("Versions: %v", err)
	}
	if err := b.Put(course.SetVersion{Version: "1"}); err == nil {
		t.Error("Put took it")
	}
	done := make(chan error)
	go func() { done <- b.Close() }()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
		t.Fatal("Close does not end")
	}
	if b := mustOpen(t, path, isolated); b.Recovered() == nil {
		t.Error("nothing is said of it at the next start")
	}
}

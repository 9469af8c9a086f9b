package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/course"
)

func init() {
	// holder has the file open, saves as long as it can, and stops when its
	// input ends.
	roles["holder"] = func(args []string) error {
		b, err := Open(args[0], "course", Options{})
		if err != nil {
			return err
		}
		defer b.Close()
		stop := make(chan struct{})
		go func() {
			io.Copy(io.Discard, os.Stdin)
			close(stop)
		}()
		for n := 0; ; n++ {
			a := answer(fmt.Sprint("version ", n), 1)
			if err := b.Put(course.SetAnswer{ID: "a", Answer: a}, course.SetVersion{Version: fmt.Sprint("version ", n)}); err != nil {
				return err
			}
			if n == 0 {
				fmt.Println("open")
			}
			select {
			case <-stop:
				return nil
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
}

func TestAnotherWindow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.db")
	w := cast(t, "holder", path).start(t)
	w.hears(t, "open")

	start := time.Now()
	_, err := Open(path, "course", isolated)
	if took := time.Since(start); !errors.Is(err, ErrInUse) || took > 1500*time.Millisecond {
		t.Errorf("a second window: %v after %v", err, took)
	}

	// Meanwhile status and export read the newest state, never half of one.
	var saved time.Time
	for range 10 {
		s, err := OpenReadOnly(path, "course", isolated)
		if err != nil {
			t.Fatal(err)
		}
		r := mustLoad(t, s)
		if r.Version == "" || r.Version != r.Answers["a"].Text {
			t.Errorf("half of a save: %q and %q", r.Version, r.Answers["a"].Text)
		}
		if s.Saved().Before(saved) || time.Since(s.Saved()) > 30*time.Second {
			t.Errorf("from %v, after %v", s.Saved(), saved)
		}
		saved = s.Saved()
		if err := s.Put(course.SetVersion{Version: "x"}); !errors.Is(err, ErrReadOnly) {
			t.Errorf("Put: %v", err)
		}
	}

	w.in.Close()
	w.Wait()
	b := mustOpen(t, path, isolated)
	if b.Recovered() != nil {
		t.Errorf("recovered %+v", b.Recovered())
	}
}

// A copy that is made while a save goes on is whole, or known to be torn.
func TestCopyWhileSaving(t *testing.T) {
	path := large(t, quickDir(t))
	b := mustOpen(t, path, Options{})
	stop := make(chan struct{})
	var saving sync.WaitGroup
	saving.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			case <-time.After(time.Duration(n%4) * time.Millisecond):
			}
			a := answer(strings.Repeat("words ", 100+n%500), 19)
			if err := b.Put(course.SetAnswer{ID: fmt.Sprint("item-", n%60), Answer: a}); err != nil {
				t.Error(err)
				return
			}
		}
	})
	defer saving.Wait()
	defer close(stop)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	whole, torn := 0, 0
	for whole+torn < 2000 && (whole < 30 || torn < 3) {
		copied, err := copyOnce(file)
		if errors.Is(err, errTorn) {
			torn++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		whole++
		f := inspect(copied, look{wait: impatient, thorough: true, schema: current.number}, nil)
		os.Remove(copied)
		if f.Problem != "" || f.InUse || f.Error != "" {
			t.Fatalf("copy %d is damaged: %+v", whole, f)
		}
	}
	t.Logf("%d whole, %d torn", whole, torn)
}

func TestReadOnlyOfNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none", "course.db")
	s, err := OpenReadOnly(path, "course", isolated)
	if err != nil || len(mustLoad(t, s).Answers) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("reading made a folder")
	}
}

// Several courses live in one file side by side.
func TestSeveralCourses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine")
	for _, id := range []string{"one", "two", "one"} {
		b, err := Open(path, id, Options{})
		if err != nil {
			t.Fatal(err)
		}
		mustPut(t, b, course.SetVersion{Version: "of " + id})
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	os.Truncate(path, 9000)
	for _, id := range []string{"one", "two"} {
		s, err := OpenReadOnly(path, id, isolated)
		if err != nil || mustLoad(t, s).Version != "of "+id || s.Recovered() == nil {
			t.Errorf("%s of a damaged file: %v", id, err)
		}
	}
	b, err := Open(path, "one", isolated)
	if err != nil || mustLoad(t, b).Version != "of one" || b.Recovered() == nil {
		t.Fatalf("one: %v", err)
	}
	b.Close()
	s, err := OpenReadOnly(path, "two", isolated)
	if err != nil || mustLoad(t, s).Version != "of two" || s.Recovered() != nil {
		t.Errorf("two, after one was recovered: %v", err)
	}
}

func TestRefusesIDs(t *testing.T) {
	for _, id := range []string{"", "../x", "A", "con", "lpt1", "a/b", "a.b", "-a", "a\x1b", string(make([]byte, 65))} {
		if _, err := Default(id); err == nil {
			t.Errorf("%q has a file", id)
		}
		path := filepath.Join(t.TempDir(), "x.db")
		if _, err := Open(path, id, Options{}); err == nil {
			t.Errorf("%q was opened", id)
		}
		if _, err := Backups(path, id); err == nil {
			t.Errorf("%q has backups", id)
		}
	}
}

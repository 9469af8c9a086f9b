package store

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/course"
)

// After a clean close nothing is examined; after any other end everything is.
func TestClosesCleanly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "course.db")
	b := mustOpen(t, path, Options{})
	mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("x", 1)})
	if _, ok := asNoted(path); ok {
		t.Error("an open file counts as closed")
	}
	b.Close()
	if _, ok := asNoted(path); !ok {
		t.Error("a closed file does not")
	}
	b = mustOpen(t, path, Options{})
	mustPut(t, b, course.SetAnswer{ID: "a", Answer: answer("y", 1)})
	if _, ok := asNoted(path); ok {
		t.Error("the note of the last close still holds")
	}
}

// A main that forgot VerifyMain must not start itself over and over.
func TestForgottenVerifyMain(t *testing.T) {
	out, err := exec.Command(os.Args[0], childFlag).CombinedOutput() // as such a test binary does
	if err == nil || strings.Contains(string(out), childGreeting) || strings.Contains(string(out), "PASS") {
		t.Errorf("it ran: %v\n%s", err, out)
	}
	path := filepath.Join(t.TempDir(), "course.db")
	want := played(t, path, Options{})
	os.Remove(notePath(path))
	t.Setenv(envPath, path) // as in the child of such a program
	if !same(mustLoad(t, mustOpen(t, path, isolated)), want) {
		t.Error("it is not the same")
	}
}

// The look at the sum costs under two milliseconds, for the answers of a long
// course with all their versions.
func TestQuickStart(t *testing.T) {
	path := large(t, quickDir(t))
	best := time.Hour
	for range 200 {
		start := time.Now()
		if _, ok := asNoted(path); !ok {
			t.Fatal("not as noted")
		}
		best = min(best, time.Since(start))
	}
	if best > 2*time.Millisecond && !racing() {
		t.Errorf("it took %v", best)
	}
}

// large makes an answers file of 60 answers with 20 versions of 100 words.
func large(t testing.TB, dir string) string {
	path := filepath.Join(dir, "course.db")
	b := mustOpen(t, path, Options{})
	for v := range 20 {
		var changes []course.Change
		for n := range 60 {
			changes = append(changes, course.SetAnswer{ID: fmt.Sprint("item-", n), Answer: answer(strings.Repeat("words ", 100), v)})
		}
		mustPut(t, b, changes...)
	}
	b.Close()
	return path
}

func BenchmarkOpen(b *testing.B) {
	path := large(b, b.TempDir())
	info, _ := os.Stat(path)
	b.ReportMetric(float64(info.Size()), "bytes")
	for b.Loop() {
		book, err := Open(path, "course", isolated)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		book.Close()
		b.StartTimer()
	}
}

func BenchmarkOpenAfterCrash(b *testing.B) {
	path := large(b, b.TempDir())
	for b.Loop() {
		b.StopTimer()
		os.Remove(notePath(path))
		b.StartTimer()
		book, err := Open(path, "course", isolated)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		book.Close()
		b.StartTimer()
	}
}

func BenchmarkPut(b *testing.B) {
	book := mustOpen(b, large(b, b.TempDir()), Options{})
	for n := 0; b.Loop(); n++ {
		mustPut(b, book, course.SetAnswer{ID: "item-7", Answer: answer(strings.Repeat("words ", 100), 19)})
	}
}

// BenchmarkAppend is the least that any durable save costs here.
func BenchmarkAppend(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "f"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for b.Loop() {
		if _, err := f.WriteString(strings.Repeat("words ", 100)); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
}

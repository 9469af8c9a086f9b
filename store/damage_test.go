package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lectern/course"
)

var isolated = Options{Isolate: true}

// played makes an answers file as some sessions leave it, and returns the
// record that is in it.
func played(t testing.TB, path string, opts Options) *course.Record {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 7))
	want := course.NewRecord()
	for range 3 {
		b := mustOpen(t, path, opts)
		for range 12 {
			c := anyChange(rng)
			c.Apply(want)
			mustPut(t, b, c, course.SetAnswer{ID: "long", Answer: answer(strings.Repeat("x", 3000), rng.IntN(99))})
			course.SetAnswer{ID: "long", Answer: mustLoad(t, b).Answers["long"]}.Apply(want)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return want
}

// A damage is one way in which a file goes bad.
type damage struct {
	name string
	do   func(rng *rand.Rand, file []byte) []byte
}

var damages = []damage{
	{"a bit", func(rng *rand.Rand, file []byte) []byte {
		file[rng.IntN(len(file))] ^= 1 << rng.IntN(8)
		return file
	}},
	{"a bit of the first pages", func(rng *rand.Rand, file []byte) []byte {
		file[rng.IntN(100)+4096*rng.IntN(8)] ^= 1 << rng.IntN(8)
		return file
	}},
	{"a page of zeros", func(rng *rand.Rand, file []byte) []byte {
		clear(file[4096*rng.IntN(len(file)/4096):][:4096])
		return file
	}},
	{"a page of another", func(rng *rand.Rand, file []byte) []byte {
		n := len(file) / 4096
		copy(file[4096*rng.IntN(n):][:4096], file[4096*rng.IntN(n):])
		return file
	}},
	{"cut short", func(rng *rand.Rand, file []byte) []byte { return file[:rng.IntN(len(file))] }},
}

// Whatever happens to the file, what is shown is what was saved, or the
// learner is told from when it is.
func TestDamage(t *testing.T) {
	dir := quickDir(t)
	path := filepath.Join(dir, "course.db")
	want := played(t, path, Options{})
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copies := 100
	switch {
	case long():
		copies = 2000
	case racing():
		copies = 20
	}
	count := map[string]int{}
	for i := range copies {
		rng := rand.New(rand.NewPCG(uint64(i), 1))
		d := damages[i%len(damages)]
		there := filepath.Join(dir, fmt.Sprint(i))
		os.Mkdir(there, 0o700)
		file := filepath.Join(there, "course.db")
		os.WriteFile(file, d.do(rng, append([]byte(nil), good...)), 0o600)
		os.WriteFile(file+".sum", []byte("stale"), 0o600)
		withBackups := i%3 > 0
		if withBackups {
			os.CopyFS(filepath.Join(there, "backups"), os.DirFS(filepath.Join(dir, "backups")))
		}
		start := time.Now()
		verdict := examineDamaged(t, file, want, withBackups)
		if strings.HasPrefix(verdict, "WRONG") {
			t.Errorf("copy %d, %s, backups %v: %s", i, d.name, withBackups, verdict)
		}
		count[verdict]++
		if took := time.Since(start); took > time.Second {
			t.Logf("copy %d, %s: %s after %v", i, d.name, verdict, took)
		}
	}
	t.Logf("%v", count)
}

// examineDamaged opens a damaged copy as a program does, and says what a
// learner would see.
func examineDamaged(t *testing.T, file string, want *course.Record, withBackups bool) string {
	before, _ := os.ReadFile(file)
	s, readErr := OpenReadOnly(file, "course", isolated)
	if readErr == nil {
		r, err := s.Load()
		if err != nil || !same(r, want) && s.Recovered() == nil {
			return fmt.Sprint("WRONG answers to a reader: ", err)
		}
	}
	start := time.Now()
	b, err := Open(file, "course", isolated)
	if took := time.Since(start); took > 15*time.Second {
		return fmt.Sprint("WRONG: took ", took)
	}
	after, _ := os.ReadFile(file)
	var d *DamagedError
	switch {
	case errors.As(err, &d) && !withBackups:
		if string(before) != string(after) {
			return "WRONG: refused, and changed all the same"
		}
		return "refused"
	case err != nil:
		return fmt.Sprint("WRONG: ", err)
	}
	defer b.Close()
	r, err := b.Load()
	if err != nil {
		return fmt.Sprint("WRONG: opened, but: ", err)
	}
	rec := b.Recovered()
	switch {
	case rec == nil && !same(r, want):
		return "WRONG: another state, and nothing said: " + firstDifference(asText(r), asText(want))
	case rec == nil:
		return "nothing noticed, all there"
	case rec.From.IsZero():
		return fmt.Sprintf("WRONG: recovered an empty journal: %+v", rec)
	}
	if kept, err := os.ReadFile(rec.Kept); err != nil || string(kept) != string(before) {
		return fmt.Sprintf("WRONG: not kept aside: %+v, %v", rec, err)
	}
	if err := b.Put(course.SetVersion{Version: "after"}); err != nil {
		return fmt.Sprint("WRONG: cannot go on: ", err)
	}
	if !same(r, want) {
		return "an earlier state, and said so"
	}
	return "recovered whole"
}

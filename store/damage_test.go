package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
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
// record that is in it. The versions of "long" are longer than a page.
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

// A damage is one way in which a file goes bad. Old is what the file was some
// saves ago.
type damage struct {
	name string
	do   func(rng *rand.Rand, file, old []byte) []byte
}

const pageSize = 4096

// leaves are the numbers of the pages that hold records, or once did.
func leaves(file []byte) (pages []int) {
	for i := 2; i < len(file)/pageSize; i++ {
		if head := file[i*pageSize:]; head[8] == 2 && head[10] > 1 {
			pages = append(pages, i)
		}
	}
	return pages
}

var damages = []damage{
	{"a bit", func(rng *rand.Rand, file, _ []byte) []byte {
		file[rng.IntN(len(file))] ^= 1 << rng.IntN(8)
		return file
	}},
	{"a bit of the first pages", func(rng *rand.Rand, file, _ []byte) []byte {
		file[rng.IntN(100)+pageSize*rng.IntN(8)] ^= 1 << rng.IntN(8)
		return file
	}},
	{"a bit of what was written", func(rng *rand.Rand, file, _ []byte) []byte {
		for {
			at := rng.IntN(len(file))
			if at = at + bytes.Index(file[at:], []byte("xxxx")); file[at] == 'x' {
				file[at] ^= 1 << rng.IntN(8)
				return file
			}
		}
	}},
	{"a record fewer", func(rng *rand.Rand, file, _ []byte) []byte {
		pages := leaves(file)
		file[pages[rng.IntN(len(pages))]*pageSize+10]--
		return file
	}},
	{"a page in use that counts as free", func(rng *rand.Rand, file, _ []byte) []byte {
		pages := leaves(file)
		for i := 2; i < len(file)/pageSize; i++ {
			if list := file[i*pageSize:]; list[8] == 0x10 && list[10] > 0 {
				binary.NativeEndian.PutUint64(list[16:], uint64(pages[rng.IntN(len(pages))]))
			}
		}
		return file
	}},
	{"a page of zeros", func(rng *rand.Rand, file, _ []byte) []byte {
		clear(file[pageSize*rng.IntN(len(file)/pageSize):][:pageSize])
		return file
	}},
	{"a page of another", func(rng *rand.Rand, file, _ []byte) []byte {
		n := len(file) / pageSize
		copy(file[pageSize*rng.IntN(n):][:pageSize], file[pageSize*rng.IntN(n):])
		return file
	}},
	{"a page of another time", func(rng *rand.Rand, file, old []byte) []byte {
		n := len(old) / pageSize
		page := pageSize * (2 + rng.IntN(n-2))
		copy(file[page:][:pageSize], old[page:])
		return file
	}},
	{"cut short", func(rng *rand.Rand, file, _ []byte) []byte { return file[:rng.IntN(len(file))] }},
}

// Whatever happens to the file, what is shown is what was saved, or the
// learner is told from when it is.
func TestDamage(t *testing.T) {
	dir := quickDir(t)
	path := filepath.Join(dir, "course.db")
	played(t, path, Options{})
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := mustOpen(t, path, Options{})
	for n := range 4 {
		mustPut(t, b, course.SetAnswer{ID: "last", Answer: answer(fmt.Sprint("text ", n), n)})
	}
	want := everything(t, b)
	b.Close()
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
		os.WriteFile(file, d.do(rng, append([]byte(nil), good...), old), 0o600)
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

// everything is all that a book holds, as text.
func everything(t testing.TB, k keeper) string {
	t.Helper()
	r := mustLoad(t, k)
	delete(r.Answers, "after")
	all := asText(r)
	for _, id := range []string{"long", "last", "item-0", "item-1", "item-2", "item-3"} {
		answers, err := k.Versions(id)
		entries, err2 := k.EntryVersions(id)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		text, _ := json.MarshalIndent([]any{answers, entries}, "", " ")
		all += "\n" + string(text)
	}
	return all
}

// examineDamaged opens a damaged copy as a program does, and says what a
// learner would see.
func examineDamaged(t *testing.T, file string, want string, withBackups bool) string {
	before, _ := os.ReadFile(file)
	s, readErr := OpenReadOnly(file, "course", isolated)
	if readErr == nil {
		got := everything(t, s)
		if got != want && (s.Recovered() == nil || withBackups) {
			return "WRONG answers to a reader: " + firstDifference(got, want)
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
	got, rec := everything(t, b), b.Recovered()
	switch {
	case got != want && (rec == nil || withBackups):
		return "WRONG: another state, and nothing said, or a newer one in a backup: " + firstDifference(got, want)
	case rec == nil:
		for n := range 5 {
			if err := b.Put(course.SetAnswer{ID: "after", Answer: answer(strings.Repeat("y", 5000), n)}); err != nil {
				return fmt.Sprint("WRONG: nothing noticed, but it cannot go on: ", err)
			}
		}
		if everything(t, b) != want {
			return "WRONG: nothing noticed, and the next saves write over others"
		}
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
	if got != want {
		return "an earlier state, and said so"
	}
	return "recovered whole"
}

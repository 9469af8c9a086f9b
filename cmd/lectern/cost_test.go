//go:build !windows

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/course"
	"lectern/course/worksheet"
	"lectern/store"
	"lectern/testdata/bench/corpus"
	"lectern/tui/draw"
	"lectern/tui/page"
)

// No package takes more than about 2 ms to be set up. Times are compared with
// that of a package whose tables we cannot do without (some 0.9 ms), in the same
// runs, each at its quickest, and bytes are counted: neither depends on how busy
// the machine is. The highlighter was above that, see package chroma.
func TestNoInitIsSlow(t *testing.T) {
	if testing.Short() {
		t.Skip("measures what it costs")
	}
	const yardstick = "github.com/microcosm-cc/bluemonday/css"
	quickest, allocated := map[string]float64{}, map[string]int{}
	for range 5 {
		cmd := exec.Command(os.Args[0], "version")
		cmd.Env = append(os.Environ(), "LECTERN_RUN=1", "GODEBUG=inittrace=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		for line := range strings.Lines(string(out)) {
			// init PACKAGE @3.1 ms, 0.25 ms clock, 76504 bytes, 553 allocs
			f := strings.Fields(line)
			if len(f) != 11 || f[0] != "init" {
				continue
			}
			clock, _ := strconv.ParseFloat(f[4], 64)
			allocated[f[1]], _ = strconv.Atoi(f[7])
			if least, ok := quickest[f[1]]; !ok || clock < least {
				quickest[f[1]] = clock
			}
		}
	}
	if quickest[yardstick] == 0 {
		t.Fatalf("nothing is known of %s: choose another yardstick", yardstick)
	}
	for name, clock := range quickest {
		if share := clock / quickest[yardstick]; share > 2.2 || allocated[name] > 600_000 {
			t.Errorf("the init of %s takes %.2f ms, %.1f times that of %s, and %d bytes: do it when it is needed",
				name, clock, share, yardstick, allocated[name])
		}
	}
}

// costs are what the main paths allocated when this was written, on the
// courses of package corpus. Where less is needed now, write down less.
var costs = map[string]struct{ allocs, kilobytes int }{
	"open":     {237, 27},
	"parse":    {1519, 212},
	"render":   {22635, 533},
	"paginate": {9, 2},
	"index":    {33377, 4996},
	"save":     {465, 42},
	"export":   {52226, 1977},
}

// No main path allocates half as much again as was written down.
func TestMainPathsAllocateNoMore(t *testing.T) {
	if testing.Short() {
		t.Skip("measures what it costs")
	}
	for name, do := range mainPaths(t) {
		do() // what is made once
		var before, after runtime.MemStats
		const runs = 5
		runtime.ReadMemStats(&before)
		for range runs {
			do()
		}
		runtime.ReadMemStats(&after)
		allocs := int(after.Mallocs-before.Mallocs) / runs
		kilobytes := int(after.TotalAlloc-before.TotalAlloc) / runs / 1000
		was, ok := costs[name]
		if !ok || allocs > was.allocs*3/2 || kilobytes > was.kilobytes*3/2 {
			t.Errorf("%q: {%d, %d}, // was %d allocations and %d kB", name, allocs, kilobytes, was.allocs, was.kilobytes)
		}
	}
}

func BenchmarkMainPaths(b *testing.B) {
	for name, do := range mainPaths(b) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				do()
			}
		})
	}
}

// mainPaths is what the program does most: each once.
func mainPaths(t testing.TB) map[string]func() {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	files := corpus.Course(20)
	open := func() *course.Course {
		c, err := course.Open(files, "corpus")
		check(err)
		return c
	}
	c := open()
	ix, err := c.Index()
	check(err)
	tree, err := c.Lessons[0].Tree(ix)
	check(err)
	render := func() [][]draw.Line {
		p := draw.New(draw.Theme{}, draw.MaxWidth)
		var blocks [][]draw.Line
		for _, b := range tree.Blocks {
			blocks = append(blocks, p.Block(b, draw.State{Asked: ix.Activity}))
		}
		return blocks
	}
	drawn := render()
	book, err := store.Open(filepath.Join(t.TempDir(), "answers"), c.ID, store.Options{Now: time.Now, Program: "test"})
	check(err)
	t.Cleanup(func() { check(book.Close()) })
	answer := course.Answer{Asked: course.Asked{Kind: "question", Lesson: c.Lessons[0].ID}, Sitting: time.Now(), Created: time.Now()}
	answer.Text = strings.Repeat("An answer of some words. ", 20)
	rec := course.NewRecord()
	rec.Answers["why-1"] = answer
	return map[string]func(){
		"open":  func() { open() },
		"parse": func() { _, err := c.Lessons[0].Tree(ix); check(err) },
		"render": func() {
			render()
		},
		"paginate": func() {
			page.New(len(drawn), func(i int) []draw.Line { return drawn[i] }).Stops(20)
		},
		"index": func() { _, err := open().Index(); check(err) },
		"save": func() {
			answer.Updated = time.Now()
			check(book.Put(course.SetAnswer{ID: "why-1", Answer: answer}))
		},
		"export": func() {
			w := worksheet.New(c, ix, rec, worksheet.Options{Now: time.Now(), Draft: true})
			check(format("html").Write(io.Discard, w))
		},
	}
}

// A course of 2,000 lessons shows its first page about as soon as one of 20,
// when it was open before. The bound leaves room for a busy machine; what was
// measured on a quiet one is in testdata/bench/README.md.
func TestLongCoursesStartSoon(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times")
	}
	const bound, tries = 2.5, 7
	quickest := map[int]time.Duration{}
	for _, lessons := range []int{20, 2000} {
		dir := filepath.Join(t.TempDir(), "course")
		if err := os.CopyFS(dir, corpus.Course(lessons)); err != nil {
			t.Fatal(err)
		}
		_, env := home(t)
		for try := range tries {
			took := firstPage(t, env, dir, try == 0)
			if least, ok := quickest[lessons]; try > 0 && (!ok || took < least) {
				quickest[lessons] = took
			}
		}
	}
	ratio := float64(quickest[2000]) / float64(quickest[20])
	t.Logf("20 lessons: %v, 2,000 lessons: %v, ratio %.2f", quickest[20], quickest[2000], ratio)
	if ratio > bound {
		t.Errorf("the first page of 2,000 lessons takes %.2f times as long as that of 20 (%v, %v)", ratio, quickest[2000], quickest[20])
	}
}

// firstPage is how long it takes to the first page. The first start makes the
// index, and is given the time for it.
func firstPage(t *testing.T, env []string, dir string, first bool) time.Duration {
	t.Helper()
	began := time.Now()
	x := openTerminal(t, env, 80, 24, "play", dir)
	for !bytes.Contains([]byte(x.written()), []byte("Lesson1Start")) {
		if time.Since(began) > 30*time.Second {
			t.Fatalf("no first page:\n%s", x.screen())
		}
		time.Sleep(time.Millisecond)
	}
	took := time.Since(began)
	if first {
		for range 600 {
			if kept, _ := filepath.Glob(filepath.Join(valueOf(env, "XDG_CACHE_HOME"), "*", "index", "*", "*.json")); len(kept) > 0 {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	x.press("q")
	_ = x.ends()
	return took
}

func valueOf(env []string, name string) string {
	for _, e := range env {
		if value, ok := strings.CutPrefix(e, name+"="); ok {
			return value
		}
	}
	return ""
}

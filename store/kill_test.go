package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/course"
)

func init() {
	// writer saves one answer after the other and says so after each.
	roles["writer"] = func(args []string) error {
		b, err := Open(args[0], "course", Options{Isolate: true, every: 50 * time.Millisecond})
		if err != nil {
			return err
		}
		for n := len(b.loaded.Answers); ; n++ {
			a := answer(fmt.Sprintf("answer %d %s", n, strings.Repeat("x", n*37%5000)), n)
			if err := b.Put(course.SetAnswer{ID: fmt.Sprint("item-", n), Answer: a}); err != nil {
				return err
			}
			fmt.Println("saved", n)
		}
	}
}

// A player that is killed at any moment has on disk what it said was saved.
func TestKill(t *testing.T) {
	rounds := 10
	if long() {
		rounds = 200
	}
	path := filepath.Join(t.TempDir(), "course.db")
	last := -1
	for round := range rounds {
		rng := rand.New(rand.NewPCG(uint64(round), uint64(time.Now().UnixNano())))
		w := cast(t, "writer", path).start(t)
		timer := time.AfterFunc(time.Duration(rng.IntN(200))*time.Millisecond+20*time.Millisecond, func() { w.Process.Kill() })
		for w.out.Scan() {
			word, n, _ := strings.Cut(w.out.Text(), " ")
			if word != "saved" {
				t.Fatalf("round %d: %s", round, w.out.Text())
			}
			last, _ = strconv.Atoi(n)
		}
		timer.Stop()
		w.Wait()
		s, err := OpenReadOnly(path, "course", isolated)
		if err != nil || s.Recovered() != nil {
			t.Fatalf("round %d, after %d answers: %+v, %v", round, last+1, s, err)
		}
		r := mustLoad(t, s)
		for n := range last + 1 {
			if got := r.Answers[fmt.Sprint("item-", n)].Text; !strings.HasPrefix(got, fmt.Sprintf("answer %d ", n)) {
				t.Fatalf("round %d: answer %d of %d is %.20q", round, n, last+1, got)
			}
		}
	}
	t.Logf("%d answers in %d rounds", last+1, rounds)
	if last < rounds {
		t.Errorf("only %d answers were ever saved", last+1)
	}
}

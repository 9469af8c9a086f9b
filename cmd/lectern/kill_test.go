//go:build !windows

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"lectern/store"
)

// answersIn is where a home keeps the answers to the course of all kinds.
func answersIn(dir string) string {
	return filepath.Join(dir, "data", "lectern", "answers", "kinds.db")
}

// savedText is what the file holds as the answer to the question, read without
// the player.
func savedText(t *testing.T, dir string) string {
	t.Helper()
	s, err := store.OpenReadOnly(answersIn(dir), "kinds", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := s.Recovered(); r != nil {
		t.Fatalf("the file is damaged: %+v", r)
	}
	rec, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	return rec.Answers["a-question"].Text
}

// A sighting is the last of the numbered words that stood on the screen.
type sighting struct {
	word int
	at   time.Time
}

var numbered = regexp.MustCompile(`w(\d+)\.`)

// lastWord is the highest numbered word on the screen; -1 if there is none.
func lastWord(screen string) int {
	last := -1
	for _, m := range numbered.FindAllStringSubmatch(screen, -1) {
		n, _ := strconv.Atoi(m[1])
		last = max(last, n)
	}
	return last
}

// The player is killed again and again while somebody types without a pause:
// nothing that was saved is gone or changed, and of what stood on the screen
// only the last second may be missing.
func TestKilledWhileTyping(t *testing.T) {
	rounds := 6
	if os.Getenv("LECTERN_LONG") != "" {
		rounds = 200
	}
	dir, env := home(t)
	typed := 0 // words, over all rounds
	before := ""
	for round := range rounds {
		x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
		x.sees("What would you say?")
		x.press("tab", "enter", "ctrl+end")
		x.sees("ANSWERING")
		if before != "" {
			x.sees(fmt.Sprintf("w%d.", lastWord(before)))
		}
		var sent strings.Builder
		sent.WriteString(before)
		var seen []sighting
		lives := time.Duration(50+rand.IntN(2500)) * time.Millisecond
		for begun := time.Now(); time.Since(begun) < lives; time.Sleep(15 * time.Millisecond) {
			word := fmt.Sprintf("w%d. ", typed)
			typed++
			x.send(word)
			sent.WriteString(word)
			if n := lastWord(x.screen()); n >= 0 {
				seen = append(seen, sighting{n, time.Now()})
			}
		}
		killed := time.Now()
		x.kill(syscall.SIGKILL)
		_ = x.ends()

		after := savedText(t, dir)
		if !strings.HasPrefix(after, before) {
			t.Fatalf("round %d: what was saved before has changed:\n%q\nwas %q", round, after, before)
		}
		if !strings.HasPrefix(sent.String(), after) {
			t.Fatalf("round %d: what is saved was never typed:\n%q\nwas %q", round, after, sent.String())
		}
		safe := -1
		for _, s := range seen {
			if killed.Sub(s.at) > time.Second {
				safe = s.word
			}
		}
		if got := lastWord(after); got < safe {
			t.Errorf("round %d: word %d stood on the screen over a second before the end, and only %d words are saved", round, safe, got)
		}
		before = after
		// What was typed and not saved is typed anew, under other numbers.
	}
	t.Logf("%d rounds, %d words typed, %d bytes saved", rounds, typed, len(before))
	if before == "" {
		t.Error("nothing was ever saved")
	}
}

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

// A victim types for as long as its player lives, round after round.
type victim struct {
	t    *testing.T
	dir  string
	env  []string
	word int    // the number of the next one
	text string // what was saved when the last player died

	acknowledged int           // how often the player said that all is saved
	saving, late int           // how many players died in a save, and in how many of them it was done
	missing      time.Duration // the longest that what is missing had stood on the screen
}

// A sighting is when a word was first seen on the screen.
type sighting struct {
	word int
	at   time.Time
}

// A round is a player's life and death. Of eight, three die while they save,
// two as soon as they say that all is saved, two whenever it may be, and one
// while it starts.
func (v *victim) round(n int) {
	v.t.Helper()
	x := openTerminal(v.t, v.env, 80, 24, "play", kinds(v.t), "--lesson", "2")
	die := func() time.Time {
		at := time.Now()
		x.kill(syscall.SIGKILL)
		_ = x.ends()
		return at
	}
	n %= 8
	if n == 7 {
		time.Sleep(milliseconds(0, 300))
		die()
		v.check(v.text, v.text)
		return
	}
	x.sees("What would you say?")
	x.press("tab", "enter", "ctrl+end")
	x.sees("ANSWERING")
	if v.text != "" {
		x.sees(fmt.Sprintf("w%d.", lastWord(v.text)))
	}

	sent, safe := v.text, v.text
	var seen []sighting
	for end := time.Now().Add(milliseconds(100, 2000)); ; {
		word := fmt.Sprintf("w%d. ", v.word)
		v.word++
		x.send(word)
		sent += word
		if n := lastWord(x.screen()); n >= 0 && (len(seen) == 0 || n > seen[len(seen)-1].word) {
			seen = append(seen, sighting{n, time.Now()})
		}
		left := time.Until(end)
		if left < 0 {
			break
		}
		time.Sleep(min(left, 15*time.Millisecond))
	}
	switch n {
	case 0, 1, 2:
		x.send(keys["ctrl+s"])
		time.Sleep(milliseconds(0, 12))
	case 3, 4:
		x.send(keys["ctrl+s"])
		x.sees(fmt.Sprintf("w%d.", v.word-1)) // and with it nothing that was said before
		x.sees("It is saved as you type.")
		safe = sent
		v.acknowledged++
	}
	killed := die()

	after := v.check(safe, sent)
	for _, s := range seen {
		if s.word > lastWord(after) {
			v.missing = max(v.missing, killed.Sub(s.at))
			break
		}
	}
	if n <= 2 {
		v.saving++
		if after == sent {
			v.late++
		}
	}
	v.text = after // the words that are missing are not typed again
}

// check compares what is saved with what must be and with what may be.
func (v *victim) check(safe, sent string) string {
	v.t.Helper()
	after := savedText(v.t, v.dir)
	if !strings.HasPrefix(after, safe) {
		v.t.Fatalf("what was said to be saved is gone or changed:\n%q\nwas %q", after, safe)
	}
	if !strings.HasPrefix(sent, after) {
		v.t.Fatalf("what is saved was never typed:\n%q\nwas %q", after, sent)
	}
	return after
}

func milliseconds(from, to int) time.Duration {
	return time.Duration(from*1000+rand.IntN((to-from)*1000)) * time.Microsecond
}

// The player is killed again and again, while it starts, while somebody types
// without a pause, and while it saves: nothing that was saved is gone or
// changed, of what stood on the screen only the last second may be missing,
// and the next start is like any other.
func TestKilledWhileTyping(t *testing.T) {
	victims, rounds := 1, 8
	if os.Getenv("LECTERN_LONG") != "" {
		victims, rounds = 4, 50 // a text of 50 rounds is long enough
	}
	for n := range victims {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			v := &victim{t: t}
			v.dir, v.env = home(t)
			for round := range rounds {
				v.round(round)
				if t.Failed() {
					t.Fatalf("in round %d", round)
				}
			}
			t.Logf("%d rounds; %d died in a save, which was done in %d; of %d words %d are saved; %d times all was said to be; what is missing stood there for %v at most",
				rounds, v.saving, v.late, v.word, len(numbered.FindAllString(v.text, -1)), v.acknowledged, v.missing)
			if v.missing > time.Second {
				t.Errorf("what stood on the screen for %v is missing", v.missing)
			}
			if v.text == "" {
				t.Error("nothing was ever saved")
			}
		})
	}
}

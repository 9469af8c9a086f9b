package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/course"
)

// keeper is what a Book and Memory have in common.
type keeper interface {
	Load() (*course.Record, error)
	Put(...course.Change) error
	Versions(id string) ([]course.Answer, error)
	EntryVersions(id string) ([]course.Entry, error)
	Saved() time.Time
	Close() error
}

// both runs a test over a file, which is closed and opened again whenever
// reopen is called, and over memory.
func both(t *testing.T, test func(t *testing.T, k keeper, reopen func() keeper)) {
	t.Run("file", func(t *testing.T) {
		path := filepath.Join(quickDir(t), "a", "course.db")
		b := mustOpen(t, path, Options{})
		test(t, b, func() keeper {
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			b = mustOpen(t, path, Options{})
			return b
		})
	})
	t.Run("memory", func(t *testing.T) {
		m := NewMemory()
		test(t, m, func() keeper { return m })
	})
}

func mustOpen(t testing.TB, path string, opts Options) *Book {
	t.Helper()
	b, err := Open(path, "course", opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func mustLoad(t testing.TB, k keeper) *course.Record {
	t.Helper()
	r, err := k.Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func mustPut(t testing.TB, k keeper, changes ...course.Change) {
	t.Helper()
	if err := k.Put(changes...); err != nil {
		t.Fatal(err)
	}
}

// day is a time on an ordinary day, n minutes in.
func day(n int) time.Time {
	return time.Date(2026, 11, 22, 10, 0, 0, 123456789, time.UTC).Add(time.Duration(n) * time.Minute)
}

func answer(text string, sitting int) course.Answer {
	return course.Answer{
		Value:   course.Value{Text: text},
		Asked:   course.Asked{Kind: course.Question, Lesson: "why", Prompt: "Why?"},
		Sitting: day(sitting), Created: day(0), Updated: day(sitting),
	}
}

func TestStartsEmpty(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		if r := mustLoad(t, k); !same(r, course.NewRecord()) {
			t.Errorf("a new book holds %+v", r)
		}
		if !k.Saved().IsZero() {
			t.Errorf("a new book was saved at %v", k.Saved())
		}
		if v, err := k.Versions("none"); err != nil || len(v) != 0 {
			t.Errorf("versions of nothing: %v, %v", v, err)
		}
	})
}

// What comes back is what Change.Apply says, whatever was done in whatever
// order, and however often the book was closed in between.
func TestKeepsWhatApplySays(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		for seed := range uint64(20) {
			rng := rand.New(rand.NewPCG(seed, 0))
			want := mustLoad(t, k)
			for range 10 {
				var changes []course.Change
				for range rng.IntN(5) {
					c := anyChange(rng)
					changes = append(changes, c)
					c.Apply(want)
				}
				mustPut(t, k, changes...)
			}
			if seed%5 == 0 {
				k = reopen()
			}
			if got := mustLoad(t, k); !same(got, want) {
				t.Fatalf("seed %d: %s", seed, firstDifference(asText(got), asText(want)))
			}
		}
	})
}

// anyText draws what people and pastes bring along.
func anyText(rng *rand.Rand) string {
	pieces := []string{"a", " ", "\n", "\r\n", "\t", "é", "👩‍👩‍👧", "\u202e", "\uFFFD", "\u2028", "<b>&amp;", `\u0041"`, "שלום", "\x1b[2J", "\u0085"}
	var b strings.Builder
	for range rng.IntN(20) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
	}
	return b.String()
}

func anyChange(rng *rand.Rand) course.Change {
	id := fmt.Sprintf("item-%d", rng.IntN(4))
	at := day(rng.IntN(1000))
	switch rng.IntN(8) {
	case 0:
		a := answer(anyText(rng), 0)
		a.Sitting, a.Updated = at, at
		if rng.IntN(2) == 0 {
			a.Value = course.Value{List: []string{anyText(rng), anyText(rng)}}
		}
		return course.SetAnswer{ID: id, Answer: a}
	case 1:
		return course.SetEntry{Entry: course.Entry{ID: id, Text: anyText(rng), Activity: "j", Sitting: at, Created: at, Updated: at}}
	case 2:
		if rng.IntN(2) == 0 {
			id = "link:https://example.org/" + strings.Repeat("long/", 100)
		}
		return course.SetMark{ID: id, Mark: course.Mark{Opened: at}}
	case 3:
		return course.SetSeen{Lesson: id, At: at}
	case 4:
		return course.SetPlace{Place: course.Place{Lesson: id, Block: anyText(rng), Near: rng.IntN(9), Line: 3, At: at}}
	case 5:
		return course.SetActive{Lesson: id, Time: time.Duration(rng.Int64N(1e15))}
	case 6:
		return course.SetHandIn{HandIn: course.HandIn{Revision: rng.IntN(9), Digest: "d", At: at}}
	default:
		return course.SetVersion{Version: anyText(rng)}
	}
}

func TestAnswerComesBackToTheByte(t *testing.T) {
	for name, text := range map[string]string{
		"a megabyte":   strings.Repeat("0123456789abcdef", 1<<16),
		"12,000 lines": strings.Repeat("a line\r\n\t", 12000),
		"NUL":          "a\x00b",
	} {
		both(t, func(t *testing.T, k keeper, reopen func() keeper) {
			mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer(text, 1)})
			if got := mustLoad(t, reopen()).Answers["a"].Text; got != text {
				t.Errorf("%s changed", name)
			}
		})
	}
}

// The address of a link may be longer than the file's keys can be.
func TestLongLink(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		long := "link:https://example.org/" + strings.Repeat("long/", 10000)
		mustPut(t, k, course.SetMark{ID: long, Mark: course.Mark{Done: day(1)}})
		mustPut(t, k, course.SetMark{ID: long + "x", Mark: course.Mark{Done: day(2)}})
		if got := mustLoad(t, reopen()).Marks; !got[long].Done.Equal(day(1)) || len(got) != 2 {
			t.Error("a mark is not there")
		}
	})
}

func TestRefusesWhatWouldChange(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("good", 1)})
		for _, c := range []course.Change{
			course.SetAnswer{ID: "a", Answer: answer("bad \xff", 1)},
			course.SetAnswer{ID: "a\x00b", Answer: answer("bad", 1)},
			course.SetEntry{Entry: course.Entry{ID: "e", Text: "\xc3"}},
			course.SetPlace{Place: course.Place{At: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}},
		} {
			if k.Put(course.SetVersion{Version: "half"}, c) == nil {
				t.Errorf("%#v was taken", c)
			}
		}
		r := mustLoad(t, reopen())
		if r.Answers["a"].Text != "good" || r.Version != "" {
			t.Errorf("a refused save left %+v", r)
		}
	})
}

func TestVersions(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("fir", 1)})
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("first", 1)})
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("second", 20)})
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("", 40)})
		mustPut(t, k, course.SetAnswer{ID: "ab", Answer: answer("of another", 50)})
		k = reopen()
		versions, err := k.Versions("a")
		if err != nil {
			t.Fatal(err)
		}
		if got := said(versions); got != "|second|first" {
			t.Errorf("versions: %q", got)
		}
		if a := mustLoad(t, k).Answers["a"]; !a.Empty() || !a.Updated.Equal(day(40)) {
			t.Errorf("the answer is %+v", a)
		}
	})
}

// A clock that was set back must not bring an older answer back to the top.
func TestClockSetBack(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("in the future", 9000)})
		mustPut(t, k, course.SetAnswer{ID: "a", Answer: answer("now", 1)})
		k = reopen()
		if got := mustLoad(t, k).Answers["a"].Text; got != "now" {
			t.Errorf("the answer is %q", got)
		}
		if v, _ := k.Versions("a"); said(v) != "now|in the future" {
			t.Errorf("versions: %q", said(v))
		}
	})
}

func TestOldVersionsOfLargeAnswersGo(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		large := strings.Repeat("x", bigAnswer)
		for i := range 25 {
			mustPut(t, k,
				course.SetAnswer{ID: "a", Answer: answer(fmt.Sprintf("%d small", i), 2*i)},
				course.SetAnswer{ID: "a", Answer: answer(fmt.Sprintf("%d large %s", i, large), 2*i+1)})
		}
		versions, err := k.Versions("a")
		if err != nil {
			t.Fatal(err)
		}
		smalls, larges, oldest := 0, 0, ""
		for _, v := range versions {
			if len(v.Text) < bigAnswer {
				smalls++
			} else {
				larges++
				oldest, _, _ = strings.Cut(v.Text, " large")
			}
		}
		if smalls != 25 || larges != keepBig || oldest != "5" {
			t.Errorf("kept %d small ones, %d large ones back to number %s", smalls, larges, oldest)
		}
		mustLoad(t, reopen())
	})
}

func TestEntryVersions(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		e := course.Entry{ID: "e1", Text: "Dear diary", Sitting: day(1), Created: day(1), Updated: day(1)}
		mustPut(t, k, course.SetEntry{Entry: e})
		e.Text, e.Sitting = "", day(30)
		mustPut(t, k, course.SetEntry{Entry: e})
		versions, err := reopen().EntryVersions("e1")
		if err != nil || len(versions) != 2 || versions[0].Text != "" || versions[1].Text != "Dear diary" {
			t.Errorf("versions: %+v, %v", versions, err)
		}
	})
}

func TestConcurrentUse(t *testing.T) {
	both(t, func(t *testing.T, k keeper, reopen func() keeper) {
		var wg sync.WaitGroup
		for i := range 4 {
			wg.Go(func() {
				for j := range 5 {
					if err := k.Put(course.SetAnswer{ID: fmt.Sprint("a", i), Answer: answer("x", j)}); err != nil {
						t.Error(err)
					}
					if _, err := k.Load(); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if n := len(mustLoad(t, reopen()).Answers); n != 4 {
			t.Errorf("%d answers", n)
		}
	})
}

func TestClosedBook(t *testing.T) {
	b := mustOpen(t, filepath.Join(t.TempDir(), "course.db"), Options{})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Put(course.SetVersion{Version: "1"}); !errors.Is(err, ErrClosed) {
		t.Errorf("Put: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

// asText is a record as text, in which equal times read equal.
func asText(r *course.Record) string {
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func same(a, b *course.Record) bool { return asText(a) == asText(b) }

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: got %s, want %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

func said(versions []course.Answer) string {
	texts := make([]string, len(versions))
	for i, v := range versions {
		texts[i] = v.Text
	}
	return strings.Join(texts, "|")
}

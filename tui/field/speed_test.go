package field

import (
	"maps"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// prose is a text of so many lines, 83 characters each.
func prose(lines int) string {
	const line = "One of them had never been shown how, and heard every offer as a verdict on herself"
	return strings.TrimSuffix(strings.Repeat(line+"\n", lines), "\n")
}

// aKey is what happens at a key: the text changes, the screen is drawn, the
// header says how many words there are.
func aKey(f Field, i int) {
	f.Update(tea.KeyPressMsg{Code: 'a', Text: "a"})
	if i%20 == 19 {
		press(f, "enter", "up", "down")
	}
	f.View(76, 16)
	f.Note()
}

func opened(text string) Field {
	f := textField(text)
	f.View(76, 16)
	for range 10 {
		press(f, "up")
	}
	return f
}

func BenchmarkKey(b *testing.B) {
	for name, text := range map[string]string{
		"20 lines": prose(20), "2000 lines": prose(2000), "12000 lines": prose(12000),
		"1 MB in one line": strings.Repeat("word ", 200_000), "1 MB of 漢": strings.Repeat("漢", 350_000),
	} {
		b.Run(name, func(b *testing.B) {
			f := opened(text)
			for i := 0; b.Loop(); i++ {
				aKey(f, i)
			}
		})
	}
}

// A key costs the same in 20 lines and in 12,000.
func TestAKeyCostsTheSameInALongText(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	cost := func(f Field) time.Duration {
		start := time.Now()
		for i := range 200 {
			aKey(f, i)
		}
		return time.Since(start)
	}
	ratio := 0.0
	for range 5 { // what else the machine does is no fault of ours
		short, long := time.Hour, time.Hour
		for range 5 {
			short = min(short, cost(opened(prose(20))))
			long = min(long, cost(opened(prose(12000))))
		}
		if ratio = float64(long) / float64(short); ratio <= 1.2 {
			return
		}
	}
	t.Errorf("a key in 12,000 lines takes %.2f times as long as in 20", ratio)
}

// Whatever the text is, nothing that a learner does takes over half a second.
func TestNothingTakesLong(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	const most = 500 * time.Millisecond
	for name, text := range map[string]string{
		"lines": huge(), "one line": strings.Repeat("word ", 210_000), "one word": strings.Repeat("x", 1<<20),
		"ideographs": strings.Repeat("漢", 350_000), "families": strings.Repeat("👨‍👩‍👧‍👦", 42_000),
		"one cluster": "e" + strings.Repeat("\u0301", 1<<19), "newlines": strings.Repeat("\n", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			if always := name == "lines" || name == "one line"; !always && os.Getenv("LECTERN_LONG") == "" {
				t.Skip("only with LECTERN_LONG=1")
			}
			slow := inTurn(text, most)
			for range 3 { // what else the machine does is no fault of ours
				if len(slow) == 0 {
					break
				}
				again := inTurn(text, most)
				maps.DeleteFunc(slow, func(what string, _ time.Duration) bool { return again[what] == 0 })
			}
			for what, took := range slow {
				t.Errorf("%s took %v", what, took)
			}
		})
	}
}

// inTurn does with a text what learners do, and returns what took over most.
func inTurn(text string, most time.Duration) map[string]time.Duration {
	slow := map[string]time.Duration{}
	var f Field
	timed := func(what string, do func()) {
		start := time.Now()
		do()
		f.View(76, 16)
		f.Note()
		if took := time.Since(start); took > most {
			slow[what] = took
		}
	}
	timed("opening", func() { f = textField(text) })
	timed("pasting it", func() { f.Update(tea.PasteMsg{Content: text}) })
	for _, k := range []string{"a", "enter", "backspace", "up", "pgup", "home", "left", "b", "ctrl+home", "right", "c", "down", "delete", "ctrl+end", "ctrl+left", "ctrl+w", "ctrl+u", "ctrl+z"} {
		timed(k, func() { press(f, k) })
	}
	timed("height", func() { f.Height(60, 20) })
	timed("the value", func() { f.Value() })
	timed("setting it", func() { f.SetValue(course.Value{Text: text}) })
	return slow
}

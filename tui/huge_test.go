package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// However long an answer is, no key takes half a second: from the press to the
// screen that answers it. What else the machine does is no fault of ours, so
// the quickest of a few presses counts; but a learner's machine may be slower,
// so that it must do with half of that.
func TestAKeyInAHugeAnswer(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	const most = 250 * time.Millisecond
	line := "One of them had never been shown how, and heard every offer as a verdict on herself\n"
	for name, text := range map[string]string{
		"12,000 lines": strings.Repeat(line, 12_000), "a megabyte in short lines": strings.Repeat("short\n", 1<<20/6),
		"a megabyte in one line": strings.Repeat("word ", 1<<20/5),
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, everyKind(t), 80, 24, func(o *Options) { o.Lesson = "text" })
			p.press("u", "enter")
			p.sees("ANSWERING")
			p.model.Update(tea.PasteMsg{Content: text})
			for _, keys := range [][]string{ // the second brings back what the first did
				{"a", "backspace"}, {"enter", "backspace"}, {"up", "down"}, {"pgup", "pgdown"}, {"left", "right"},
				{"home", "end"}, {"ctrl+home", "ctrl+end"}, {"ctrl+w", "ctrl+z"}, {"ctrl+u", "ctrl+z"}, {"f2", "f2"},
			} {
				slow := keys[0]
				var took time.Duration
				for try := 0; try < 5 && slow != ""; try++ {
					slow = ""
					for _, k := range keys {
						begun := time.Now()
						p.model.Update(pressed(k))
						p.model.View()
						if d := time.Since(begun); d > most {
							slow, took = k, d
						}
					}
				}
				if slow != "" {
					t.Fatalf("%s takes %v", slow, took)
				}
			}
		})
	}
}

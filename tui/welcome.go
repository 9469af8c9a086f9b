package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// welcome is what a learner reads who comes back; "" at the very first start.
func (m *Model) welcome() string {
	at := m.rec.Place.At
	if m.rec.Place.Lesson == "" || at.IsZero() {
		return ""
	}
	return "Welcome back. " + ago(at, m.now()) + " you stopped here."
}

// ago says in words how long ago something was, as a sentence begins.
func ago(then, now time.Time) string {
	then = then.In(now.Location())
	gap := now.Sub(then)
	days := int(midnight(now).Sub(midnight(then)).Hours()/24 + 0.5)
	switch {
	case gap < time.Hour:
		return "A little while ago"
	case days < 1:
		return "Earlier today"
	case days == 1:
		return "Yesterday"
	case days < 60:
		return capital(inWords(days)) + " days ago"
	case days < 365:
		return capital(inWords(days/30)) + " months ago"
	case days < 2*365:
		return "More than a year ago"
	}
	return "Some years ago"
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

var (
	small = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen " +
		"fourteen fifteen sixteen seventeen eighteen nineteen")
	tens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
)

// inWords writes a number from 0 to 99 as a word.
func inWords(n int) string {
	switch {
	case n < 20:
		return small[n]
	case n%10 == 0:
		return tens[n/10]
	}
	return tens[n/10] + "-" + small[n%10]
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// noteVersion notes which version of the course is open, and tells a learner
// who began with another one what became of the answers. It waits for the index.
func (m *Model) noteVersion() tea.Cmd {
	old, now := m.rec.Version, m.course.Version
	if m.ix == nil || old == now {
		return nil
	}
	if all := m.answered(); old != "" && all > 0 {
		lost := len(m.ix.Unplaced(m.rec))
		text := fmt.Sprintf("New version, %s to %s: %d of %d answers in place.", old, now, all-lost, all)
		if lost > 0 {
			text = strings.TrimSuffix(text, ".") + "; " + m.keys.Worksheet.Help().Key + " lists the others."
		}
		m.unread = append(m.unread, text)
	}
	return m.do(course.SetVersion{Version: now})
}

// answered counts the activities at which the learner wrote something.
func (m *Model) answered() int {
	ids := map[string]bool{}
	for id, a := range m.rec.Answers {
		if !a.Empty() {
			ids[id] = true
		}
	}
	for _, e := range m.rec.Entries {
		if e.Activity != "" && strings.TrimSpace(e.Text) != "" {
			ids[e.Activity] = true
		}
	}
	return len(ids)
}

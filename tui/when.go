package tui

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// day says when something was, as shortly as is clear today: "today 12:04",
// "16 Nov", "16 Nov 2025"; "" for the zero time.
func (m *Model) day(t time.Time) string {
	now := m.now()
	t = t.In(now.Location())
	switch {
	case t.IsZero():
		return ""
	case t.YearDay() == now.YearDay() && t.Year() == now.Year():
		return "today " + t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}

// moment says when something was to the minute: "Sun 22 Nov 2026, 12:04".
func (m *Model) moment(t time.Time) string {
	return t.In(m.now().Location()).Format("Mon 2 Jan 2006, 15:04")
}

// long says how long something takes: "6 min", "1 h", "2 h 45 min". What is
// more than nothing is a minute at least.
func long(minutes float64) string {
	n := int(math.Ceil(minutes))
	switch {
	case n < 60:
		return fmt.Sprintf("%d min", n)
	case n%60 == 0:
		return fmt.Sprintf("%d h", n/60)
	}
	return fmt.Sprintf("%d h %02d min", n/60, n%60)
}

// about is the same for what is only guessed: steps of five minutes from half
// an hour on.
func about(minutes float64) string {
	if minutes >= 30 {
		minutes = math.Round(minutes/5) * 5
	}
	return "about " + long(minutes)
}

// count is a number and what is counted: "1 item", "3 items".
func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// thousands is a number with a comma before each three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// clockHours is what a course claims: "2 clock hours", "1.5 clock hours".
func clockHours(hours float64) string {
	if hours == 1 {
		return "1 clock hour"
	}
	return strconv.FormatFloat(hours, 'f', -1, 64) + " clock hours"
}

package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

const (
	longestGap = 5 * time.Minute  // of a pause between two keys that still counts as work
	noteEvery  = 20 * time.Second // how often active time is saved while one works
)

// A clock counts the time that a learner works on a lesson: the time between
// two keys, each gap up to five minutes.
type clock struct {
	lesson string        // on which the last key fell; "" for none
	last   time.Time     // when it fell
	since  time.Duration // counted and not noted yet
}

// tick counts the gap that a key press at now ends, and returns the change
// that notes it once enough has come together, or the lesson changes.
func (c *clock) tick(now time.Time, lesson string, rec *course.Record) []course.Change {
	if c.lesson != "" && now.After(c.last) {
		c.since += min(now.Sub(c.last), longestGap)
	}
	c.last = now
	var changes []course.Change
	if c.since > 0 && (lesson != c.lesson || c.since >= noteEvery) {
		changes = c.note(rec)
	}
	c.lesson = lesson
	return changes
}

// note returns the change that notes what was counted since the last one.
func (c *clock) note(rec *course.Record) []course.Change {
	if c.lesson == "" || c.since == 0 {
		return nil
	}
	total := rec.Active[c.lesson] + c.since
	c.since = 0
	return []course.Change{course.SetActive{Lesson: c.lesson, Time: total}}
}

// worked counts a key press.
func (m *Model) worked() tea.Cmd {
	return m.do(m.clock.tick(m.now(), m.lessonID(), m.rec)...)
}

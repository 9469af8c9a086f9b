package check

import (
	"fmt"

	"lectern/course"
)

// Hours is what a course claims to take, and what was counted.
type Hours struct {
	Claimed      float64 // clock hours; 0: none
	WordsPerHour int
	Lessons      []LessonHours
}

// LessonHours is what was counted in one lesson.
type LessonHours struct {
	File, Title string
	Words       int
	Media       float64 // minutes of media, readings and reflection
	Minutes     float64 // words and media together
}

// Count counts words and minutes of every lesson: words by the course's
// words_per_hour, and what the activities are said to take.
func Count(c *course.Course) Hours {
	index, _ := c.Index()
	h := Hours{Claimed: c.Credit.Hours, WordsPerHour: c.Credit.WordsPerHour}
	for _, l := range index.Lessons {
		reading := float64(l.Words) * 60 / float64(h.WordsPerHour)
		h.Lessons = append(h.Lessons, LessonHours{l.File, l.Title, l.Words, max(0, l.Counted-reading), l.Counted})
	}
	return h
}

// Total sums the lessons up.
func (h Hours) Total() (sum LessonHours) {
	for _, l := range h.Lessons {
		sum.Words += l.Words
		sum.Media += l.Media
		sum.Minutes += l.Minutes
	}
	return sum
}

// short is how much less than was claimed may be counted, for rounding.
const short = 0.025

// Hold reports whether at least as much was counted as is claimed.
func (h Hours) Hold() bool { return h.Total().Minutes >= h.Claimed*60*(1-short) }

func (k *checker) claimed() {
	h := Count(k.course)
	if h.Hold() {
		return
	}
	k.add(course.Warning, k.keyAt("hours"), fmt.Sprintf("the course claims %s, and %.1f are counted (%d words, and %.0f minutes of media, readings and reflection)",
		hours(h.Claimed), h.Total().Minutes/60, h.Total().Words, h.Total().Media), "claim what is counted, or add to the lessons")
}

func hours(n float64) string {
	if n == 1 {
		return "1 clock hour"
	}
	return fmt.Sprintf("%g clock hours", n)
}

// minutes compares what a lesson says that it takes with what was counted.
func (l *lesson) minutes() {
	const much, share = 5, 0.25
	said, counted := l.info.Minutes, l.info.Counted
	if d := max(said-counted, counted-said); l.own && d > much && d > counted*share {
		l.add(course.Note, course.At{}, fmt.Sprintf("the lesson says that it takes %.0f minutes, and %.0f are counted", said, counted),
			`leave "minutes:" out, unless you know better`)
	}
}

package worksheet

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"lectern/course"
)

// A page is what people see of a worksheet: the same words in HTML and in
// Markdown. Every string in it is visible text: what could act on a machine,
// or read other than it is, stands there as a mark.
type page struct {
	Lang     string
	Heading  string // "Worksheet"
	Course   string
	Draft    bool
	Blank    bool
	Facts    []fact
	Open     []string // what is missing, a line each
	Parts    []part
	Ticks    []tick
	Shared   []sharing
	Unplaced []question
	Review   review
	Pledge   string
	Notice   string
	Made     string // the line at the foot
}

type fact struct{ Name, Value string }

// A part is the main worksheet, the booklet or the evaluation.
type part struct {
	Title   string // "" for the main one
	Lessons []lessonPart
}

type lessonPart struct {
	Title string
	Items []question
}

type question struct {
	ID       string
	Number   int // 0: none
	Prompt   string
	Hint     string // what kind of answer it wants, where that is not plain
	Options  []option
	Stray    []string // chosen before the course changed
	Answer   string   // of what is not chosen from options
	Empty    bool
	Optional bool
	Notes    []string // optional, short, dates
	Room     []struct{}
}

type option struct {
	Label  string
	Chosen bool
}

type tick struct {
	Kind, Title, URL, Lesson, Done string
	Ticked, Optional               bool
}

type sharing struct {
	Title, Prompt string
	Entries       []entry
}

type entry struct{ Day, Text string }

type review struct {
	Instructor   string
	Conversation int
	Hours        string
}

func newPage(w *Worksheet) *page {
	p := &page{
		Lang:    course.VisibleLine(w.Course.Language),
		Heading: cmp.Or(course.VisibleLine(w.Title), "Worksheet"),
		Course:  course.VisibleLine(w.Course.Title),
		Draft:   w.Status == Draft,
		Blank:   w.Status == Empty,
		Facts:   facts(w),
		Pledge:  course.VisibleLine(w.Statement),
		Notice:  course.Visible(w.Notice),
		Made:    made(w),
	}
	if p.Draft {
		for _, g := range w.Incomplete() {
			p.Open = append(p.Open, g.String())
		}
	}
	p.Parts = parts(w, p.Blank)
	for i := range w.Declarations {
		p.Ticks = append(p.Ticks, newTick(w, &w.Declarations[i]))
	}
	for _, s := range w.Shared {
		p.Shared = append(p.Shared, newSharing(w, s))
	}
	for _, u := range w.Unplaced {
		i := Item{ID: u.ID, Kind: u.Kind, Prompt: u.Prompt, Answer: u.Answer, Created: u.Created, Updated: u.Updated, Required: true}
		q := newQuestion(&i, false)
		q.Answer, q.Stray, q.Empty = course.Visible(u.Answer.String()), nil, false
		p.Unplaced = append(p.Unplaced, q)
	}
	p.Review = review{
		Instructor:   course.VisibleLine(w.Instructor.Name),
		Conversation: w.Instructor.Conversation,
		Hours:        hours(w.Credit.Hours),
	}
	return p
}

// facts are the lines under the title.
func facts(w *Worksheet) []fact {
	var list []fact
	add := func(name, value string) {
		if value = course.VisibleLine(value); value != "" {
			list = append(list, fact{name, value})
		}
	}
	answered, total := w.Counts()
	if w.Status == Empty {
		list = append(list, fact{"Learner", ""}, fact{"Date", ""})
	} else {
		add("Learner", join(", ", cmp.Or(w.Learner.Name, "(no name given)"), w.Learner.Email))
		add("Status", join(", ", status(w), fmt.Sprintf("%d of %s answered", answered, count(total, "item"))))
		add("Exported", join(", ", w.Exported.Day(), fmt.Sprintf("revision %d", w.Revision)))
		add("Worked", worked(w.Time))
	}
	add("Instructor", join(", ", w.Instructor.Name, w.Instructor.Email))
	add("Credit", credit(w.Credit))
	add("Provider", join(", ", w.Credit.Provider, w.Credit.ProviderNumber))
	add("Edition", cmp.Or(w.Course.Version, "not numbered"))
	return list
}

func status(w *Worksheet) string {
	if w.Status == Draft {
		return "draft"
	}
	return "complete"
}

func credit(c Credit) string {
	var counted string
	if c.Words > 0 {
		counted = grouped(c.Words) + " words to read"
	}
	if c.Minutes > 0 {
		counted = join(", ", counted, "about "+span(c.Minutes)+" of work")
	}
	return join("; ", hours(c.Hours), counted)
}

func hours(h float64) string {
	switch {
	case h <= 0 || math.IsInf(h, 0) || math.IsNaN(h):
		return ""
	case h == 1:
		return "1 clock hour"
	}
	return strconv.FormatFloat(h, 'f', -1, 64) + " clock hours"
}

func worked(t Time) string {
	from, last := day(t.FirstDay), day(t.LastDay)
	if from != last && from != "" {
		if len(t.LastDay) > 8 && strings.HasPrefix(t.FirstDay, t.LastDay[:8]) {
			from, _, _ = strings.Cut(from, " ") // of one month
		}
		last = from + " to " + last
	}
	var active string
	if t.ActiveSeconds >= 60 {
		active = span(int(t.ActiveSeconds/60)) + " at the screen"
	}
	return join("; ", last, active)
}

func day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006")
}

// span is 3 h 05 min.
func span(minutes int) string {
	if minutes < 60 {
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%d h %02d min", minutes/60, minutes%60)
}

// grouped is 12,345.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func made(w *Worksheet) string {
	if w.Status == Empty {
		return ""
	}
	return fmt.Sprintf("Course %s, digest %s. Checksum %s.", course.VisibleLine(w.Course.ID),
		course.VisibleLine(abbreviate(w.Course.Digest)), course.VisibleLine(abbreviate(w.Checksum)))
}

func abbreviate(digest string) string {
	r := []rune(digest)
	return string(r[:min(16, len(r))])
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// join joins what is not empty.
func join(between string, parts ...string) string {
	var some []string
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			some = append(some, p)
		}
	}
	return strings.Join(some, between)
}

package worksheet

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
)

// fenceInfo opens the fence that holds the JSON: the last fence of the file.
// Our JSON has no backtick, so no answer can bring forth such a line after it.
const fenceInfo = "json lectern-worksheet"

// WriteMarkdown writes readable text. Answers stand in fences, as they were
// typed; all else that people wrote is escaped.
func WriteMarkdown(out io.Writer, w *Worksheet) error {
	b := bufio.NewWriter(out)
	m := markdown{b, newPage(w)}
	m.people()
	m.say("## For programs\n\n%s", fenced(fenceInfo, string(w.file())))
	return b.Flush()
}

// WritePreview writes what people read of WriteMarkdown, without what is for
// programs: to be looked at, not to be sent.
func WritePreview(out io.Writer, w *Worksheet) error {
	b := bufio.NewWriter(out)
	m := markdown{b, newPage(w)}
	m.people()
	return b.Flush()
}

// A markdown writes a page as Markdown. The writer keeps the first error.
type markdown struct {
	b    *bufio.Writer
	page *page
}

func (m *markdown) people() {
	m.head()
	for _, p := range m.page.Parts {
		m.part(p)
	}
	m.ticks()
	m.shared()
	m.unplaced()
	m.foot()
}

func (m *markdown) say(format string, a ...any) { fmt.Fprintf(m.b, format, a...) }

// heading writes a heading; in a draft each one says so, since there are no
// pages to mark.
func (m *markdown) heading(level int, title string) {
	if m.page.Draft && level <= 2 {
		title = "DRAFT: " + title
	}
	m.say("%s %s\n\n", strings.Repeat("#", level), plain(title))
}

func (m *markdown) head() {
	m.heading(1, m.page.Heading+": "+m.page.Course)
	for _, f := range m.page.Facts {
		m.say("- **%s:** %s\n", f.Name, cmp.Or(plain(f.Value), "____________________________"))
	}
	m.say("\n")
	if !m.page.Draft {
		return
	}
	if len(m.page.Open) == 0 {
		m.say("**DRAFT.** Nothing is missing. This copy was made before it was handed in.\n\n")
		return
	}
	m.say("**DRAFT.** Still open:\n\n")
	for _, line := range m.page.Open {
		m.say("- %s\n", plain(line))
	}
	m.say("\n")
}

func (m *markdown) part(p part) {
	if p.Title != "" {
		m.heading(2, p.Title)
	}
	for _, l := range p.Lessons {
		if p.Title == "" {
			m.heading(2, l.Title)
		} else {
			m.heading(3, l.Title)
		}
		for _, q := range l.Items {
			m.question(q)
		}
	}
}

func (m *markdown) question(q question) {
	if q.Number > 0 {
		m.say("**%d.**\n\n", q.Number)
	}
	m.say("%s\n", quoted(q.Prompt))
	if q.Hint != "" {
		m.say("*%s*\n\n", q.Hint)
	}
	for _, o := range q.Options {
		m.say("- %s %s\n", box(o.Chosen), plain(o.Label))
	}
	if len(q.Options) > 0 {
		m.say("\n")
	}
	for _, s := range q.Stray {
		m.say("Chosen before the course changed:\n\n%s\n", fenced("text", s))
	}
	switch {
	case q.Empty:
		m.say("(no answer yet)\n\n")
	case q.Answer != "":
		m.say("%s\n", fenced("text", q.Answer))
	}
	for range q.Room {
		m.say("____________________________________________________________\n\n")
	}
	if len(q.Notes) > 0 {
		m.say("(%s)\n\n", strings.Join(q.Notes, "; "))
	}
}

func box(ticked bool) string {
	if ticked {
		return "[x]"
	}
	return "[ ]"
}

func (m *markdown) ticks() {
	if len(m.page.Ticks) == 0 {
		return
	}
	m.heading(2, "Read, visited, watched, listened to, thought over")
	for _, t := range m.page.Ticks {
		done := t.Done
		if !t.Ticked && !m.page.Blank {
			done = "not ticked"
		}
		optional := ""
		if t.Optional {
			optional = "optional"
		}
		m.say("- %s %s\n", box(t.Ticked), plain(t.Kind+": "+join("; ", t.Title, t.URL, t.Lesson, optional, done)))
	}
	m.say("\n")
}

func (m *markdown) shared() {
	if len(m.page.Shared) == 0 {
		return
	}
	m.heading(2, "Shared by the learner's own wish")
	for _, s := range m.page.Shared {
		m.say("**%s**\n\n%s\n", plain(s.Title), quoted(s.Prompt))
		for _, e := range s.Entries {
			m.say("%s\n", fenced("text", e.Text))
			if e.Day != "" {
				m.say("(%s)\n\n", e.Day)
			}
		}
	}
}

func (m *markdown) unplaced() {
	if len(m.page.Unplaced) == 0 {
		return
	}
	m.heading(2, "Answers to questions that are no longer in the course")
	for _, q := range m.page.Unplaced {
		m.question(q)
	}
}

func (m *markdown) foot() {
	if m.page.Pledge != "" {
		m.say("*%s*\n\n", plain(m.page.Pledge))
	}
	m.heading(2, "For the instructor")
	if m.page.Review.Instructor != "" {
		m.say("%s\n\n", plain(m.page.Review.Instructor))
	}
	m.say("- [ ] The worksheet is complete.\n- [ ] It wants these additions:\n")
	if n := m.page.Review.Conversation; n > 0 {
		m.say("- [ ] We have talked for %d minutes.\n", n)
	}
	if h := m.page.Review.Hours; h != "" {
		m.say("- [ ] I recommend the certificate for %s.\n", h)
	}
	m.say("\nDate and signature:\n\n")
	if m.page.Notice != "" {
		m.say("%s\n", quoted(m.page.Notice))
	}
	if m.page.Made != "" {
		m.say("%s\n\n", plain(m.page.Made))
	}
}

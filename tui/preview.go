package tui

import (
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
)

// A Preview makes the player show a course to its author: after every save
// the course is opened anew, and what changed is shown. Nothing of it is kept,
// so Options.Book ought to be one in memory.
type Preview struct {
	// Saves gives a value after something in the course's folder was saved;
	// several saves may be one value. nil: the course cannot change.
	Saves <-chan struct{}
	// Open opens the course as it lies on the disk now. The error is an
	// *course.OpenError where one can say what in it is wrong.
	Open func() (*course.Course, error)
	// Check returns what the author ought to mend. It is called from a command.
	Check func(*course.Course) []course.Finding
	// Desk is the desk for a course that was opened anew.
	Desk func(*course.Course) Desk
	// Path is where a file of the course lies on this machine, for an editor;
	// "" where it lies in no folder. "" stands for the course's settings.
	Path func(file string) string
}

// A rehearsal is what the player knows in a preview.
type rehearsal struct {
	Preview
	sources map[string]string // by the lesson's file: its text when it was last read well
	readAt  time.Time         // when the course was opened last; the zero time: at the start
	broken  error             // why what is on the screen is not what is on the disk; nil: it is
	found   []course.Finding  // in what is on the screen
	checked bool              // found is of what is on the screen
	reading bool              // the course is being opened anew
	stale   bool              // something was saved since that began
}

// rehearse begins a preview; nil if it is none.
func rehearse(c *course.Course, o Options) *rehearsal {
	if o.Preview == nil {
		return nil
	}
	return &rehearsal{Preview: *o.Preview, sources: read(sourcesOf(c))}
}

// checkCourse is the command that looks for what is to be mended.
func (m *Model) checkCourse() tea.Cmd {
	if m.preview == nil {
		return nil
	}
	c, check := m.course, m.preview.Check
	return func() tea.Msg { return checkedMsg{c, check(c)} }
}

// checkedMsg brings what is to be mended.
type checkedMsg struct {
	of    *course.Course
	found []course.Finding
}

func (c checkedMsg) tell(m *Model) tea.Cmd {
	if c.of != m.course {
		return nil
	}
	m.preview.found, m.preview.checked = c.found, true
	var cmd tea.Cmd
	for _, s := range m.screens[1:] {
		cmd = tea.Batch(cmd, s.update(m, shownMsg{}))
	}
	return cmd
}

// findings are what is to be mended, first of all what keeps the newest
// version from being shown.
func (r *rehearsal) findings() []course.Finding {
	var open *course.OpenError
	switch {
	case r.broken == nil:
		return r.found
	case errors.As(r.broken, &open):
		return append(slices.Clone(open.Findings), r.found...)
	}
	return append([]course.Finding{{Text: r.broken.Error()}}, r.found...)
}

// findingsFact is what the title says of what is to be mended.
func (m *Model) findingsFact() string {
	n := len(m.preview.findings())
	key := m.keys.Findings.Help().Key
	switch {
	case n == 0 && !m.preview.checked:
		return ""
	case n == 0:
		return "no findings"
	case m.frame.inner < wordyFrom:
		return fmt.Sprintf("%s: %d", key, n)
	}
	return count(n, "finding", "findings") + ", " + key + " lists them"
}

// previewed adds to a view what its author must see of the course.
func (m *Model) previewed(v view) view {
	if _, listed := m.top().(*findingsScreen); listed || m.preview == nil {
		return v
	}
	fact := m.findingsFact()
	if fact != "" && v.right != "" {
		fact += " " + m.theme().Glyph(draw.Dot) + " "
	}
	v.right = fact + v.right
	return v
}

// previewLine is what the footer says in the place of the last save.
func (m *Model) previewLine() string {
	line := m.theme().Paint(draw.Strong, "PREVIEW")
	if at := m.preview.readAt; !at.IsZero() && m.frame.inner >= wordyFrom {
		line += " " + at.Format("15:04:05")
	}
	return line
}

// brokenLine is what stands in the footer while what is on the screen is not
// what is on the disk; "" if it is.
func (m *Model) brokenLine() string {
	if m.preview == nil || m.preview.broken == nil {
		return ""
	}
	if _, listed := m.top().(*findingsScreen); listed {
		return "" // it stands there
	}
	return "The last good version: " + m.preview.broken.Error()
}

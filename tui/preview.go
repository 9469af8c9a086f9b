package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
	"lectern/tui/page"
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

// patch is how long a course that cannot be opened, or lacks a lesson that was
// there, is given: some editors remove a file before they write it.
const patch = 100 * time.Millisecond

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
	r := &rehearsal{Preview: *o.Preview, sources: map[string]string{}}
	for file, text := range sourcesOf(c) {
		if text.err == nil {
			r.sources[file] = text.text
		}
	}
	return r
}

// A written is the text of a lesson, or why it cannot be read.
type written struct {
	text string
	err  error
}

func sourcesOf(c *course.Course) map[string]written {
	all := map[string]written{}
	for _, l := range c.Lessons {
		text, err := c.SourceOf(l.File)
		all[l.File] = written{text, err}
	}
	return all
}

// awaitSave is the command that waits for the next save.
func (m *Model) awaitSave() tea.Cmd {
	if m.preview == nil || m.preview.Saves == nil {
		return nil
	}
	saves := m.preview.Saves
	return func() tea.Msg {
		if _, ok := <-saves; !ok {
			return nil
		}
		return courseSavedMsg{}
	}
}

// courseSavedMsg says that something in the course's folder was saved.
type courseSavedMsg struct{}

func (courseSavedMsg) tell(m *Model) tea.Cmd {
	return tea.Batch(m.awaitSave(), m.reopen())
}

// reopen is the command that opens the course anew; while one is under way,
// another follows it.
func (m *Model) reopen() tea.Cmd {
	r := m.preview
	if r.reading {
		r.stale = true
		return nil
	}
	r.reading, r.stale = true, false
	open, known, here := r.Open, r.sources, m.course.Lessons[m.lesson().lesson].File
	return func() tea.Msg {
		again := openAnew(open, known)
		if again.err != nil || again.lacks(known) {
			time.Sleep(patch)
			again = openAnew(open, known)
		}
		again.where(known, here)
		return again
	}
}

// reopenedMsg brings the course as it is on the disk, or says why it cannot be
// shown.
type reopenedMsg struct {
	course  *course.Course
	sources map[string]written
	err     error

	lesson int // of the course, that changed; -1: none did
	change int // the byte of its text at which it begins to differ
}

func openAnew(open func() (*course.Course, error), known map[string]string) reopenedMsg {
	c, err := open()
	if err != nil {
		return reopenedMsg{err: err, lesson: -1}
	}
	r := reopenedMsg{course: c, sources: sourcesOf(c), lesson: -1}
	for _, l := range c.Lessons {
		_, good := known[l.File]
		if err := r.sources[l.File].err; err != nil && good {
			r.err = &course.OpenError{Findings: []course.Finding{{File: l.File, At: course.At{Line: 1, Col: 1}, Text: err.Error()}}}
		}
	}
	return r
}

// lacks reports whether a lesson is gone that was there.
func (r *reopenedMsg) lacks(known map[string]string) bool {
	for file := range known {
		if _, ok := r.sources[file]; !ok {
			return true
		}
	}
	return false
}

// where finds the lesson that changed, and the place: here, if it did, is the
// lesson that is on the screen.
func (r *reopenedMsg) where(known map[string]string, here string) {
	if r.err != nil {
		return
	}
	for i, l := range r.course.Lessons {
		now, was := r.sources[l.File], known[l.File]
		if now.err != nil || now.text == was {
			continue
		}
		if r.lesson < 0 || l.File == here {
			r.lesson, r.change = i, firstChange(was, now.text)
		}
	}
}

// firstChange is the byte of now at which it says something else than was. An
// empty line says nothing.
func firstChange(was, now string) int {
	at := 0
	for at < len(was) && at < len(now) && was[at] == now[at] {
		at++
	}
	for at < len(now) && strings.IndexByte(" \t\n", now[at]) >= 0 {
		at++
	}
	return at
}

// tell shows the course as it is now, where it changed; or goes on showing the
// last good version.
func (r reopenedMsg) tell(m *Model) tea.Cmd {
	p := m.preview
	p.reading = false
	var again tea.Cmd
	if p.stale {
		again = m.reopen()
	}
	if p.broken = r.err; r.err != nil {
		return tea.Batch(again, m.each(shownMsg{}))
	}
	for file, text := range r.sources {
		if text.err == nil {
			p.sources[file] = text.text
		}
	}
	p.sources = withOnly(p.sources, r.sources)
	p.readAt, p.checked = m.now(), false
	s := m.lesson()
	place, left := s.place(m), s.leave(m)
	m.course, m.desk = r.course, p.Desk(r.course)
	if m.ix != nil && !m.ix.Fits(r.course) {
		m.ix = nil
	}
	cmd := tea.Batch(left, s.reopened(m, place, r))
	for _, over := range m.screens[1:] {
		cmd = tea.Batch(cmd, over.update(m, shownMsg{}))
	}
	return tea.Batch(again, cmd, m.indexAnew())
}

// withOnly is a copy of known without the lessons that are gone.
func withOnly(known map[string]string, there map[string]written) map[string]string {
	kept := map[string]string{}
	for file, text := range known {
		if _, ok := there[file]; ok {
			kept[file] = text
		}
	}
	return kept
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
	return "The last good version: " + m.preview.broken.Error()
}

// reopened shows a lesson of the course that was opened anew: the one that
// changed, else the one that is read, at the place where the author was. What
// changed comes into view.
func (s *lessonScreen) reopened(m *Model, place course.Place, r reopenedMsg) tea.Cmd {
	here := slices.IndexFunc(m.course.Lessons, func(l *course.Lesson) bool { return l.ID == place.Lesson })
	lesson := r.lesson
	if lesson < 0 {
		lesson = here
	}
	if lesson < 0 { // the lesson is gone
		lesson = min(s.lesson, len(m.course.Lessons)-1)
	}
	s.lesson = lesson
	var cmd tea.Cmd
	if lesson == here {
		cmd = s.anew(m, place)
	} else {
		s.focus, s.loose, s.at, s.opened = nil, false, spot{}, map[*course.Fold]bool{}
		s.parse(m)
		cmd = s.layout(m)
	}
	if r.lesson < 0 || s.text == nil {
		return cmd
	}
	text := r.sources[m.course.Lessons[lesson].File].text
	if to := s.placeIn(text, r.change); s.row(to) < 0 {
		cmd = tea.Batch(cmd, s.moveTo(m, s.pageOf(to), false))
	}
	return cmd
}

// placeIn is about where the byte at of the lesson's text is drawn; the head
// for one before all blocks.
func (s *lessonScreen) placeIn(text string, at int) page.Place {
	block, from, to := 0, 0, len(text)
	lines := lineStarts(text)
	for i, b := range s.tree.Blocks {
		line := b.Position().Line
		switch {
		case line < 1 || line > len(lines):
		case lines[line-1] <= at:
			block, from, to = i+1, lines[line-1], len(text)
		case to > lines[line-1]:
			to = lines[line-1]
		}
	}
	p := page.Place{Block: block}
	if n := len(s.text.pages.Block(block)); block > 0 && n > 0 && to > from {
		p.Line = min(n*(at-from)/(to-from), n-1)
	}
	return p
}

// lineStarts are the bytes with which the lines of a text begin.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

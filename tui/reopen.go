package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/page"
)

// patch is how long a course that cannot be opened, or lacks a lesson that was
// there, is given: some editors remove a file before they write it.
const patch = 100 * time.Millisecond

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

// read are the texts that can be read.
func read(sources map[string]written) map[string]string {
	texts := map[string]string{}
	for file, s := range sources {
		if s.err == nil {
			texts[file] = s.text
		}
	}
	return texts
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
	p.reading, p.broken = false, r.err
	var cmd tea.Cmd
	if r.err == nil {
		cmd = m.take(r)
	}
	for _, over := range m.screens[1:] {
		cmd = tea.Batch(cmd, over.update(m, shownMsg{}))
	}
	if p.stale {
		cmd = tea.Batch(cmd, m.reopen())
	}
	return cmd
}

// take makes the course that was opened anew the one on the screen.
func (m *Model) take(r reopenedMsg) tea.Cmd {
	p, s := m.preview, m.lesson()
	p.sources = read(r.sources)
	p.readAt, p.checked = m.now(), false
	place, left := s.place(m), s.leave(m)
	m.course, m.desk = r.course, p.Desk(r.course)
	if m.ix != nil && !m.ix.Fits(r.course) {
		m.ix = nil
	}
	return tea.Batch(left, s.reopened(m, place, r), m.indexAnew())
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

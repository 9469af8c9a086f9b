package tui

import (
	"strconv"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
)

// linksScreen lists every address and file of the course, by lesson, and what
// was opened.
type linksScreen struct {
	list  list
	right string
	links map[string]course.Link // by the row's id
}

func newLinks(m *Model) *linksScreen {
	s := &linksScreen{}
	s.prepare(m)
	return s
}

func (s *linksScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	link, is := s.links[s.list.chosen()]
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, m.keys.Back):
			return m.back()
		case is && key.Matches(k, m.keys.Open):
			return s.open(m, link)
		case is && key.Matches(k, m.keys.Copy):
			return m.copied(link.URL, whatIsCopied(link))
		}
	}
	if s.list.update(m, msg) {
		return s.open(m, link)
	}
	s.prepare(m)
	return nil
}

func (s *linksScreen) open(m *Model, link course.Link) tea.Cmd {
	cmd := m.openLink(link)
	s.prepare(m)
	return cmd
}

func whatIsCopied(l course.Link) string {
	if l.Target == course.File {
		return "The file's name"
	}
	return "The address"
}

func (s *linksScreen) prepare(m *Model) {
	r := rows{m: m}
	s.links, s.right = map[string]course.Link{}, ""
	if m.ix == nil {
		r.text("One moment: the links are being gathered from the lessons.")
		s.list.set(m, r.all)
		return
	}
	opened, all := m.linksOpened()
	s.right = strconv.Itoa(opened) + " of " + strconv.Itoa(all) + " opened"
	for i, l := range m.ix.Lessons {
		links := distinct(l.Links)
		if len(links) > 0 {
			r.heading(strconv.Itoa(i+1) + "  " + l.Title)
		}
		for _, link := range links {
			id := strconv.Itoa(i) + " " + linkID(link)
			s.links[id] = link
			r.item(id, s.item(m, link)...)
		}
	}
	if all == 0 {
		r.text("This course has no links and no files.")
	}
	s.list.set(m, r.all)
}

// item draws a link: what it is called, when it was opened, and below that
// where it truly leads, in full.
func (s *linksScreen) item(m *Model, l course.Link) []string {
	width := m.rowWidth()
	state := "not opened"
	if at := m.openedAt(l); !at.IsZero() {
		state = "opened " + m.day(at)
	}
	name := course.VisibleLine(l.Text)
	if name == "" {
		name = draw.Destination(l)
	}
	lines := []string{spread(name, state, width)}
	where := draw.Address(l)
	if l.Target == course.File {
		where = "a file of the course: " + where
	}
	for _, line := range wrapped(where, width-indent) {
		lines = append(lines, "  "+m.quiet(line))
	}
	return lines
}

// linkID names a link wherever it stands.
func linkID(l course.Link) string { return strconv.Itoa(int(l.Target)) + " " + l.URL }

// distinct returns links without those that lead where an earlier one does.
func distinct(links []course.Link) []course.Link {
	var kept []course.Link
	seen := map[string]bool{}
	for _, l := range links {
		if !seen[linkID(l)] {
			seen[linkID(l)] = true
			kept = append(kept, l)
		}
	}
	return kept
}

// openedAt says when a link was last opened; the zero time: not yet.
func (m *Model) openedAt(l course.Link) time.Time { return m.rec.Marks["link:"+l.URL].Opened }

// linksOpened counts the addresses and files of the course, each of them once,
// and those that were opened.
func (m *Model) linksOpened() (opened, all int) {
	var links []course.Link
	for _, l := range m.ix.Lessons {
		links = append(links, l.Links...)
	}
	links = distinct(links)
	for _, l := range links {
		if !m.openedAt(l).IsZero() {
			opened++
		}
	}
	return opened, len(links)
}

func (s *linksScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: "Links", right: s.right}, height)
}

func (s *linksScreen) keys(m *Model) []key.Binding {
	keys := s.list.keys(m)
	if l, ok := s.links[s.list.chosen()]; ok {
		what := "copy the address"
		if l.Target == course.File {
			what = "copy its name"
		}
		keys = append(keys, either(m.keys.Enter, m.keys.Open, "open it"), says(m.keys.Copy, what))
	}
	return append(append(keys, m.keys.Back), s.list.further(m)...)
}

func (s *linksScreen) typing() bool { return false }

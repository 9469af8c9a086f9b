package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/field"
)

// handInScreen shows what is still open, what leaves this computer and what
// stays, and saves the worksheet as a file.
type handInScreen struct {
	list   list
	right  string
	format string
	share  map[string]bool // ids of what the learner lets go out too
	saved  string          // where the worksheet was saved last; "": not since the screen was opened
	all    bool            // everything that is open is listed, not only the first of it
	asked  Order           // for which the destination was asked last
	file   string          // and what it was

	editing string      // the row that is being written in; "": none
	field   field.Field // in it
	column  int         // of the cursor in it
}

// The ids of rows. Three have the id of an activity behind them.
const (
	openRow  = "open "
	shortRow = "short "
	shareRow = "share "
	nameRow  = "name"
	emailRow = "email"
	moreRow  = "more"
)

func newHandIn(m *Model) *handInScreen {
	s := &handInScreen{format: "html", share: map[string]bool{}}
	s.prepare(m)
	return s
}

func (s *handInScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	if s.editing != "" {
		return s.write(m, msg)
	}
	if _, ok := msg.(shownMsg); ok {
		s.file = ""
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		if cmd, ok := s.press(m, k); ok {
			s.prepare(m)
			return cmd
		}
	}
	if s.list.update(m, msg) {
		cmd := s.enter(m)
		s.prepare(m)
		return cmd
	}
	s.prepare(m)
	return nil
}

// press takes the keys that the screen adds to those of the list.
func (s *handInScreen) press(m *Model, k tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	email := m.course.Instructor.Email
	switch {
	case key.Matches(k, m.keys.Back):
		return m.back(), true
	case m.ix == nil:
		return nil, false
	case s.tickable(m) && key.Matches(k, m.keys.Tick):
		return s.tick(m), true
	case s.shares() && (key.Matches(k, m.keys.Tick) || key.Matches(k, m.keys.ReadOn)):
		return s.enter(m), true
	case key.Matches(k, m.keys.Look):
		return s.look(m), true
	case key.Matches(k, m.keys.Export):
		return s.export(m), true
	case key.Matches(k, m.keys.Formats):
		s.nextFormat(m)
		return nil, true
	case s.saved != "" && key.Matches(k, m.keys.Open):
		return m.reveal(s.saved), true
	case s.saved != "" && email != "" && key.Matches(k, m.keys.Mail):
		return s.mail(m), true
	case email != "" && key.Matches(k, m.keys.Copy):
		return m.copied(email, "The address "+email), true
	}
	return nil, false
}

// enter does what the chosen row is for.
func (s *handInScreen) enter(m *Model) tea.Cmd {
	id := s.list.chosen()
	if share, ok := strings.CutPrefix(id, shareRow); ok {
		s.share[share], s.file = !s.share[share], ""
		return nil
	}
	for _, kind := range []string{openRow, shortRow} {
		if at, ok := strings.CutPrefix(id, kind); ok {
			return m.visit(at)
		}
	}
	switch {
	case id == moreRow:
		s.all = true
		return nil
	case m.opts.Locked != nil:
		m.status = sentence(m.opts.Locked)
		return nil
	}
	return s.begin(m, id)
}

func (s *handInScreen) shares() bool { return strings.HasPrefix(s.list.chosen(), shareRow) }

// tickable reports whether the chosen row is something that is ticked.
func (s *handInScreen) tickable(m *Model) bool {
	id, ok := strings.CutPrefix(s.list.chosen(), openRow)
	if !ok || m.ix == nil || m.opts.Locked != nil {
		return false
	}
	a := m.ix.Activity(id)
	return a != nil && a.Kind.Form() == course.Tick
}

// tick notes that the chosen activity is done.
func (s *handInScreen) tick(m *Model) tea.Cmd {
	a := m.ix.Activity(strings.TrimPrefix(s.list.chosen(), openRow))
	mark := m.rec.Marks[a.ID]
	mark.Done, s.file = m.now(), ""
	m.status = "Ticked: " + a.Name() + ". x at its place in the lesson takes that back."
	return m.do(course.SetMark{ID: a.ID, Mark: mark})
}

// whole reports whether nothing is missing.
func (s *handInScreen) whole(m *Model) bool { return len(m.ix.Missing(m.rec)) == 0 }

// order is what would be exported now.
func (s *handInScreen) order(m *Model) Order {
	o := Order{Record: m.rec, Learner: m.who, Format: s.format, Draft: !s.whole(m)}
	for _, a := range m.shareable() {
		if s.share[a.ID] {
			o.Share = append(o.Share, a.ID)
		}
	}
	return o
}

// formats are the ways in which the worksheet can be saved, and what each is
// good for. A mail needs somebody whom it goes to.
func (m *Model) formats() []string {
	if m.course.Instructor.Email == "" {
		return []string{"html", "md", "json"}
	}
	return []string{"html", "md", "json", "eml"}
}

var formatWords = map[string]string{
	"html": "a page that any browser shows and prints",
	"md":   "plain text",
	"json": "for programs",
	"eml":  "an e-mail, ready to send, with the worksheet in it",
}

func (s *handInScreen) nextFormat(m *Model) {
	all := m.formats()
	s.format = all[(slices.Index(all, s.format)+1)%len(all)]
	m.status = "Format: " + s.format + ", " + formatWords[s.format] + "."
}

// destination is where the worksheet would be saved.
func (s *handInScreen) destination(m *Model) string {
	o := s.order(m)
	same := s.file != "" && o.Format == s.asked.Format && o.Draft == s.asked.Draft && o.Learner == s.asked.Learner
	if !same {
		s.asked, s.file = o, m.desk.Destination(o)
	}
	return s.file
}

func (s *handInScreen) view(m *Model, width, height int) view {
	v := s.list.view(m, view{title: "Hand in", right: s.right}, height)
	if s.editing != "" {
		v.state, v.cursorX = "WRITING", s.fieldColumn(m)+s.column
	}
	return v
}

func (s *handInScreen) keys(m *Model) []key.Binding {
	if s.editing != "" {
		return s.writingKeys(m)
	}
	var keys []key.Binding
	switch id := s.list.chosen(); {
	case s.shares():
		keys = append(keys, either(m.keys.Tick, m.keys.Enter, "send it too, or not"))
	case strings.HasPrefix(id, openRow), strings.HasPrefix(id, shortRow):
		keys = append(keys, says(m.keys.Enter, "go there"))
	case id != "" && m.opts.Locked == nil:
		keys = append(keys, says(m.keys.Enter, "write it"))
	}
	if s.tickable(m) {
		keys = append(keys, says(m.keys.Tick, "tick"))
	}
	if m.ix == nil {
		return append(keys, m.keys.Back)
	}
	save := says(m.keys.Export, "save as draft")
	if s.whole(m) {
		save = says(m.keys.Export, "save it")
	}
	if m.preview != nil {
		save = says(m.keys.Export, "save a specimen")
	}
	if s.saved != "" {
		keys = append(keys, says(m.keys.Open, "open folder"))
		if m.course.Instructor.Email != "" {
			keys = append(keys, m.keys.Mail)
		}
	}
	keys = append(keys, save, m.keys.Look, m.keys.Formats, m.keys.Back)
	if m.course.Instructor.Email != "" {
		keys = append(keys, says(m.keys.Copy, "copy the address"))
	}
	keys = append(keys, s.list.keys(m)...)
	if s.shares() {
		return keys // space lets it go out
	}
	return append(keys, s.list.further(m)...)
}

func (s *handInScreen) typing() bool { return s.editing != "" }

// howWhole says how whole the worksheet is.
func (s *handInScreen) howWhole(m *Model) string {
	p := m.ix.Progress(m.rec)
	words := "not yet whole"
	if s.whole(m) {
		words = "whole"
	}
	if m.frame.inner < 60 {
		return words
	}
	return fmt.Sprintf("%d of %d answered, %s", p.Answered, p.Items, words)
}

package tui

import (
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// previewLines is how much of an earlier version is shown in the list.
const previewLines = 3

// versionsScreen lists what was ever written at one place, newest first. Any of
// it can be brought back: as a new version, so that nothing is lost by it.
type versionsScreen struct {
	list     list
	past     past
	versions []version
	loaded   bool
	err      error
}

// A past is something that has versions.
type past interface {
	// title is what the screen is called.
	title(m *Model) string
	// load reads the versions, newest first. It is called from a command.
	load(Book) ([]version, error)
	// bringBack makes a version the newest one.
	bringBack(m *Model, v version) course.Change
}

// A version is what was written in one sitting.
type version struct {
	sitting, updated time.Time
	value            course.Value
	asked            course.Asked
}

// newVersions shows the versions of an answer. Use showVersions, which also
// loads them.
func newVersions(m *Model, activity string) *versionsScreen {
	return newPast(m, answerPast(activity))
}

// newEntryVersions shows the versions of a journal entry.
func newEntryVersions(m *Model, entry string) *versionsScreen {
	return newPast(m, entryPast(entry))
}

func newPast(m *Model, of past) *versionsScreen {
	s := &versionsScreen{past: of}
	s.prepare(m)
	return s
}

// showVersions puts the versions of an answer on top, and loads them.
func (m *Model) showVersions(activity string) tea.Cmd {
	s := newVersions(m, activity)
	m.push(s)
	return s.load(m)
}

// showEntryVersions is showVersions for a journal entry.
func (m *Model) showEntryVersions(entry string) tea.Cmd {
	s := newEntryVersions(m, entry)
	m.push(s)
	return s.load(m)
}

// versionsMsg brings versions to the screen that asked for them.
type versionsMsg struct {
	to       *versionsScreen
	versions []version
	err      error
}

// load is the command that reads the versions, after what is still to be saved.
func (s *versionsScreen) load(m *Model) tea.Cmd {
	of, book, saver, locked := s.past, m.opts.Book, m.saver, m.opts.Locked != nil
	return func() tea.Msg {
		if !locked {
			saver.flushFor(slowSave) // tell asks the saver how it went
		}
		versions, err := of.load(book)
		return versionsMsg{s, versions, err}
	}
}

func (v versionsMsg) tell(m *Model) tea.Cmd {
	v.to.versions, v.to.err, v.to.loaded = v.versions, v.err, true
	v.to.prepare(m)
	return m.saved()
}

func (s *versionsScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	v, is := s.chosen()
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, m.keys.Back):
			return m.back()
		case is && key.Matches(k, m.keys.Look):
			m.push(newReader(m, m.moment(v.updated), v.value.String()))
			return nil
		case is && key.Matches(k, m.keys.Copy):
			return m.copied(v.value.String(), "This version")
		}
	}
	if s.list.update(m, msg) && is {
		return s.bringBack(m, v)
	}
	if _, pressed := msg.(tea.KeyPressMsg); !pressed {
		s.prepare(m)
	}
	return nil
}

// bringBack makes the chosen version the newest one.
func (s *versionsScreen) bringBack(m *Model, v version) tea.Cmd {
	switch {
	case m.opts.Locked != nil:
		m.status = sentence(m.opts.Locked)
		return nil
	case s.current(v):
		m.status = "That is how it is now."
		return nil
	}
	cmd := m.do(s.past.bringBack(m, v))
	s.list.edge(-1)
	m.status = "Brought back. What stood there before is kept too."
	return tea.Batch(cmd, s.load(m))
}

func (s *versionsScreen) current(v version) bool {
	return len(s.versions) > 0 && v.sitting.Equal(s.versions[0].sitting)
}

// chosen is the version on the chosen row.
func (s *versionsScreen) chosen() (version, bool) {
	for _, v := range s.versions {
		if versionID(v) == s.list.chosen() {
			return v, true
		}
	}
	return version{}, false
}

func versionID(v version) string { return v.sitting.UTC().Format(time.RFC3339Nano) }

func (s *versionsScreen) prepare(m *Model) {
	r := rows{m: m}
	switch {
	case s.err != nil:
		r.text("The earlier versions could not be read: " + s.err.Error())
	case !s.loaded:
		r.text("One moment: the earlier versions are being read.")
	case len(s.versions) == 0:
		r.text("Nothing was written here yet.")
	default:
		s.asked(m, &r)
	}
	for i, v := range s.versions {
		r.air()
		when := m.moment(v.updated)
		if i == 0 {
			when = spread(when, "as it is now", m.rowWidth())
		}
		r.item(versionID(v), append([]string{when}, preview(v.value, m.rowWidth(), m)...)...)
	}
	s.list.set(m, r.all)
}

// asked shows what was asked when the newest version was written.
func (s *versionsScreen) asked(m *Model, r *rows) {
	prompt := course.VisibleLine(s.versions[0].asked.Prompt)
	if prompt != "" {
		r.quiet(spread(prompt, "", 3*m.proseWidth()-3))
	}
}

// preview is the beginning of a value, in lines.
func preview(v course.Value, width int, m *Model) []string {
	text := strings.TrimSpace(v.String())
	if text == "" {
		return []string{"  " + m.quiet("(empty: it was taken out)")}
	}
	cut := strings.ToValidUTF8(text[:min(len(text), startBytes)], "")
	lines := slices.DeleteFunc(wrapped(cut, width-indent), func(line string) bool { return line == "" })
	if len(lines) > previewLines {
		lines = lines[:previewLines]
		lines[previewLines-1] = m.goesOn(lines[previewLines-1], width-indent)
	}
	for i := range lines {
		lines[i] = "  " + lines[i]
	}
	return lines
}

func (s *versionsScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: s.past.title(m)}, height)
}

func (s *versionsScreen) keys(m *Model) []key.Binding {
	keys := s.list.keys(m)
	if v, ok := s.chosen(); ok {
		if !s.current(v) && m.opts.Locked == nil {
			keys = append(keys, says(m.keys.Enter, "bring it back"))
		}
		keys = append(keys, says(m.keys.Look, "read it whole"), m.keys.Copy)
	}
	return append(append(keys, m.keys.Back), s.list.further(m)...)
}

func (s *versionsScreen) typing() bool { return false }

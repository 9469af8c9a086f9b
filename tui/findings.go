package tui

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
	"lectern/tui/draw"
)

// findingsScreen lists what the author of a previewed course ought to mend.
// Each finding leads to its line in the author's editor.
type findingsScreen struct {
	list  list
	right string
	found map[string]course.Finding // by the row's id
}

func newFindings(m *Model) *findingsScreen {
	s := &findingsScreen{}
	s.prepare(m)
	return s
}

func (s *findingsScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	f, is := s.found[s.list.chosen()]
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, m.keys.Back):
			return m.back()
		case is && key.Matches(k, m.keys.Copy):
			return m.copied(placeOf(f), "Where it is")
		}
	}
	if s.list.update(m, msg) {
		return m.mend(f)
	}
	if _, pressed := msg.(tea.KeyPressMsg); !pressed {
		s.prepare(m)
	}
	return nil
}

func (s *findingsScreen) prepare(m *Model) {
	r := rows{m: m}
	found := m.preview.findings()
	s.found, s.right = map[string]course.Finding{}, count(len(found), "finding", "findings")
	switch {
	case m.preview.broken != nil:
		r.text("The newest version cannot be shown. What you see is the last good one.")
	case len(found) == 0 && !m.preview.checked:
		r.text("One moment: the course is being looked over.")
	case len(found) == 0:
		r.text("Nothing to mend.")
	}
	file := ""
	for i, f := range found {
		if i == 0 || f.File != file {
			file = f.File
			r.heading(orCourse(file))
		}
		id := placeOf(f) + " " + f.Text
		for n := 2; ; n++ {
			if _, twice := s.found[id]; !twice {
				break
			}
			id = fmt.Sprintf("%s %s %d", placeOf(f), f.Text, n)
		}
		s.found[id] = f
		r.item(id, s.item(m, f)...)
	}
	s.list.set(m, r.all)
}

// orCourse names the file of a finding; one of no file is of the course.
func orCourse(file string) string {
	if file == "" {
		return "The course"
	}
	return course.VisibleLine(file)
}

// severityWidth is the room of a line's number and a severity, before what is
// wrong.
const severityWidth = 14

// item draws a finding: its line and how bad it is, what is wrong, what to do.
func (s *findingsScreen) item(m *Model, f course.Finding) []string {
	head := fmt.Sprintf("%4d  %s", f.At.Line, f.Severity)
	if f.At.Line == 0 {
		head = "      " + f.Severity.String()
	}
	if f.Severity == course.Error {
		head = m.theme().Paint(draw.Strong, head)
	}
	margin, width := severityWidth+2, m.rowWidth()-severityWidth-2
	var lines []string
	if m.frame.inner < 60 {
		lines, margin, width = []string{head}, indent, m.rowWidth()-indent
	}
	for _, line := range wrapped(f.Text, width) {
		lines = append(lines, strings.Repeat(" ", margin)+line)
	}
	if f.Remedy != "" {
		for _, line := range wrapped(f.Remedy, width) {
			lines = append(lines, strings.Repeat(" ", margin)+m.quiet(line))
		}
	}
	if m.frame.inner >= 60 {
		lines[0] = head + strings.Repeat(" ", max(margin-ansi.StringWidth(head), 1)) + strings.TrimLeft(lines[0], " ")
	}
	return lines
}

// placeOf is where a finding is: "02-market.md:14:3".
func placeOf(f course.Finding) string {
	if f.At.Line == 0 {
		return f.File
	}
	return fmt.Sprintf("%s:%d:%d", f.File, f.At.Line, f.At.Col)
}

func (s *findingsScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: "Findings", right: s.right}, height)
}

func (s *findingsScreen) keys(m *Model) []key.Binding {
	keys := s.list.keys(m)
	if s.list.chosen() != "" {
		keys = append(keys, says(m.keys.Enter, "edit"), says(m.keys.Copy, "copy the place"))
	}
	return append(append(keys, m.keys.Back), s.list.further(m)...)
}

func (s *findingsScreen) typing() bool { return false }

// mend is the command that opens the author's editor where a finding is.
func (m *Model) mend(f course.Finding) tea.Cmd {
	path := m.preview.Path(f.File)
	editor := m.opts.Editor
	switch {
	case path == "":
		m.status = "This course is no folder whose files could be changed."
		return nil
	case len(editor) == 0:
		m.status = "It is " + orCourse(f.File) + ", line " + strconv.Itoa(max(f.At.Line, 1)) + ". No editor is set: name one in EDITOR."
		return nil
	}
	if _, err := exec.LookPath(editor[0]); err != nil {
		m.status = "Your editor, " + editor[0] + ", was not found: set EDITOR to another."
		return nil
	}
	words := editorAt(editor, path, max(f.At.Line, 1))
	return tea.Exec(m.session(exec.Command(words[0], words[1:]...)), func(err error) tea.Msg {
		return mendedMsg{err}
	})
}

// mendedMsg says that the author's editor has ended.
type mendedMsg struct{ err error }

func (e mendedMsg) tell(m *Model) tea.Cmd {
	if e.err != nil {
		m.status = "Your editor did not end well: " + e.err.Error() + "."
	}
	return m.reopen()
}

// How editors are told the line: "+14 file", "-g file:14", "file:14". Others
// get the file alone.
var (
	plusEditors = strings.Fields("vi vim nvim gvim view ex nvi vis elvis nano pico emacs emacsclient micro hx helix kak joe jed ne mg gedit")
	gotoEditors = strings.Fields("code code-insiders codium vscodium cursor windsurf")
	atEditors   = strings.Fields("subl sublime_text zed")
)

// editorAt is the command that opens a file at a line. editor is the program
// and its own arguments.
func editorAt(editor []string, file string, line int) []string {
	name := strings.ToLower(filepath.Base(strings.ReplaceAll(editor[0], `\`, "/")))
	for _, ending := range []string{".exe", ".cmd", ".bat"} {
		name = strings.TrimSuffix(name, ending)
	}
	at := strconv.Itoa(line)
	words := slices.Clone(editor)
	switch {
	case slices.Contains(plusEditors, name):
		return append(words, "+"+at, file)
	case slices.Contains(gotoEditors, name):
		return append(words, "-g", file+":"+at)
	case slices.Contains(atEditors, name):
		return append(words, file+":"+at)
	}
	return append(words, file)
}

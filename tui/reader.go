package tui

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
)

// readerScreen shows a text that is only read: line by line as it was written,
// or drawn as a lesson is.
type readerScreen struct {
	list        list
	title, text string

	head   string         // over the blocks
	blocks []course.Block // nil: the text is shown as it was written
	lines  []string       // the blocks as they were drawn last
	width  int            // of the lines
}

// newReader shows a text as it was written.
func newReader(m *Model, title, text string) *readerScreen {
	s := &readerScreen{title: title, text: text}
	s.prepare(m)
	return s
}

// showBlocks puts blocks on top, drawn as a lesson is. y copies the text.
func (m *Model) showBlocks(title string, l lookMsg) tea.Cmd {
	s := &readerScreen{title: title, text: l.text, head: l.title, blocks: l.blocks}
	m.push(s)
	s.prepare(m)
	return s.draw(m)
}

func (s *readerScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, m.keys.Back):
			return m.back()
		case key.Matches(msg, m.keys.Copy):
			return m.copied(s.text, "The text")
		}
	case tea.WindowSizeMsg, tea.BackgroundColorMsg:
		s.prepare(m)
		return s.draw(m)
	}
	s.list.update(m, msg)
	return nil
}

// readMsg brings blocks that were drawn.
type readMsg struct {
	to    *readerScreen
	width int
	lines []string
}

// draw is the command that draws the blocks; nil if there are none.
func (s *readerScreen) draw(m *Model) tea.Cmd {
	if s.blocks == nil {
		return nil
	}
	blocks, theme, width := s.blocks, m.theme(), m.proseWidth()
	return func() tea.Msg {
		var lines []string
		p := draw.New(theme, width)
		for _, b := range blocks {
			for i, l := range p.Block(b, draw.State{}) {
				if i == 0 && len(lines) > 0 {
					lines = append(lines, "")
				}
				lines = append(lines, l.Text)
			}
		}
		return readMsg{s, width, lines}
	}
}

func (r readMsg) tell(m *Model) tea.Cmd {
	if r.width == m.proseWidth() {
		r.to.lines, r.to.width = r.lines, r.width
		r.to.prepare(m)
	}
	return nil
}

func (s *readerScreen) prepare(m *Model) {
	r := rows{m: m}
	if s.blocks == nil {
		r.text(s.text)
	}
	if s.head != "" {
		r.heading(s.head)
		r.air()
	}
	for _, line := range s.lines {
		r.line(line)
	}
	s.list.set(m, r.all)
}

func (s *readerScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: s.title}, height)
}

func (s *readerScreen) keys(m *Model) []key.Binding {
	return append(append(s.list.keys(m), m.keys.Back, says(m.keys.Copy, "copy all of it")), s.list.further(m)...)
}

func (s *readerScreen) typing() bool { return false }

// markdown parses a text as a lesson is parsed, and returns its title with it.
func markdown(text string) (title string, blocks []course.Block, err error) {
	var file bytes.Buffer
	w := zip.NewWriter(&file) // the shortest way to a file system of one file
	f, err := w.CreateHeader(&zip.FileHeader{Name: "text.md"})
	if err == nil {
		_, err = f.Write([]byte(text))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return "", nil, err
	}
	files, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		return "", nil, err
	}
	c, err := course.Open(files, "text")
	if err != nil {
		return "", nil, fmt.Errorf("the text cannot be drawn: %w", err)
	}
	tree, err := c.Lessons[0].Tree(nil)
	if err != nil {
		return "", nil, err
	}
	return tree.Title, tree.Blocks, nil
}

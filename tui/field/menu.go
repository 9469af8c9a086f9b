package field

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// A menu is the options of an activity on the screen, with one of them in
// focus. What is picked is the business of the field around it.
type menu struct {
	activity *course.Activity
	options  Options
	keys     menuKeys
	signs    signs
	focus    int    // index of the option in focus
	top      int    // first line on the screen
	height   int    // when it was last drawn
	earlier  string // what was answered when the course offered something else; "": nothing
	places   []place
}

// A place is where an option stands among the menu's lines: it takes the lines
// from top to end; in a row of steps the columns from left to right.
type place struct{ top, end, left, right int }

// signs are the glyphs of a menu.
type signs struct{ focus, open, picked, dot string }

var (
	fineOne      = signs{"►", "( )", "(•)", "•"}
	plainOne     = signs{">", "( )", "(*)", "*"}
	fineSeveral  = signs{"►", "[ ]", "[x]", "x"}
	plainSeveral = signs{">", "[ ]", "[x]", "x"}
)

// menuKeys are the keys of a menu.
type menuKeys struct {
	Prev, Next, First, Last, Pick, Number, Clear, Done key.Binding
}

func newMenu(a *course.Activity, o Options, s signs, k menuKeys) menu {
	return menu{activity: a, options: o, signs: s, keys: k}
}

// move moves the focus if that is what the message does.
func (m *menu) move(msg tea.Msg) bool {
	last := len(m.activity.Options) - 1
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, m.keys.Prev):
			m.focus--
		case key.Matches(msg, m.keys.Next):
			m.focus++
		case key.Matches(msg, m.keys.First):
			m.focus = 0
		case key.Matches(msg, m.keys.Last):
			m.focus = last
		default:
			return false
		}
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelUp:
			m.focus--
		case tea.MouseWheelDown:
			m.focus++
		}
	default:
		return false
	}
	m.focus = max(0, min(m.focus, last))
	return true
}

// picks says which option a message picks, and puts the focus on it; -1: none.
func (m *menu) picks(msg tea.Msg) int {
	at := -1
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, m.keys.Pick):
			at = m.focus
		case key.Matches(msg, m.keys.Number):
			at, _ = strconv.Atoi(msg.String())
			at--
		}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			at = m.under(msg.X, msg.Y)
		}
	}
	if at < 0 || at >= len(m.activity.Options) {
		return -1
	}
	m.focus = at
	return at
}

// under is the option at a place on the screen; -1: none.
func (m *menu) under(x, y int) int {
	y += m.top
	for i, p := range m.places {
		if y >= p.top && y < p.end && x >= p.left && x < p.right {
			return i
		}
	}
	return -1
}

// view draws the menu; picked says which options are.
func (m *menu) view(width, height int, picked func(i int) bool) View {
	if width < 1 || height < 1 {
		return View{}
	}
	lines := m.lines(width, picked)
	m.height = height
	if len(m.places) == 0 {
		return View{Lines: lines[:min(height, len(lines))]}
	}
	p := m.places[m.focus]
	m.top = min(m.top, p.top)
	m.top = max(m.top, min(p.end-height, p.top))
	m.top = max(0, min(m.top, len(lines)-height))
	if m.focus == 0 {
		m.top = max(0, min(m.top, p.end-height)) // what stands before the first option
	}
	return View{
		Lines:   lines[m.top:min(len(lines), m.top+height)],
		CursorX: min(p.left+m.cursor(width), width-1),
		CursorY: p.top - m.top,
	}
}

// lines draws everything, and notes where each option stands.
func (m *menu) lines(width int, picked func(i int) bool) []string {
	var lines []string
	if m.earlier != "" {
		lines = m.plain("Your earlier choice: \""+course.VisibleLine(m.earlier)+"\"", width)
	}
	m.places = m.places[:0]
	if len(m.activity.Options) == 0 {
		return append(lines, m.plain("There is nothing to choose from here.", width)...)
	}
	if m.activity.Kind == course.Scale {
		if row, ok := m.steps(width, len(lines), picked); ok {
			lines = append(lines, row)
			for i := range m.activity.Options {
				if picked(i) {
					lines = append(lines, m.feedback(i, width)...)
				}
			}
			return lines
		}
	}
	for i := range m.activity.Options {
		p := place{top: len(lines), right: width}
		head := m.head(i, width, picked(i))
		indent := ansi.StringWidth(head)
		room := max(1, width-indent)
		body := m.label(i, room)
		if picked(i) {
			body = append(body, m.feedback(i, room)...)
		}
		for j, b := range body {
			if j > 0 {
				head = strings.Repeat(" ", indent)
			}
			lines = append(lines, ansi.Truncate(strings.TrimRight(head+b, " "), width, ""))
		}
		p.end = len(lines)
		m.places = append(m.places, p)
	}
	return lines
}

// steps draws a scale in one line, if it fits.
func (m *menu) steps(width, top int, picked func(i int) bool) (string, bool) {
	line := ""
	for i := range m.activity.Options {
		if line != "" {
			line += "  "
		}
		p := place{top: top, end: top + 1, left: ansi.StringWidth(line)}
		label := m.label(i, width)
		if len(label) != 1 {
			return "", false
		}
		line += m.head(i, width, picked(i)) + label[0]
		p.right = ansi.StringWidth(line)
		m.places = append(m.places, p)
	}
	if ansi.StringWidth(line) > width {
		m.places = m.places[:0]
		return "", false
	}
	return line, true
}

// Below these widths the head of an option gets shorter.
const (
	fullHead  = 24
	shortHead = 8
)

// head is what stands before an option: whether it is in focus, whether it is
// picked, the key that picks it.
func (m *menu) head(i, width int, picked bool) string {
	focus, mark := " ", m.signs.open
	if i == m.focus {
		focus = m.signs.focus
	}
	if picked {
		mark = m.signs.picked
	}
	switch {
	case width >= fullHead && i < 9:
		return focus + " " + mark + " " + strconv.Itoa(i+1) + " "
	case width >= fullHead:
		return focus + " " + mark + "   "
	case width >= shortHead:
		return focus + mark + " "
	case picked:
		return m.signs.dot
	}
	return focus
}

// cursor is the column of the terminal's cursor in an option: on its mark.
func (m *menu) cursor(width int) int {
	switch {
	case width >= fullHead:
		return 3
	case width >= shortHead:
		return 2
	}
	return 0
}

func (m *menu) label(i, width int) []string {
	if m.options.Option != nil {
		if lines := m.options.Option(i, width); len(lines) > 0 {
			return cut(lines, width)
		}
	}
	return m.plain(m.activity.Options[i].Label, width)
}

// feedback is what is said of an option once it is picked: the author's words,
// or else whether it is right, where the author marked what is.
func (m *menu) feedback(i, width int) []string {
	if m.options.Feedback != nil {
		if lines := m.options.Feedback(i, width); len(lines) > 0 {
			return cut(lines, width)
		}
	}
	switch {
	case !m.activity.HasRight():
		return nil
	case m.activity.Options[i].Right:
		return m.plain("Right.", width)
	}
	return m.plain("Not this one.", width)
}

// cut makes sure that lines drawn elsewhere are no wider than they may be.
func cut(lines []string, width int) []string {
	fit := make([]string, len(lines))
	for i, l := range lines {
		fit[i] = ansi.Truncate(l, width, "")
	}
	return fit
}

// plain wraps text.
func (m *menu) plain(text string, width int) []string {
	draw := fineMarks
	if m.options.ASCII {
		draw = plainMarks
	}
	var lines []string
	for _, r := range wrapLine(text, width) {
		lines = append(lines, draw.line(text, r, width))
	}
	return lines
}

// offers returns the index of the option with that label, or -1.
func (m *menu) offers(label string) int {
	for i, o := range m.activity.Options {
		if o.Label == label {
			return i
		}
	}
	return -1
}

func (m *menu) allKeys() []key.Binding {
	k := m.keys
	return []key.Binding{k.Pick, k.Number, k.Prev, k.Next, k.Done, k.Clear, k.First, k.Last}
}

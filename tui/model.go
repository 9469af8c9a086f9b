package tui

import (
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
)

// A Model is the player. Its fields are facts that stand side by side; what is
// shown follows from them.
type Model struct {
	course *course.Course
	ix     *course.Index  // nil until every lesson was parsed
	rec    *course.Record // what the learner did, saved or not
	who    course.Learner

	desk   Desk
	saver  *saver
	now    func() time.Time
	keys   keyMap
	opts   Options
	dark   bool
	frame  frame
	clock  clock
	status string   // what the learner must read now; the next key takes it away
	unread []string // what the learner must read besides, one after the other

	screens  []screen     // never empty; the last one is shown
	from     []screen     // what lay over the lesson before an activity was visited
	quitting bool         // q was pressed, and something is not saved yet
	stuck    bool         // it could not be saved: q again leaves all the same
	asked    bool         // ctrl+s was pressed, and has no answer yet
	warned   string       // the last failure to save that was told
	away     *atomic.Bool // another program has the terminal: its keys are not ours
	again    bool         // the program ends only to try once more to open the answers
	begun    bool         // the first page is on the screen

	preview *rehearsal // nil: a learner plays

	lead     time.Duration // how far the first page is ahead of what can wait
	patience time.Duration // how long quitting waits for the disk before it asks
}

// An Options value is what package main decides.
type Options struct {
	Book    Book
	Desk    Desk
	Learner course.Learner
	Index   *course.Index // from a cache; nil: the player makes it
	Now     func() time.Time
	Lesson  string   // identity of the lesson to open; "": where the learner was
	News    []string // sentences that the learner must see first
	Editor  []string // the learner's editor and its arguments; nil: none
	Locked  error    // why nothing can be saved; nil: it can
	NoMouse bool
	NoColor bool
	ASCII   bool // glyphs beyond ASCII cannot be shown

	DataPath  string // where the answers are kept, for people to read; "": nowhere
	CrashNote string // the file in which a panic leaves a note for the authors of the program; "": nowhere

	// Preview makes the player one for the course's author; nil: a learner plays.
	Preview *Preview

	// What is done once the first page is on the screen; nil: nothing. LoadIndex
	// is for a course so long that its index must wait for the first page: it
	// returns that from a cache, nil if there is none. KeepIndex is called with an index that the player had to
	// make, and Begun at all events.
	LoadIndex func() *course.Index
	KeepIndex func(*course.Index)
	Begun     func()
}

// New returns the player, ready to be run. The first frame is complete as soon
// as the size of the terminal is known.
func New(c *course.Course, o Options) (*Model, error) {
	rec, err := o.Book.Load()
	if err != nil {
		return nil, err
	}
	m := &Model{
		course: c, ix: o.Index, rec: rec, who: o.Learner,
		desk: o.Desk, saver: newSaver(o.Book, o.Now), now: o.Now,
		keys: newKeyMap(), opts: o, dark: true, lead: firstPage, patience: slowSave, away: new(atomic.Bool),
		preview: rehearse(c, o),
	}
	if hello := m.welcome(); hello != "" {
		m.unread = append(m.unread, hello)
	}
	m.screens = []screen{newLesson(m)}
	if g := gate(m); g != nil {
		m.push(g)
	}
	return m, nil
}

// firstPage is about how long the first page takes to the screen. What can wait
// lets it go ahead.
const firstPage = 25 * time.Millisecond

// Init starts what runs beside the first page, and, once that is there, what
// would hold it up.
func (m *Model) Init() tea.Cmd {
	begun := tea.Tick(m.lead, func(time.Time) tea.Msg { return begunMsg{} })
	cmds := []tea.Cmd{tea.RequestBackgroundColor, begun, m.noteVersion(), m.awaitSave()}
	if m.opts.LoadIndex == nil {
		cmds = append(cmds, m.makeIndex())
	}
	if m.ix != nil {
		cmds = append(cmds, m.checkCourse())
	}
	return tea.Batch(cmds...)
}

// begunMsg says that the first page is on the screen.
type begunMsg struct{}

func (begunMsg) tell(m *Model) tea.Cmd {
	m.begun = true
	var cmds []tea.Cmd
	if m.opts.LoadIndex != nil {
		cmds = append(cmds, m.makeIndex())
	}
	if begun := m.opts.Begun; begun != nil {
		cmds = append(cmds, func() tea.Msg { begun(); return nil })
	}
	return tea.Batch(cmds...)
}

// indexMsg brings the index.
type indexMsg struct {
	of  *course.Course // nil: the one that is open
	ix  *course.Index
	err error
}

// makeIndex is the command that makes the index; nil if it is there.
func (m *Model) makeIndex() tea.Cmd {
	if m.ix != nil {
		return nil
	}
	c, load, anew := m.course, m.opts.LoadIndex, m.indexAnew()
	return func() tea.Msg {
		if load == nil {
			return anew()
		}
		if ix := load(); ix != nil {
			return indexMsg{c, ix, nil}
		}
		return anew()
	}
}

func (m *Model) indexAnew() tea.Cmd {
	c, keep := m.course, m.opts.KeepIndex
	return func() tea.Msg {
		ix, err := c.Index()
		if err == nil && keep != nil {
			keep(ix)
		}
		return indexMsg{c, ix, err}
	}
}

// do makes changes: in the record at once, in the book soon. Every change that
// a learner makes goes this way.
func (m *Model) do(changes ...course.Change) tea.Cmd {
	for _, c := range changes {
		c.Apply(m.rec)
	}
	if m.opts.Locked != nil {
		return nil
	}
	return m.saver.add(changes...)
}

// saveLine is what the footer says of the last save.
func (m *Model) saveLine() string {
	switch {
	case m.preview != nil:
		return m.previewLine()
	case m.opts.Locked != nil:
		return m.theme().Paint(draw.Error, " READING ONLY ")
	case m.saver.failed() != nil, m.saver.slow():
		return m.theme().Paint(draw.Error, " NOT saved ")
	case !m.saver.savedAt().IsZero():
		return "saved " + m.saver.savedAt().Format("15:04")
	}
	return ""
}

// theme is how lessons look on this terminal.
func (m *Model) theme() draw.Theme {
	t := draw.Theme{ASCII: m.opts.ASCII, Hyperlinks: true}
	switch {
	case m.opts.NoColor:
		t.Tone = draw.NoColor
	case !m.dark:
		t.Tone = draw.Light
	}
	return t
}

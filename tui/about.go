package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
	"lectern/tui/draw"
)

// aboutScreen says what the course is, what it claims, and who made it.
type aboutScreen struct{ list list }

func newAbout(m *Model) *aboutScreen {
	s := &aboutScreen{}
	s.prepare(m)
	return s
}

func (s *aboutScreen) update(m *Model, msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && key.Matches(k, m.keys.Back) {
		return m.back()
	}
	s.list.update(m, msg)
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		s.prepare(m)
	}
	return nil
}

func (s *aboutScreen) prepare(m *Model) {
	c, r := m.course, rows{m: m}
	if c.Summary != "" {
		r.text(c.Summary)
		r.air()
	}
	if len(c.Audience) > 0 {
		r.labelled("FOR", listed(c.Audience))
	}
	if len(c.Objectives) > 0 {
		r.heading("WHAT YOU WILL BE ABLE TO DO")
		for _, o := range c.Objectives {
			r.bullet(o)
		}
	}
	s.lessons(m, &r)
	s.marks(m, &r)
	s.credit(m, &r)
	s.instructor(m, &r)
	if c.Notice != "" {
		r.heading("COPYRIGHT")
		r.text(c.Notice)
	}
	if c.Version != "" {
		r.air()
		r.quiet("Version " + c.Version)
	}
	s.list.set(m, r.all)
}

// lessons lists the lessons with their minutes, and the sum.
func (s *aboutScreen) lessons(m *Model, r *rows) {
	r.heading("LESSONS")
	if m.ix == nil {
		r.text(count(len(m.course.Lessons), "lesson", "lessons"))
		return
	}
	sum := 0.0
	for i, l := range m.ix.Lessons {
		sum += l.Minutes
		r.line(spread(fmt.Sprintf("%3d  %s", i+1, l.Title), long(l.Minutes), m.proseWidth()))
	}
	r.line(spread("     together", long(sum), m.proseWidth()))
	r.air()
	r.text("The minutes are counted from the words to read, the recordings, and the pauses to reflect. Writing your answers comes on top.")
}

// marks says what the red bars and words in the lessons mean.
func (s *aboutScreen) marks(m *Model, r *rows) {
	kinds := map[course.Kind]bool{}
	if m.ix != nil {
		for _, a := range m.ix.Activities() {
			kinds[a.Kind] = true
		}
		if len(kinds) == 0 {
			return
		}
	}
	t := m.theme()
	r.heading("WHAT THE RED MARKS MEAN")
	r.text("A red bar at the left, and a red word in capitals, mark what you are asked to do. The word says what it is:")
	r.air()
	for _, k := range course.Kinds {
		if m.ix != nil && !kinds[k.Kind] {
			continue
		}
		bar := t.Paint(draw.KindWord, t.Glyph(draw.Bar)+" "+k.Label)
		pad := strings.Repeat(" ", max(14-len(k.Label), 1))
		r.line(bar + pad + whatKindAsks(k))
	}
}

// whatKindAsks says what a kind asks of the learner, and where it goes.
func whatKindAsks(k course.KindRow) string {
	switch {
	case k.Form == course.Tick && k.Opens:
		return "open it, then tick it"
	case k.Form == course.Tick:
		return "pause, then tick it"
	case k.Form == course.Entries:
		return "write; it stays with you"
	case k.Quiet:
		return "collect ideas; they stay with you"
	}
	return "answer; it goes on the worksheet"
}

// credit says what the course claims, and how that is counted.
func (s *aboutScreen) credit(m *Model, r *rows) {
	c := m.course.Credit
	if c.Hours == 0 && c.Statement == "" {
		return
	}
	r.heading("CLOCK HOURS AND CERTIFICATE")
	if c.Hours > 0 {
		r.text(fmt.Sprintf("This course claims %s. %s words read count as one hour; recordings count with their running time.",
			clockHours(c.Hours), thousands(c.WordsPerHour)))
		if m.ix != nil {
			words, minutes := 0, 0.0
			for _, l := range m.ix.Lessons {
				words += l.Words
				minutes += l.Minutes
			}
			r.text(fmt.Sprintf("Counted here: %s words to read, %s in all.", thousands(words), long(minutes)))
		}
	}
	if c.Statement != "" {
		r.air()
		r.text(c.Statement)
	}
	if c.Provider != "" {
		r.air()
		r.labelled("PROVIDER", strings.TrimSpace(c.Provider+" "+c.ProviderNumber))
	}
}

// instructor says who reads the worksheet, and what comes of it.
func (s *aboutScreen) instructor(m *Model, r *rows) {
	if who := m.instructor(); who != "" {
		r.heading("INSTRUCTOR")
		r.text(who)
		r.air()
		for _, line := range m.whatHappensThen() {
			r.text(line)
		}
	}
}

// listed joins words as a sentence does: "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func (s *aboutScreen) view(m *Model, width, height int) view {
	return s.list.view(m, view{title: "About: " + m.course.Title}, height)
}

func (s *aboutScreen) keys(m *Model) []key.Binding {
	return append(append(s.list.keys(m), m.keys.Back), s.list.further(m)...)
}

func (s *aboutScreen) typing() bool { return false }

package tui

import (
	"fmt"
	"strings"
	"time"

	"lectern/course"
	"lectern/tui/draw"
)

func (s *handInScreen) prepare(m *Model) {
	r := rows{m: m}
	s.right = ""
	if m.ix == nil {
		r.text("One moment: the lessons are being read.")
		s.list.set(m, r.all)
		return
	}
	s.right = s.howWhole(m)
	if s.saved != "" {
		r.labelled("SAVED", course.VisibleLine(s.saved))
		r.labelled("", s.nextStep(m))
	}
	if m.preview != nil {
		r.text("This is a preview. What is saved is a specimen, as it will arrive: what you answered here, and placeholders for the rest.")
	}
	s.open(m, &r)
	s.you(m, &r)
	r.labelled("GOES OUT", s.goesOut(m))
	for _, a := range m.shareable() {
		r.labelledItem(shareRow+a.ID, "", s.consent(m, a))
	}
	if stays := s.staysHere(m); stays != "" {
		r.labelled("STAYS HERE", stays)
	}
	if to := m.instructor(); to != "" {
		r.labelled("TO", to)
	}
	r.labelled("FILE", course.VisibleLine(s.destination(m)))
	r.labelled("", formatWords[s.format])
	r.heading("WHAT HAPPENS THEN")
	for _, line := range m.whatHappensThen() {
		for _, part := range wrapped(line, m.proseWidth()-indent) {
			r.line(strings.Repeat(" ", indent) + part)
		}
	}
	s.list.set(m, r.all)
}

// nextStep says what to do with the file that was saved.
func (s *handInScreen) nextStep(m *Model) string {
	steps := "o opens its folder."
	if m.course.Instructor.Email != "" {
		steps += " m opens your mail program: attach the file there."
	}
	return steps
}

// listedFirst is how much of what is open stands there before the learner asks
// for all of it, so that the rest of the screen is in view.
const listedFirst = 5

// open lists what is missing, and what is shorter than was asked for.
func (s *handInScreen) open(m *Model, r *rows) {
	missing, short := m.ix.Missing(m.rec), m.ix.Brief(m.rec)
	switch {
	case len(missing) > 0:
		r.heading(fmt.Sprintf("STILL OPEN: %d", len(missing)))
		shown := missing
		if len(missing) > listedFirst+1 && !s.all {
			shown = missing[:listedFirst]
		}
		for _, a := range shown {
			r.item(openRow+a.ID, s.item(m, a)...)
		}
		if more := len(missing) - len(shown); more > 0 {
			r.item(moreRow, spread(fmt.Sprintf("and %d more", more), "enter lists them", m.rowWidth()))
		}
	default:
		r.heading("NOTHING IS MISSING")
		revision := "s saves your worksheet."
		if handed := m.rec.Handed; handed.Revision > 0 && !handed.Draft {
			revision = fmt.Sprintf("The last one you saved is revision %d, %s.", handed.Revision, m.day(handed.At))
		}
		r.text(revision)
	}
	if len(short) > 0 {
		r.heading("SHORT, MAY GO AS IT IS")
		for _, a := range short {
			r.item(shortRow+a.ID, s.item(m, a)...)
		}
	}
}

// item draws what is open or short: number and name, lesson, state.
func (s *handInScreen) item(m *Model, a *course.Activity) []string {
	name := "   "
	if a.Number > 0 {
		name = fmt.Sprintf("%2d ", a.Number)
	}
	if a.Kind.Form() == course.Tick {
		name = "   " + strings.ToUpper(string(a.Kind[:1])) + string(a.Kind[1:]) + ": "
	}
	name += course.VisibleLine(a.Name())
	width := m.rowWidth()
	if width < 60 {
		return []string{spread(name, "", width), "   " + spread(lessonLabel(a), m.stateWords(a), width-3)}
	}
	return []string{spread(name, fmt.Sprintf("%-9s %14s", lessonLabel(a), m.stateWords(a)), width)}
}

// shareable are the journal and brainstorm activities that may go out with the
// worksheet if the learner agrees, and that hold something.
func (m *Model) shareable() []*course.Activity {
	var found []*course.Activity
	for _, a := range m.ix.Activities() {
		if a.Share && a.Kind.Quiet() && m.rec.State(a) != course.Undone {
			found = append(found, a)
		}
	}
	return found
}

// consent is the box in which the learner lets something go out.
func (s *handInScreen) consent(m *Model, a *course.Activity) string {
	box := m.theme().Glyph(draw.FreeMany)
	if s.share[a.ID] {
		box = m.theme().Glyph(draw.PickedMany)
	}
	what := "also your list: "
	if a.Kind.Form() == course.Entries {
		what = "also your journal: "
	}
	return spread(box+" "+what+course.VisibleLine(a.Name()), lessonLabel(a), m.labelledWidth())
}

// goesOut counts what leaves this computer.
func (s *handInScreen) goesOut(m *Model) string {
	answers, ticks := 0, 0
	for _, a := range m.ix.Activities() {
		switch done := m.rec.State(a) != course.Undone; {
		case done && a.Item():
			answers++
		case done && a.Kind.Form() == course.Tick:
			ticks++
		}
	}
	parts := []string{
		"your name and e-mail",
		count(answers, "answer", "answers") + " with dates",
		count(ticks, "reading or pause", "readings and pauses"),
	}
	var worked time.Duration
	for _, t := range m.rec.Active {
		worked += t
	}
	parts = append(parts, long(worked.Minutes())+" of work")
	unplaced := 0
	for _, id := range m.ix.Unplaced(m.rec) {
		if _, ok := m.rec.Answers[id]; ok {
			unplaced++
		}
	}
	if unplaced > 0 {
		parts = append(parts, count(unplaced, "answer without a question", "answers without a question"))
	}
	return listed(parts)
}

// staysHere counts what does not leave this computer.
func (s *handInScreen) staysHere(m *Model) string {
	out := map[string]bool{}
	for _, id := range s.order(m).Share {
		out[id] = true
	}
	entries, lists := 0, 0
	for _, e := range m.rec.Entries {
		if strings.TrimSpace(e.Text) != "" && !out[e.Activity] {
			entries++
		}
	}
	for _, a := range m.ix.Activities() {
		if a.Kind.Form() == course.Ideas && !out[a.ID] && m.rec.State(a) != course.Undone {
			lists++
		}
	}
	var parts []string
	if entries > 0 {
		parts = append(parts, count(entries, "journal entry", "journal entries"))
	}
	if lists > 0 {
		parts = append(parts, count(lists, "list", "lists"))
	}
	return listed(append(parts, "earlier versions of your answers"))
}

// instructor is who receives the worksheet: "Ada Example, ada@example.org".
func (m *Model) instructor() string {
	i := m.course.Instructor
	switch {
	case i.Name == "":
		return i.Email
	case i.Email == "":
		return i.Name
	}
	return i.Name + ", " + i.Email
}

// whatHappensThen says what comes after the worksheet was saved, a sentence or
// two a line.
func (m *Model) whatHappensThen() []string {
	i, hours := m.course.Instructor, m.course.Credit.Hours
	who := i.Name
	if who == "" {
		who = "Your instructor"
	}
	lines := []string{"You send the file yourself; this program sends nothing."}
	lines = append(lines, who+" reads it for completeness, and may ask you to add something.")
	then := ""
	if i.Conversation > 0 {
		then = fmt.Sprintf("You talk for %d minutes. ", i.Conversation)
	}
	if hours > 0 {
		then += "Your certificate, " + clockHours(hours) + ", is recommended."
	}
	if then != "" {
		lines = append(lines, strings.TrimSpace(then))
	}
	return append(lines, "Until then you can change anything and hand in again.")
}

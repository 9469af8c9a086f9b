package worksheet

import (
	"math"
	"slices"
	"time"

	"lectern/course"
)

// Options are what New needs to know beyond the course and the record.
type Options struct {
	Learner  course.Learner
	Now      time.Time // its location is that of the learner's clock
	Share    []string  // ids of what the learner agreed to share; others stay at home
	ShareAll bool      // the learner agreed to all that Shareable lists
	Draft    bool      // mark it a draft even if nothing is missing
}

// statement is what the learner declares by handing in.
const statement = "I did this work myself. What is ticked here as read, visited, watched, listened to " +
	"or thought over, I have read, visited, watched, listened to or thought over."

// New returns the worksheet of the record as it is. It is a draft if anything
// is missing, or if one was asked for; its revision follows from r.Handed (see
// HandIn).
func New(c *course.Course, ix *course.Index, r *course.Record, o Options) *Worksheet {
	w := frame(c, ix)
	m := maker{ix: ix, r: r, loc: o.Now.Location()}
	for _, a := range ix.Items() {
		w.Items = append(w.Items, m.item(a))
	}
	for _, a := range ix.Activities() {
		if a.Kind.Form() == course.Tick {
			w.Declarations = append(w.Declarations, m.declaration(a))
		}
	}
	for _, a := range Shareable(ix, r) {
		if o.ShareAll || slices.Contains(o.Share, a.ID) {
			w.Shared = append(w.Shared, m.shared(a))
		}
	}
	w.Unplaced = append(w.Unplaced, m.unplaced()...)
	for _, a := range ix.Missing(r) {
		w.Missing = append(w.Missing, a.ID)
	}
	w.Learner = o.Learner
	w.Exported = moment(o.Now, m.loc)
	w.Time = m.time()
	w.Status = Complete
	if o.Draft || len(w.Missing) > 0 {
		w.Status = Draft
	}
	w.Revision = revise(r.Handed, w.digest())
	w.Checksum = w.checksum()
	return w
}

// Blank returns the empty worksheet of the course, to print: every item with
// room to write, every reading with a box to tick.
func Blank(c *course.Course, ix *course.Index) *Worksheet {
	w := frame(c, ix)
	m := maker{ix: ix, r: course.NewRecord(), loc: time.UTC}
	for _, a := range ix.Items() {
		w.Items = append(w.Items, m.item(a))
	}
	for _, a := range ix.Activities() {
		if a.Kind.Form() == course.Tick {
			w.Declarations = append(w.Declarations, m.declaration(a))
		}
	}
	w.Status = Empty
	w.Checksum = w.checksum()
	return w
}

// Shareable returns what may leave with the worksheet if the learner agrees:
// the journals and brainstorms that the author marked and that hold something,
// in reading order.
func Shareable(ix *course.Index, r *course.Record) []*course.Activity {
	var found []*course.Activity
	for _, a := range ix.Activities() {
		if a.Share && a.Kind.Quiet() && r.State(a) != course.Undone {
			found = append(found, a)
		}
	}
	return found
}

// frame is what every worksheet of the course has.
func frame(c *course.Course, ix *course.Index) *Worksheet {
	w := &Worksheet{
		Format:       Version,
		Title:        c.Worksheet,
		Course:       Course{ID: c.ID, Title: c.Title, Version: c.Version, Language: c.Language, Digest: ix.Digest},
		Instructor:   Instructor{Name: c.Instructor.Name, Email: c.Instructor.Email, Conversation: c.Instructor.Conversation},
		Lessons:      []Lesson{},
		Items:        []Item{},
		Declarations: []Declaration{},
		Missing:      []string{},
		Shared:       []Shared{},
		Unplaced:     []Unplaced{},
		Statement:    statement,
		Notice:       c.Notice,
	}
	minutes := 0.0
	for i, l := range ix.Lessons {
		w.Lessons = append(w.Lessons, Lesson{ID: l.ID, Number: i + 1, Title: l.Title})
		w.Credit.Words += l.Words
		minutes += l.Minutes
	}
	w.Credit.Minutes = int(math.Round(minutes))
	w.Credit.Hours = c.Credit.Hours
	w.Credit.Provider = c.Credit.Provider
	w.Credit.ProviderNumber = c.Credit.ProviderNumber
	w.Credit.Statement = c.Credit.Statement
	return w
}

// A maker copies the pieces of a record, times as the learner's clock has them.
type maker struct {
	ix  *course.Index
	r   *course.Record
	loc *time.Location
}

func (m *maker) item(a *course.Activity) Item {
	i := Item{
		Number:   a.Number,
		ID:       a.ID,
		Lesson:   m.ix.Lessons[a.Lesson].ID,
		Section:  a.Section,
		Kind:     a.Kind,
		Title:    a.Title,
		Prompt:   prompt(a),
		Min:      a.Min,
		Max:      a.Max,
		Required: a.Required(),
	}
	if f := a.Kind.Form(); f == course.Text || f == course.Line {
		i.Words = a.Words
	}
	for _, o := range a.Options {
		i.Options = append(i.Options, o.Label)
	}
	answer := m.r.Answers[a.ID]
	if answer.Asked.Kind.Quiet() {
		answer = course.Answer{} // it was written in private, before the author made a question of it
	}
	i.Answer = answerOf(a.Kind, answer.Value)
	i.Short = m.r.State(a) == course.Brief
	if !i.Answer.Empty() {
		i.Created, i.Updated = moment(answer.Created, m.loc), moment(answer.Updated, m.loc)
	}
	return i
}

func (m *maker) declaration(a *course.Activity) Declaration {
	mark := m.r.Marks[a.ID]
	d := Declaration{
		ID:       a.ID,
		Lesson:   m.ix.Lessons[a.Lesson].ID,
		Kind:     a.Kind,
		Title:    a.Name(),
		Required: a.Required(),
		Opened:   moment(mark.Opened, m.loc),
		Done:     moment(mark.Done, m.loc),
	}
	if len(a.Links) > 0 {
		d.URL = a.Links[0].URL
	}
	return d
}

func (m *maker) shared(a *course.Activity) Shared {
	s := Shared{ID: a.ID, Lesson: m.ix.Lessons[a.Lesson].ID, Kind: a.Kind, Prompt: prompt(a), Entries: []Entry{}}
	if a.Kind.Form() == course.Entries {
		for _, e := range m.r.EntriesAt(a.ID) {
			s.Entries = append(s.Entries, Entry{
				Answer: Answer{Text: e.Text}, Created: moment(e.Created, m.loc), Updated: moment(e.Updated, m.loc),
			})
		}
		return s
	}
	answer := m.r.Answers[a.ID]
	s.Entries = append(s.Entries, Entry{
		Answer:  answerOf(a.Kind, answer.Value),
		Created: moment(answer.Created, m.loc),
		Updated: moment(answer.Updated, m.loc),
	})
	return s
}

// unplaced returns the answers to worksheet items that have lost their place.
// What was written in private stays at home here too.
func (m *maker) unplaced() []Unplaced {
	var found []Unplaced
	for _, id := range m.ix.Unplaced(m.r) {
		answer := m.r.Answers[id]
		if answer.Empty() || !answer.Asked.Kind.Item() {
			continue
		}
		found = append(found, Unplaced{
			ID: id, Lesson: answer.Asked.Lesson, Kind: answer.Asked.Kind, Prompt: answer.Asked.Prompt,
			Answer:  answerOf(answer.Asked.Kind, answer.Value),
			Created: moment(answer.Created, m.loc), Updated: moment(answer.Updated, m.loc),
		})
	}
	return found
}

// time is the span of days on which the learner did anything.
func (m *maker) time() Time {
	var span Time
	note := func(times ...time.Time) {
		for _, t := range times {
			at := moment(t, m.loc)
			if at.IsZero() {
				continue
			}
			day := at.Format(time.DateOnly)
			if span.FirstDay == "" || day < span.FirstDay {
				span.FirstDay = day
			}
			span.LastDay = max(span.LastDay, day)
		}
	}
	for _, a := range m.r.Answers {
		note(a.Created, a.Updated)
	}
	for _, e := range m.r.Entries {
		note(e.Created, e.Updated)
	}
	for _, mark := range m.r.Marks {
		note(mark.Opened, mark.Done)
	}
	for _, seen := range m.r.Seen {
		note(seen)
	}
	var active time.Duration
	for _, d := range m.r.Active {
		active += d
	}
	span.ActiveSeconds = int64(active / time.Second)
	return span
}

// prompt is what the activity asks; its title where it asks nothing more.
func prompt(a *course.Activity) string {
	if a.Prompt == "" {
		return a.Title
	}
	return a.Prompt
}

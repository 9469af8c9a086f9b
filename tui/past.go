package tui

import "lectern/course"

// answerPast is the id of an activity, in the course or gone from it.
type answerPast string

func (p answerPast) title(m *Model) string {
	if m.ix != nil {
		if a := m.ix.Activity(string(p)); a != nil {
			return "Versions: " + course.VisibleLine(a.Name())
		}
	}
	return "Versions of your answer"
}

func (p answerPast) load(b Book) ([]version, error) {
	answers, err := b.Versions(string(p))
	versions := make([]version, len(answers))
	for i, a := range answers {
		versions[i] = version{a.Sitting, a.Updated, a.Value, a.Asked}
	}
	return versions, err
}

func (p answerPast) bringBack(m *Model, v version) course.Change {
	now := m.rec.Answers[string(p)]
	return course.SetAnswer{ID: string(p), Answer: now.Next(now.Asked, v.value, m.now())}
}

// entryPast is the id of a journal entry.
type entryPast string

func (p entryPast) title(m *Model) string { return "Versions of a journal entry" }

func (p entryPast) load(b Book) ([]version, error) {
	entries, err := b.EntryVersions(string(p))
	versions := make([]version, len(entries))
	for i, e := range entries {
		versions[i] = version{e.Sitting, e.Updated, course.Value{Text: e.Text}, e.Asked}
	}
	return versions, err
}

func (p entryPast) bringBack(m *Model, v version) course.Change {
	for _, e := range m.rec.Entries {
		if e.ID == string(p) {
			return course.SetEntry{Entry: e.Next(v.value.Text, m.now())}
		}
	}
	return course.SetEntry{Entry: m.rec.NewEntry("", v.asked, v.value.Text, m.now())}
}

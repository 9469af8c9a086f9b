package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"lectern/course"
)

// A beside is a screen that stands beside the lessons, as the contents list it.
type beside struct {
	id    string
	name  string
	facts string // what can be said of it now; "" while it is not known
	key   key.Binding
	open  func() screen
}

// beside lists the screens that stand beside the lessons.
func (m *Model) beside() []beside {
	list := []beside{
		{name: m.course.Worksheet, key: m.keys.Worksheet, open: func() screen { return newWorksheet(m) }},
		{name: "Journal", key: m.keys.Journal, open: func() screen { return newJournal(m) }},
		{name: "Links", key: m.keys.Links, open: func() screen { return newLinks(m) }},
		{name: "Hand in", key: m.keys.HandIn, open: func() screen { return newHandIn(m) }},
		{name: "About", key: m.keys.About, open: func() screen { return newAbout(m) }},
	}
	for i := range list {
		list[i].id = "screen " + list[i].key.Help().Key
	}
	list[1].facts = m.journalFacts()
	list[4].facts = m.aboutFacts()
	if m.ix == nil {
		return list
	}
	p := m.ix.Progress(m.rec)
	list[0].facts = fmt.Sprintf("%d of %d answered", p.Answered, p.Items)
	if p.Items == 0 {
		list[0].facts = "this course has no questions"
	}
	opened, all := m.linksOpened()
	list[2].facts = fmt.Sprintf("%d of %d opened", opened, all)
	if all == 0 {
		list[2].facts = "none in this course"
	}
	list[3].facts = m.handInFacts()
	return list
}

func (m *Model) journalFacts() string {
	n := 0
	for _, e := range m.rec.Entries {
		if strings.TrimSpace(e.Text) != "" {
			n++
		}
	}
	if n == 0 {
		return "nothing in it yet"
	}
	if m.frame.inner < 60 {
		return count(n, "entry", "entries")
	}
	return count(n, "entry", "entries") + ", seen by nobody but you"
}

func (m *Model) handInFacts() string {
	missing := len(m.ix.Missing(m.rec))
	handed := m.rec.Handed
	switch {
	case missing > 0:
		return count(missing, "item", "items") + " to go"
	case handed.Revision > 0 && !handed.Draft:
		return fmt.Sprintf("revision %d saved, %s", handed.Revision, m.day(handed.At))
	}
	return "everything is there"
}

func (m *Model) aboutFacts() string {
	var parts []string
	if len(m.course.Objectives) > 0 {
		parts = append(parts, "objectives")
	}
	if m.course.Credit.Hours > 0 {
		parts = append(parts, "clock hours, certificate")
	}
	if m.course.Notice != "" {
		parts = append(parts, "copyright")
	}
	if len(parts) == 0 {
		return "what this course is"
	}
	return strings.Join(parts, ", ")
}

// lessonLabel is "lesson 3".
func lessonLabel(a *course.Activity) string { return fmt.Sprintf("lesson %d", a.Lesson+1) }

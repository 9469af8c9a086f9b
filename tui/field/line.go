package field

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// line takes an answer of one line: a short answer, or a number, which is kept
// as it was typed. What is too long for a row goes on in the next.
type line struct {
	activity *course.Activity
	area     *area
	given    given
	enter    key.Binding
	note     func() string
}

func newLine(a *course.Activity, v course.Value, o Options) Field {
	l := &line{
		activity: a, area: newArea(v.String(), true, o), given: given{value: v},
		enter: bind("enter", "done", "enter"),
	}
	l.note = l.words
	return l
}

func (l *line) Update(msg tea.Msg) Result {
	if k, ok := msg.(tea.KeyPressMsg); ok && key.Matches(k, l.enter) {
		l.area.past.close()
		return Result{Done: true}
	}
	return Result{Changed: l.given.edited(l.area.update(msg))}
}

func (l *line) types(k tea.KeyPressMsg) string { return l.area.types(k) }

func (l *line) View(width, height int) View { return l.area.view(width, height) }

func (l *line) Value() course.Value {
	return l.given.or(func() course.Value { return course.Value{Text: l.area.text()} })
}

func (l *line) SetValue(v course.Value) {
	l.area.set(v.String())
	l.given = given{value: v}
}

func (l *line) Keys() []key.Binding { return append([]key.Binding{l.enter}, l.area.keys.all()...) }

func (l *line) Note() string {
	if l.area.said != "" {
		return l.area.said
	}
	if err := l.activity.Check(l.Value()); err != nil {
		return course.Visible(err.Error())
	}
	return l.note()
}

func (l *line) words() string {
	if l.activity.Words == 0 {
		return ""
	}
	return wordNote(l.area.doc.words, l.activity.Words)
}

func (l *line) Height(width, most int) int { return l.area.wants(width, 1, most) }

func (l *line) Tall() bool { return false }

package field

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// text takes text of any length: an answer to a question, a journal entry.
type text struct {
	activity *course.Activity
	area     *area
	given    given
}

// textRows is how many rows an empty text has room for.
const textRows = 3

func newText(a *course.Activity, v course.Value, o Options) Field {
	return &text{activity: a, area: newArea(v.String(), false, o), given: given{value: v}}
}

func (t *text) Update(msg tea.Msg) Result {
	return Result{Changed: t.given.edited(t.area.update(msg))}
}

func (t *text) types(k tea.KeyPressMsg) string { return t.area.types(k) }

func (t *text) View(width, height int) View { return t.area.view(width, height) }

func (t *text) Value() course.Value {
	return t.given.or(func() course.Value { return course.Value{Text: t.area.text()} })
}

func (t *text) SetValue(v course.Value) {
	t.area.set(v.String())
	t.given = given{value: v}
}

func (t *text) Keys() []key.Binding {
	return append([]key.Binding{t.area.keys.Newline}, t.area.keys.all()...)
}

func (t *text) Note() string {
	if t.area.said != "" {
		return t.area.said
	}
	return wordNote(t.area.doc.words, t.activity.Words)
}

func (t *text) Height(width, most int) int { return t.area.wants(width, textRows, most) }

func (t *text) Tall() bool { return true }

// wordNote counts words towards the author's minimum.
func wordNote(words, least int) string {
	switch {
	case words < least:
		return fmt.Sprintf("%d of %d words", words, least)
	case words == 0:
		return ""
	case words == 1:
		return "1 word"
	}
	return fmt.Sprintf("%d words", words)
}

// given is the value that a field was given: it stands until the learner
// edits, even where the field would put it another way.
type given struct {
	value course.Value
	over  bool
}

// edited notes whether the learner edited, and passes it on.
func (g *given) edited(now bool) bool {
	if now {
		g.over = true
		g.value = course.Value{}
	}
	return now
}

// or is the value that was given, or after an edit what the field makes of it.
func (g *given) or(made func() course.Value) course.Value {
	if g.over {
		return made()
	}
	return g.value
}

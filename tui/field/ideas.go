package field

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// ideas takes a list, an idea a line. Blank lines are no ideas, but stay where
// they were typed.
type ideas struct {
	activity *course.Activity
	area     *area
	given    given
	newline  key.Binding
}

func newIdeas(a *course.Activity, v course.Value, o Options) Field {
	f := &ideas{activity: a, area: newArea(v.String(), false, o), given: given{value: v}}
	f.newline = f.area.keys.Newline
	f.newline.SetHelp("enter", "next idea")
	return f
}

func (f *ideas) Update(msg tea.Msg) Result {
	return Result{Changed: f.given.edited(f.area.update(msg))}
}

func (f *ideas) types(k tea.KeyPressMsg) string { return f.area.types(k) }

func (f *ideas) View(width, height int) View { return f.area.view(width, height) }

func (f *ideas) Value() course.Value {
	return f.given.or(func() course.Value { return course.Value{List: f.list()} })
}

// list is the lines that are not blank, as they were typed.
func (f *ideas) list() (list []string) {
	for _, l := range f.area.doc.lines {
		if strings.TrimSpace(l) != "" {
			list = append(list, l)
		}
	}
	return list
}

func (f *ideas) SetValue(v course.Value) {
	f.area.set(v.String())
	f.given = given{value: v}
}

func (f *ideas) Keys() []key.Binding { return append([]key.Binding{f.newline}, f.area.keys.all()...) }

func (f *ideas) Note() string {
	n := len(f.list())
	switch {
	case f.area.said != "":
		return f.area.said
	case n < f.activity.Ideas:
		return fmt.Sprintf("%d of %d ideas", n, f.activity.Ideas)
	case n == 0:
		return ""
	case n == 1:
		return "1 idea"
	}
	return fmt.Sprintf("%d ideas", n)
}

func (f *ideas) Height(width, most int) int { return f.area.wants(width, textRows, most) }

func (f *ideas) Tall() bool { return true }

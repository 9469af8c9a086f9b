package field

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// one takes one of several options: a choice, or a step of a scale.
type one struct {
	menu  menu
	value string // the label that is picked, or one that is no longer on offer
	given given
	tried bool // something on offer was picked, now or before
}

func oneKeys() menuKeys {
	return menuKeys{
		Prev:   bind("↑", "up", "up", "left", "k", "h"),
		Next:   bind("↓", "down", "down", "right", "j", "l"),
		First:  bind("home", "first", "home", "pgup"),
		Last:   bind("end", "last", "end", "pgdown"),
		Pick:   bind("space", "pick", "space", "x"),
		Number: bind("1-9", "pick by number", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Clear:  bind("backspace", "take the pick back", "backspace", "delete"),
		Done:   bind("enter", "pick, then done", "enter"),
	}
}

func newOne(a *course.Activity, v course.Value, o Options) Field {
	s := fineOne
	if o.ASCII {
		s = plainOne
	}
	f := &one{menu: newMenu(a, o, s, oneKeys())}
	f.SetValue(v)
	return f
}

func (f *one) SetValue(v course.Value) {
	f.given, f.value, f.menu.earlier = given{value: v}, v.String(), ""
	switch at := f.menu.offers(f.value); {
	case at >= 0:
		f.menu.focus, f.tried = at, true
	case !v.Empty():
		f.menu.earlier = f.value
	}
}

func (f *one) Update(msg tea.Msg) Result {
	if f.menu.move(msg) {
		return Result{}
	}
	at := f.menu.picks(msg)
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, f.menu.keys.Clear):
			return f.put("")
		case key.Matches(k, f.menu.keys.Done):
			if at = f.menu.focus; at >= len(f.menu.activity.Options) || f.picked(at) {
				return Result{Done: true}
			}
		}
	}
	if at < 0 {
		return Result{}
	}
	r := f.put(f.menu.activity.Options[at].Label)
	r.First = r.Changed && !f.tried
	f.tried = true
	return r
}

func (f *one) put(label string) Result {
	changed := f.value != label
	f.value = label
	return Result{Changed: f.given.edited(changed)}
}

func (f *one) picked(i int) bool { return f.menu.activity.Options[i].Label == f.value }

func (f *one) View(width, height int) View { return f.menu.view(width, height, f.picked) }

func (f *one) Value() course.Value {
	return f.given.or(func() course.Value { return course.Value{Text: f.value} })
}

func (f *one) Keys() []key.Binding { return f.menu.allKeys() }

func (f *one) Note() string {
	if f.value != "" && f.menu.offers(f.value) < 0 {
		return "your earlier choice is no longer on offer"
	}
	return ""
}

func (f *one) Height(width, most int) int {
	return max(1, min(most, len(f.menu.lines(max(1, width), f.picked))))
}

func (f *one) Tall() bool { return false }

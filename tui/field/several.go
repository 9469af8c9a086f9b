package field

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// several takes any number of options.
type several struct {
	menu  menu
	on    []bool // by option
	given given
}

func severalKeys() menuKeys {
	k := oneKeys()
	k.Pick = bind("space", "pick, or take back", "space", "x")
	k.Number = bind("1-9", "the same by number", k.Number.Keys()...)
	k.Clear = bind("backspace", "take all back", "backspace", "delete")
	k.Done = bind("enter", "done", "enter")
	return k
}

func newSeveral(a *course.Activity, v course.Value, o Options) Field {
	s := fineSeveral
	if o.ASCII {
		s = plainSeveral
	}
	f := &several{menu: newMenu(a, o, s, severalKeys())}
	f.SetValue(v)
	return f
}

func (f *several) SetValue(v course.Value) {
	f.given, f.menu.earlier = given{value: v}, ""
	f.on = make([]bool, len(f.menu.activity.Options))
	labels := v.List
	if v.Text != "" {
		labels = append([]string{v.Text}, labels...)
	}
	var gone []string
	for _, l := range labels {
		if at := f.menu.offers(l); at >= 0 {
			f.on[at] = true
		} else {
			gone = append(gone, l)
		}
	}
	f.menu.earlier = strings.Join(gone, "\", \"")
}

func (f *several) Update(msg tea.Msg) Result {
	if f.menu.move(msg) {
		return Result{}
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(k, f.menu.keys.Done):
			return Result{Done: true}
		case key.Matches(k, f.menu.keys.Clear):
			changed := !f.Value().Empty()
			clear(f.on)
			return Result{Changed: f.given.edited(changed)}
		}
	}
	at := f.menu.picks(msg)
	if at < 0 {
		return Result{}
	}
	f.on[at] = !f.on[at]
	return Result{Changed: f.given.edited(true)}
}

func (f *several) View(width, height int) View { return f.menu.view(width, height, f.picked) }

func (f *several) picked(i int) bool { return f.on[i] }

func (f *several) Value() course.Value {
	return f.given.or(func() (v course.Value) {
		for i, o := range f.menu.activity.Options {
			if f.on[i] {
				v.List = append(v.List, o.Label)
			}
		}
		return v
	})
}

func (f *several) Keys() []key.Binding { return f.menu.allKeys() }

func (f *several) Note() string {
	if v := f.Value(); f.menu.activity.Check(v) != nil {
		return "part of your earlier choice is no longer on offer"
	}
	n := 0
	for _, on := range f.on {
		if on {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d picked", n)
}

func (f *several) Height(width, most int) int {
	return max(1, min(most, len(f.menu.lines(max(1, width), f.picked))))
}

func (f *several) Tall() bool { return false }

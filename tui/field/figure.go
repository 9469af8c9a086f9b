package field

import (
	"strconv"

	"lectern/course"
)

// newFigure returns a field for a number: a line whose note says, as one
// types, why it is not yet a number within the bounds, and before that what
// the bounds are.
func newFigure(a *course.Activity, v course.Value, o Options) Field {
	l := newLine(a, v, o).(*line)
	l.note = func() string {
		if !l.Value().Empty() {
			return ""
		}
		return bounds(a)
	}
	return l
}

func bounds(a *course.Activity) string {
	number := func(n *float64) string { return strconv.FormatFloat(*n, 'f', -1, 64) }
	switch {
	case a.Min != nil && a.Max != nil:
		return number(a.Min) + " to " + number(a.Max)
	case a.Min != nil:
		return number(a.Min) + " or more"
	case a.Max != nil:
		return number(a.Max) + " or less"
	}
	return ""
}

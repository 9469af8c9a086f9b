package check

import (
	"fmt"

	"lectern/course"
)

// activities looks at everything that is asked of the learner.
func (l *lesson) activities() {
	borrowed := 0
	for _, a := range l.tree.Activities {
		if _, callout := course.ReadCalloutHead(l.line(a.At.Line), a.At.Col); callout {
			l.identified(a)
		} else if a.Derived {
			borrowed++
		}
		l.asks(a)
		l.offers(a)
		if a.Kind.Opens() && len(a.Links) == 0 {
			l.add(course.Warning, a.At, fmt.Sprintf("the %s names something that it does not link to", a.Kind),
				"write [what it is](its address, or a file of the course)")
		}
	}
	if borrowed > 0 {
		l.add(course.Note, course.At{}, fmt.Sprintf("activities here that have no id: %d; answers to them are lost from sight when their words change", borrowed),
			"give them ids before learners begin, or leave their words as they are")
	}
}

// identified wants an id that the author wrote.
func (l *lesson) identified(a *course.Activity) {
	if !a.Derived {
		return
	}
	for _, f := range l.tree.Findings {
		if f.At.Line == a.At.Line && f.At.Col > a.At.Col && f.Severity == course.Error {
			return // it may have one: course found what is wrong with the line
		}
	}
	l.add(course.Warning, a.At, fmt.Sprintf("the %s has no id, so that answers to it are lost from sight when its words change", a.Kind),
		fmt.Sprintf("write {#%s} at the end of the line (lectern check --fix does), or a short name of your own if nobody has begun the course", a.ID))
}

// asks wants words that say what to do.
func (l *lesson) asks(a *course.Activity) {
	if a.Prompt != "" || a.Title != "" || len(a.Links) > 0 {
		return
	}
	sev := course.Warning
	if a.Item() {
		sev = course.Error
	}
	l.add(sev, a.At, fmt.Sprintf("the %s does not say what to do", a.Kind), `write it on the next line, after "> "`)
}

// offers wants something to choose from.
func (l *lesson) offers(a *course.Activity) {
	if !a.Kind.HasOptions() {
		return
	}
	right := 0
	for _, o := range a.Options {
		if o.Right {
			right++
		}
	}
	switch {
	case len(a.Options) == 1:
		l.add(course.Error, a.At, fmt.Sprintf("the %s has one option, and so leaves no choice", a.Kind), `list at least two, a line each: "> - [ ] text"`)
	case a.Kind == course.Choice && right > 1:
		l.add(course.Warning, a.At, fmt.Sprintf("%d options are marked as right, and only one can be chosen", right),
			"mark one with [x], or write [!choices]")
	}
}

// recalls wants a recall to come after what it recalls.
func (l *lesson) recalls() {
	course.Walk(l.tree.Blocks, func(b course.Block) bool {
		r, ok := b.(*course.Recall)
		if !ok {
			return true
		}
		a := l.index.Activity(r.Of)
		if a == nil {
			return true // course found it
		}
		if a.Lesson > l.number || a.Lesson == l.number && a.At.Line > r.At.Line {
			l.add(course.Warning, r.At, fmt.Sprintf("the recall is of %q, which comes later", r.Of), "put it after the activity that it recalls")
		}
		return true
	})
}

package check

import (
	"fmt"
	"strings"

	"lectern/course"
)

// against finds what learners of an earlier version would lose.
func (k *checker) against(old *course.Course) {
	k.file = k.settings()
	if old.ID != k.course.ID {
		k.add(course.Error, k.keyAt("id"), fmt.Sprintf("the course was called %q, and is %q now; who has begun it would begin anew", old.ID, k.course.ID),
			fmt.Sprintf("write id: %s", old.ID))
	}
	before, _ := old.Index()
	for i := range before.Lessons {
		l := &before.Lessons[i]
		now := k.lessonOf(l)
		if now < 0 {
			k.file = k.settings()
			k.add(course.Warning, course.At{}, fmt.Sprintf("the lesson %s is gone, or its file has another name now", l.File),
				fmt.Sprintf("give its file a name that ends in %q again, if it is the same lesson", l.ID+".md"))
		}
		for _, a := range l.Activities {
			k.stays(a, now, before)
		}
	}
}

// lessonOf is the index of the lesson that was l, or -1.
func (k *checker) lessonOf(l *course.LessonIndex) int {
	for i := range k.index.Lessons {
		if k.index.Lessons[i].ID == l.ID {
			return i
		}
	}
	return -1
}

// stays wants the activity that was a to be there, with the same sort of answer.
func (k *checker) stays(a *course.Activity, lesson int, before *course.Index) {
	now := k.index.Activity(a.ID)
	if now != nil {
		if now.Kind.Form() != a.Kind.Form() {
			k.file = k.index.Lessons[now.Lesson].File
			k.add(course.Warning, now.At, fmt.Sprintf("%q was a %s, and is a %s now; answers that were given to it do not fit", a.ID, a.Kind, now.Kind),
				"give the new activity an id of its own")
		}
		return
	}
	k.file = k.settings()
	at, remedy := course.At{}, "if it was taken out on purpose, let it be: answers that were given are kept, beside the course"
	if lesson >= 0 {
		k.file = k.index.Lessons[lesson].File
		if heir := k.heir(a, lesson, before); heir != nil {
			at = heir.At
			remedy = fmt.Sprintf("if the %s here is the same one in other words, write {#%s} at it", heir.Kind, a.ID)
		}
	}
	k.add(course.Warning, at, fmt.Sprintf("the id %q is gone (%s: %s)", a.ID, a.Kind, shorten(a.Name())), remedy)
}

// heir is the activity of a lesson that may be what a was: new, of its kind,
// and closest in words.
func (k *checker) heir(a *course.Activity, lesson int, before *course.Index) *course.Activity {
	var heir *course.Activity
	best := -1
	words := strings.Fields(strings.ToLower(a.Title + " " + a.Prompt))
	for _, b := range k.index.Lessons[lesson].Activities {
		if b.Kind != a.Kind || before.Activity(b.ID) != nil {
			continue
		}
		shared, text := 0, " "+strings.Join(strings.Fields(strings.ToLower(b.Title+" "+b.Prompt)), " ")+" "
		for _, w := range words {
			if strings.Contains(text, " "+w+" ") {
				shared++
			}
		}
		if shared > best {
			heir, best = b, shared
		}
	}
	return heir
}

func shorten(s string) string {
	const most = 50
	r := []rune(squeeze(s))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "…"
}

package worksheet

import (
	"os"
	"time"

	"lectern/course"
)

var (
	berlin = time.FixedZone("", 3600)
	now    = time.Date(2026, 11, 22, 10, 27, 33, 0, berlin)
	ann    = course.Learner{Name: "Ann O'Neil", Email: "ann@example.org"}
)

// november is a time on a day of November 2026.
func november(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 4, 5, 0, time.UTC) }

// fixture is a course with every kind of activity in every section, and a
// record in which all that is required is done.
func fixture() (*course.Course, *course.Index, *course.Record) {
	c, err := course.Open(os.DirFS("testdata/course"), "course")
	if err != nil {
		panic(err)
	}
	ix, err := c.Index()
	if err != nil {
		panic(err)
	}
	return c, ix, record()
}

func record() *course.Record {
	r := course.NewRecord()
	answer := func(id string, kind course.Kind, day int, text string, list ...string) {
		r.Answers[id] = course.Answer{
			Value:   course.Value{Text: text, List: list},
			Asked:   course.Asked{Kind: kind, Lesson: "before"},
			Created: november(day, 9), Updated: november(day+day%2, 23), Sitting: november(day, 9),
		}
	}
	answer("why-reluctant", course.Question, 16, "Most of mine were never shown how. They hear an offer as a verdict on what they are worth, so asking for more feels like arguing with a mark.\n\nOne of them took the first number, and left after a year:\n\t$4,000 a year, over ten years.")
	answer("who-first", course.Choice, 16, "It depends on who knows more")
	answer("perks", course.Brainstorm, 17, "", "leave", "hours", "a title", "training")
	answer("secret", course.Brainstorm, 17, "", "a door that closes")
	answer("one-source", course.Short, 17, "The <b>Bureau</b> of Labor Statistics & its `OES` tables")
	answer("negotiable", course.Choices, 17, "", "Title", "Start date")
	answer("target", course.Number, 18, "2.5")
	answer("turn-one", course.Question, 18, "What did the yes protect you from?")
	answer("ready", course.Scale, 20, "Ready")
	r.Entries = []course.Entry{
		{ID: "1", Activity: "first-offer", Text: "I took the first number because I was afraid.", Created: november(16, 8), Updated: november(16, 9)},
		{ID: "2", Text: "A free thought, seen by nobody but me.", Created: november(17, 8), Updated: november(18, 9)},
	}
	for _, id := range []string{"pay-gap", "role-play", "pause"} {
		r.Marks[id] = course.Mark{Opened: november(16, 10), Done: november(16, 11)}
	}
	r.Seen["why-negotiate"] = november(16, 12)
	r.Active["why-negotiate"] = 65 * time.Minute
	r.Active["before"] = 2 * time.Hour
	return r
}

func complete() *Worksheet {
	c, ix, r := fixture()
	return New(c, ix, r, Options{Learner: ann, Now: now, Share: []string{"perks"}})
}

func draft() *Worksheet {
	c, ix, r := fixture()
	delete(r.Answers, "one-source")
	delete(r.Marks, "role-play")
	a := r.Answers["who-first"]
	a.Text = "Whoever is braver"
	r.Answers["who-first"] = a
	a = r.Answers["turn-one"]
	a.Text = "Tear here:\r\n```\n</script><script>alert(1)</script>\n\x1b[2J\u202egnorw\u202c and a lone\rreturn, \u200bzero, \u0085 next\n"
	r.Answers["turn-one"] = a
	r.Answers["x-0123456789"] = course.Answer{
		Value:   course.Value{Text: "\"Thank you. May I think about it?\""},
		Asked:   course.Asked{Kind: course.Question, Lesson: "gone", Prompt: "What would your client say next?"},
		Created: november(16, 9), Updated: november(16, 9),
	}
	r.Answers["x-9876543210"] = course.Answer{
		Value:   course.Value{List: []string{"a list that was private"}},
		Asked:   course.Asked{Kind: course.Brainstorm, Lesson: "gone", Prompt: "What do you dream of?"},
		Created: november(16, 9), Updated: november(16, 9),
	}
	return New(c, ix, r, Options{Learner: ann, Now: now, ShareAll: true})
}

func blank() *Worksheet {
	c, ix, _ := fixture()
	return Blank(c, ix)
}

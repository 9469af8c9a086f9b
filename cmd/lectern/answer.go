package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/course"
)

// mostAnswer is how much text one answer may have from a file, in bytes.
const mostAnswer = 16 << 20

func (p *program) answer() *cobra.Command {
	var file string
	var done bool
	c := &cobra.Command{
		Use:   "answer COURSE ID",
		Short: "Answer one activity from a file or from standard input",
		Long: `answer saves an answer without the player, with the same checks. A text is taken
as it is; what is chosen, and ideas, stand one a line; for a journal it adds an
entry. --done ticks a reading, a link, a recording or a reflection.`,
		Example: `  lectern answer my-course why-reluctant --file answer.txt
  echo "It depends" | lectern answer my-course first-number
  lectern answer my-course pay-gap --done`,
		Args:              between(2, 2),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := p.choose(args[:1])
			if err != nil {
				return err
			}
			ix, err := c.Index()
			if err != nil {
				return err
			}
			a := ix.Activity(args[1])
			if a == nil {
				return hint(fmt.Errorf("the course has no activity %q", args[1]), "lectern export %s --blank --format json lists the items", args[0])
			}
			lesson := ix.Lessons[a.Lesson].ID
			if done != (a.Kind.Form() == course.Tick) {
				if done {
					return wrong(fmt.Errorf("a %s is answered, not ticked; leave out --done", a.Kind))
				}
				return hint(wrong(fmt.Errorf("a %s is ticked, not answered", a.Kind)), "use --done")
			}
			text := ""
			if !done {
				if text, err = p.text(file); err != nil {
					return err
				}
			}
			return p.put(c, a, lesson, text)
		},
	}
	c.Flags().StringVar(&file, "file", "", "take the answer from this `FILE` (default: standard input)")
	c.Flags().BoolVar(&done, "done", false, "tick it")
	return c
}

// text reads an answer.
func (p *program) text(file string) (string, error) {
	in := p.in
	if file != "" && file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, mostAnswer+1))
	if err != nil {
		return "", err
	}
	if len(b) > mostAnswer {
		return "", fmt.Errorf("the answer is longer than %d MB", mostAnswer>>20)
	}
	return string(b), nil
}

// put saves an answer, an entry or a tick.
func (p *program) put(c *choice, a *course.Activity, lesson, text string) error {
	book, err := p.openBook(c)
	if err != nil {
		return err
	}
	defer p.closeBook(book)
	p.tellRecovered(book.Recovered())
	rec, err := book.Load()
	if err != nil {
		return err
	}
	change, err := change(a, lesson, text, rec, p.now())
	if err != nil {
		return err
	}
	return book.Put(change)
}

// change is what a text means at an activity.
func change(a *course.Activity, lesson, text string, rec *course.Record, now time.Time) (course.Change, error) {
	switch a.Kind.Form() {
	case course.Tick:
		mark := rec.Marks[a.ID]
		mark.Done = now
		return course.SetMark{ID: a.ID, Mark: mark}, nil
	case course.Entries:
		if strings.TrimSpace(text) == "" {
			return nil, fmt.Errorf("an empty text is no journal entry")
		}
		v := course.Value{Text: text}
		if err := a.Check(v); err != nil {
			return nil, err
		}
		return course.SetEntry{Entry: rec.NewEntry(a.ID, a.Asked(lesson), text, now)}, nil
	}
	v := a.Parse(text)
	if err := a.Check(v); err != nil {
		return nil, err
	}
	return course.SetAnswer{ID: a.ID, Answer: rec.Answers[a.ID].Next(a.Asked(lesson), v, now)}, nil
}

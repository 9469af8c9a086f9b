package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/worksheet"
)

// A standing is what status --json prints; its shape is documented in --help.
type standing struct {
	Course    string           `json:"course"`
	Lessons   []lessonStanding `json:"lessons"`
	Worksheet struct {
		Answered int `json:"answered"`
		Total    int `json:"total"`
	} `json:"worksheet"`
	Percent int `json:"percent"`
}

type lessonStanding struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Done     int    `json:"done"`
	Total    int    `json:"total"`
	Finished bool   `json:"finished"`
}

func (p *program) status() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "status [COURSE]",
		Short: "Show how far you are",
		Long: `status shows how far you are: the required activities done in each lesson, the
worksheet items answered, and what still keeps the worksheet from being whole.

--json prints {"course": id, "lessons": [{"id", "title", "done", "total",
"finished"}], "worksheet": {"answered", "total"}, "percent"}; done and total
count required activities.`,
		Args:              atMost(1),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			c, ix, rec, err := p.saved(args)
			if err != nil {
				return err
			}
			s := stand(c.Course, ix, rec)
			if asJSON {
				e := json.NewEncoder(p.out)
				e.SetIndent("", "  ")
				return e.Encode(s)
			}
			return s.print(p.out, c.Course, ix, rec)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print it for programs")
	return c
}

func stand(c *course.Course, ix *course.Index, rec *course.Record) standing {
	progress := ix.Progress(rec)
	s := standing{Course: c.ID, Percent: progress.Percent}
	s.Worksheet.Answered, s.Worksheet.Total = progress.Answered, progress.Items
	for i, l := range ix.Lessons {
		lp := progress.Lessons[i]
		s.Lessons = append(s.Lessons, lessonStanding{l.ID, l.Title, lp.Done, lp.Required, lp.Finished})
	}
	return s
}

func (s standing) print(w io.Writer, c *course.Course, ix *course.Index, rec *course.Record) error {
	fmt.Fprintf(w, "%s: %d %%\n\n", c.Title, s.Percent)
	for i, l := range s.Lessons {
		state := ""
		switch {
		case l.Finished:
			state = "done"
		case l.Total > 0:
			state = fmt.Sprintf("%d of %d", l.Done, l.Total)
		}
		fmt.Fprintf(w, "%3d  %-58s %s\n", i+1, l.Title, state)
	}
	fmt.Fprintf(w, "\n%s: %d of %d answered\n", c.Worksheet, s.Worksheet.Answered, s.Worksheet.Total)
	return listGaps(w, worksheet.New(c, ix, rec, worksheet.Options{}).Incomplete())
}

// listGaps lists what keeps the worksheet from being whole, a line each.
func listGaps(w io.Writer, gaps []worksheet.Gap) error {
	if len(gaps) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("\nstill open:\n")
	for _, g := range gaps {
		fmt.Fprintf(&b, "  %s\n", g)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

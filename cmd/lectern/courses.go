package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/store"
)

func (p *program) courses() *cobra.Command {
	var startOver string
	c := &cobra.Command{
		Use:   "courses",
		Short: "List the courses that you have opened, with your progress",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			if startOver != "" {
				return p.startOver(startOver)
			}
			return p.listCourses()
		},
	}
	c.Flags().StringVar(&startOver, "start-over", "", "put the answers of the course `ID` aside, and begin anew")
	return c
}

func (p *program) listCourses() error {
	library, err := store.LoadLibrary()
	if err != nil {
		return err
	}
	if len(library.Courses) == 0 {
		_, err := fmt.Fprintln(p.out, "You have not opened a course yet. lectern opens the sample.")
		return err
	}
	t := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	for _, o := range library.Courses {
		where := o.Path
		if where == "" {
			where = "(inside the program)"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", o.ID, p.percent(o), course.VisibleLine(o.Title), course.VisibleLine(where))
	}
	return t.Flush()
}

// percent is how far the learner is in a course opened before, or what keeps
// one from knowing.
func (p *program) percent(o store.Opened) string {
	c, err := reopen(o, "")
	if err != nil {
		return "not there"
	}
	defer func() { _ = c.Close() }()
	ix := loadIndex(c)
	if ix == nil {
		ix, err = c.Index()
	}
	if err != nil {
		return "not readable"
	}
	rec, err := p.answers(c)
	if err != nil {
		return "?"
	}
	return fmt.Sprintf("%d %%", ix.Progress(rec).Percent)
}

func (p *program) startOver(id string) error {
	path := p.data
	if path == "" {
		var err error
		if path, err = store.Default(id); err != nil {
			return wrong(err)
		}
	}
	if err := store.StartOver(path, id, p.storeOptions()); err != nil {
		return err
	}
	_, err := fmt.Fprintf(p.out, "Your answers are put aside; lectern restore %s lists them.\n", id)
	return err
}

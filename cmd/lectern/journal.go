package main

import (
	"io"

	"github.com/spf13/cobra"

	"lectern/course/worksheet"
)

func (p *program) journal() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "journal [COURSE]",
		Short: "Write out your own journal and answers, to keep",
		Long: `journal prints everything that you wrote in a course, as Markdown: your journal,
your lists, your answers. It is for you; nothing of it is sent anywhere.`,
		Args:              atMost(1),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			c, ix, rec, err := p.saved(args)
			if err != nil {
				return err
			}
			who, err := loadLearner()
			if err != nil {
				return err
			}
			write := func(out io.Writer) error {
				return worksheet.Keepsake(out, c.Course, ix, rec, worksheet.Options{Learner: who, Now: p.now()})
			}
			if file == "" {
				return write(p.out)
			}
			return worksheet.SaveExactly(file, write)
		},
	}
	c.Flags().StringVarP(&file, "output", "o", "", "write it to this `FILE`, which must not exist yet")
	return c
}

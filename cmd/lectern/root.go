package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (p *program) root() *cobra.Command {
	play := p.play()
	root := &cobra.Command{
		Use:   "lectern [COURSE]",
		Short: "Play a course in the terminal",
		Long: `lectern plays a course in the terminal. You read its lessons page by page, do
the activities in them, and hand in a worksheet at the end. It needs no network,
and keeps what you type in a file on this computer.

COURSE is a folder of Markdown files, a pack (a file that ends in .lectern), one
Markdown file, the id of a course that you have opened before, or "sample". With
none, it is the course in this folder, else one of those that you had open before
(the player asks which, commands take the last one), else the sample course that
comes with the program.`,
		Example: `  lectern                      go on where you stopped
  lectern my-course            open the course in the folder my-course
  lectern export               write your finished worksheet as a file
  lectern read sample          print the lessons as plain text`,
		Args:              play.Args,
		RunE:              play.RunE,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
		ValidArgsFunction: completeCourse,
	}
	root.Flags().AddFlagSet(play.Flags())
	root.PersistentFlags().StringVar(&p.data, "data", p.data, "keep answers in this `FILE` (also: LECTERN_DATA)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return hint(wrong(err), "%s --help lists the options", c.CommandPath())
	})
	root.AddCommand(play, p.preview(), p.export(), p.status(), p.answer(), p.learner(), p.journal(),
		p.read(), p.restore(), p.courses(), p.pack(), p.importDraft(), p.version())
	root.AddCommand(p.newCourse(), p.check())
	return root
}

// atMost refuses more than n arguments, as wrong usage.
func atMost(n int) cobra.PositionalArgs { return between(0, n) }

// between refuses fewer than low and more than high arguments, as wrong usage.
func between(low, high int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) >= low && len(args) <= high {
			return nil
		}
		return hint(wrong(fmt.Errorf("%s takes %s, not %d", c.CommandPath(), counted(low, high), len(args))),
			"usage: %s", c.UseLine())
	}
}

func counted(low, high int) string {
	switch {
	case high == 0:
		return "no arguments"
	case low == high && low == 1:
		return "one argument"
	case low == high:
		return fmt.Sprintf("%d arguments", low)
	case low == 0 && high == 1:
		return "at most one argument"
	case low == 0:
		return fmt.Sprintf("at most %d arguments", high)
	}
	return fmt.Sprintf("%d to %d arguments", low, high)
}

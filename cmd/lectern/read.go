package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/tui/draw"
)

// readWidth is the width of plain text.
const readWidth = 76

func (p *program) read() *cobra.Command {
	return &cobra.Command{
		Use:   "read [COURSE [LESSON]]",
		Short: "Print lessons as plain text, for pipes and screen readers",
		Long: `read prints one lesson, or all of them, as plain text. LESSON is the lesson's
number in the contents, its file's name, or that name without number and ending.`,
		Example: `  lectern read sample 2
  lectern read my-course | less`,
		Args:              between(0, 2),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := p.chooseAloud(args)
			if err != nil {
				return err
			}
			ix, err := c.Index()
			if err != nil {
				return err
			}
			lessons := c.Lessons
			if len(args) == 2 {
				l, err := findLesson(c.Course, args[1])
				if err != nil {
					return err
				}
				lessons = []*course.Lesson{l}
			}
			for i, l := range lessons {
				if i > 0 {
					fmt.Fprint(p.out, "\n\n")
				}
				if err := printLesson(p.out, l, ix); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func printLesson(w io.Writer, l *course.Lesson, ix *course.Index) error {
	tree, err := l.Tree(ix)
	if err != nil {
		return err
	}
	title := course.VisibleLine(tree.Title)
	_, err = fmt.Fprintf(w, "%s\n%s\n\n%s", title, strings.Repeat("=", ansi.StringWidth(title)),
		draw.Plain(tree.Blocks, readWidth))
	return err
}

// findLesson returns the lesson that a learner or an author means by name.
func findLesson(c *course.Course, name string) (*course.Lesson, error) {
	for i, l := range c.Lessons {
		if name == l.File || name == l.ID || name == fmt.Sprint(i+1) {
			return l, nil
		}
	}
	return nil, hint(fmt.Errorf("%s has no lesson %q", c.Title, name),
		"name it by its number, 1 to %d, or by its file", len(c.Lessons))
}

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/worksheet"
	"lectern/store"
)

type exportOptions struct {
	format, file string
	draft, blank bool
	share        []string
}

func (p *program) export() *cobra.Command {
	var o exportOptions
	c := &cobra.Command{
		Use:   "export [COURSE]",
		Short: "Write your worksheet as a file, to e-mail to the instructor",
		Long: `export writes the completed worksheet into this folder, under a name of its own;
it never replaces a file. While something is missing it says what, and writes
nothing, unless you ask for a draft. Your journal and your lists stay at home,
unless the course asks for one and you share it.`,
		Example: `  lectern export
  lectern export --format eml
  lectern export my-course --draft -o ~/draft.html
  lectern export --blank                the empty worksheet, to print`,
		Args:              atMost(1),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := o.chosenFormat()
			if err != nil {
				return err
			}
			if o.blank {
				return p.exportBlank(args, o, f)
			}
			return p.exportAnswers(args, o, f)
		},
	}
	c.Flags().StringVar(&o.format, "format", "", "html, md, json or eml (default: what -o ends in, else html)")
	c.Flags().StringVarP(&o.file, "output", "o", "", "write this `FILE`, which must not exist yet")
	c.Flags().BoolVar(&o.draft, "draft", false, "write it although something is missing, marked as a draft")
	c.Flags().BoolVar(&o.blank, "blank", false, "write the empty worksheet, to print")
	c.Flags().StringSliceVar(&o.share, "share", nil, "let these journal entries or lists go out too: their `ID,…` or all")
	return c
}

// chosenFormat is the format that was asked for, or follows from the file name.
func (o exportOptions) chosenFormat() (worksheet.Format, error) {
	name := o.format
	if name == "" {
		name = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.file)), ".")
	}
	if name == "" || (o.format == "" && name == "htm") {
		return worksheet.Formats[0], nil
	}
	f, ok := worksheet.FormatNamed(name)
	if !ok {
		var names []string
		for _, f := range worksheet.Formats {
			names = append(names, f.Name)
		}
		return f, hint(wrong(fmt.Errorf("there is no format %q", name)), "choose one with --format: %s", strings.Join(names, ", "))
	}
	return f, nil
}

func (p *program) exportBlank(args []string, o exportOptions, f worksheet.Format) error {
	c, err := p.chooseAloud(args)
	if err != nil {
		return err
	}
	ix, err := c.Index()
	if err != nil {
		return err
	}
	return p.write(o, worksheet.Blank(c.Course, ix), f)
}

func (p *program) exportAnswers(args []string, o exportOptions, f worksheet.Format) error {
	c, err := p.chooseAloud(args)
	if err != nil {
		return err
	}
	ix, err := c.Index()
	if err != nil {
		return err
	}
	rec, err := p.answersAloud(c)
	if err != nil {
		return err
	}
	who, err := loadLearner()
	if err != nil {
		return err
	}
	wo := worksheet.Options{Learner: who, Now: p.now(), Draft: o.draft}
	if err := o.shared(&wo, ix, rec); err != nil {
		return err
	}
	w := worksheet.New(c.Course, ix, rec, wo)
	if gaps := w.Incomplete(); len(gaps) > 0 && !o.draft {
		if err := listGaps(p.err, gaps); err != nil {
			return err
		}
		return hint(fmt.Errorf("the worksheet is not complete: %s still open", count(len(gaps), "activity", "activities")),
			"finish these, or use --draft to write it as it is")
	}
	if err := p.write(o, w, f); err != nil {
		return err
	}
	return p.noteHandIn(c, w)
}

// noteHandIn remembers the revision that was exported. Where a player has the
// answers open it is not noted; the next export finds the same revision then,
// unless an answer was changed.
func (p *program) noteHandIn(c *choice, w *worksheet.Worksheet) error {
	book, err := p.openBook(c)
	if errors.Is(err, store.ErrInUse) || errors.Is(err, store.ErrReadOnly) {
		return nil
	}
	if err != nil {
		return err
	}
	defer p.closeBook(book)
	return book.Put(course.SetHandIn{HandIn: w.HandIn()})
}

// shared puts what the learner agreed to share into wo.
func (o exportOptions) shared(wo *worksheet.Options, ix *course.Index, rec *course.Record) error {
	for _, id := range o.share {
		if id == "all" {
			wo.ShareAll = true
			continue
		}
		a := ix.Activity(id)
		if a == nil {
			return wrong(fmt.Errorf("the course has no activity %q to share", id))
		}
		if !a.Kind.Quiet() || !a.Share {
			return wrong(fmt.Errorf("%q is not for sharing: only journals and lists that the author marked are", id))
		}
		wo.Share = append(wo.Share, id)
	}
	return nil
}

// write saves the worksheet and prints where.
func (p *program) write(o exportOptions, w *worksheet.Worksheet, f worksheet.Format) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	file := o.file
	if file != "" {
		err = worksheet.SaveExactly(file, func(out io.Writer) error { return f.Write(out, w) })
	} else {
		file, err = saveIn(here, w, f)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, visibleLines(file))
	return err
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

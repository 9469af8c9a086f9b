package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/check"
	"lectern/course/worksheet"
	"lectern/store"
	"lectern/tui"
)

func (p *program) preview() *cobra.Command {
	var o playOptions
	c := &cobra.Command{
		Use:   "preview [COURSE [LESSON]]",
		Short: "Show a course while you write it, again after every save",
		Long: `preview plays a course for its author. After every save it shows the course as
it is now, at the place that changed. What you answer is kept until you leave,
and nowhere else; a learner's answers on this computer are not touched.

The title line counts what is to be mended, as lectern check finds it: E lists
it, and enter opens your editor (EDITOR) at the line. A save that cannot be shown
leaves the last good version on the screen, and says so.

The hand-in saves a specimen worksheet, with placeholders for what you did not
answer, so that you see what will arrive.`,
		Example: `  lectern preview my-course
  lectern preview my-course 2`,
		Args:              between(0, 2),
		ValidArgsFunction: completeCourse,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				o.lesson, args = args[1], args[:1]
			}
			return p.previewCourse(c.Context(), args, o)
		},
	}
	o.look(c)
	return c
}

func (p *program) previewCourse(ctx context.Context, args []string, o playOptions) error {
	if err := p.terminal(args); err != nil {
		return err
	}
	c, err := p.choose(args)
	var unopened *course.OpenError
	if errors.As(err, &unopened) {
		return hint(err, "mend that first; lectern check %s says all that is wrong", named(args))
	}
	if err != nil {
		return err
	}
	c.ShowInstructor()
	lesson := ""
	if o.lesson != "" {
		l, err := findLesson(c.Course, o.lesson)
		if err != nil {
			return wrong(err)
		}
		lesson = l.ID
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	_, err = tui.Run(ctx, c.Course, tui.Options{
		Book: store.NewMemory(), Desk: newSpecimenDesk(c, c.Course, p.now), Now: p.now, Lesson: lesson, Editor: editor(),
		Learner: course.Learner{Name: worksheet.SpecimenName, Email: "specimen@example.org"},
		NoMouse: o.noMouse, NoColor: noColor(), ASCII: o.ascii, CrashNote: crashNote(),
		Preview: &tui.Preview{
			Saves: watchCourse(ctx, c),
			Open:  c.anew,
			Check: check.Course,
			Desk:  func(now *course.Course) tui.Desk { return newSpecimenDesk(c, now, p.now) },
			Path:  c.fileAt,
		},
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, "The preview has ended. Nothing that you answered in it was kept.")
	return err
}

// anew opens the course as it is now, with what is for the instructor.
func (c *choice) anew() (*course.Course, error) {
	now, err := reopen(store.Opened{Path: c.path}, "")
	if err != nil {
		return nil, err
	}
	now.ShowInstructor()
	return now.Course, nil
}

// fileAt is where a file of the course lies; "" where its files cannot be
// edited. "" stands for the file in which the course says what it is.
func (c *choice) fileAt(file string) string {
	if file == "" && !c.Single() {
		file = "course.yaml"
	}
	switch {
	case c.folder == "" || file != "" && !filepath.IsLocal(filepath.FromSlash(file)):
		return ""
	case file == "":
		return c.path
	}
	return filepath.Join(c.folder, filepath.FromSlash(file))
}

// A specimenDesk makes worksheets that nobody handed in. It keeps nothing.
type specimenDesk struct{ desk }

// newSpecimenDesk is the desk of a preview of c, which now is as it is on the
// screen. A worksheet asks what learners are asked, and not what is for the
// instructor alone.
func newSpecimenDesk(c *choice, now *course.Course, clock func() time.Time) *specimenDesk {
	of := *c
	of.Course = now
	if plain, err := now.Reopen(now.FS()); err == nil {
		of.Course = plain
	}
	return &specimenDesk{desk{course: &of, now: clock}}
}

// specimen is an order in which everything is answered, and lets out all that
// a learner may let out.
func (d *specimenDesk) specimen(o tui.Order) tui.Order {
	if ix, err := d.course.Index(); err == nil {
		o.Record, o.Share = worksheet.Specimen(ix, o.Record, d.now()), nil
		for _, a := range worksheet.Shareable(ix, o.Record) {
			o.Share = append(o.Share, a.ID)
		}
	}
	o.Draft = false
	if !strings.HasPrefix(o.Learner.Name, worksheet.SpecimenName) {
		o.Learner.Name = strings.TrimSpace(worksheet.SpecimenName + " " + o.Learner.Name)
	}
	return o
}

// Export writes a specimen of the worksheet into Documents.
func (d *specimenDesk) Export(o tui.Order) (string, course.HandIn, error) {
	return d.desk.Export(d.specimen(o))
}

// Destination is where Export would write.
func (d *specimenDesk) Destination(o tui.Order) string { return d.desk.Destination(d.specimen(o)) }

// Preview is the specimen as people will read it.
func (d *specimenDesk) Preview(o tui.Order) (string, error) { return d.desk.Preview(d.specimen(o)) }

// Mail opens the mail program with a message to the instructor begun.
func (d *specimenDesk) Mail(o tui.Order) error { return d.desk.Mail(d.specimen(o)) }

// SaveLearner keeps nothing: it is not a learner who works here.
func (d *specimenDesk) SaveLearner(course.Learner) error { return nil }

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/check"
	"lectern/course/draft"
	"lectern/course/pack"
	"lectern/course/starter"
)

func (p *program) importDraft() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "import DRAFT",
		Short: "Make a course of a draft: plain text, Markdown or .docx",
		Long: `import makes a course of one long document as authors have it: plain text,
Markdown, or a .docx of a word processor. It finds the title and splits the text
into lessons at its headings, also where those are merely short lines between
paragraphs. Readings become activities, and so does what is red in a .docx;
"answer item #1 on your worksheet" becomes a question. Nothing of the text is
dropped.

What it makes is a beginning: check is run on it, and lists what is left to do.`,
		Example: `  lectern import "Salary course, draft 3.docx"
  lectern import draft.txt -o my-course`,
		Args: between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return p.makeCourse(args[0], dir) },
	}
	c.Flags().StringVarP(&dir, "output", "o", "", "write the course into this `FOLDER`, which must be new or empty")
	return c
}

func (p *program) makeCourse(file, dir string) error {
	made, err := readDraft(file)
	if err != nil {
		return err
	}
	if dir == "" { // made of the title
		dir = course.CourseIDOf(made.Title)
	}
	if err := vacant(dir); err != nil {
		return err
	}
	if err := writeAll(dir, made.Files); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s, %s\n", visibleLines(dir), visibleLines(made.Title), count(made.Lessons, "lesson", "lessons"))
	for _, f := range made.Files {
		fmt.Fprintf(p.out, "  %s\n", visibleLines(f.Name))
	}
	for _, left := range made.Left {
		fmt.Fprintf(p.out, "not taken over: %s\n", visibleLines(left))
	}
	return p.leftToDo(dir)
}

// readDraft makes a course of a file, on nothing but paper.
func readDraft(file string) (*draft.Course, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("cannot open the draft: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("cannot open the draft: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, hint(fmt.Errorf("%s is no file", file), "a draft is one document: plain text, Markdown or .docx")
	}
	tail, err := randomTail()
	if err != nil {
		return nil, err
	}
	made, err := draft.Import(filepath.Base(file), f, info.Size(), func(title string) string {
		return starter.Plan{Title: title, Tail: tail}.ID()
	})
	var refused *pack.Refusal
	switch {
	case errors.As(err, &refused):
		return nil, hint(fmt.Errorf("%s cannot be imported: %w", file, err), "open it in a word processor, and save it as .docx once more")
	case err != nil:
		return nil, fmt.Errorf("%s cannot be imported: %w", file, err)
	}
	return made, nil
}

// writeAll writes files into a folder that is new or empty. If anything fails,
// what was written is gone.
func writeAll(dir string, files []draft.File) error {
	for i, f := range files {
		err := writeNew(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Content)
		if err == nil {
			continue
		}
		for _, f := range files[:i+1] {
			_ = os.Remove(filepath.Join(dir, filepath.FromSlash(f.Name)))
		}
		return fmt.Errorf("the course was not written: %w", err)
	}
	return nil
}

// leftToDo lists what check finds in a course that was just made.
func (p *program) leftToDo(dir string) error {
	c, err := openPath(dir, "")
	if err != nil {
		return fmt.Errorf("the course was written, but does not open: %w", err)
	}
	defer c.Close()
	fmt.Fprintln(p.out, "\nleft to do:")
	if err := verdictOf(c.ID, check.Course(c.Course), nil).print(p.out); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "\nlectern check %[1]s lists it again; lectern preview %[1]s shows the course while you write\n", visibleLines(dir))
	return err
}

package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/starter"
)

func (p *program) newCourse() *cobra.Command {
	var title string
	c := &cobra.Command{
		Use:   "new DIR",
		Short: "Begin a course of your own, in a new folder",
		Long: `new writes a small course into the folder DIR, which must not exist yet, or be
empty. The course is about writing courses: play it once, with its files open in
an editor beside it, and then put your own lessons in the place of its own. It has
ids that no other course has, so that no two courses share answers.`,
		Example: `  lectern new job-search
  lectern new job-search --title "The first month of a job search"`,
		Args: between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return p.writeCourse(args[0], title) },
	}
	c.Flags().StringVar(&title, "title", "", "the course's `TITLE` (default: made of the folder's name)")
	return c
}

func (p *program) writeCourse(dir, title string) error {
	if err := vacant(dir); err != nil {
		return err
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if title = course.VisibleLine(title); title == "" {
		title = titleOf(filepath.Base(full))
	}
	tail, err := randomTail()
	if err != nil {
		return err
	}
	plan := starter.Plan{Title: title, Tail: tail}
	if who, err := loadLearner(); err == nil {
		plan.Name, plan.Email = course.VisibleLine(who.Name), who.Email
	}
	files, err := plan.Files()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := writeNew(filepath.Join(full, filepath.FromSlash(name)), files[name]); err != nil {
			return fmt.Errorf("cannot write the course: %w", err)
		}
	}
	return p.whatNext(dir, plan)
}

// vacant says why a new course cannot go into a folder, or nil.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return hint(fmt.Errorf("%s is no folder that can be written into", dir), "choose a name that nothing has yet: lectern new my-course")
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return hint(fmt.Errorf("%s is not empty: %s lies in it", dir, e.Name()), "choose a name that nothing has yet: lectern new my-course")
		}
	}
	return nil
}

// titleOf makes a title of a folder's name.
func titleOf(name string) string {
	title := course.VisibleLine(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " "))
	if !strings.ContainsFunc(title, unicode.IsLetter) {
		return "A new course"
	}
	first, n := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[n:]
}

// randomTail is what tells the ids of one course from those of any other.
func randomTail() (string, error) {
	const letters = "23456789abcdefghjkmnpqrstuvwxyz" // none that looks like another
	tail := make([]byte, 5)
	if _, err := rand.Read(tail); err != nil {
		return "", err
	}
	for i, b := range tail {
		tail[i] = letters[int(b)%len(letters)]
	}
	return string(tail), nil
}

// writeNew writes a file that does not exist yet.
func writeNew(name string, raw []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// whatNext tells the author what was written, and how to go on.
func (p *program) whatNext(dir string, plan starter.Plan) error {
	name := course.VisibleLine(dir)
	if strings.ContainsAny(name, " '\"&;()") {
		name = `"` + name + `"`
	}
	address := "It sends worksheets to " + plan.Email + "."
	if plan.Email == "" {
		address = "Put your name and address into its course.yaml: worksheets are sent there."
	}
	_, err := fmt.Fprintf(p.out, `The course %q lies in %s now. %s

  lectern %[4]s            play it: it shows how a course is written
  lectern preview %[4]s    see it change while you write
  lectern check %[4]s      see what is left to mend
  lectern pack %[4]s       make one file of it, to hand out
`, plan.Title, course.VisibleLine(dir), address, name)
	return err
}

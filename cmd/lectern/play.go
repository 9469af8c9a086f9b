package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/store"
	"lectern/tui"
)

func (p *program) play() *cobra.Command {
	var o playOptions
	c := &cobra.Command{
		Use:   "play [COURSE]",
		Short: "Open a course where you stopped (the same as lectern [COURSE])",
		Long: `play opens a course in the terminal: at its first page the first time, and
after that at the very place where you stopped. What you type is saved at once.
? shows every key, q leaves.`,
		Args:              atMost(1),
		ValidArgsFunction: completeCourse,
		RunE: func(c *cobra.Command, args []string) error {
			return p.open(c.Context(), args, o)
		},
	}
	c.Flags().StringVar(&o.lesson, "lesson", "", "open this `LESSON` (its number or its file)")
	o.look(c)
	return c
}

type playOptions struct {
	lesson         string
	noMouse, ascii bool
}

// look adds the flags that say how the player may draw.
func (o *playOptions) look(c *cobra.Command) {
	c.Flags().BoolVar(&o.noMouse, "no-mouse", false, "leave the mouse to the terminal")
	c.Flags().BoolVar(&o.ascii, "ascii", false, "draw with plain letters and signs only")
}

func (p *program) open(ctx context.Context, args []string, o playOptions) error {
	if err := p.terminal(args); err != nil {
		return err
	}
	c, left, err := p.offered(ctx, args, o)
	if err != nil || left {
		return err
	}
	if c == nil {
		c, err = p.choose(args)
	} else {
		args = []string{c.ID} // which is how goodbye names it
	}
	if err != nil {
		return err
	}
	lesson := ""
	if o.lesson != "" {
		l, err := findLesson(c.Course, o.lesson)
		if err != nil {
			return wrong(err)
		}
		lesson = l.ID
	}
	who, err := loadLearner()
	if err != nil {
		return err
	}
	path, err := p.answersFile(c)
	if err != nil {
		return err
	}
	for {
		result, err := p.session(ctx, c, tui.Options{
			Desk: &desk{course: c, now: p.now}, Learner: who, Now: p.now, Lesson: lesson, Editor: editor(),
			NoMouse: o.noMouse, NoColor: noColor(), ASCII: o.ascii,
			DataPath: path, CrashNote: crashNote(),
		})
		if err != nil || !result.Again {
			return p.goodbye(args, result, err)
		}
	}
}

// session opens the answers and plays until the learner leaves.
func (p *program) session(ctx context.Context, c *choice, o tui.Options) (tui.Result, error) {
	s, err := p.openSession(c)
	if err != nil {
		return tui.Result{}, err
	}
	defer s.close()
	o.Book, o.News, o.Locked = s, s.news, s.locked
	o.KeepIndex = func(ix *course.Index) { keepIndex(c, ix) }
	// The index of a long course takes longer to read than its first page.
	if load := func() *course.Index { return loadIndex(c) }; len(c.Lessons) > shortCourse {
		o.LoadIndex = load
	} else {
		o.Index = load()
	}
	o.Begun = func() { p.note(c) }
	return tui.Run(ctx, c.Course, o)
}

// shortCourse is how many lessons a course may have for its index to be read
// before the first page is shown.
const shortCourse = 100

// note puts the course into the list of those opened. A list that cannot be
// saved costs a line in `lectern courses`, and is no reason not to learn.
func (p *program) note(c *choice) {
	if library, err := store.LoadLibrary(); err == nil {
		_ = library.Note(store.Opened{ID: c.ID, Title: c.Title, Path: c.path, At: p.now().UTC()})
	}
}

// terminal refuses to draw where there is nothing to draw on, before anything
// is opened: quitting a program within its first moments leaves the terminal's
// replies at the prompt.
func (p *program) terminal(args []string) error {
	in, inOK := p.in.(*os.File)
	out, outOK := p.out.(*os.File)
	if !inOK || !outOK || !term.IsTerminal(in.Fd()) || !term.IsTerminal(out.Fd()) {
		return hint(errors.New("the player needs a terminal, and this is none"),
			"lectern read %s prints the lessons as plain text", named(args))
	}
	if os.Getenv("TERM") == "dumb" {
		return hint(errors.New("this terminal cannot draw pages (TERM is dumb)"),
			"open another one, or print the lessons with lectern read %s", named(args))
	}
	return nil
}

// named is how the course is named in a hint.
func named(args []string) string {
	if len(args) == 0 {
		return "COURSE"
	}
	return args[0]
}

// goodbye says in the shell how it went, and how to come back.
func (p *program) goodbye(args []string, r tui.Result, err error) error {
	if err != nil {
		return err
	}
	if r.Unsaved != nil {
		return fmt.Errorf("your last answers are NOT saved: %w", r.Unsaved)
	}
	back := "lectern"
	if len(args) > 0 {
		back += " " + args[0]
	}
	what := "All saved."
	if r.ReadOnly {
		what = "Nothing was saved: you were only reading."
	}
	if r.Percent >= 0 {
		what += fmt.Sprintf(" %d %%.", r.Percent)
	}
	_, err = fmt.Fprintf(p.out, "%s %s brings you back to this page.\n", what, visibleLines(back))
	return err
}

// noColor reports whether the learner wants none (see no-color.org).
func noColor() bool { return os.Getenv("NO_COLOR") != "" }

// editor is the learner's editor, with its arguments; nil if none is set.
func editor() []string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if words := strings.Fields(os.Getenv(name)); len(words) > 0 {
			return words
		}
	}
	return nil
}

// crashNote is where a note about a crash is written.
func crashNote() string {
	dir, err := store.CacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "crash.txt")
}

// compile-time check: what the player asks for is what it gets.
var _ tui.Desk = (*desk)(nil)

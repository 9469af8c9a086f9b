package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/check"
)

type checkOptions struct {
	json, fix, yes bool
	against        string
}

// A verdict is what check --json prints; its shape is documented in --help.
type verdict struct {
	Course   string         `json:"course"`
	Findings []checkFinding `json:"findings"`
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	Hours    *checkHours    `json:"hours,omitempty"`
}

type checkFinding struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Text     string `json:"text"`
	Remedy   string `json:"remedy"`
}

type checkHours struct {
	Claimed      float64       `json:"claimed"`
	Counted      float64       `json:"counted"`
	WordsPerHour int           `json:"words_per_hour"`
	Lessons      []checkLesson `json:"lessons"`
}

type checkLesson struct {
	File    string  `json:"file"`
	Title   string  `json:"title"`
	Words   int     `json:"words"`
	Media   float64 `json:"media_minutes"`
	Minutes float64 `json:"minutes"`
}

func (p *program) check() *cobra.Command {
	var o checkOptions
	c := &cobra.Command{
		Use:   "check [COURSE]",
		Short: "Look a course over, and say what its author ought to mend",
		Long: `check reads a whole course and lists what its author ought to mend: what cannot be
read, text that was never finished, links that lead nowhere, activities without an
id, and more; then how long each lesson takes. It opens no address of the web.

Each finding is a line: file:line:col: severity: what is wrong; what to do. An
error makes check end with exit code 1; a warning ought to be mended; a note is
worth knowing.

--fix writes the ids that activities have today into their files, so that answers
stay with them when you change their words, and corrects misspelt kinds. It shows
every change first, and asks. --against OLD says what learners who began an
earlier version would lose; OLD is its folder or its pack.

--json prints {"course": id, "findings": [{"file", "line", "col", "severity",
"text", "remedy"}], "errors", "warnings", "notes", "hours": {"claimed",
"counted", "words_per_hour", "lessons": [{"file", "title", "words",
"media_minutes", "minutes"}]}}; severity is error, warning or note, lines and
columns count from 1, hours are clock hours. "hours" is missing where the course
cannot be opened.`,
		Example: `  lectern check my-course
  lectern check my-course --fix
  lectern check my-course --against my-course-2025.lectern`,
		Args:              atMost(1),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			if o.yes && !o.fix {
				return hint(wrong(errors.New("--yes goes with --fix")), "lectern check %s --fix --yes", named(args))
			}
			if o.json && o.fix {
				return hint(wrong(errors.New("--json and --fix do not go together")), "fix first, then check")
			}
			return p.checkCourse(args, o)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "print it for programs")
	c.Flags().BoolVar(&o.fix, "fix", false, "write missing ids, and correct misspelt kinds, after showing them")
	c.Flags().BoolVarP(&o.yes, "yes", "y", false, "with --fix: do not ask")
	c.Flags().StringVar(&o.against, "against", "", "find what got lost since `OLD`, an earlier version")
	return c
}

// errFound ends check with exit code 1; what it has to say was printed.
var errFound = errors.New("")

func (p *program) checkCourse(args []string, o checkOptions) error {
	c, err := p.chooseAloud(args)
	if unopened, ok := openFindings(err); ok {
		return p.report(verdictOf("", unopened, nil), o)
	}
	if err != nil {
		return err
	}
	if o.fix {
		fixed, err := p.fixCourse(c, args, o.yes)
		if err != nil {
			_ = c.Close()
			return err
		}
		c = fixed
	}
	defer func() { _ = c.Close() }()
	var found []course.Finding
	if o.against == "" {
		found = check.Course(c.Course)
	} else {
		old, err := openPath(o.against, "")
		if err != nil {
			return fmt.Errorf("cannot open the earlier version: %w", err)
		}
		defer func() { _ = old.Close() }()
		found = check.Against(c.Course, old.Course)
	}
	hours := check.Count(c.Course)
	return p.report(verdictOf(c.ID, found, &hours), o)
}

// openFindings is what is wrong with a course that cannot be opened.
func openFindings(err error) ([]course.Finding, bool) {
	var open *course.OpenError
	if !errors.As(err, &open) {
		return nil, false
	}
	return open.Findings, true
}

func verdictOf(id string, found []course.Finding, hours *check.Hours) *verdict {
	v := &verdict{Course: id, Findings: []checkFinding{}}
	for _, f := range found {
		switch f.Severity {
		case course.Error:
			v.Errors++
		case course.Warning:
			v.Warnings++
		case course.Note:
			v.Notes++
		}
		v.Findings = append(v.Findings, checkFinding{
			File: course.VisibleLine(f.File), Line: max(1, f.At.Line), Col: max(1, f.At.Col), Severity: f.Severity.String(),
			Text: course.VisibleLine(f.Text), Remedy: course.VisibleLine(f.Remedy),
		})
	}
	if hours == nil {
		return v
	}
	v.Hours = &checkHours{Claimed: hours.Claimed, Counted: tenth(hours.Total().Minutes / 60), WordsPerHour: hours.WordsPerHour}
	for _, l := range hours.Lessons {
		v.Hours.Lessons = append(v.Hours.Lessons, checkLesson{course.VisibleLine(l.File), l.Title, l.Words, tenth(l.Media), tenth(l.Minutes)})
	}
	return v
}

// tenth rounds to one decimal.
func tenth(x float64) float64 { return float64(int(x*10+0.5)) / 10 }

// report prints a verdict, and returns errFound if there is an error in it.
func (p *program) report(v *verdict, o checkOptions) error {
	if o.json {
		e := json.NewEncoder(p.out)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			return err
		}
	} else if err := v.print(p.out); err != nil {
		return err
	}
	if v.Errors > 0 {
		return errFound
	}
	return nil
}

func (v *verdict) print(w io.Writer) error {
	var b strings.Builder
	for _, f := range v.Findings {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s", fileOf(f.File), f.Line, f.Col, f.Severity, f.Text)
		if f.Remedy != "" {
			fmt.Fprintf(&b, "; %s", f.Remedy)
		}
		b.WriteByte('\n')
	}
	if v.Hours != nil {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		v.Hours.print(&b)
		b.WriteByte('\n')
	}
	b.WriteString(v.summary())
	_, err := io.WriteString(w, b.String())
	return err
}

// fileOf is the file of a finding; one of no file is of the course's folder.
func fileOf(file string) string {
	if file == "" {
		return "."
	}
	return file
}

// print writes a table: how long each lesson takes.
func (h *checkHours) print(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "words\tmedia\tminutes\t\tlesson")
	words, media, minutes := 0, 0.0, 0.0
	for _, l := range h.Lessons {
		fmt.Fprintf(t, "%d\t%.0f\t%.0f\t\t%s\n", l.Words, l.Media, l.Minutes, l.File)
		words, media, minutes = words+l.Words, media+l.Media, minutes+l.Minutes
	}
	fmt.Fprintf(t, "%d\t%.0f\t%.0f\t\tin all, at %d words an hour: %.1f clock hours; %s\n",
		words, media, minutes, h.WordsPerHour, h.Counted, h.claim())
	_ = t.Flush()
}

func (h *checkHours) claim() string {
	switch {
	case h.Claimed == 0:
		return "none are claimed"
	case h.Claimed <= h.Counted:
		return fmt.Sprintf("%g claimed, which holds", h.Claimed)
	}
	return fmt.Sprintf("%g claimed", h.Claimed)
}

// summary is the last line.
func (v *verdict) summary() string {
	var parts []string
	for _, s := range []struct {
		n         int
		one, many string
	}{{v.Errors, "error", "errors"}, {v.Warnings, "warning", "warnings"}, {v.Notes, "note", "notes"}} {
		if s.n > 0 {
			parts = append(parts, count(s.n, s.one, s.many))
		}
	}
	if len(parts) == 0 {
		return "nothing to mend\n"
	}
	return strings.Join(parts, ", ") + "\n"
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/course/pack"
)

type packOptions struct {
	file    string
	program string // "": none
	force   bool
}

func (p *program) pack() *cobra.Command {
	var o packOptions
	c := &cobra.Command{
		Use:   "pack [COURSE]",
		Short: "Make one file of a course, to hand out",
		Long: `pack makes one file of a course, named after the course's id: its settings, its
lessons, and the files that they link to. lectern opens that file as it opens
the folder, and the same files make the same pack, byte for byte.

Where an earlier pack lies beside it, pack names the activities that are gone,
since answers to them lose their place, and wants a new version in course.yaml
when anything was changed. Then the new pack takes the place of the old one.

--with-program makes a zip besides, for learners who have no lectern yet: the
program, the pack, and a page that says how to start. With no FILE it is for
this system; for another one, name the program from that system's release.`,
		Example: `  lectern pack my-course
  lectern pack my-course -o handouts/my-course.lectern
  lectern pack my-course --with-program
  lectern pack my-course --with-program=downloads/lectern.exe`,
		Args:              between(0, 2),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 2 { // --with-program FILE, which pflag takes for an argument
				if o.program != ownProgram {
					return hint(wrong(errors.New("pack takes one course")), "lectern pack --help shows how it is used")
				}
				o.program, args = args[1], args[:1]
			}
			return p.packCourse(args, o)
		},
	}
	c.Flags().StringVarP(&o.file, "output", "o", "", "write this `FILE`, which ends in "+pack.Ending)
	c.Flags().StringVar(&o.program, "with-program", "", "make a zip of the program, the pack and a first page, with this program `FILE`")
	c.Flags().Lookup("with-program").NoOptDefVal = ownProgram
	c.Flags().BoolVar(&o.force, "force", false, "replace the earlier pack although the version is the same")
	return c
}

func (p *program) packCourse(args []string, o packOptions) error {
	c, err := p.chooseAloud(args)
	if err != nil {
		return err
	}
	files, err := pack.Files(c.Course)
	if err != nil {
		return p.unpackable(c, err)
	}
	target := o.file
	if target == "" {
		target = c.ID + pack.Ending
	}
	if !strings.EqualFold(filepath.Ext(target), pack.Ending) {
		return hint(wrong(fmt.Errorf("the name of a pack ends in %s, and %s does not", pack.Ending, target)), "-o %s%s",
			strings.TrimSuffix(target, filepath.Ext(target)), pack.Ending)
	}
	handOut, err := prepareHandOut(o.program, target)
	if err != nil {
		return err
	}
	before, err := earlierPack(c, files, target)
	if err != nil {
		return err
	}
	if err := p.agree(before, o.force); err != nil {
		return err
	}
	if before != nil && before.Same && before.path == target {
		fmt.Fprintf(p.out, "%s holds this course already, as it is now\n", visibleLines(target))
	} else if err := p.writePack(c, files, target, before); err != nil {
		return err
	}
	if handOut == nil {
		return nil
	}
	return handOut.write(p.out, target)
}

// unpackable says why a course cannot be packed, and what to do.
func (p *program) unpackable(c *choice, err error) error {
	var unnamed *pack.UnnamedError
	if !errors.As(err, &unnamed) {
		return err
	}
	for _, a := range unnamed.Activities {
		fmt.Fprintf(p.err, "%s:%d: %s: %s\n", visibleLines(c.Lessons[a.Lesson].File), a.At.Line, a.Kind, visibleLines(a.Name()))
	}
	if c.path == "" {
		return err
	}
	return hint(err, "answers are kept by these ids; lectern check --fix %s writes them", c.path)
}

// writePack writes the pack, looks whether it opens as the same course, and
// only then gives it its name.
func (p *program) writePack(c *choice, files []pack.Listed, target string, before *earlier) error {
	replace := before != nil && before.path == target
	err := saveFile(target, replace, func(f *os.File) error {
		if err := pack.Write(f, c.FS(), files); err != nil {
			return err
		}
		return opensAs(f.Name(), c.Course)
	})
	if err != nil {
		return err
	}
	version := ""
	if c.Version != "" {
		version = ", version " + c.Version
	}
	fmt.Fprintf(p.out, "%s: %s%s\n", visibleLines(target), visibleLines(c.Title), visibleLines(version))
	for _, f := range files {
		fmt.Fprintf(p.out, "  %-40s %10s\n", visibleLines(f.Name), pack.Size(f.Size))
	}
	fmt.Fprintln(p.out, pack.Summary(files))
	p.noteErrors(c)
	return nil
}

// noteErrors says that a packed course has faults.
func (p *program) noteErrors(c *choice) {
	n := 0
	for _, f := range c.Findings() {
		if f.Severity == course.Error {
			n++
		}
	}
	if n > 0 {
		fmt.Fprintf(p.err, "note: the course has %s; lectern check lists them\n", count(n, "error", "errors"))
	}
}

// opensAs reports, as an error, that a pack is not the course it was made of.
func opensAs(file string, c *course.Course) error {
	packed, err := pack.Open(file)
	if err != nil {
		return fmt.Errorf("the pack does not open: %w", err)
	}
	defer packed.Close()
	ix, err := c.Index()
	if err != nil {
		return err
	}
	again, err := packed.Index()
	if err != nil {
		return err
	}
	if packed.ID != c.ID || again.Digest != ix.Digest || !again.Fits(c) {
		return errors.New("the course was changed while it was packed, or cannot be packed as it is laid out; try again")
	}
	return nil
}

// An earlier pack is what the new one is compared with.
type earlier struct {
	pack.Difference
	path string
}

// earlierPack finds the earlier pack: the file that is to be written, else the
// newest pack of the course beside it; nil if there is none.
func earlierPack(c *choice, files []pack.Listed, target string) (*earlier, error) {
	if _, err := os.Lstat(target); err == nil {
		d, err := compare(target, c, files)
		if err == nil && !d.SameCourse {
			err = fmt.Errorf("%s is a pack of another course", target)
		}
		if err != nil {
			return nil, hint(fmt.Errorf("%s is there already, and was left alone: %w", target, err), "choose another name with -o")
		}
		return &earlier{d, target}, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	beside, _ := filepath.Glob(filepath.Join(escapeGlob(filepath.Dir(target)), "*"+pack.Ending))
	var newest *earlier
	var at int64
	for _, path := range beside {
		info, err := os.Stat(path)
		if err != nil || newest != nil && info.ModTime().UnixNano() <= at {
			continue
		}
		if d, err := compare(path, c, files); err == nil && d.SameCourse {
			newest, at = &earlier{d, path}, info.ModTime().UnixNano()
		}
	}
	return newest, nil
}

// escapeGlob makes a folder's name stand for itself in a pattern.
func escapeGlob(dir string) string {
	if filepath.Separator == '\\' {
		return dir // where a pattern has no escapes, and names have no stars
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

func compare(path string, c *choice, files []pack.Listed) (pack.Difference, error) {
	old, err := pack.Open(path)
	if err != nil {
		return pack.Difference{}, err
	}
	defer old.Close()
	return pack.Compare(old, c.Course, files)
}

// agree names what is gone since the earlier pack, and refuses a change that
// bears no new version.
func (p *program) agree(b *earlier, force bool) error {
	if b == nil {
		return nil
	}
	if len(b.Gone) > 0 {
		fmt.Fprintf(p.err, "no longer in the course, but in %s:\n", visibleLines(b.path))
		for _, g := range b.Gone {
			fmt.Fprintf(p.err, "  %s %s, in %q: %s\n", g.Activity.Kind, g.Activity.ID, visibleLines(g.Lesson), visibleLines(g.Activity.Name()))
		}
		fmt.Fprintln(p.err, "learners keep what they wrote there, but it has no place in the course any more")
	}
	if !b.NeedsVersion() || force {
		return nil
	}
	if b.Was == "" {
		return hint(fmt.Errorf("the course was changed since %s was packed, and has no version to tell them apart", b.path),
			"write version: 1.0.0 into course.yaml, or use --force")
	}
	return hint(fmt.Errorf("the course was changed since %s was packed, and is still version %s", b.path, b.Was),
		"write a new version into course.yaml, such as version: %s, or use --force", pack.NextVersion(b.Was))
}

// saveFile makes a file that anybody may read. It comes into being whole, or
// not at all; only with replace does it take the place of another one.
func saveFile(name string, replace bool, write func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".lectern-*.tmp")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = errors.Join(os.Chmod(f.Name(), 0o644), f.Sync())
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s was not written: %w", name, err)
	}
	if !replace {
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("%s is there already, and was left alone", name)
		}
	}
	return os.Rename(f.Name(), name)
}

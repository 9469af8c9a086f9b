package course

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, dir string, pairs ...string) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		name := filepath.Join(dir, pairs[i])
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(pairs[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Skipf("no links here: %v", err)
	}
}

// openDir opens a folder, and fails the test if that hangs.
func openDir(t *testing.T, dir string) (*Course, *Index) {
	t.Helper()
	type opened struct {
		c   *Course
		ix  *Index
		err error
	}
	done := make(chan opened, 1)
	go func() {
		c, err := OpenDir(dir)
		if err != nil {
			done <- opened{err: err}
			return
		}
		ix, err := c.Index()
		done <- opened{c, ix, err}
	}()
	select {
	case o := <-done:
		if o.err != nil {
			t.Fatal(o.err)
		}
		t.Cleanup(func() { _ = o.c.Close() })
		return o.c, o.ix
	case <-time.After(5 * time.Second):
		t.Fatal("opening the course hangs")
		return nil, nil
	}
}

const secret = "# The secret of the house\n"

// Nothing outside of the course's folder is read, whatever leads there.
func TestNothingOutsideIsRead(t *testing.T) {
	base := t.TempDir()
	dir := filepath.Join(base, "course")
	write(t, base, "secret.md", secret, "outside/secret.txt", secret)
	write(t, dir, "01-a.md", "# A\n\n[up](../secret.md) [abs]("+filepath.ToSlash(base)+"/secret.md) [link](out.txt) [dir](outdir/secret.txt) [ok](in.txt) [esc](%2e%2e/secret.md)\n",
		"real.txt", "inside")
	link(t, filepath.Join(base, "secret.md"), filepath.Join(dir, "02-link.md"))
	link(t, "../secret.md", filepath.Join(dir, "03-relative.md"))
	link(t, "../outside/secret.txt", filepath.Join(dir, "out.txt"))
	link(t, "../outside", filepath.Join(dir, "outdir"))
	link(t, "real.txt", filepath.Join(dir, "in.txt"))
	link(t, "loop.md", filepath.Join(dir, "loop.md"))

	c, ix := openDir(t, dir)
	for _, l := range c.Lessons {
		tree, _ := l.Tree(ix)
		if text := PlainText(tree.Blocks) + tree.Title; strings.Contains(text, "secret of the house") {
			t.Errorf("%s reads %q", l.File, text)
		}
	}
	targets := map[string]Target{}
	tree, _ := c.Lessons[0].Tree(ix)
	for _, l := range tree.Blocks[0].(*Paragraph).Links {
		targets[l.Text] = l.Target
	}
	for text, target := range targets {
		if (target == File) != (text == "ok") || target != File && target != Nowhere {
			t.Errorf("link %q leads to %v", text, target)
		}
	}
	for _, name := range []string{"../secret.md", "outdir/secret.txt", "out.txt", "02-link.md", base + "/secret.md"} {
		if raw, err := fs.ReadFile(c.FS(), name); err == nil {
			t.Errorf("%s is read: %q", name, raw)
		}
	}
	if raw, err := fs.ReadFile(c.FS(), "in.txt"); err != nil || string(raw) != "inside" {
		t.Errorf("a link inside of the folder: %q %v", raw, err)
	}
	for _, want := range []string{"02-link.md: cannot be read: leads out of the course's folder", `"out.txt" leads out of the course's folder`} {
		found := false
		for _, f := range c.Findings() {
			found = found || strings.Contains(f.String(), want)
		}
		if !found {
			t.Errorf("nothing says %q: %v", want, c.Findings())
		}
	}
}

func TestOneFile(t *testing.T) {
	base := t.TempDir()
	write(t, base, "c/03-Talk.md", "# My talk\n\n[b](other.md) [c](../secret.md)\n", "c/other.md", "# Other", "secret.md", secret)
	c, err := OpenDir(filepath.Join(base, "c", "03-Talk.md"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if got := lessonNames(c); got != "03-Talk.md=Talk" || c.Title != "My talk" || c.ID != "my-talk" {
		t.Errorf("%s %q %q", got, c.Title, c.ID)
	}
	ix, _ := c.Index()
	if links := ix.Lessons[0].Links; len(links) != 1 || links[0].URL != "other.md" {
		t.Errorf("%+v", links)
	}
}

func TestWhatIsNoCourse(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "notes.txt", "x")
	for name, want := range map[string]string{
		"nowhere":   "no such file",
		"notes.txt": "is no course; name a folder, or a file that ends in .md",
		".":         "no lessons were found",
	} {
		if c, err := OpenDir(filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v %v, want %q", name, c, err, want)
		}
	}
}

func TestStampFollowsTheFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "01-a.md", "# A", "02-b.md", "# B", "course.yaml", "title: T")
	stamp := func(program string) string {
		c, err := OpenDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		return c.Stamp(program)
	}
	first := stamp("1")
	if again := stamp("1"); again != first {
		t.Errorf("an untouched course: %s, then %s", first, again)
	}
	if other := stamp("2"); other == first {
		t.Error("another program makes the same stamp")
	}
	later := time.Now().Add(time.Hour)
	changes := []func(){
		func() { write(t, dir, "01-a.md", "# Aa") },
		func() { _ = os.Chtimes(filepath.Join(dir, "02-b.md"), later, later) },
		func() { write(t, dir, "03-c.md", "# C") },
		func() { _ = os.Remove(filepath.Join(dir, "02-b.md")) },
		func() { write(t, dir, "media/film.mp4", "x") }, // a link to it is no longer broken
		func() { write(t, dir, "course.yaml", "title: Tt") },
		func() { _ = os.Remove(filepath.Join(dir, "course.yaml")) },
	}
	for i, change := range changes {
		change()
		if next := stamp("1"); next == first {
			t.Errorf("change %d does not show", i)
		} else {
			first = next
		}
	}
}

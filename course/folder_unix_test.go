//go:build unix

package course

import (
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe or a device among the files must not hang the program.
func TestPipesAreNotOpened(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "01-a.md", "# A\n\n[pipe](media) [null](null.txt)\n")
	for _, name := range []string{"02-pipe.md", "media"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Skip(err)
		}
	}
	link(t, "/dev/zero", filepath.Join(dir, "03-zero.md"))
	link(t, "/dev/null", filepath.Join(dir, "null.txt"))
	c, ix := openDir(t, dir)
	var found []string
	for _, f := range c.Findings() {
		found = append(found, f.String())
	}
	want := `01-a.md:3:1: "media" is not an ordinary file; link to a file in the course's folder
01-a.md:3:15: "null.txt" leads out of the course's folder; link to a file in the course's folder
02-pipe.md: cannot be read: not an ordinary file
03-zero.md: cannot be read: leads out of the course's folder`
	if got := strings.Join(found, "\n"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(ix.Lessons) != 3 {
		t.Errorf("%d lessons", len(ix.Lessons))
	}
	if _, err := fs.ReadFile(c.FS(), "media"); err == nil {
		t.Error("the pipe is read")
	}
	// A settings file that is a pipe.
	if err := syscall.Mkfifo(filepath.Join(dir, "course.yaml"), 0o644); err != nil {
		t.Skip(err)
	}
	if _, err := OpenDir(dir); err == nil || err.Error() != "course.yaml: not an ordinary file" {
		t.Errorf("%v", err)
	}
}

package worksheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

const content = "a worksheet, or what stands for one\n"

func writeContent(out io.Writer) error {
	for _, word := range strings.SplitAfter(content, " ") {
		if _, err := io.WriteString(out, word); err != nil {
			return err
		}
	}
	return nil
}

// TestSaveNeverReplaces: a taken name gets a number, or is refused if it was
// asked for exactly; whatever has the name stays as it is.
func TestSaveNeverReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sheet.tar.html")
	for _, want := range []string{"sheet.tar.html", "sheet.tar-2.html", "sheet.tar-3.html"} {
		got, err := Save(path, writeContent)
		if err != nil || filepath.Base(got) != want {
			t.Fatalf("saved as %s, want %s: %v", got, want, err)
		}
	}
	if err := SaveExactly(path, writeContent); !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), "choose another name") {
		t.Errorf("an existing file: %v", err)
	}
	folder := filepath.Join(dir, "folder.html")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := SaveExactly(folder, writeContent); !errors.Is(err, ErrExists) {
		t.Errorf("an existing folder: %v", err)
	}
	dangling := filepath.Join(dir, "link.html")
	if err := os.Symlink(filepath.Join(dir, "elsewhere"), dangling); err == nil {
		if err := SaveExactly(dangling, writeContent); !errors.Is(err, ErrExists) {
			t.Errorf("a link that leads nowhere: %v", err)
		}
	}
	if err := SaveExactly(filepath.Join(dir, "no", "such", "folder.html"), writeContent); err == nil || !strings.Contains(err.Error(), "make that folder first") {
		t.Errorf("a missing folder: %v", err)
	}
	want := "folder.html link.html sheet.tar-2.html sheet.tar-3.html sheet.tar.html"
	if got := names(t, dir); strings.Replace(got, " link.html", "", 1) != strings.Replace(want, " link.html", "", 1) {
		t.Errorf("the folder holds %s", got)
	}
}

// TestSaveWriterFails: what the writer has to say reaches the learner, and no
// half of a file stays.
func TestSaveWriterFails(t *testing.T) {
	dir := t.TempDir()
	broken := errors.New("broken")
	_, err := Save(filepath.Join(dir, "sheet.html"), func(out io.Writer) error {
		_, _ = io.WriteString(out, "half of it")
		return broken
	})
	if !errors.Is(err, broken) || names(t, dir) != "" {
		t.Errorf("%v; the folder holds %q", err, names(t, dir))
	}
}

// TestSaveFailsAtEveryStep makes the N-th thing that Save does to the disk
// fail, for every N, on disks with links and without: the file is there whole,
// or it is not there; a file that was there before is as it was; nothing is
// left lying about; and the error says what to do.
func TestSaveFailsAtEveryStep(t *testing.T) {
	for _, links := range []bool{true, false} {
		for _, taken := range []bool{true, false} {
			failed := 0
			for n := 1; ; n++ {
				if !saveFailing(t, links, taken, n) {
					break
				}
				failed++
			}
			if failed < 7 {
				t.Errorf("links %v, taken %v: only %d steps", links, taken, failed)
			}
		}
	}
}

// saveFailing reports whether the n-th step was reached.
func saveFailing(t *testing.T, links, taken bool, n int) bool {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "sheet.html")
	before, want := "", path
	if taken {
		if err := os.WriteFile(path, []byte("another"), 0o600); err != nil {
			t.Fatal(err)
		}
		before, want = "sheet.html", filepath.Join(dir, "sheet-2.html")
	}
	d := &failing{at: n, links: links}
	saved, err := save(d, path, false, writeContent)
	if taken {
		if b, _ := os.ReadFile(path); string(b) != "another" {
			t.Errorf("links %v, step %d (%s): the other file was touched", links, n, d.what)
		}
	}
	what := fmt.Sprintf("links %v, taken %v, step %d (%s)", links, taken, n, d.what)
	if err != nil {
		if !strings.Contains(err.Error(), "make room on the disk") {
			t.Errorf("%s: %v", what, err)
		}
		if got := names(t, dir); got != before {
			t.Errorf("%s: the folder holds %q", what, got)
		}
		return true
	}
	if d.what == "write" || d.what == "sync" || d.what == "close" {
		t.Errorf("%s: nothing was said", what)
	}
	b, err := os.ReadFile(saved)
	if saved != want || err != nil || string(b) != content {
		t.Errorf("%s: %s holds %q, %v", what, saved, b, err)
	}
	if got := names(t, dir); got != strings.TrimSpace(strings.Join([]string{"", "sheet-2.html sheet.html"}, "")) && got != "sheet.html" {
		t.Errorf("%s: the folder holds %q", what, got)
	}
	return d.steps >= n
}

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return strings.Join(list, " ")
}

// failing is a real disk whose n-th step fails as a full one does.
type failing struct {
	osDisk
	at, steps int
	links     bool
	what      string
}

func (d *failing) step(what string) error {
	if d.steps++; d.steps == d.at {
		d.what = what
		return &fs.PathError{Op: what, Path: "sheet.html", Err: syscall.ENOSPC}
	}
	return nil
}

func (d *failing) temp(dir string) (file, error) {
	if err := d.step("temp"); err != nil {
		return nil, err
	}
	f, err := d.osDisk.temp(dir)
	return &failingFile{f, d}, err
}

func (d *failing) create(name string) (file, error) {
	if err := d.step("create"); err != nil {
		return nil, err
	}
	f, err := d.osDisk.create(name)
	if err != nil {
		return nil, err
	}
	return &failingFile{f, d}, nil
}

func (d *failing) open(name string) (io.ReadCloser, error) {
	if err := d.step("open"); err != nil {
		return nil, err
	}
	f, err := d.osDisk.open(name)
	return &failingReader{f, d}, err
}

func (d *failing) link(old, name string) error {
	if err := d.step("link"); err != nil {
		return err
	}
	if !d.links {
		return &os.LinkError{Op: "link", Old: old, New: name, Err: errors.ErrUnsupported}
	}
	return d.osDisk.link(old, name)
}

func (d *failing) remove(name string) error {
	if err := d.step("remove"); err != nil {
		return err
	}
	return d.osDisk.remove(name)
}

func (d *failing) syncDir(dir string) error {
	if err := d.step("sync the folder"); err != nil {
		return err
	}
	return d.osDisk.syncDir(dir)
}

type failingFile struct {
	file
	d *failing
}

// Write writes half of it before it fails.
func (f *failingFile) Write(b []byte) (int, error) {
	if err := f.d.step("write"); err != nil {
		n, _ := f.file.Write(b[:len(b)/2])
		return n, err
	}
	return f.file.Write(b)
}

func (f *failingFile) Sync() error {
	if err := f.d.step("sync"); err != nil {
		return err
	}
	return f.file.Sync()
}

func (f *failingFile) Close() error {
	if err := f.d.step("close"); err != nil {
		f.file.Close()
		return err
	}
	return f.file.Close()
}

type failingReader struct {
	io.ReadCloser
	d *failing
}

func (r *failingReader) Read(b []byte) (int, error) {
	if err := r.d.step("read"); err != nil {
		return 0, err
	}
	return r.ReadCloser.Read(b)
}

// TestSaveFormats saves each format, as the command does.
func TestSaveFormats(t *testing.T) {
	dir := t.TempDir()
	for _, f := range Formats {
		w := complete()
		path, err := Save(filepath.Join(dir, FileName(w, f.Name)), func(out io.Writer) error { return f.Write(out, w) })
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Read(bytes.NewReader(b)); err != nil || got.Checksum != w.Checksum {
			t.Errorf("%s: %v", path, err)
		}
	}
}

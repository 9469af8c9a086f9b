package pack

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

// little is a course that uses one picture and one recording, beside files
// that it does not use.
func little() map[string]string {
	return map[string]string{
		"course.yaml":          "id: little\ntitle: Little\nversion: 1.0.0\n",
		"01-first.md":          "# First\n\n![A door](media/door.png)\n\n> [!question] {#why}\n> Why?\n",
		"02-second.md":         "# Second\n\n> [!listen] {#voice}\n> [A voice](media/deep/voice.mp3)\n",
		"media/door.png":       "\x89PNG door",
		"media/deep/voice.mp3": strings.Repeat("voice ", 1000),
		"media/unused.mp3":     "unused",
		".git/config":          "secret",
		"notes.txt":            "the author's own",
	}
}

// folder writes files into a folder and opens it.
func folderOf(t *testing.T, files map[string]string) *course.Course {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := course.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func packed(t *testing.T, c *course.Course) []byte {
	t.Helper()
	files, err := Files(c)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, c.FS(), files); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openBytes(t *testing.T, b []byte) (*course.Course, error) {
	t.Helper()
	a, err := NewArchive(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	return openArchive(openPack{a, io.NopCloser(nil)}, "x")
}

// What goes in is what the course uses, and nothing else; it comes out as it
// went in, as a file system that behaves.
func TestPackHoldsWhatTheCourseUses(t *testing.T) {
	files := little()
	c := folderOf(t, files)
	b := packed(t, c)
	p, err := openBytes(t, b)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"01-first.md", "02-second.md", "course.yaml", "media/deep/voice.mp3", "media/door.png"}
	var got []string
	err = fs.WalkDir(p.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		got = append(got, name)
		raw, err := fs.ReadFile(p.FS(), name)
		if string(raw) != files[name] {
			t.Errorf("%s came out as %q", name, raw)
		}
		return err
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	if err := fstest.TestFS(p.FS(), want...); err != nil {
		t.Error(err)
	}
	before, _ := c.Index()
	after, _ := p.Index()
	if before.Digest != after.Digest || p.ID != "little" || len(p.Findings()) > 0 {
		t.Errorf("digest %s and %s, id %s, findings %v", before.Digest, after.Digest, p.ID, p.Findings())
	}
}

// The bytes follow from the files: not from when and where they were written,
// nor from what else lies there.
func TestPacksAreReproducible(t *testing.T) {
	files := little()
	first := packed(t, folderOf(t, files))
	delete(files, "notes.txt")
	delete(files, ".git/config")
	if second := packed(t, folderOf(t, files)); !bytes.Equal(first, second) {
		t.Error("the same files made another pack")
	}
	p, err := openBytes(t, first)
	if err != nil {
		t.Fatal(err)
	}
	if again := packed(t, p); !bytes.Equal(first, again) {
		t.Error("a pack packed again is another one")
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Method != zip.Store || len(f.Extra) > 0 || f.Flags != 0x800 || f.Modified.Year() != 1980 {
			t.Errorf("%s: method %d, extra %x, flags %x, %v", f.Name, f.Method, f.Extra, f.Flags, f.Modified)
		}
	}
}

func TestFilesRefuses(t *testing.T) {
	for name, test := range map[string]struct{ file, text, why string }{
		"no course id":        {"course.yaml", "title: x\n", "the course has no id of its own"},
		"an id-less question": {"03-c.md", "> [!question]\n> What?\n", "an activity has no id of its own"},
		"a hidden file":       {"03-c.md", "[x](.git/config)\n", "is hidden"},
		"a link to nothing":   {"03-c.md", "[x](media/Door.png) [x](media/door.png)\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			files := little()
			files[test.file] = test.text
			_, err := Files(folderOf(t, files))
			if test.why == "" && err != nil || test.why != "" && (err == nil || !strings.Contains(err.Error(), test.why)) {
				t.Errorf("%v; want %q", err, test.why)
			}
		})
	}
}

// The stamp follows what is in the pack, whatever its size and time say.
func TestStampFollowsTheText(t *testing.T) {
	files := little()
	one, err := openBytes(t, packed(t, folderOf(t, files)))
	if err != nil {
		t.Fatal(err)
	}
	files["01-first.md"] = strings.Replace(files["01-first.md"], "Why?", "Who?", 1)
	two, err := openBytes(t, packed(t, folderOf(t, files)))
	if err != nil {
		t.Fatal(err)
	}
	if one.Stamp("v") == two.Stamp("v") {
		t.Error("an edited pack has the stamp of the old one")
	}
	same, err := openBytes(t, packed(t, folderOf(t, files)))
	if err != nil || same.Stamp("v") != two.Stamp("v") {
		t.Errorf("the same pack has another stamp, or %v", err)
	}
}

func TestCompare(t *testing.T) {
	files := little()
	old, err := openBytes(t, packed(t, folderOf(t, files)))
	if err != nil {
		t.Fatal(err)
	}
	compare := func() Difference {
		t.Helper()
		c := folderOf(t, files)
		list, err := Files(c)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Compare(old, c, list)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if d := compare(); !d.Same || d.NeedsVersion() || len(d.Gone) > 0 {
		t.Errorf("unchanged: %+v", d)
	}
	files["01-first.md"] = "# First\n\nNo question.\n\n![A door](media/door.png)\n"
	d := compare()
	if d.Same || !d.NeedsVersion() || len(d.Gone) != 1 || d.Gone[0].Activity.ID != "why" || d.Gone[0].Lesson != "First" {
		t.Errorf("a question gone: %+v", d)
	}
	files["course.yaml"] = strings.Replace(files["course.yaml"], "1.0.0", "1.0.1", 1)
	if d := compare(); d.NeedsVersion() || len(d.Gone) != 1 {
		t.Errorf("a new version: %+v", d)
	}
	files["course.yaml"] = strings.Replace(files["course.yaml"], "id: little", "id: other", 1)
	if d := compare(); d.SameCourse {
		t.Errorf("another course: %+v", d)
	}
}

func TestNextVersion(t *testing.T) {
	for v, want := range map[string]string{
		"1.0.0": "1.0.1", "1.9": "1.10", "2": "3", "v2-beta": "v3-beta", "": "1.0.0", "draft": "1.0.0", "1.99999999999999": "1.0.0",
	} {
		if got := NextVersion(v); got != want {
			t.Errorf("NextVersion(%q) = %q, want %q", v, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 bytes", 999: "999 bytes", 1000: "1 kB", 1550: "1.6 kB", 9960: "10 kB", 999_600: "1 MB", 12_345_678: "12 MB", 3 << 40: "3299 GB",
	} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
}

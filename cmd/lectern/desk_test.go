package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/course/pack"
)

// A recording in a pack is unpacked when it is opened, into the learner's own
// cache and nowhere else; one of a folder is opened where it lies.
func TestFilesOfAPackAreUnpacked(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("LOCALAPPDATA", cache)
	t.Setenv("HOME", cache)
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := writeNew(filepath.Join(dir, filepath.FromSlash(name)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	write("course.yaml", "id: little\ntitle: Little\n")
	write("1-a.md", "# A\n\n[v](media/deep/voice.mp3)\n")
	write("media/deep/voice.mp3", "a voice")
	folder, err := openPath(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	files, err := pack.Files(folder.Course)
	if err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(t.TempDir(), "little.zip") // as a download may be called
	if err := saveFile(packed, false, func(f *os.File) error { return pack.Write(f, folder.FS(), files) }); err != nil {
		t.Fatal(err)
	}
	c, err := openPath(packed, "")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()

	if got, err := (&desk{course: folder}).file("media/deep/voice.mp3"); err != nil || got != filepath.Join(dir, "media", "deep", "voice.mp3") {
		t.Errorf("%s, %v", got, err)
	}
	for range 2 { // the second time it is there already
		got, err := (&desk{course: c}).file("media/deep/voice.mp3")
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := os.ReadFile(got); err != nil || string(raw) != "a voice" || !strings.HasPrefix(got, cache) {
			t.Errorf("%s: %q, %v", got, raw, err)
		}
	}
	left, err := filepath.Glob(filepath.Join(cache, "*", "media", "little", "media", "deep", "*"))
	if err != nil || len(left) > 1 {
		t.Errorf("left over: %v, %v", left, err)
	}
	for _, name := range []string{"../little.zip", "/etc/passwd", "media", "media/none.mp3", `media\deep\voice.mp3`} {
		if got, err := (&desk{course: c}).file(name); err == nil {
			t.Errorf("%q was opened: %s", name, got)
		}
	}
}

// A pack that cannot be written leaves nothing, and what stood there stays.
func TestSaveFileIsWholeOrNothing(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "x.lectern")
	if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	fails := func(f *os.File) error {
		_, _ = f.WriteString("half")
		return os.ErrInvalid
	}
	if err := saveFile(name, true, fails); err == nil {
		t.Error("a failure was not told")
	}
	if err := saveFile(name, false, func(*os.File) error { return nil }); err == nil {
		t.Error("a file was replaced that nobody said to replace")
	}
	entries, _ := os.ReadDir(dir)
	raw, _ := os.ReadFile(name)
	if len(entries) != 1 || string(raw) != "old" {
		t.Errorf("%v, %q", entries, raw)
	}
}

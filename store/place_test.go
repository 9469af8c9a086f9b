package store

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lectern/course"
)

func TestPlaces(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the folders of Windows come from the system")
	}
	data, cache := t.TempDir(), t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	t.Setenv("XDG_CACHE_HOME", cache)
	path, err := Default("salary-negotiation")
	if want := filepath.Join(data, "lectern", "answers", "salary-negotiation.db"); err != nil || path != want {
		t.Errorf("answers in %q, %v", path, err)
	}
	if dir, err := CacheDir(); err != nil || dir != filepath.Join(cache, "lectern") {
		t.Errorf("caches in %q, %v", dir, err)
	}
	b, err := Open(path, "salary-negotiation", Options{})
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, b, course.SetVersion{Version: "1"})
	b.Close()
	for name, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700, notePath(path): 0o600,
		filepath.Join(filepath.Dir(path), "backups", "salary-negotiation"): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	os.Chmod(path, 0o644)
	b, err = Open(path, "salary-negotiation", Options{})
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("others may still read it: %v", info.Mode())
	}
}

func TestNoHome(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere the system knows the home folder")
	}
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, "")
		os.Unsetenv(name)
	}
	for _, f := range []func() (string, error){DataDir, CacheDir, LearnerFile, func() (string, error) { return Default("c") }} {
		if path, err := f(); err == nil || !strings.Contains(err.Error(), "HOME") {
			t.Errorf("%q, %v", path, err)
		}
	}
}

func TestLearner(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lectern", "learner.json")
	if l, err := LoadLearner(path); err != nil || l != (course.Learner{}) {
		t.Errorf("nobody is %+v, %v", l, err)
	}
	want := course.Learner{Name: "Ann O'Neil <née \u202eX>", Email: "ann@example.org"}
	if err := SaveLearner(path, want); err != nil {
		t.Fatal(err)
	}
	if l, err := LoadLearner(path); err != nil || l != want {
		t.Errorf("read back %+v, %v", l, err)
	}
	if err := SaveLearner(path, course.Learner{Name: "\xff"}); err == nil {
		t.Error("took what is not UTF-8")
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("others can read it: %v", info.Mode())
	}
	os.WriteFile(path, []byte("{"), 0o600)
	if _, err := LoadLearner(path); err == nil {
		t.Error("a damaged file is nobody")
	}
}

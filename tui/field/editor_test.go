package field

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestMain also plays the learner's editor: this program run with
// FIELD_TEST_EDITOR does to the file what it says, as editors do.
func TestMain(m *testing.M) {
	if does := os.Getenv("FIELD_TEST_EDITOR"); does != "" {
		os.Exit(playEditor(does, os.Args[len(os.Args)-1]))
	}
	os.Exit(m.Run())
}

func playEditor(does, path string) int {
	write := func(s string) {
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			panic(err)
		}
	}
	before, err := os.ReadFile(path)
	if err != nil {
		return 3
	}
	switch does {
	case "leaves":
	case "adds":
		write(string(before) + " and more\n")
	case "fails":
		write(string(before) + " half")
		return 2
	case "dies":
		write(string(before) + " half")
		p, _ := os.FindProcess(os.Getpid())
		p.Kill()
		select {}
	case "empties":
		write("")
	case "removes":
		os.Remove(path)
	case "bloats":
		write(strings.Repeat("x", MaxEdited+1))
	case "garbles":
		write("\xff\xfe\x00bin\x00ary")
	case "windows":
		write("\uFEFF" + strings.ReplaceAll(string(before), "\n", "\r\n") + "!\r\n")
	case "replaces": // by a new file, and leaves its own about
		write("half")
		os.WriteFile(path+"~", before, 0o666)
		os.WriteFile(path+".new", []byte("new text\n"), 0o666)
		os.Rename(path+".new", path)
	case "folder":
		os.Remove(path)
		os.Mkdir(path, 0o755)
	case "prints-argument":
		write(strings.Join(os.Args[1:len(os.Args)-1], "|"))
	}
	return 0
}

// remains lists what is left in the folder for temporary files.
func remains(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir(os.TempDir(), func(path string, _ fs.DirEntry, err error) error {
		if strings.Contains(path, editPrefix) {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// temporary makes a fresh folder for temporary files.
func temporary(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR")) // Windows
}

func TestEditor(t *testing.T) {
	const old = "first line\nsecond\ttab \uFFFD"
	for _, c := range []struct {
		does string
		want string // the text that comes back
		err  string // part of the error; "": none
	}{
		{"leaves", old, ""},
		{"adds", old + " and more", ""},
		{"windows", old + "!", ""},
		{"replaces", "new text", ""},
		{"fails", old + " half", "did not end well (exit status 2)"},
		{"dies", old + " half", "did not end well"},
		{"empties", "", "empty text; your answer is as it was"},
		{"removes", old, "no file behind"},
		{"bloats", old, "too long: over 16 MB"},
		{"garbles", "\uFFFDbinary", "not plain text"},
		{"folder", old, "something else than a file"},
		{"prints-argument", "--wait|a b;c", ""},
	} {
		t.Run(c.does, func(t *testing.T) {
			temporary(t)
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			e, err := Begin(old, []string{self, "--wait", "a b;c"})
			if err != nil {
				t.Fatal(err)
			}
			checkPrivate(t)
			cmd := e.Cmd()
			cmd.Env = append(os.Environ(), "FIELD_TEST_EDITOR="+c.does)
			text, err := e.Finish(cmd.Run())
			if text != c.want {
				t.Errorf("got %.60q, want %q", text, c.want)
			}
			if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("error %v, want %q", err, c.err)
			}
			if left := remains(t); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// checkPrivate fails where somebody else could read what is edited.
func checkPrivate(t *testing.T) {
	t.Helper()
	for _, path := range remains(t) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", path, info.Mode())
		}
	}
}

func TestNoEditor(t *testing.T) {
	temporary(t)
	for _, editor := range [][]string{nil, {""}, {"no-such-editor-anywhere"}} {
		e, err := Begin("text", editor)
		if e != nil || err == nil {
			t.Errorf("%q: began %v, %v", editor, e, err)
		}
	}
	if left := remains(t); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// An editor that cannot be started at all.
func TestEditorThatDoesNotStart(t *testing.T) {
	temporary(t)
	self, _ := os.Executable()
	e, err := Begin("text", []string{self})
	if err != nil {
		t.Fatal(err)
	}
	text, err := e.Finish(errors.New("fork/exec: permission denied"))
	if text != "text" || err == nil {
		t.Errorf("got %q, %v", text, err)
	}
}

// What a crash left behind is found by the next player, and offered where the
// learner had written something; what belongs to a running player is not.
func TestLeftovers(t *testing.T) {
	temporary(t)
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	leave := func(name string, pid int, before, after string) {
		dir := filepath.Join(os.TempDir(), editPrefix+name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		for file, text := range map[string]string{editOwner: fmt.Sprint(pid), editFirst: before, editFile: after} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	leave("running", os.Getpid(), "a", "b")
	leave("unchanged", gone.Process.Pid, "a", "a\n")
	leave("written", gone.Process.Pid, "a", "a long thought\n")

	e, err := Begin("now", []string{os.Args[0]})
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Left) != 1 || e.Left[0].Text != "a long thought" || e.Left[0].At.IsZero() {
		t.Fatalf("left: %+v", e.Left)
	}
	if err := e.Left[0].Remove(); err != nil {
		t.Fatal(err)
	}
	e.Finish(nil)
	if got := remains(t); len(got) != 4 || !strings.HasSuffix(got[0], "running") {
		t.Errorf("left behind: %q", got)
	}
}

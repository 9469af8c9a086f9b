//go:build linux

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk is a disk of so many kB in a folder.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("this test makes a small disk, which it may not here (package store limits file sizes instead): %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// fill fills a disk to the last byte; the returned function makes room again.
func fill(t *testing.T, dir string) (clear func()) {
	t.Helper()
	file := filepath.Join(dir, "photos")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 64<<10); len(block) > 0; {
		if _, err := f.Write(block); err != nil {
			block = block[:len(block)/2]
		}
	}
	return func() {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
}

// The disk is full before the first start: it is said before anything is typed,
// one can read, and when there is room the same key starts with saving.
func TestDiskFullAtFirstStart(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, "512k")
	room := fill(t, disk)
	_, env := home(t)
	env = append(env, "LECTERN_DATA="+filepath.Join(disk, "answers.db"))
	x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.reads("The disk is full, so nothing can be saved; make room and try again, or read without saving")
	x.press("r")
	x.sees("What would you say?")
	x.sees("READING ONLY")
	x.press("tab", "enter", "typed", "esc")
	if strings.Contains(x.screen(), "typed") || strings.Contains(x.screen(), "ANSWERING") {
		t.Errorf("typing was accepted that cannot be saved:\n%s", x.screen())
	}
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
	x.reads("Nothing was saved: you were only reading.")

	x = openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.reads("The disk is full")
	room()
	x.press("enter")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("There is room")
	x.press("esc")
	x.sees("saved")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "a-question=There is room\n") {
		t.Errorf("answers after it:\n%s", got)
	}
}

// savedOnASmallDisk is a player in a field, of which the first sentence is
// saved on a disk that is almost full.
func savedOnASmallDisk(t *testing.T) (x *terminal, env []string, disk string) {
	t.Helper()
	disk = smallDisk(t, "768k")
	_, env = home(t)
	env = append(env, "LECTERN_DATA="+filepath.Join(disk, "answers.db"))
	x = openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter")
	x.sees("ANSWERING")
	x.send("Saved while there was room. ")
	x.sees("saved")
	return x, env, disk
}

// The disk fills up while one types: NOT saved, and why, for as long as it
// lasts; everything is kept, and saved without a key once there is room.
func TestDiskFullWhileTyping(t *testing.T) {
	t.Parallel()
	x, env, disk := savedOnASmallDisk(t)
	room := fill(t, disk)
	long := strings.Repeat("This is kept. ", 9000) // more than is left inside the file
	x.send("\x1b[200~" + long + "\x1b[201~")
	x.reads("NOT saved: The disk is full; make room, and it is saved by itself")
	x.send("And this.")
	x.sees("And this.")
	x.sees("NOT saved")
	x.press("esc")
	x.sees("READING")
	x.press("q")
	x.reads("q once more leaves without saving")
	x.press("space") // stays
	x.sees("NOT saved")
	room()
	x.reads("Saved again, with everything since.")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
	want := "a-question=Saved while there was room. " + long + "And this.\n"
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, want) {
		t.Errorf("%d bytes of answers after it, want %d", len(got), len(want))
	}
}

// The learner leaves although nothing can be saved: the exit code and a
// sentence say so, what was saved before is there.
func TestLeavingAFullDisk(t *testing.T) {
	t.Parallel()
	x, env, disk := savedOnASmallDisk(t)
	fill(t, disk)
	x.send("\x1b[200~" + strings.Repeat(" lost", 30000) + "\x1b[201~")
	x.sees("NOT saved")
	x.press("esc")
	x.sees("READING")
	x.press("q")
	x.reads("q once more leaves without saving")
	x.press("q")
	if err := x.ends(); err == nil {
		t.Error("the program ended as if all were well")
	}
	x.reads("your last answers are NOT saved")
	x.givenBack()
	out, err := shell(t, env, "status", kinds(t))
	if err != nil || !strings.Contains(out, "1 of 6 answered") {
		t.Errorf("status on a full disk: %v\n%s", err, out)
	}
}

// readOnly makes a folder, or one file in it, one that nobody may write, the
// superuser included.
func readOnly(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if os.Getuid() != 0 {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(path, 0o700) })
		return
	}
	err := syscall.Mount(path, path, "", syscall.MS_BIND, "")
	if err == nil {
		t.Cleanup(func() { _ = syscall.Unmount(path, syscall.MNT_DETACH) })
		err = syscall.Mount("", path, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
	}
	if err != nil {
		t.Skipf("the superuser may write everywhere, and this one may not mount: %v", err)
	}
}

// The answers, or their folder, cannot be written: said before any typing, and
// nothing that is typed is taken and dropped.
func TestReadOnlyAnswers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, what string
		mode       os.FileMode
	}{
		{"the folder", ".", 0o500},
		{"the file", "answers.db", 0o400},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, env := home(t)
			dir := t.TempDir()
			env = append(env, "LECTERN_DATA="+filepath.Join(dir, "answers.db"))
			x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
			x.sees("What would you say?")
			x.press("tab", "enter")
			x.sees("ANSWERING")
			x.send("Written when it could be")
			x.press("esc", "q")
			if err := x.ends(); err != nil {
				t.Fatal(err)
			}
			readOnly(t, filepath.Join(dir, test.what), test.mode)
			x = openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
			x.reads("Your answers can be read, but nothing can be saved, since the file or its folder is read-only")
			x.press("r")
			x.sees("Written when it could be")
			x.sees("READING ONLY")
			x.press("tab", "enter", "x", "x")
			if strings.Contains(x.screen(), "ANSWERING") {
				t.Errorf("typing was accepted:\n%s", x.screen())
			}
			x.press("q")
			_ = x.ends()
		})
	}
}

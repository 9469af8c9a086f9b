//go:build linux

package store

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lectern/course"
)

func init() {
	// crammed saves ever longer answers although no file may get any larger
	// than the second argument says, until that fails; then there is room again.
	roles["crammed"] = func(args []string) error {
		b, err := Open(args[0], "course", Options{})
		if err != nil {
			return err
		}
		var most uint64
		fmt.Sscan(args[1], &most)
		before := setFileLimit(most)
		full, n := 0, 0
		for ; full < 3 && n < 1000; n++ {
			err := b.Put(course.SetAnswer{ID: fmt.Sprint("item-", n), Answer: answer(strings.Repeat("x", 1000+n*100), n)})
			switch {
			case errors.Is(err, ErrFull):
				full++
				fmt.Println("full", n)
			case err != nil:
				return err
			default:
				fmt.Println("saved", n)
			}
		}
		setFileLimit(before)
		if err := b.Put(course.SetAnswer{ID: "last", Answer: answer("there is room again", n)}); err != nil {
			return fmt.Errorf("with room again: %w", err)
		}
		fmt.Println("saved last")
		return b.Close()
	}
	// cramped opens a file while there is no room for any.
	roles["cramped"] = func(args []string) error {
		setFileLimit(6000)
		b, err := Open(args[0], "course", Options{})
		if err == nil {
			b.Close()
			return errors.New("it opened")
		}
		if !errors.Is(err, ErrFull) {
			return err
		}
		fmt.Println("full", err)
		return nil
	}
	// stranger opens what it may not write.
	roles["stranger"] = func(args []string) error {
		_, err := Open(args[0], "course", Options{})
		s, readErr := OpenReadOnly(args[0], "course", Options{})
		if readErr != nil {
			return readErr
		}
		r, readErr := s.Load()
		fmt.Println("read-only", errors.Is(err, ErrReadOnly), r.Version, readErr)
		return nil
	}
}

func setFileLimit(most uint64) (before uint64) {
	var l syscall.Rlimit
	syscall.Getrlimit(syscall.RLIMIT_FSIZE, &l)
	before, l.Cur = l.Cur, most
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
		panic(err)
	}
	return before
}

// bbolt's own writes fail, for real, in the middle of a commit.
func TestFileLimit(t *testing.T) {
	for _, most := range []int{16 << 10, 40 << 10, 100 << 10, 131 << 10, 300 << 10} {
		path := filepath.Join(quickDir(t), "course.db")
		w := cast(t, "crammed", path, fmt.Sprint(most)).start(t)
		acked, full := []string{}, 0
		for w.out.Scan() {
			word, rest, _ := strings.Cut(w.out.Text(), " ")
			switch word {
			case "saved":
				acked = append(acked, rest)
			case "full":
				full++
			default:
				t.Errorf("at %d bytes: %s", most, w.out.Text())
			}
		}
		if err := w.Wait(); err != nil || full == 0 {
			t.Errorf("at %d bytes: %d times full, %v", most, full, err)
		}
		checkAcked(t, path, acked)
	}
}

// checkAcked opens the file with a close look, and compares.
func checkAcked(t *testing.T, path string, acked []string) {
	t.Helper()
	os.Remove(notePath(path))
	b, err := Open(path, "course", isolated)
	if err != nil || b.Recovered() != nil {
		t.Errorf("after the limit: %+v, %v", b, err)
		return
	}
	defer b.Close()
	r := mustLoad(t, b)
	for _, n := range acked {
		id := "item-" + n
		if n == "last" {
			id = n
		}
		if r.Answers[id].Empty() {
			t.Errorf("%s of %d is not there", id, len(acked))
		}
	}
}

// A first start without room says so, and does not stand in the way of the
// next.
func TestNoRoomForAFile(t *testing.T) {
	path := filepath.Join(quickDir(t), "course.db")
	w := cast(t, "cramped", path).start(t)
	w.hears(t, "full")
	w.Wait()
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	b := mustOpen(t, path, isolated)
	mustPut(t, b, course.SetVersion{Version: "1"})
}

// A disk that is really full, where a test may make one.
func TestSmallDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=300k"); err != nil {
		t.Skipf("this test makes a small disk, which it may not here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	path := filepath.Join(dir, "course.db")
	b := mustOpen(t, path, Options{})
	acked, full := []string{}, false
	for n := range 400 {
		err := b.Put(course.SetAnswer{ID: fmt.Sprint("item-", n), Answer: answer(strings.Repeat("x", 2000), n)})
		if errors.Is(err, ErrFull) {
			full = true
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		acked = append(acked, fmt.Sprint(n))
	}
	if !full {
		t.Fatalf("a disk of 300 kB took %d answers", len(acked))
	}
	os.RemoveAll(filepath.Join(dir, "backups"))
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=3m"); err != nil {
		t.Fatal(err)
	}
	mustPut(t, b, course.SetAnswer{ID: "last", Answer: answer("there is room again", 1)})
	b.Close()
	checkAcked(t, path, append(acked, "last"))
}

// A file, or a folder, that cannot be written: said at once.
func TestReadOnlyFile(t *testing.T) {
	for _, c := range []struct {
		name         string
		file, folder os.FileMode
	}{{"file", 0o444, 0o777}, {"folder", 0o666, 0o555}} {
		dir := t.TempDir()
		path := filepath.Join(dir, "course.db")
		b := mustOpen(t, path, Options{})
		mustPut(t, b, course.SetVersion{Version: "1.2"})
		b.Close()
		os.RemoveAll(filepath.Join(dir, "backups"))
		w := cast(t, "stranger", path)
		if os.Getuid() == 0 { // who may write everywhere
			asNobody(t, w, dir)
		}
		os.Chmod(path, c.file)
		os.Chmod(dir, c.folder)
		t.Cleanup(func() { os.Chmod(dir, 0o700) })
		w.start(t)
		if said := w.hears(t, "read-only"); said != "read-only true 1.2 <nil>" {
			t.Errorf("%s: %s", c.name, said)
		}
		w.Wait()
	}
}

// asNobody runs the actor without rights, from where such a one can run it.
func asNobody(t *testing.T, w *actor, dir string) {
	t.Helper()
	for d := filepath.Dir(dir); strings.HasPrefix(d, os.TempDir()) && d != os.TempDir(); d = filepath.Dir(d) {
		os.Chmod(d, 0o755)
	}
	bin := filepath.Join(filepath.Dir(dir), "actor")
	if out, err := exec.Command("cp", os.Args[0], bin).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	os.Chmod(bin, 0o755)
	w.Path = bin
	w.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}

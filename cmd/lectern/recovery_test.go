//go:build !windows

package main

import (
	"encoding/json"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// written plays until a question is answered, and leaves.
func written(t *testing.T, env []string, course, text string) {
	t.Helper()
	x := openTerminal(t, env, 80, 24, "play", course, "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "enter", "ctrl+end")
	x.sees("ANSWERING")
	x.send(text)
	x.press("esc")
	x.sees("saved")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}
}

// damage turns bits in every other page behind the first ones.
func damage(t *testing.T, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for at := 2 * 4096; at < len(b); at += 512 {
		b[at] ^= 0x55
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A damaged answers file: the learner reads that it is, and from when the
// answers are that are shown in its place; the damaged file is kept.
func TestDamagedAnswersFile(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	written(t, env, kinds(t), "Kept in a backup.")
	written(t, env, kinds(t), " And more.") // the start of this made a backup
	damage(t, answersIn(dir))
	before, _ := os.ReadFile(answersIn(dir))

	out, err := shell(t, env, "status", kinds(t))
	if err != nil || !strings.Contains(out, "damaged") || !strings.Contains(out, "backup, of "+time.Now().Format("2 January 2006")) {
		t.Errorf("status says nothing of the damage: %v\n%s", err, out)
	}
	if after, _ := os.ReadFile(answersIn(dir)); string(after) != string(before) {
		t.Error("status changed the damaged file")
	}

	x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.reads("The file with your answers was damaged, or gone. What you see is the newest good backup, of " + time.Now().Format("2 January 2006"))
	x.reads("The damaged file is kept as")
	x.press("enter")
	x.sees("Kept in a backup.")
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
	kept, _ := filepath.Glob(answersIn(dir) + ".damaged-*")
	if len(kept) != 1 {
		t.Fatalf("kept aside: %v", kept)
	}
	if b, _ := os.ReadFile(kept[0]); string(b) != string(before) {
		t.Error("what is kept aside is not the damaged file")
	}
}

// A damaged file without a backup is no empty journal: it is left as it is, and
// the program says so.
func TestDamagedWithoutBackup(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	written(t, env, kinds(t), "Not lost yet.")
	if err := os.RemoveAll(filepath.Join(filepath.Dir(answersIn(dir)), "backups")); err != nil {
		t.Fatal(err)
	}
	damage(t, answersIn(dir))
	before, _ := os.ReadFile(answersIn(dir))
	x := openTerminal(t, env, 80, 24, "play", kinds(t))
	if err := x.ends(); err == nil {
		t.Error("it opened as if all were well")
	}
	x.reads("is damaged")
	x.sees("hint:")
	x.givenBack()
	if after, _ := os.ReadFile(answersIn(dir)); string(after) != string(before) {
		t.Error("the damaged file was changed")
	}
	if out, err := shell(t, env, "courses", "--start-over", "kinds"); err != nil {
		t.Fatalf("the way out that the hint names: %v\n%s", err, out)
	}
	written(t, env, kinds(t), "Begun anew.")
	if kept, _ := filepath.Glob(answersIn(dir) + ".damaged-*"); len(kept) != 1 {
		t.Errorf("kept aside: %v", kept)
	}
}

// A file that a newer version wrote is left as it is.
func TestAnswersOfANewerVersion(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	written(t, env, kinds(t), "From the future.")
	db, err := bbolt.Open(answersIn(dir), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte("lectern"))
		var row map[string]any
		if err := json.Unmarshal(b.Get([]byte("schema"))[5:], &row); err != nil {
			return err
		}
		row["schema"] = 99
		text, err := json.Marshal(row)
		if err != nil {
			return err
		}
		sum := crc32.Checksum(append([]byte("schema"), text...), crc32.MakeTable(crc32.Castagnoli))
		record := append([]byte{1, byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)}, text...)
		return b.Put([]byte("schema"), record)
	})
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	_ = os.Remove(answersIn(dir) + ".sum")
	before, _ := os.ReadFile(answersIn(dir))
	x := openTerminal(t, env, 80, 24, "play", kinds(t))
	if err := x.ends(); err == nil {
		t.Error("it opened")
	}
	x.reads("written by a newer version of this program")
	x.reads("it was left as it is")
	for _, command := range []string{"status", "export", "journal"} {
		if out, err := shell(t, env, command, kinds(t)); err == nil || !strings.Contains(out, "newer version") {
			t.Errorf("%s: %v\n%s", command, err, out)
		}
	}
	if after, _ := os.ReadFile(answersIn(dir)); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

// editable copies a course into a folder of its own, to be edited.
func editable(t *testing.T, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "course")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

func edit(t *testing.T, file string, change func(string) string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(change(string(b))), 0o600); err != nil {
		t.Fatal(err)
	}
}

func answer(t *testing.T, env []string, course, id, text string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := shell(t, env, "answer", course, id, "--file", file); err != nil {
		t.Fatalf("%s: %v\n%s", id, err, out)
	}
}

// The author edits the course: answers follow their ids wherever they went,
// and what has no question any more is listed, kept and exported.
func TestEditedCourse(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	c := editable(t, kinds(t))
	for id, text := range map[string]string{
		"a-question": "They were never shown.", "a-short": "A survey", "a-number": "42", "a-choice": "It depends",
		"some-choices": "Start date\nTitle", "a-scale": "Ready", "a-storm": "Leave\nTitle",
	} {
		answer(t, env, c, id, text)
	}
	x := openTerminal(t, env, 80, 24, "play", c) // notes the version
	x.sees("READING")
	x.press("q")
	_ = x.ends()

	// Moved to another lesson, reworded, a lesson put before all others,
	// options in another order, a new version.
	moved := "> [!question] {#a-question words=3}\n> What would you say?\n"
	edit(t, filepath.Join(c, "02-write.md"), func(s string) string { return strings.Replace(s, moved, "", 1) })
	edit(t, filepath.Join(c, "03-choose.md"), func(s string) string {
		s = strings.Replace(s, "> 1. Not at all\n> 2. A little\n> 3. Ready", "> 1. Not at all\n> 2. A little\n> 3. Ready\n> 4. Eager", 1)
		s = strings.Replace(s, "> - [x] Start date\n> - [x] Title\n", "> - [x] Title\n> - [x] Start date\n", 1)
		return s + "\n" + strings.Replace(moved, "What would you say?", "What would you tell a friend?", 1)
	})
	if err := os.WriteFile(filepath.Join(c, "00-new.md"), []byte("# New\n\n> [!short] {#new}\n> Something new?\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	edit(t, filepath.Join(c, "course.yaml"), func(s string) string { return strings.Replace(s, "1.0.0", "1.0.1", 1) })
	x = openTerminal(t, env, 80, 24, "play", c)
	x.reads("New version, 1.0.0 to 1.0.1: 7 of 7 answers in place.")
	x.press("q")
	_ = x.ends()
	want := map[string]string{
		"new": "", "a-question": "They were never shown.", "a-short": "A survey", "a-number": "42",
		"a-choice": "It depends", "some-choices": "Start date|Title", "a-scale": "Ready",
	}
	compare := func() {
		t.Helper()
		w := worksheetOf(t, env, c)
		if len(w.Items) != len(want) {
			t.Errorf("%d items, want %d", len(w.Items), len(want))
		}
		for _, i := range w.Items {
			if got := strings.Join(i.Answer.Parts(), "|"); got != want[i.ID] {
				t.Errorf("%s is %q, want %q", i.ID, got, want[i.ID])
			}
		}
	}
	compare()

	// One is taken out, and another's id is doubled.
	edit(t, filepath.Join(c, "02-write.md"), func(s string) string {
		return strings.Replace(s, "> [!number] {#a-number min=1 max=100}\n> How many?", "> [!short] {#a-short}\n> Name another one.", 1)
	})
	edit(t, filepath.Join(c, "course.yaml"), func(s string) string { return strings.Replace(s, "1.0.1", "2.0.0", 1) })
	x = openTerminal(t, env, 80, 24, "play", c)
	x.reads("New version, 1.0.1 to 2.0.0: 6 of 7 answers in place; W lists the others.")
	x.press("W")
	x.sees("How many?")
	x.sees("42")
	x.press("esc", "q")
	_ = x.ends()
	w := worksheetOf(t, env, c)
	if len(w.Unplaced) != 1 || w.Unplaced[0].ID != "a-number" || strings.Join(w.Unplaced[0].Answer.Parts(), "") != "42" {
		t.Errorf("without a place: %+v", w.Unplaced)
	}
	n := 0
	for _, i := range w.Items {
		if strings.Join(i.Answer.Parts(), "") == "A survey" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the answer to a doubled id stands at %d questions", n)
	}
	for _, format := range []string{"html", "md"} {
		file := filepath.Join(t.TempDir(), "sheet."+format)
		if out, err := shell(t, env, "export", c, "--draft", "-o", file); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if b, _ := os.ReadFile(file); !strings.Contains(string(b), "How many?") {
			t.Errorf("%s has no appendix with what lost its place", format)
		}
	}

	// It comes back with its question.
	edit(t, filepath.Join(c, "02-write.md"), func(s string) string {
		return strings.Replace(s, "> [!short] {#a-short}\n> Name another one.", "> [!number] {#a-number min=1 max=100}\n> How many?", 1)
	})
	compare()
}

// Backups are listed by restore, come back by name, on another computer too;
// starting over keeps what was there.
func TestRestoreByName(t *testing.T) {
	t.Parallel()
	dir, env := home(t)
	written(t, env, kinds(t), "The first version.")
	if out, err := shell(t, env, "courses", "--start-over", "kinds"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := answers(worksheetOf(t, env, kinds(t))); strings.Contains(got, "first version") {
		t.Errorf("started over, and yet:\n%s", got)
	}
	written(t, env, kinds(t), "Begun anew.")
	out, err := shell(t, env, "restore", kinds(t))
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n") // two for each
	names := regexp.MustCompile(`[^ ]+\.json`).FindAllString(out, -1)
	if len(names) == 0 || 2*len(names) != len(lines) {
		t.Fatalf("restore lists %q in\n%s", names, out)
	}
	var with string // the backup that starting over made
	for _, name := range names {
		if b, _ := os.ReadFile(name); strings.Contains(string(b), "The first version.") {
			with = name
		}
	}
	if with == "" {
		t.Fatalf("no backup holds what there was before starting over:\n%s", out)
	}
	b, err := os.ReadFile(with)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := shell(t, env, "restore", kinds(t), filepath.Base(with)); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "The first version.") {
		t.Errorf("restored, and yet:\n%s", got)
	}
	// What stood there before is in a backup in its turn.
	out, _ = shell(t, env, "restore", kinds(t))
	all := ""
	for _, name := range regexp.MustCompile(`[^ ]+\.json`).FindAllString(out, -1) {
		b, _ := os.ReadFile(name)
		all += string(b)
	}
	if !strings.Contains(all, "Begun anew.") {
		t.Errorf("what the restored one replaced is in no backup:\n%s", out)
	}

	// Another computer.
	_, other := home(t)
	stick := filepath.Join(t.TempDir(), "from the stick.json")
	if err := os.WriteFile(stick, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := shell(t, other, "restore", kinds(t), stick); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := answers(worksheetOf(t, other, kinds(t))); !strings.Contains(got, "The first version.") {
		t.Errorf("restored elsewhere, and yet:\n%s", got)
	}
	if out, err := shell(t, other, "restore", kinds(t), filepath.Join(dir, "nothing.json")); err == nil || !strings.Contains(out, "hint:") {
		t.Errorf("a file that is not there: %v\n%s", err, out)
	}
}

// An answer that was deleted comes back in the player.
func TestADeletedAnswerComesBack(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	written(t, env, kinds(t), "Deleted by mistake")
	x := openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("Deleted by mistake")
	x.press("tab", "enter", "ctrl+end")
	x.sees("ANSWERING")
	x.send(strings.Repeat("\x7f", len("Deleted by mistake")))
	x.press("esc")
	x.sees("enter answers")
	x.press("q")
	_ = x.ends()
	if got := answers(worksheetOf(t, env, kinds(t))); strings.Contains(got, "mistake") {
		t.Fatalf("not deleted:\n%s", got)
	}
	x = openTerminal(t, env, 80, 24, "play", kinds(t), "--lesson", "2")
	x.sees("What would you say?")
	x.press("tab", "v")
	x.sees("Deleted by mistake")
	x.press("down", "enter")
	x.sees("Brought back")
	x.press("esc", "q")
	_ = x.ends()
	if got := answers(worksheetOf(t, env, kinds(t))); !strings.Contains(got, "a-question=Deleted by mistake\n") {
		t.Errorf("not back:\n%s", got)
	}
}

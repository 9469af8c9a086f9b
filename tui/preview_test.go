package tui

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
	"lectern/store"
)

// A draft is a course that its author works on.
type draft struct {
	files fstest.MapFS
	found []course.Finding
	err   error // of the next openings
	desks []*course.Course
}

func newDraft() *draft {
	return &draft{files: maps.Clone(pocket), found: []course.Finding{
		{Severity: course.Error, File: "02-asking.md", At: course.At{Line: 14, Col: 3}, Text: `choice "first" has no options`, Remedy: `list them as "- [ ] text"`},
		{Severity: course.Warning, File: "02-asking.md", At: course.At{Line: 21, Col: 1}, Text: "this looks unfinished: TODO", Remedy: "finish it, or take it out; a learner would read every word of it, and wonder what was meant"},
		{Severity: course.Note, File: "course.yaml", At: course.At{Line: 1, Col: 1}, Text: "the course has no version"},
	}}
}

// preview is an option for start.
func (d *draft) preview(o *Options) {
	o.Book = store.NewMemory()
	o.Preview = &Preview{
		Open: func() (*course.Course, error) {
			if d.err != nil {
				return nil, d.err
			}
			return course.Open(maps.Clone(d.files), "pocket")
		},
		Check: func(*course.Course) []course.Finding { return d.found },
		Desk: func(c *course.Course) Desk {
			d.desks = append(d.desks, c)
			return &paperDesk{}
		},
		Path: func(file string) string { return "/home/ada/pocket/" + file },
	}
}

// edit replaces text in a file, as its author's editor does.
func (d *draft) edit(file, old, now string) {
	text := string(d.files[file].Data)
	d.files[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, now, 1))}
}

// open starts a preview of the draft.
func (d *draft) open(t *testing.T, width, height int) *player {
	t.Helper()
	c, err := course.Open(maps.Clone(d.files), "pocket")
	if err != nil {
		t.Fatal(err)
	}
	return start(t, c, width, height, d.preview)
}

// saved tells the player that something was saved.
func (p *player) saved() {
	p.t.Helper()
	p.send(courseSavedMsg{})
}

func TestPreviewShowsWhatWasSaved(t *testing.T) {
	d := newDraft()
	p := d.open(t, 80, 24)
	p.sees("PREVIEW", "Words before anything else", "3 findings, E lists them")
	d.edit("01-hello.md", "Words before", "Three words before")
	p.saved()
	p.sees("Three words before anything else", "PREVIEW 12:04:00")
}

// What the author reads keeps its place while something in view changes; what
// changed out of view, there or in another lesson, is turned to.
func TestPreviewTurnsToWhatChanged(t *testing.T) {
	d := newDraft()
	long := "\n"
	for i := range 60 {
		long += fmt.Sprintf("Paragraph %d says little.\n\n", i)
	}
	d.files["03-booklet.md"] = &fstest.MapFile{Data: []byte("# Booklet\n" + long)}
	p := d.open(t, 80, 24)

	d.edit("03-booklet.md", "Paragraph 30 says little", "Paragraph 30 says much")
	p.saved()
	p.sees("Booklet", "Paragraph 30 says much")

	p.press("space", "space")
	before := p.screen()
	d.edit("course.yaml", "notice:", "# a remark\nnotice:")
	p.saved()
	if p.screen() != before {
		t.Errorf("a remark in the settings changed the screen:\n%s\n%s", before, p.screen())
	}
	d.edit("03-booklet.md", "Paragraph 2 says little", "Paragraph 2 says something")
	p.saved()
	p.sees("Paragraph 2 says something")
	d.edit("03-booklet.md", "Paragraph 3 says little.\n", "Paragraph 3 says little.\n\nAnd one is new.\n")
	p.saved()
	p.sees("Paragraph 2 says something", "And one is new.")
	d.files["03-booklet.md"] = &fstest.MapFile{Data: []byte(string(d.files["03-booklet.md"].Data) + "\n- at the very end\n")}
	p.saved()
	p.sees("at the very end")

	list := "# A list\n\n"
	for i := range 80 {
		list += fmt.Sprintf("- Thing %d\n", i)
	}
	d.files["03-booklet.md"] = &fstest.MapFile{Data: []byte(list)}
	p.saved()
	d.edit("03-booklet.md", "Thing 70", "Something else")
	p.saved()
	p.sees("Something else")
	d.files["035-new.md"] = &fstest.MapFile{Data: []byte("# Quite new\n\nNever seen.\n")}
	p.saved()
	p.sees("Quite new", "Never seen.")
	delete(d.files, "035-new.md")
	p.saved()
	p.sees("Evaluation")
}

// Every save that cannot be shown leaves the last good version where it is,
// says so until it is mended, and leads to what is wrong.
func TestPreviewKeepsTheLastGoodVersion(t *testing.T) {
	for name, test := range map[string]struct {
		spoil func(*draft)
		says  string
	}{
		"settings": {func(d *draft) { d.edit("course.yaml", "id: pocket", "id: [pocket") }, "course.yaml:"},
		"no lessons": {func(d *draft) {
			d.files = fstest.MapFS{"course.yaml": d.files["course.yaml"]}
		}, "no lessons were found"},
		"another encoding": {func(d *draft) { d.edit("02-asking.md", "Why", "Wh\xffy") }, "02-asking.md:1:1: the file is not UTF-8"},
		"the folder":       {func(d *draft) { d.err = errors.New("cannot open the course: gone") }, "cannot open the course: gone"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDraft()
			p := d.open(t, 120, 24)
			p.press(">")
			good := d.files
			d.files = maps.Clone(good)
			test.spoil(d)
			p.saved()
			p.sees("Why do clients avoid", "The last good version", "4 findings")
			p.press("j", "k")
			p.sees("The last good version")
			p.press("E")
			p.sees("cannot be shown")
			if s := p.screen(); strings.Index(s, "cannot be shown") > strings.Index(s, "has no options") {
				t.Errorf("what keeps it from being shown does not come first:\n%s", s)
			}
			p.press("esc")
			d.files, d.err = good, nil
			d.edit("02-asking.md", "Why do clients avoid", "What keeps clients from")
			p.saved()
			p.sees("What keeps clients from", "3 findings")
			if strings.Contains(p.screen(), "last good version") {
				t.Errorf("it is mended, and the screen says:\n%s", p.screen())
			}
		})
	}
}

func TestPreviewKeepsAnswersAndScreens(t *testing.T) {
	d := newDraft()
	p := d.open(t, 80, 24)
	p.press(">", "tab", "enter")
	p.write("Nobody showed them.")
	p.sees("ANSWERING")
	d.edit("02-asking.md", "Why do clients avoid negotiating?", "Why do clients avoid it?")
	p.saved()
	p.sees("Why do clients avoid it?", "Nobody showed them.", "READING")
	p.press("W")
	p.sees("1 of 6 answered")
	d.edit("02-asking.md", "> [!short] {#source}\n> Name one source of salary data that you trust.\n", "")
	p.saved()
	p.sees("1 of 5 answered")
	if n := len(d.desks); n != 2 || d.desks[1] != p.model.course {
		t.Errorf("%d desks were made, the last not for the course on the screen", n)
	}
	p.press("esc")
	p.sees("Asking")
}

// An index or findings of a version that is no longer shown change nothing.
func TestPreviewDropsWhatIsStale(t *testing.T) {
	d := newDraft()
	p := d.open(t, 80, 24)
	old := p.model.course
	ix, err := old.Index()
	if err != nil {
		t.Fatal(err)
	}
	d.edit("01-hello.md", "Words", "Many words")
	p.saved()
	now := p.model.ix
	p.send(indexMsg{of: old, ix: ix})
	p.send(checkedMsg{of: old})
	p.sees("3 findings")
	if p.model.ix != now {
		t.Error("the index of the old version took the place of the new one's")
	}
}

func TestPreviewWithoutAnythingToMend(t *testing.T) {
	d := newDraft()
	d.found = nil
	p := d.open(t, 80, 24)
	p.sees("no findings")
	p.press("E")
	p.sees("Nothing to mend.")
}

func TestLearnersSeeNoFindings(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24)
	before := p.screen()
	p.press("E")
	if p.screen() != before {
		t.Errorf("E did something:\n%s", p.screen())
	}
}

func TestFindingsWithoutAnEditor(t *testing.T) {
	d := newDraft()
	p := d.open(t, 100, 24)
	p.press("E", "enter")
	p.sees("It is 02-asking.md, line 14. No editor is set")
	p.model.opts.Editor = []string{"no-such-editor"}
	p.press("enter")
	p.sees("no-such-editor, was not found")
}

// Enter opens the author's editor at the line of a finding, and the preview
// shows what was saved there.
func TestFindingsOpenTheEditor(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the editor of this test is a shell script")
	}
	d, w := newDraft(), newWire(t)
	w.isTerminal(t)
	dir := t.TempDir()
	for file, f := range d.files {
		path := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	vi := filepath.Join(t.TempDir(), "vi")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + vi + ".args\nprintf '\\nMended.\\n' >> \"$2\"\n"
	if err := os.WriteFile(vi, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	c, err := course.OpenDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	o := options(t, c, store.NewMemory())
	o.Lesson, o.Editor = "", []string{vi}
	d.preview(&o)
	o.Preview.Open = func() (*course.Course, error) { return course.OpenDir(dir) }
	o.Preview.Path = func(file string) string { return filepath.Join(dir, file) }
	done := w.begin(context.Background(), c, o)
	w.waitFor(t, "3 findings")
	w.press("E")
	w.waitFor(t, "has no options")
	w.press("\r")
	for range 1000 {
		if _, err := os.Stat(vi + ".args"); err == nil {
			break
		}
		w.waitFor(t, "Findings")
	}
	w.waitFor(t, "PREVIEW 1") // the time
	w.press("\x1b")
	w.waitFor(t, "Mended.")
	w.press("q")
	if e := w.quits(t, done); e.err != nil {
		t.Error(e.err)
	}
	got, err := os.ReadFile(vi + ".args")
	if want := "+14\n" + filepath.Join(dir, "02-asking.md") + "\n"; err != nil || string(got) != want {
		t.Errorf("the editor was started with %q, %v; want %q", got, err, want)
	}
}

func TestEditorAt(t *testing.T) {
	for editor, want := range map[string]string{
		"vi": "vi +14 f", "/usr/bin/nvim -p": "/usr/bin/nvim -p +14 f", "nano": "nano +14 f", "hx": "hx +14 f",
		"emacs -nw": "emacs -nw +14 f", "micro": "micro +14 f", "code -w": "code -w -g f:14", `C:\bin\Code.cmd`: `C:\bin\Code.cmd -g f:14`,
		"subl -w": "subl -w f:14", "zed": "zed f:14", "notepad.exe": "notepad.exe f", "my-vim": "my-vim f",
	} {
		if got := editorAt(strings.Fields(editor), "f", 14); !reflect.DeepEqual(got, strings.Fields(want)) {
			t.Errorf("%s: %q, want %s", editor, got, want)
		}
	}
}

func TestWhereATextChanged(t *testing.T) {
	for _, test := range []struct{ was, now, rest string }{
		{"one\ntwo\n", "one\n2\n", "2\n"},
		{"one\n", "one\n\ntwo\n", "two\n"},
		{"one\n\ntwo\n", "one\n", ""},
		{"", "one\n", "one\n"},
		{"one\n", "one more\n", "more\n"},
	} {
		if at := firstChange(test.was, test.now); test.now[at:] != test.rest {
			t.Errorf("from %q to %q something changed at %q, want %q", test.was, test.now, test.now[at:], test.rest)
		}
	}
}

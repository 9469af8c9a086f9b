package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/course"
)

const goodSettings = `id: x
title: X
version: 1.0.0
objectives: [Know it]
instructor: {name: Ada, email: ada@example.org}
`

const goodLesson = "---\ntitle: Last\nobjectives: [Know it]\n---\n\nText.\n\n> [!question] {#last}\n> Why?\n"

// courseOf opens a course of these files: names and texts in turn. What a good
// course needs besides is there.
func courseOf(t testing.TB, files ...string) *course.Course {
	t.Helper()
	folder := fstest.MapFS{"course.yaml": {Data: []byte(goodSettings)}, "09-last.md": {Data: []byte(goodLesson)}}
	for i := 0; i < len(files); i += 2 {
		folder[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	c, err := course.Open(folder, "x")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func listOf(found []course.Finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s:%d:%d: %v: %s; %s\n", f.File, f.At.Line, f.At.Col, f.Severity, f.Text, f.Remedy)
	}
	return b.String()
}

// Every rule: a lesson that breaks it, where and how that is said, and the
// same lesson as it should be.
func TestRules(t *testing.T) {
	const q = "> [!question] {#q}\n"
	for _, test := range []struct{ name, broken, want, mended string }{
		{"no title", "Text.\n", `1:1: warning: the lesson has no title; learners see "A"`, "# A\n\nText.\n"},
		{"empty", "# A\n\n<!-- later -->\n", "1:1: warning: the lesson is empty", "# A\n\nText.\n"},
		{"minutes", "---\ntitle: A\nminutes: 60\n---\nText.\n", "1:1: note: the lesson says that it takes 60 minutes, and 0 are counted", "---\ntitle: A\nminutes: 1\n---\nText.\n"},
		{"level skipped", "# A\n\n### B\n\nText.\n", "3:1: warning: the heading is of level 3, and the one above it of level 1", "# A\n\n## B\n\n### C\n\n## D\n\nText.\n"},
		{"wide code", "# A\n\n```\nshort\n" + strings.Repeat("x", 77) + "\n```\n", "5:1: warning: the line of code has 77 columns", "# A\n\n```\n" + strings.Repeat("x", 76) + "\n```\n"},
		{"wide Chinese code", "# A\n\n    short\n    " + strings.Repeat("字", 39) + "\n", "4:5: warning: the line of code has 78 columns", "# A\n\n    " + strings.Repeat("字", 38) + "\n"},
		{"wide table", "# A\n\n| a | b |\n|---|---|\n| " + strings.Repeat("a", 40) + " | " + strings.Repeat("b", 35) + " |\n", "3:1: warning: the table has 77 columns", "# A\n\n| a | b |\n|---|---|\n| " + strings.Repeat("a", 39) + " | " + strings.Repeat("b", 35) + " |\n"},
		{"no description", "# A\n\nText ![](a.png)\n", "3:6: warning: the picture has no description", "# A\n\nText ![A chart](a.png)\n"},
		{"no description in HTML", "# A\n\nText <img src=\"a.png\">\n", "3:6: warning: the picture has no description", "# A\n\nText <img src=\"a.png\" alt=\"A chart\">\n"},
		{"no id", "# A\n\n> [!question]\n> Why?\n", "3:3: warning: the question has no id, so that answers to it are lost from sight when its words change; write {#x-", "# A\n\n" + q + "> Why?\n"},
		{"double id", "# A\n\n" + q + "> Why?\n\n" + q + "> How?\n", `6:16: error: id "q" stands at 01-a.md:3 already`, "# A\n\n" + q + "> Why?\n\n> [!question] {#r}\n> How?\n"},
		{"asks nothing", "# A\n\nText.\n\n" + q, "5:3: error: the question does not say what to do", "# A\n\nText.\n\n" + q + "> Why?\n"},
		{"journal asks nothing", "# A\n\nText.\n\n> [!journal] {#q}\n", "5:3: warning: the journal does not say what to do", "# A\n\nText.\n\n> [!journal] Your day {#q}\n"},
		{"no options", "# A\n\n> [!choice] {#q}\n> Which?\n", `3:3: error: choice "q" has no options`, "# A\n\n> [!choice] {#q}\n> Which?\n> - [ ] a\n> - [ ] b\n"},
		{"one option", "# A\n\n> [!choice] {#q}\n> Which?\n> - [ ] a\n", "3:3: error: the choice has one option", "# A\n\n> [!choice] {#q}\n> Which?\n> - [ ] a\n> - [ ] b\n"},
		{"one step", "# A\n\n> [!scale] {#q}\n> Which?\n> 1. a\n", "3:3: error: the scale has one option", "# A\n\n> [!scale] {#q}\n> Which?\n> 1. a\n> 2. b\n"},
		{"two right", "# A\n\n> [!choice] {#q}\n> Which?\n> - [x] a\n> - [x] b\n", "3:3: warning: 2 options are marked as right", "# A\n\n> [!choices] {#q}\n> Which?\n> - [x] a\n> - [x] b\n"},
		{"read without a link", "# A\n\n> [!read] {#q}\n> A report on pay\n", "3:3: warning: the read names something that it does not link to", "# A\n\n> [!read] {#q}\n> [A report on pay](https://example.org/pay)\n"},
		{"recall of a later one", "# A\n\n> [!recall] {of=q}\n\n" + q + "> Why?\n", `3:3: warning: the recall is of "q", which comes later`, "# A\n\n" + q + "> Why?\n\n> [!recall] {of=q}\n"},
		{"recall of none", "# A\n\n> [!recall] {of=lats}\n", `3:3: error: the recall is of "lats", which no activity is called`, "# A\n\n" + q + "> Why?\n\n> [!recall] {of=q}\n"},

		{"unknown kind", "# A\n\n> [!qestion] {#q}\n> Why?\n", "3:3: warning: [!qestion] is no kind of callout, and is drawn as a quote; did you mean [!question]?", "# A\n\n" + q + "> Why?\n"},
		{"kind on a later line", "# A\n\n> Think.\n> [!question] {#q}\n> Why?\n", "4:3: warning: [!question] starts no callout here", "# A\n\n> Think.\n\n" + q + "> Why?\n"},
		{"kind without a quote", "# A\n\n[!question] {#q}\nWhy?\n", "3:1: warning: [!question] starts no callout here", "# A\n\n" + q + "> Why?\n"},
		{"mark lost at once", "# A\n\n" + q + "Why, and how?\n", "3:3: error: the question does not say what to do|4:1: warning: [!question] ends here, since the line has lost its \">\"", "# A\n\n" + q + "> Why, and how?\n"},
		{"mark lost in a list", "# A\n\n> [!choices] {#q}\n> Which?\n> - [ ] a\n> - [ ] b\n- [ ] c\n", `7:1: warning: [!choices] ends here, since the line has lost its ">"`, "# A\n\n> [!choices] {#q}\n> Which?\n> - [ ] a\n> - [ ] b\n> - [ ] c\n"},
		{"mark lost in text", "# A\n\n" + q + "> Why, and how\n is it so?\n", `5:2: warning: the line stands in [!question], but has lost its ">"`, "# A\n\n" + q + "> Why, and how\n> is it so?\n"},
		{"inner mark lost", "# A\n\n" + q + "> Why?\n>\n> > [!hint]\n> > Think\n> again.\n", `8:1: warning: the line stands in [!hint], but has lost its "> >"`, "# A\n\n" + q + "> Why?\n>\n> > [!hint]\n> > Think\n> > again.\n"},
		{"parted by an empty line", "# A\n\n> [!choice] {#q}\n> Which?\n\n> - [ ] a\n> - [ ] b\n", `3:3: error: choice "q" has no options|5:1: warning: the empty line ends [!choice]`, "# A\n\n> [!choice] {#q}\n> Which?\n>\n> - [ ] a\n> - [ ] b\n"},
		{"kind without its mark", "# A\n\n> [question] {#q}\n> Why?\n", "3:3: warning: the line is drawn as text, and was probably meant to make a callout of the quote; write [!question] at its start", "# A\n\n" + q + "> Why?\n"},
		{"kind without its bracket", "# A\n\n> !question] {#q}\n> Why?\n", "3:3: warning: the line is drawn as text", "# A\n\n> [Question of the day] is a title.\n> Why?\n"},
		{"unread braces", "# A\n\n> [!question] {#q words=}}\n> Why?\n", "3:15: error: the braces cannot be read", "# A\n\n> [!question] {#q words=5}\n> Why?\n"},
		{"unknown attribute", "# A\n\n> [!question] {#q word=5}\n> Why?\n", `3:19: error: unknown attribute "word"; did you mean "words"?`, "# A\n\n> [!question] {#q words=5}\n> Why?\n"},
		{"curly quotes", "# A\n\n> [!question] é {#q words=“5”}\n> Why?\n", `3:27: note: a typographic quotation mark stands between the braces; it is read as it was meant`, "# A\n\n> [!question] “é” {#q words=\"5\"}\n> Why?\n"},
		{"no-break space", "# A\n\n> [!question] {#q\u00a0words=5}\n> Why?\n", "3:18: note: a no-break space stands between the braces", "# A\n\n> [!question] A\u00a0title {#q words=5}\n> Why?\n"},
		{"unknown key", "---\ntitle: A\nminuts: 5\n---\nText.\n", `3:1: error: unknown key "minuts" in the front matter; did you mean "minutes"?`, "---\ntitle: A\nminutes: 1\n---\nText.\n"},

		{"missing file", "# A\n\n[x](b.png) and [y](a.pgn)\n", `3:1: error: "b.png" does not exist; did you mean "a.png"?|3:16: error: "a.pgn" does not exist; did you mean "a.png"?`, "# A\n\n[x](a.png)\n"},
		{"missing anchor", "# A\n\n## Part one\n\n[x](#part-two) [y](09-last.md#nowhere)\n", `5:1: error: nothing is called "#part-two"|5:16: error: the lesson has no heading that "09-last.md#nowhere" could lead to`, "# A\n\n## Part one\n\n[x](#part-one)\n"},
		{"missing item", "# A\n\n[](#lats)\n", `3:1: error: nothing is called "#lats"; did you mean "#last"?`, "# A\n\n[](#last)\n"},
		{"space before an address", "# A\n\nSee [the report] (https://example.org/report).\n", "3:16: warning: a space parts the text of a link from its address", "# A\n\nSee [the report](https://example.org/report). [I saw] (twice) that.\n"},
		{"unexplained name", "# A\n\nSee [the report][pay].\n", "3:16: warning: a link names an address that is written nowhere", "# A\n\nSee [the *report*][pay].\n\n[pay]: https://example.org/report\n"},

		{"zero width", "# A\n\nText\u200b here.\n", "3:5: warning: a character that does not show stands here: U+200B", "# A\n\nText here. ภาษา\u200bไทย 👩\u200d👩\u200d👧 می\u200cخواهم\n"},
		{"mark in the middle", "# A\n\nText.\n\ufeffMore.\n", "4:1: warning: a character that does not show stands here: U+FEFF", "\ufeff# A\n\nText.\n"},
		{"bidi", "# A\n\nText \u202eevil.\n\nMore \u2067evil.\n", "3:6: warning: a character that does not show stands here: U+202E|5:6: warning: a character that does not show stands here: U+2067", "# A\n\nText שלום.\n"},
		{"RTF", `{\rtf1\ansi Text.}`, "1:1: error: cannot be read: the file is RTF, not plain text; in the word processor, save it as plain text", "# A\n\nText.\n"},
		{"Windows-1252", "# A\n\nIt\x92s \x93so\x94.\n", "1:1: error: cannot be read: the file is not UTF-8 but probably Windows-1252", "# A\n\nIt’s “so”.\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := Course(courseOf(t, "01-a.md", test.broken, "a.png", ""))
			want := strings.Split(test.want, "|")
			if len(found) != len(want) {
				t.Fatalf("found\n%swant\n%s", listOf(found), strings.Join(want, "\n"))
			}
			for i, line := range strings.Split(strings.TrimSpace(listOf(found)), "\n") {
				if !strings.HasPrefix(line, "01-a.md:"+want[i]) {
					t.Errorf("got  %s\nwant %s", line, want[i])
				}
				if strings.HasSuffix(line, "; ") && !strings.Contains(line, "cannot be read") {
					t.Errorf("no remedy: %s", line)
				}
			}
			if found := Course(courseOf(t, "01-a.md", test.mended, "a.png", "")); len(found) > 0 {
				t.Errorf("mended, and found\n%s", listOf(found))
			}
		})
	}
}

// What course.yaml does not say, or says wrong.
func TestSettings(t *testing.T) {
	for _, test := range []struct{ name, settings, want string }{
		{"nothing", "title: My course\n", "1:1: warning: the course has no id; write id: my-course|1:1: warning: the course has no objectives|1:1: warning: nobody is named to receive the worksheet|1:1: note: the course has no version"},
		{"no title", strings.Replace(goodSettings, "title: X\n", "", 1), "1:1: error: the course has no title"},
		{"bad id", strings.Replace(goodSettings, "id: x", "id: My Course", 1), `1:5: error: id "My Course" cannot name a file everywhere`},
		{"misspelt", goodSettings + "objectivs: [a]\n", `6:1: error: unknown key "objectivs"; did you mean "objectives"?`},
		{"bad address", strings.Replace(goodSettings, "ada@example.org", "ada", 1), `5:32: error: email "ada" is no address`},
		{"hours", goodSettings + "credit: {hours: 1}\n", "6:10: warning: the course claims 1 clock hour, and 0.0 are counted (3 words, and 0 minutes of media, readings and reflection); claim what is counted"},
		{"unfinished", goodSettings + "credit: {provider_number: xx, statement: X clock hours} # TODO\nnotice: TBD\n", `6:27: warning: "xx" looks unfinished|6:42: warning: "X clock hours" looks unfinished|7:9: warning: "TBD" looks unfinished`},
		{"good", goodSettings + "# TODO: think\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := strings.TrimSpace(listOf(Course(courseOf(t, "course.yaml", test.settings))))
			lines, want := strings.Split(found, "\n"), strings.Split(test.want, "|")
			if len(lines) != len(want) || test.want == "" && found != "" {
				t.Fatalf("found\n%s\nwant\n%s", found, strings.Join(want, "\n"))
			}
			for i, line := range lines {
				if test.want != "" && !strings.HasPrefix(line, "course.yaml:"+want[i]) {
					t.Errorf("got  %s\nwant %s", line, want[i])
				}
			}
		})
	}
}

// A lesson that asks nothing is found, but for the first and the evaluation;
// so is a course that asks nothing at all.
func TestItems(t *testing.T) {
	const text = "---\ntitle: A\nobjectives: [a]\n---\nText.\n"
	got := listOf(Course(courseOf(t, "01-a.md", text, "02-b.md", text, "03-c.md", strings.Replace(text, "title: A", "title: A\nsection: evaluation", 1))))
	if want := "02-b.md:1:1: warning: the lesson asks nothing for the worksheet; "; !strings.HasPrefix(got, want) || strings.Count(got, "\n") != 1 {
		t.Errorf("got %swant %s", got, want)
	}
	got = listOf(Course(courseOf(t, "01-a.md", text, "02-b.md", text, "09-last.md", text+"\n> [!journal] {#j}\n> Why?\n")))
	if want := "course.yaml:1:1: warning: no lesson asks anything for the worksheet"; !strings.HasPrefix(got, want) || strings.Count(got, "\n") != 1 {
		t.Errorf("got %swant %s", got, want)
	}
}

// A folder of Markdown files, and a file alone, are not asked for what they
// have no place for.
func TestPlainFolder(t *testing.T) {
	c, err := course.Open(fstest.MapFS{"a.md": {Data: []byte("# A\n\nText.\n")}, "b.md": {Data: []byte("# B\n\nText.\n")}}, "My notes")
	if err != nil {
		t.Fatal(err)
	}
	if got := listOf(Course(c)); !strings.HasPrefix(got, "a.md:1:1: note: the course has no course.yaml") || strings.Count(got, "\n") != 1 {
		t.Error(got)
	}
}

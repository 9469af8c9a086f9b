package course

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

func checked(c *Course) string {
	var b strings.Builder
	for _, f := range Check(c) {
		fmt.Fprintf(&b, "%v: %v\n", f.Severity, f)
	}
	return b.String()
}

func TestCheck(t *testing.T) {
	golden.RequireEqual(t, checked(testCourse(t)))
}

// A course as it should be: nothing to say.
func TestCheckOfAGoodCourse(t *testing.T) {
	c, err := Open(files("course.yaml", `
id: good
title: Good
version: 1.0.0
objectives: [Know it]
credit: {hours: 1, words_per_hour: 6000}
instructor: {email: ada@example.org}
`, "01-a.md", "# Good\n\n"+strings.Repeat("word ", 6200)+"\n\n## Part\n\n> [!question] {#q}\n> Why?\n\n> [!choice] {#c}\n> Which?\n> - [ ] a\n> - [x] b\n\n> [!recall] {of=q}\n"), "good")
	if err != nil {
		t.Fatal(err)
	}
	if got := checked(c); got != "" {
		t.Error(got)
	}
}

func TestCheckTable(t *testing.T) {
	head := "course.yaml\x00id: x\ntitle: X\nversion: '1'\nobjectives: [a]\ninstructor: {email: a@b.c}\n"
	for _, test := range []struct{ name, files, want string }{
		{"nothing said", "course.yaml\x00title: My Course\n\x0001-a.md\x00> [!short] {#q}\n> x\n", `warning: course.yaml: the course has no id; write id: my-course; learners' answers are kept by it, even if the title changes
note: course.yaml: the course has no version; write version: 1.0.0; it stands on every worksheet
warning: course.yaml: the course has no objectives; list what learners will be able to do, under "objectives:"
warning: course.yaml: nobody is named to receive the worksheet; write instructor: {name: …, email: …}`},
		{"too many hours", head + "credit: {hours: 1}\n\x0001-a.md\x00words here\n", "warning: course.yaml: the course claims 1 clock hours, and counts 0.0 (3 words, and the minutes of media, readings and reflection); claim what is counted, or give learners more to do"},
		{"too few hours", head + "credit: {hours: 1}\n\x0001-a.md\x00> [!watch] {#w minutes=120}\n> [x](01-a.md)\n", "note: course.yaml: the course claims 1 clock hours, and counts 2.0 (2 words, and the minutes of media, readings and reflection); learners work longer than they get credit for"},
		{"empty", head + "\x0001-a.md\x00<!-- to do -->\n", "warning: 01-a.md: the lesson is empty; write it, or take the file out of the course"},
		{"heading skipped", head + "\x0001-a.md\x00# A\n\n### C\n\n## B\n", "warning: 01-a.md:3:1: a heading of level 3 follows one of level 1; write ##; levels are how people find their way without seeing the page"},
		{"no description", head + "\x00x.png\x00\x0001-a.md\x00a ![](x.png) <img src=x.png>\n", "warning: 01-a.md:1:3: a picture has no description, and a terminal shows nothing else of it; say what it shows between the square brackets: ![what it shows](file)\n" +
			"warning: 01-a.md:1:14: a picture has no description, and a terminal shows nothing else of it; say what it shows between the square brackets: ![what it shows](file)"},
		{"recall before", head + "\x0001-a.md\x00> [!recall] {of=q}\n\n> [!short] {#q}\n> x\n", `warning: 01-a.md:1:3: the recall is of "q", which comes later; put it after the activity`},
		{"no id", head + "\x0001-a.md\x00# A\n\n> [!short]\n> Why do they *wait* so long?\n\n> [!short]\n> Why do they wait, so?\n", "warning: 01-a.md:3:3: the short has no id of its own; write {#why-do-they-wait}, so that rewording it does not part answers from it\n" +
			"warning: 01-a.md:6:3: the short has no id of its own; write {#why-do-they-wait-2}, so that rewording it does not part answers from it"},
		{"no prompt", head + "\x0001-a.md\x00> [!short] {#q}\n", `warning: 01-a.md:1:3: the short does not say what to do; write it below, each line after "> "`},
		{"one option", head + "\x0001-a.md\x00> [!choice] {#q}\n> x\n> - y\n", "warning: 01-a.md:1:3: the choice has one option; list at least two"},
		{"no link", head + "\x0001-a.md\x00> [!read] {#q}\n> x\n", "note: 01-a.md:1:3: the read has no link to open; add one, unless learners have it on paper"},
		{"minutes", head + "\x0001-a.md\x00---\nminutes: 30\n---\nx\n", "note: 01-a.md: the lesson says that it takes 30 minutes, and counts 0; leave minutes out, unless the count is wrong"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := Open(files(strings.Split(test.files, "\x00")...), "x")
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(checked(c)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

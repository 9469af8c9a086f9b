package check

import (
	"fmt"
	"strings"

	"lectern/course"
)

// courseRules are all rules that look at the course as a whole.
var courseRules = []func(*checker){
	(*checker).named, (*checker).described, (*checker).reachable, (*checker).claimed, (*checker).noItems, (*checker).settingsText,
}

// named wants an id and a version.
func (k *checker) named() {
	switch {
	case k.course.Single():
		return
	case !k.own:
		k.add(course.Note, course.At{}, "the course has no course.yaml, so that answers are looked for under another name when its title or its folder changes",
			fmt.Sprintf("write one with the line id: %s (lectern check --fix does)", k.course.ID))
		return
	case !k.course.IDWritten && !k.wrote("id"):
		k.add(course.Warning, course.At{}, "the course has no id",
			fmt.Sprintf("write id: %s (lectern check --fix does); answers are kept under it, even if the title changes", k.course.ID))
	}
	if k.course.Version == "" {
		k.add(course.Note, course.At{}, "the course has no version", "write version: 1.0.0; it stands on every worksheet")
	}
}

// wrote reports whether course.yaml has an id that course found fault with.
func (k *checker) wrote(key string) bool {
	for _, f := range k.found {
		if f.File == k.file && strings.HasPrefix(f.Text, key+" ") {
			return true
		}
	}
	return false
}

// described wants objectives. Courses without a course.yaml were written for
// other programs, which have no place for them.
func (k *checker) described() {
	if !k.own {
		return
	}
	if len(k.course.Objectives) == 0 {
		k.add(course.Warning, course.At{}, "the course has no objectives", `list under "objectives:" what learners will be able to do`)
	}
	for i, l := range k.index.Lessons {
		if len(l.Objectives) == 0 && l.Section != course.Evaluation && i > 0 && len(l.Activities) > 0 {
			k.found = append(k.found, course.Finding{Severity: course.Note, File: l.File, Text: "the lesson has no objectives",
				Remedy: `list under "objectives:" in its front matter what learners will be able to do after it`})
		}
	}
}

// reachable wants somebody who receives the worksheet.
func (k *checker) reachable() {
	if k.own && k.course.Instructor.Email == "" && len(k.index.Items()) > 0 && !k.wrote("email") {
		k.add(course.Warning, course.At{}, "nobody is named to receive the worksheet",
			"write instructor: {name: your name, email: your address}")
	}
}

// noItems wants something on the worksheet, and in each lesson if it is there
// in any. The first lesson is the introduction, and the evaluation is apart.
func (k *checker) noItems() {
	if !k.own || len(k.index.Activities()) == 0 {
		return
	}
	if len(k.index.Items()) == 0 {
		k.add(course.Warning, course.At{}, "no lesson asks anything for the worksheet, so that nothing can be handed in",
			"ask a question: > [!question]")
	}
}

// items wants something for the worksheet in a lesson.
func (l *lesson) items() {
	if !l.own || !l.readable || l.number == 0 || l.info.Section == course.Evaluation || len(l.index.Items()) == 0 || len(l.tree.Blocks) == 0 {
		return
	}
	for _, a := range l.tree.Activities {
		if a.Item() {
			return
		}
	}
	l.add(course.Warning, course.At{}, "the lesson asks nothing for the worksheet",
		"ask a question, so that you see what learners took from it")
}

// keyAt is where a key of course.yaml stands.
func (k *checker) keyAt(key string) course.At {
	text, err := k.course.SourceOf(k.settings())
	if err != nil {
		return course.At{}
	}
	for i, line := range strings.Split(text, "\n") {
		if at := strings.Index(withoutComment(line), key+":"); at >= 0 && strings.Trim(line[:at], " ") == "" || at > 0 && strings.Contains(" {,", line[at-1:at]) {
			return course.At{Line: i + 1, Col: column(line, at)}
		}
	}
	return course.At{}
}

// settingsText looks for unfinished text in course.yaml.
func (k *checker) settingsText() {
	file := k.course.SettingsFile()
	if file == "" {
		return
	}
	text, err := k.course.SourceOf(file)
	if err != nil {
		return
	}
	k.file = file
	k.yamlText(strings.Split(text, "\n"), 1)
}

// yamlText looks for unfinished text in YAML, whose first line is line first.
func (k *checker) yamlText(lines []string, first int) {
	for i, line := range lines {
		at := course.At{Line: first + i, Col: 1}
		p := passage{raw: line, text: readable(withoutComment(line)), at: at, lines: []passageLine{{0, at}}}
		k.unfinishedIn(&p)
	}
}

// withoutComment blanks a YAML comment.
func withoutComment(line string) string {
	quoted := false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case line[i] == '#' && !quoted && (i == 0 || line[i-1] == ' '):
			return line[:i] + blanks(line[i:])
		}
	}
	return line
}

package course

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// files makes a course's folder of names and texts, one after the other.
func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func lessonNames(c *Course) string {
	var names []string
	for _, l := range c.Lessons {
		names = append(names, l.File+"="+l.ID)
	}
	return strings.Join(names, " ")
}

func opening(c *Course) string {
	var b strings.Builder
	for _, f := range c.findings {
		fmt.Fprintf(&b, "%v\n", f)
	}
	return strings.TrimSpace(b.String())
}

func TestDefaults(t *testing.T) {
	c, err := Open(files("01-a.md", "# Hello"), "my_first-course")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s %v %q %q %q %q %v %+v", c.ID, c.IDWritten, c.Title, c.Version, c.Language, c.Worksheet, c.Credit, c.Instructor)
	want := `my-first-course false "My first course" "" "en" "Worksheet" {0 6000   } {Name: Email: Conversation:0}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s := opening(c); s != "" {
		t.Errorf("findings in a plain folder: %s", s)
	}
}

// Every way in which course.yaml can be wrong, and what is said of it.
func TestCourseYAML(t *testing.T) {
	for _, test := range []struct{ name, yaml, want string }{
		{"good", "title: A\nid: a-b\nversion: 1.10\n", ""},
		{"unknown key", "title: A\nversoin: 1\n", `course.yaml:2:1: unknown key "versoin"; did you mean "version"?`},
		{"unknown key below", "title: A\ncredit:\n  hour: 2\n", `course.yaml:3:3: unknown key "hour" in credit; did you mean "hours"?`},
		{"nothing like it", "title: A\nxyzzy: 1\n", `course.yaml:2:1: unknown key "xyzzy"; there are audience, credit, id, instructor, language, layout, lessons, notice, objectives, summary, title, version, worksheet`},
		{"twice", "title: A\ntitle: B\n", `course.yaml:2:1: "title" comes twice; it stands in line 1 already; leave one of them out`},
		{"no title", "id: a\n", `course.yaml:1:1: the course has no title; write title: "…"`},
		{"bad id", "title: A\nid: My Course\n", `course.yaml:2:5: id "My Course" cannot name a file everywhere; use small letters, digits and hyphens, at most 64: "my-course"`},
		{"device", "title: A\nid: con\n", `course.yaml:2:5: id "con" cannot name a file everywhere; use small letters, digits and hyphens, at most 64: "course-con"`},
		{"list for text", "title: [a, b]\n", "course.yaml:1:8: title is a list; write text"},
		{"text for a list", "title: A\naudience: coaches\n", `course.yaml:2:11: audience is "coaches"; write a list: a line each that starts with "- "`},
		{"keys in a list", "title: A\nobjectives:\n- Learn: this\n", "course.yaml:3:3: an entry of objectives is a list of keys; write text; put it into quotes if it holds a colon"},
		{"text for keys", "title: A\ncredit: two\n", `course.yaml:2:9: credit is "two"; write a list of keys, each with a value: key: value`},
		{"no number", "title: A\ncredit: {hours: two}\n", `course.yaml:2:17: hours is "two"; write a number from 0 to 1000`},
		{"not a number", "title: A\ncredit: {hours: .nan}\n", `course.yaml:2:17: hours is ".nan"; write a number from 0 to 1000`},
		{"no words", "title: A\ncredit: {words_per_hour: 0}\n", `course.yaml:2:26: words_per_hour is "0"; write a whole number from 60 to 100000`},
		{"not whole", "title: A\ninstructor: {conversation: 1.5}\n", `course.yaml:2:28: conversation is "1.5"; write a whole number from 0 to 600`},
		{"no address", "title: A\ninstructor: {email: ada}\n", `course.yaml:2:21: email "ada" is no address; write it as name@example.org`},
		{"header in an address", "title: A\ninstructor: {email: \"a@b.c\\nBcc: x@y.z\"}\n", `course.yaml:2:21: email "a@b.c Bcc: x@y.z" is no address; write it as name@example.org`},
		{"no language", "title: A\nlanguage: english language\n", `course.yaml:2:11: language "english language" is no language tag; write a tag such as "en" or "pt-BR"`},
		{"alias", "title: &t A\nsummary: *t\n", "course.yaml:1:8: \"title\" uses a YAML anchor or alias, which courses do not; write the value out\n" +
			"course.yaml:2:10: \"summary\" uses a YAML anchor or alias, which courses do not; write the value out\n" +
			`course.yaml:1:1: the course has no title; write title: "…"`},
		{"a list", "- a\n", "course.yaml:1:1: course.yaml is a list; write a list of keys, each with a value: key: value\n" +
			`course.yaml:1:1: the course has no title; write title: "…"`},
		{"control character", "title: é\x1b\n", "course.yaml:1:9: a control character stands here: U+001B; remove it"},
		{"missing lesson", "title: A\nlessons: [01-b.md, 01-a.md]\n", `course.yaml:2:11: lesson "01-b.md": file does not exist; did you mean "01-a.md"?`},
		{"lesson outside", "title: A\nlessons: [01-a.md, ../b.md, /etc/x.md]\n", `course.yaml:2:20: lesson "../b.md" is not in the course's folder; name a file inside of it` + "\n" +
			`course.yaml:2:29: lesson "/etc/x.md" is not in the course's folder; name a file inside of it`},
		{"lesson twice", "title: A\nlessons: [01-a.md, ./01-a.md]\n", `course.yaml:2:20: lesson "./01-a.md" is listed twice; leave one of them out`},
		{"no Markdown", "title: A\nlessons: [01-a.md, course.yaml]\n", `course.yaml:2:20: lesson "course.yaml" is no Markdown file; give it a name that ends in .md`},
		{"Windows", "title: A\nlessons: [01-a.md, 'b\\c.md', aux.md]\n", `course.yaml:2:20: lesson "b\\c.md" holds a backslash or a colon; rename the file` + "\n" +
			`course.yaml:2:30: lesson "aux.md" is the name of a device on Windows; rename the file`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := Open(files("01-a.md", "# A", "course.yaml", test.yaml), "folder")
			if err != nil {
				t.Fatal(err)
			}
			if got := opening(c); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// A version is what the author wrote, digit for digit, and no number.
func TestVersionIsText(t *testing.T) {
	for _, version := range []string{"1.10", "1.0", "007", "1e3", "0x10", "2026-11-22", "yes", "1_000"} {
		c, err := Open(files("01-a.md", "# A", "course.yaml", "title: A\nversion: "+version+"\n"), "folder")
		if err != nil || c.Version != version || len(c.findings) > 0 {
			t.Errorf("version: %s is read as %q, %v, %s", version, c.Version, err, opening(c))
		}
	}
}

// What cannot be read at all keeps the course from opening: a guessed id
// would look for the learner's answers in another place.
func TestCourseYAMLThatCannotBeRead(t *testing.T) {
	for _, test := range []struct{ name, yaml, want string }{
		{"two colons", "title: A: B\n", `course.yaml:1:9: cannot be read as YAML: mapping values are not allowed in this context; put the text after the first colon into quotes: key: "text"`},
		{"tab", "title: A\n\tid: b\n", "course.yaml:2:1: cannot be read as YAML: found a tab character that violates indentation; indent with spaces, not with tabs"},
		{"at sign", "title: @home\n", `course.yaml:1:8: cannot be read as YAML: found character that cannot start any token; put the text after the first colon into quotes: key: "text"`},
		{"open quote", "title: \"A\nid: b\n", "course.yaml:3:1: cannot be read as YAML: found unexpected end of stream; look at the line, and at the one above it"},
		{"two documents", "title: A\n---\ntitle: B\n", `course.yaml:2:1: a second YAML document begins; leave out the line "---"`},
		{"Latin-1", "title: Gr\xfc\xdfe\n", `course.yaml: the file is not UTF-8 but probably Windows-1252, an older encoding (line 1, near "title: Gr"); open it in an editor and save it as UTF-8`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Open(files("01-a.md", "# A", "course.yaml", test.yaml), "folder")
			var open *OpenError
			if !errors.As(err, &open) || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
}

// Settings are made to be slow or large no more than lessons are.
func TestHostileYAML(t *testing.T) {
	bomb := "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("%c: &%[1]c [%s]\n", c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 10), ", "))
	}
	for name, text := range map[string]string{
		"bomb":         bomb + "title: *j\n",
		"bomb in list": bomb + "title: A\nobjectives: *j\n",
		"merge bomb":   bomb + "title: A\ncredit: {<<: *j}\n",
		"deep flow":    "title: " + strings.Repeat("[", 100_000),
		"deep block":   strings.Repeat("- ", 100_000),
		"many keys":    strings.Repeat("a: b\n", 20_000),
		"long scalar":  "title: " + strings.Repeat("a ", 120_000),
		"many anchors": strings.Repeat("- &a b\n", 20_000),
		"big":          "title: " + strings.Repeat("a", 300_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			c, err := Open(files("01-a.md", "# A", "course.yaml", text), "folder")
			if d := time.Since(start); d > time.Second {
				t.Errorf("%d bytes take %v", len(text), d)
			}
			if err == nil && len(c.findings) == 0 && name != "long scalar" {
				t.Error("nothing was found")
			}
		})
	}
}

func TestYAMLIsClean(t *testing.T) {
	c, err := Open(files("01-a.md", "# A", "course.yaml", `
title: "a\e[2Jb\u202ec"
version: "\x9b1m"
summary: "two\nlines\r\a"
audience: ["x\ny\0"]
notice: "\u2028"
worksheet: {title: "\L"}
instructor: {name: "\P"}
credit: {statement: "\u2066", provider: "\u2067"}
"\e]52;c;x\a": key
`), "folder")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append(c.Audience, c.Title, c.Version, c.Summary, c.Notice, c.Worksheet, c.Instructor.Name, c.Credit.Statement, c.Credit.Provider, opening(c)) {
		if d := dangerous(s); d != "" || s == "" {
			t.Errorf("%q holds %s", s, d)
		}
	}
	if c.Title != "a[U+001B][2Jb[U+202E]c" || strings.Contains(c.Audience[0], "\n") {
		t.Errorf("title %q, audience %q", c.Title, c.Audience)
	}
}

func TestLessonOrder(t *testing.T) {
	for _, test := range []struct {
		name, want, found string
		fsys              fstest.MapFS
	}{
		{"by name", "1-a.md=a 2-b.md=b 10-c.md=c", "", files("10-c.md", "", "2-b.md", "", "1-a.md", "")},
		{"listed", "2-b.md=b sub/x.md=x 1-a.md=a", "", files("course.yaml", "title: T\nlessons: [2-b.md, sub/x.md, 1-a.md]", "1-a.md", "", "2-b.md", "", "sub/x.md", "")},
		{"projects' files stay out", "a.md=a b.markdown=b", "", files("course.yaml", "title: T", "README.md", "", "LICENSE.md", "", "b.markdown", "", "a.md", "", "_draft.md", "", ".x.md", "", "note.txt", "")},
		{"but for a first page", "README.md=README a.md=a", "", files("README.md", "", "LICENSE.md", "", "a.md", "", "_draft.md", "", ".x.md", "")},
		{"two endings", "a.markdown=a.markdown a.md=a.md", "a.markdown: another lesson is called \"a\" too, but for its number; rename one of the files; what learners did is kept by this name\n" +
			"a.md: another lesson is called \"a\" too, but for its number; rename one of the files; what learners did is kept by this name", files("course.yaml", "title: T", "a.md", "", "a.markdown", "")},
		{"unless there is nothing else", "README.md=README", "", files("README.md", "")},
		{"folders are none", "a.md=a", "", files("a.md", "", "b.md/c", "")},
		{"same identity", "1-a.md=1-a 2-a.md=2-a", "1-a.md: another lesson is called \"a\" too, but for its number; rename one of the files; what learners did is kept by this name\n" +
			"2-a.md: another lesson is called \"a\" too, but for its number; rename one of the files; what learners did is kept by this name", files("1-a.md", "", "2-a.md", "")},
		{"same name in two folders", "x/1-a.md=x/1-a y/1-a.md=y/1-a", "x/1-a.md: another lesson is called \"a\" too, but for its number; rename one of the files; what learners did is kept by this name\n" +
			"y/1-a.md: another lesson is called \"a\" too, but for its number; rename one of the files; what learners did is kept by this name",
			files("course.yaml", "title: T\nlessons: [x/1-a.md, y/1-a.md]", "x/1-a.md", "", "y/1-a.md", "")},
		{"not listed", "1-a.md=a", "2-b.md: is not among the lessons that course.yaml lists; list it, or take it out of the folder",
			files("course.yaml", "title: T\nlessons: [1-a.md]", "1-a.md", "", "2-b.md", "", "notes.md", "")},
		{"hostile names", "a.md=a", "[U+001B]c.md: the file's name holds a control character; the lesson is left out; rename the file\n" +
			"b:c.md: the file's name holds a backslash or a colon; the lesson is left out; rename the file\n" +
			"nul.md: the file's name is the name of a device on Windows; the lesson is left out; rename the file",
			files("a.md", "", "b:c.md", "", "nul.md", "", "\x1bc.md", "")},
		{"wrong settings file", "a.md=a", "Course.yaml: is not read; rename it to course.yaml", files("a.md", "", "Course.yaml", "")},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := Open(test.fsys, "x")
			if err != nil {
				t.Fatal(err)
			}
			if got := lessonNames(c); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := opening(c); got != test.found {
				t.Errorf("found %s\nwant  %s", got, test.found)
			}
		})
	}
}

func TestNoLessons(t *testing.T) {
	for _, fsys := range []fstest.MapFS{{}, files("x.txt", ""), files("course.yaml", "title: T\nlessons: []\n", "a.md", "")} {
		_, err := Open(fsys, "empty")
		var open *OpenError
		if !errors.As(err, &open) || !strings.HasPrefix(err.Error(), `no lessons were found in "empty"; put a Markdown file`) {
			t.Errorf("%v", err)
		}
	}
}

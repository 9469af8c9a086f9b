package course

import (
	"fmt"
	"io/fs"
	"net/mail"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// The course's own settings file.
const settingsFile = "course.yaml"

func hasSettings(fsys fs.FS) bool { return there(fsys, settingsFile) }

// readOwn reads the layout of FORMAT.md: course.yaml, and the Markdown files.
// Where it lists no lessons, and another program's settings lie beside it,
// the lessons are as those say.
func readOwn(c *Course) ([]string, error) {
	entries, err := fs.ReadDir(c.fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("cannot read the course's folder: %w", readError(err))
	}
	text, err := readText(c.fsys, settingsFile, maxYAML)
	if err != nil {
		return nil, &OpenError{[]Finding{{Severity: Error, File: settingsFile, Text: err.Error()}}}
	}
	beside := besideLayout(c.fsys)
	listed, err := c.readSettings(text, beside == nil)
	if err != nil {
		return nil, err
	}
	if !c.layout.own {
		beside = c.layout
	}
	if listed == nil && beside != nil {
		c.layout = beside
		return beside.read(c)
	}
	if listed == nil {
		return c.lessonsByName(entries), nil
	}
	files := c.lessonsListed(listed)
	c.unlisted(entries, files)
	return files, nil
}

// readSettings reads course.yaml. It returns the entries of `lessons:`, nil if
// it has none. titled says that a title is wanted.
func (c *Course) readSettings(text []byte, titled bool) ([]*yaml.Node, error) {
	s := &settings{file: settingsFile}
	root, ok := s.parse(text)
	if !ok {
		return nil, &OpenError{s.findings}
	}
	var lessons []*yaml.Node
	s.fields(root, "", map[string]func(*yaml.Node){
		"id":         s.courseID(c),
		"title":      s.line("title", &c.Title),
		"version":    s.line("version", &c.Version),
		"language":   s.language(&c.Language),
		"summary":    s.text("summary", &c.Summary),
		"audience":   s.texts("audience", &c.Audience),
		"objectives": s.texts("objectives", &c.Objectives),
		"credit":     func(n *yaml.Node) { s.credit(n, &c.Credit) },
		"instructor": func(n *yaml.Node) { s.instructor(n, &c.Instructor) },
		"worksheet":  func(n *yaml.Node) { s.worksheet(n, &c.Worksheet) },
		"notice":     s.text("notice", &c.Notice),
		"lessons":    func(n *yaml.Node) { lessons = s.items(n, "lessons") },
		"layout":     s.layout(c),
	})
	if titled && c.Title == "" && !slices.ContainsFunc(s.findings, func(f Finding) bool { return strings.HasPrefix(f.Text, "title is") }) {
		s.add(Error, At{1, 1}, "the course has no title", `write title: "…"`)
	}
	c.findings = append(c.findings, s.findings...)
	return lessons, nil
}

func (s *settings) courseID(c *Course) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := s.scalar(n, "id")
		switch {
		case !ok || v == "":
		case !validCourseID(v):
			s.add(Error, s.at(n), fmt.Sprintf("id %s cannot name a file everywhere", quote(v)),
				fmt.Sprintf("use small letters, digits and hyphens, at most %d: %q", maxCourseID, deriveCourseID(v)))
		default:
			c.ID, c.IDWritten = v, true
		}
	}
}

// layout takes the word that makes a folder with a course.yaml be read as one
// without: a plain folder, whose files were written for another program.
func (s *settings) layout(c *Course) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := s.scalar(n, "layout")
		switch {
		case !ok || v == "":
		case v == "plain":
			c.layout = plainLayout
		default:
			s.add(Error, s.at(n), "there is no layout "+quote(v), "write plain, for a folder that another program's files lie in, or leave it out")
		}
	}
}

func (s *settings) language(to *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := s.scalar(n, "language")
		if !ok || v == "" {
			return
		}
		for part := range strings.SplitSeq(v, "-") {
			if len(part) > 8 || !validID(part) {
				s.add(Error, s.at(n), fmt.Sprintf("language %s is no language tag", quote(v)), `write a tag such as "en" or "pt-BR"`)
				return
			}
		}
		*to = v
	}
}

func (s *settings) credit(n *yaml.Node, to *Credit) {
	s.fields(n, "credit", map[string]func(*yaml.Node){
		"hours":           s.number("hours", 1000, &to.Hours),
		"words_per_hour":  s.whole("words_per_hour", 60, 100_000, &to.WordsPerHour),
		"provider":        s.line("provider", &to.Provider),
		"provider_number": s.line("provider_number", &to.ProviderNumber),
		"statement":       s.text("statement", &to.Statement),
	})
}

func (s *settings) instructor(n *yaml.Node, to *Instructor) {
	s.fields(n, "instructor", map[string]func(*yaml.Node){
		"name": s.line("name", &to.Name),
		"email": func(n *yaml.Node) {
			v, ok := s.scalar(n, "email")
			if !ok || v == "" {
				return
			}
			a, err := mail.ParseAddress(v)
			if err != nil || a.Address != v || Visible(v) != v {
				s.add(Error, s.at(n), fmt.Sprintf("email %s is no address", quote(v)), "write it as name@example.org")
				return
			}
			to.Email = v
		},
		"conversation": s.whole("conversation", 0, 600, &to.Conversation),
	})
}

func (s *settings) worksheet(n *yaml.Node, to *string) {
	var title string
	s.fields(n, "worksheet", map[string]func(*yaml.Node){"title": s.line("title", &title)})
	if title != "" {
		*to = title
	}
}

// lessonsByName returns the Markdown files of the folder in natural order.
// Files that projects keep beside their texts are lessons only if there are no
// others.
func (c *Course) lessonsByName(entries []fs.DirEntry) []string {
	var files, aside []string
	for _, e := range entries {
		name := e.Name()
		if !isMarkdown(name) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
			continue
		}
		if why := portable(name); why != "" {
			c.find(Finding{Severity: Error, File: VisibleLine(name), Text: "the file's name " + why + "; the lesson is left out",
				Remedy: "rename the file"})
			continue
		}
		if e.IsDir() {
			continue
		}
		if projectFile(name) {
			aside = append(aside, name)
			continue
		}
		files = append(files, name)
	}
	if len(files) == 0 {
		files = aside
	}
	slices.SortFunc(files, natural)
	return files
}

func projectFile(name string) bool {
	switch strings.ToLower(stem(name)) {
	case "readme", "license", "licence", "contributing", "code_of_conduct", "changelog", "security":
		return true
	}
	return false
}

// lessonsListed returns the files that `lessons:` names and that exist.
func (c *Course) lessonsListed(nodes []*yaml.Node) []string {
	s := &settings{file: settingsFile}
	list := &lessonList{c: c, s: s, is: isMarkdown, files: []string{}}
	for _, n := range nodes {
		if slices.Contains(list.files, path.Clean(n.Value)) {
			s.add(Error, s.at(n), fmt.Sprintf("lesson %s is listed twice", quote(n.Value)), "leave one of them out")
			continue
		}
		list.add(s.at(n), n.Value, "")
	}
	c.findings = append(c.findings, s.findings...)
	return list.files
}

// unlisted finds lessons that lie in the folder but not in `lessons:`.
func (c *Course) unlisted(entries []fs.DirEntry, listed []string) {
	for _, e := range entries {
		name := e.Name()
		if !e.IsDir() && isMarkdown(name) && digits(name) > 0 && portable(name) == "" && !slices.Contains(listed, name) {
			c.find(Finding{Severity: Warning, File: name, Text: "is not among the lessons that course.yaml lists",
				Remedy: "list it, or take it out of the folder"})
		}
	}
}

// nearFile is a remedy for the name of a file that does not exist.
func (c *Course) nearFile(name string) string {
	entries, _ := fs.ReadDir(c.fsys, path.Dir(name))
	var names []string
	for _, e := range entries {
		if e.Name() != path.Base(name) && strings.EqualFold(e.Name(), path.Base(name)) {
			return fmt.Sprintf("did you mean %q? capitals count", VisibleLine(path.Join(path.Dir(name), e.Name())))
		}
		names = append(names, e.Name())
	}
	if n := likely(path.Base(name), names); n != "" {
		return fmt.Sprintf("did you mean %q?", VisibleLine(path.Join(path.Dir(name), n)))
	}
	return "put the file there, or mend the name"
}

package course

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A lesson of The Carpentries: of their Workbench, config.yaml and the folder
// episodes; of what came before it, _config.yml and the folder _episodes.
const (
	workbenchFile, workbenchFolder = "config.yaml", "episodes"
	jekyllFile, jekyllFolder       = "_config.yml", "_episodes"
)

func isWorkbench(fsys fs.FS) bool {
	return isFile(fsys, workbenchFile) && isFolder(fsys, workbenchFolder) || isFile(fsys, jekyllFile) && isFolder(fsys, jekyllFolder)
}

// readWorkbench takes the title and the order of the episodes from the
// settings, and else their names. The folders for learners and instructors
// hold pages that episodes link to, no lessons.
func readWorkbench(c *Course) ([]string, error) {
	file := workbenchFile
	c.base = workbenchFolder
	if !isFile(c.fsys, file) || !isFolder(c.fsys, c.base) {
		file, c.base = jekyllFile, jekyllFolder
	}
	c.own = append(c.own, file)
	text, err := readText(c.fsys, file, maxYAML)
	if err != nil {
		return nil, &OpenError{[]Finding{{Severity: Error, File: file, Text: err.Error()}}}
	}
	s := &settings{file: file}
	root, ok := s.parse(text)
	if !ok {
		return nil, &OpenError{s.findings}
	}
	var title, language string
	var episodes []*yaml.Node
	s.some(root, map[string]func(*yaml.Node){
		"title":    s.line("title", &title),
		"lang":     s.language(&language),
		"episodes": func(n *yaml.Node) { episodes = s.items(n, "episodes") },
	})
	c.say(title, language, "")
	files := &lessonList{c: c, s: s, is: isEpisode}
	for _, n := range episodes {
		files.add(s.at(n), n.Value, c.base)
	}
	c.findings = append(c.findings, s.findings...)
	if len(files.files) > 0 {
		return files.files, nil
	}
	return c.episodesByName()
}

// say takes what another program's settings say of the course, where
// course.yaml does not.
func (c *Course) say(title, language, summary string) {
	if c.Title == "" {
		c.Title = title
	}
	if c.Summary == "" {
		c.Summary = summary
	}
	if language != "" && c.Language == "en" {
		c.Language = language
	}
}

func (c *Course) episodesByName() ([]string, error) {
	entries, err := fs.ReadDir(c.fsys, c.base)
	if err != nil {
		return nil, fmt.Errorf("cannot read the folder %s: %w", c.base, readError(err))
	}
	var files []string
	for _, e := range entries {
		if name := e.Name(); isEpisode(name) && !e.IsDir() && !strings.HasPrefix(name, ".") && portable(name) == "" {
			files = append(files, path.Join(c.base, name))
		}
	}
	slices.SortFunc(files, natural)
	return files, nil
}

// isEpisode reports whether a file is an episode by its name. R Markdown is
// Markdown whose code was meant to be run.
func isEpisode(name string) bool {
	return isMarkdown(name) || strings.EqualFold(path.Ext(name), ".rmd")
}

// some is fields for another program's settings: what is not known is left
// alone, and what is known is not read through anchors.
func (s *settings) some(n *yaml.Node, keys map[string]func(*yaml.Node)) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		if set := keys[key]; set != nil && !seen[key] && value.Kind != yaml.AliasNode {
			seen[key] = true
			set(value)
		}
	}
}

// A lessonList is a list of lessons' files that somebody wrote.
type lessonList struct {
	c     *Course
	s     *settings // takes the findings
	is    func(name string) bool
	files []string
}

// add adds the file, whose name counts from the folder base, and returns its
// path; "" if it cannot be a lesson. One that is there already is not added again.
func (f *lessonList) add(at At, written, base string) string {
	name := path.Join(base, written)
	_, err := fs.Stat(f.c.fsys, name)
	switch why := portable(written); {
	case why != "":
		f.s.add(Error, at, fmt.Sprintf("lesson %s %s", quote(written), why), "rename the file")
	case !fs.ValidPath(name) || name == "." || strings.HasPrefix(written, "/"):
		f.s.add(Error, at, fmt.Sprintf("lesson %s is not in the course's folder", quote(written)), "name a file inside of it")
	case !f.is(name):
		f.s.add(Error, at, fmt.Sprintf("lesson %s is no Markdown file", quote(written)), "give it a name that ends in .md")
	case slices.Contains(f.files, name):
		return name
	case err != nil:
		f.s.add(Error, at, fmt.Sprintf("lesson %s: %v", quote(written), readError(err)), f.c.nearFile(name))
	default:
		f.files = append(f.files, name)
		return name
	}
	return ""
}

package course

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
)

// Links of a course that was made for another program: that program moves
// pages about, gives them other names, and leaves endings out. A link is
// looked for at every place that it can mean; only a page or a picture that is
// missing for sure is an error.

// resolveSite is resolvePath for such a course.
func (l *lessonReader) resolveSite(link *Link, dest string) {
	rest, fragment, _ := strings.Cut(dest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	name, fragment := unescapePath(rest), unescapePath(fragment)
	if why := portable(name); why != "" {
		l.lost(link, Warning, fmt.Sprintf("the path %s %s", quote(dest), why), "use plain names, and / between folder and file")
		return
	}
	for _, full := range l.sitePlaces(name) {
		if !fs.ValidPath(full) {
			continue
		}
		if i, ok := l.lesson.course.byFile[full]; ok {
			l.toLesson(link, i, fragment, dest)
			return
		}
		if l.isFile(full) {
			link.Target, link.URL = File, full
			return
		}
	}
	full := path.Join(path.Dir(l.lesson.File), name)
	ending := strings.ToLower(path.Ext(name))
	switch {
	case !fs.ValidPath(full):
		l.lost(link, Warning, fmt.Sprintf("%s leads out of the course's folder", quote(dest)), "put the file into the folder, and link to it there")
	case there(l.lesson.course.fsys, full):
		l.toFile(link, full, dest)
	case name != "" && name[0] == '/' || ending == "" || ending == ".html" || ending == ".htm" || strings.ContainsAny(dest, "{}"):
		l.lost(link, Warning, fmt.Sprintf("%s is no page of the course", quote(dest)), "mend the link, if it leads nowhere on the site either")
	case !link.Image && !isEpisode(name):
		l.lost(link, Warning, fmt.Sprintf("%s does not exist", quote(dest)), "put the file there, unless the site makes it")
	default:
		l.toFile(link, full, dest)
	}
}

// sitePlaces are the files that a path can mean, the likeliest first.
func (l *lessonReader) sitePlaces(name string) []string {
	c := l.lesson.course
	dir := path.Dir(l.lesson.File)
	var bases []string
	if rest, rooted := strings.CutPrefix(name, "/"); rooted {
		name = rest
		bases = []string{"", c.base, "static", "public", "docs", "content"}
	} else {
		// A page a/b.md may be served as a/b/, from where "../c" is a/c.
		bases = []string{dir, path.Join(dir, stem(l.lesson.File)), ""}
	}
	var places []string
	for _, base := range bases {
		places = append(places, pagesAt(path.Join(base, name))...)
	}
	switch c.layout {
	case workbenchLayout: // whose site has all pages in one folder
		for _, base := range []string{c.base, "learners", "instructors", "profiles", "", "_extras"} {
			places = append(places, pagesAt(path.Join(base, pageName(name)))...)
		}
	}
	return places
}

// pageName is a path's last name; what is a folder in an address is a page.
func pageName(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/")
	if name = path.Base(name); name == "." || name == ".." {
		return "index"
	}
	return name
}

// pagesAt are the files from which a program makes the page full.
func pagesAt(full string) []string {
	if full == "." || full == "" {
		return []string{"index.md", "README.md", "_index.md"}
	}
	places := []string{full}
	page := full
	switch ending := path.Ext(full); strings.ToLower(ending) {
	case ".html", ".htm", ".md", ".rmd":
		page = strings.TrimSuffix(full, ending)
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".pdf", ".mp3", ".mp4", ".css", ".js", ".zip":
		return places
	}
	for _, ending := range []string{".md", ".markdown", ".Rmd"} {
		places = append(places, page+ending)
	}
	if path.Base(page) == "index" {
		places = append(places, path.Join(path.Dir(page), "README.md"), path.Join(path.Dir(page), "_index.md"), path.Dir(page)+".md")
	}
	return append(places, page+"/index.md", page+"/README.md", page+"/_index.md")
}

func (l *lessonReader) isFile(full string) bool {
	if l.files == nil {
		l.files = map[string]fileState{}
	}
	state, known := l.files[full]
	if !known {
		if !isFile(l.lesson.course.fsys, full) {
			return false
		}
		l.files[full] = state
	}
	return state.why == ""
}

// looseAnchor finds the heading of a lesson that an anchor means: programs
// make them of a heading's words in different ways.
func (l *lessonReader) looseAnchor(lesson int, name string) string {
	want := looseWords(name)
	if want == "" || l.ix == nil {
		return ""
	}
	for _, h := range l.ix.Lessons[lesson].Headings {
		if looseWords(h.Anchor) == want || looseWords(h.Text) == want {
			return h.Anchor
		}
	}
	return ""
}

// looseWords are the letters and digits of an anchor.
func looseWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

package course

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
)

// resolve finds out where a link leads, once ids and anchors are known. What
// is broken becomes a finding. Without an index, what may lead to another
// lesson's item leads nowhere yet, and is not found.
func (l *lessonReader) resolve(link *Link) {
	dest := strings.TrimSpace(link.dest)
	switch s := scheme(dest); {
	case dest == "":
		l.broken(link, "the link leads nowhere", "write where it leads between the round brackets")
	case dest[0] == '#':
		l.resolveHere(link, dest[1:])
	case len(s) == 1:
		l.broken(link, fmt.Sprintf("%s is a path on one computer", quote(dest)), "put the file into the course's folder, and link to it from there")
	case s != "":
		l.resolveWeb(link, dest)
	case strings.HasPrefix(dest, "//"):
		l.broken(link, fmt.Sprintf("address %s does not begin with https:", quote(dest)), "write https: in front of it")
	default:
		l.resolvePath(link, dest)
	}
}

func (l *lessonReader) broken(link *Link, text, remedy string) {
	link.Target = Nowhere
	l.findAt(Error, link.At, text, remedy)
}

func (l *lessonReader) resolveWeb(link *Link, dest string) {
	address, err := webAddress(dest)
	switch {
	case err != nil:
		l.broken(link, err.Error(), "link to a page with https://, or to a file in the course's folder")
	case link.Image:
		l.broken(link, "a picture is to be fetched from "+quote(dest), "put the picture into the course's folder; a course works offline")
		link.Target, link.URL = Web, address
	default:
		link.Target, link.URL = Web, address
	}
}

// resolveHere resolves what stands after "#" alone: a screen, a heading of
// this lesson, or an activity of any.
func (l *lessonReader) resolveHere(link *Link, name string) {
	name = unescapePath(name)
	if slices.Contains(screens, name) {
		link.Target, link.Anchor = ToScreen, name
		return
	}
	if l.toPlace(link, l.lesson.index, name) {
		return
	}
	if l.ix == nil {
		return
	}
	if a := l.ix.Activity(name); a != nil {
		link.Target, link.Lesson, link.Anchor = ToItem, a.Lesson, name
		return
	}
	for i, lesson := range l.ix.Lessons {
		for _, h := range lesson.Headings {
			if h.Anchor == name && h.written {
				link.Target, link.Lesson, link.Anchor = ToLesson, i, name
				return
			}
		}
	}
	var known []string
	for _, h := range l.headings {
		known = append(known, h.heading.Anchor)
	}
	for _, a := range l.ix.Activities() {
		known = append(known, a.ID)
	}
	l.broken(link, fmt.Sprintf("nothing is called %s", quote("#"+name)), didYouMean("#", likely(name, append(known, screens...)), "name a heading of this lesson, or the id of an activity"))
}

func didYouMean(before, word, otherwise string) string {
	if word == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q?", before+word)
}

// toPlace resolves an anchor or an id in one lesson.
func (l *lessonReader) toPlace(link *Link, lesson int, name string) bool {
	item, heading := l.placesOf(lesson, name)
	switch {
	case item:
		link.Target, link.Lesson, link.Anchor = ToItem, lesson, name
	case heading:
		link.Target, link.Lesson, link.Anchor = ToLesson, lesson, name
	default:
		return false
	}
	return true
}

// placesOf reports whether a lesson has an activity, or a heading, of a name.
func (l *lessonReader) placesOf(lesson int, name string) (item, heading bool) {
	if lesson == l.lesson.index {
		for _, d := range l.drafts {
			item = item || d.activity.ID == name
		}
		for _, h := range l.headings {
			heading = heading || h.heading.Anchor == name
		}
		return item, heading
	}
	if l.ix == nil {
		return false, false
	}
	a := l.ix.Activity(name)
	for _, h := range l.ix.Lessons[lesson].Headings {
		heading = heading || h.Anchor == name
	}
	return a != nil && a.Lesson == lesson, heading
}

// resolvePath resolves a path: a lesson, or another file of the course.
func (l *lessonReader) resolvePath(link *Link, dest string) {
	rest, fragment, _ := strings.Cut(dest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	name := unescapePath(rest)
	fragment = unescapePath(fragment)
	full := path.Join(path.Dir(l.lesson.File), name)
	if strings.HasPrefix(name, "/") || !fs.ValidPath(full) {
		l.broken(link, fmt.Sprintf("%s leads out of the course's folder", quote(dest)), "put the file into the folder, and link to it there")
		return
	}
	if why := portable(name); why != "" {
		l.broken(link, fmt.Sprintf("the path %s %s", quote(dest), why), "use plain names, and / between folder and file")
		return
	}
	for i, other := range l.lesson.course.Lessons {
		if other.File == full {
			l.toLesson(link, i, fragment, dest)
			return
		}
	}
	l.toFile(link, full, dest)
}

func (l *lessonReader) toLesson(link *Link, lesson int, fragment, dest string) {
	link.Target, link.Lesson = ToLesson, lesson
	if fragment == "" || l.toPlace(link, lesson, fragment) {
		return
	}
	if l.ix == nil {
		link.Anchor = fragment // not known yet
		return
	}
	var known []string
	for _, h := range l.ix.Lessons[lesson].Headings {
		known = append(known, h.Anchor)
	}
	l.findAt(Error, link.At, fmt.Sprintf("the lesson has no heading that %s could lead to", quote(dest)),
		didYouMean("#", likely(fragment, known), "name one of its headings, or leave out what follows the #"))
}

func (l *lessonReader) toFile(link *Link, full, dest string) {
	fsys := l.lesson.course.fsys
	info, err := fs.Stat(fsys, full)
	switch {
	case err != nil && strings.HasPrefix(dest, "www."):
		l.broken(link, fmt.Sprintf("%s is no file of the course", quote(dest)), "for a page of the web, write https:// in front of it")
	case err != nil:
		l.broken(link, fmt.Sprintf("%s: %v", quote(dest), readError(err)), l.lesson.course.nearFile(full))
	case info.IsDir():
		l.broken(link, fmt.Sprintf("%s is a folder", quote(dest)), "link to a file in it")
	case !info.Mode().IsRegular():
		l.broken(link, fmt.Sprintf("%s is %v", quote(dest), errNotRegular), "put a copy of the file into the folder")
	default:
		link.Target, link.URL = File, full
	}
}

// unescapePath decodes %20 and the like, where it can be decoded.
func unescapePath(s string) string {
	if t, err := url.PathUnescape(s); err == nil {
		return t
	}
	return s
}

// nameOf is what a link without text reads.
func (l *lessonReader) nameOf(dest string, image bool) string {
	if image {
		name := unescapePath(path.Base(strings.TrimRight(dest, "/")))
		if name == "." || name == "/" {
			name = ""
		}
		return strings.TrimSpace("picture " + VisibleLine(name))
	}
	if name, ok := strings.CutPrefix(dest, "#"); ok {
		return l.nameOfPlace(name)
	}
	if s := scheme(dest); s == "mailto" {
		return VisibleLine(strings.TrimPrefix(dest, "mailto:"))
	} else if s == "" && l.ix != nil {
		file, _, _ := strings.Cut(dest, "#")
		for i := range l.ix.Lessons {
			if l.ix.Lessons[i].File == path.Join(path.Dir(l.lesson.File), unescapePath(file)) {
				l.named = true
				return l.ix.Lessons[i].Title
			}
		}
	}
	if VisibleLine(dest) == "" {
		return "link"
	}
	l.named = l.named || scheme(dest) == ""
	return VisibleLine(dest)
}

func (l *lessonReader) nameOfPlace(name string) string {
	switch name {
	case "worksheet", "journal":
		return "the " + name
	case "hand-in":
		return "hand in"
	}
	l.named = true
	if l.ix == nil {
		return "the item"
	}
	if a := l.ix.Activity(name); a != nil {
		if a.Number > 0 {
			return fmt.Sprintf("item %d", a.Number)
		}
		return firstLine(a.Name())
	}
	for _, lesson := range l.ix.Lessons {
		for _, h := range lesson.Headings {
			if h.Anchor == name && h.Text != "" {
				return h.Text
			}
		}
	}
	return "the item"
}

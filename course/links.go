package course

import (
	"errors"
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
		l.lost(link, l.strict(), fmt.Sprintf("address %s does not begin with https:", quote(dest)), "write https: in front of it")
	case l.lesson.course.borrowed():
		l.resolveSite(link, dest)
	default:
		l.resolvePath(link, dest)
	}
}

func (l *lessonReader) broken(link *Link, text, remedy string) { l.lost(link, Error, text, remedy) }

func (l *lessonReader) lost(link *Link, sev Severity, text, remedy string) {
	link.Target = Nowhere
	l.findAt(sev, link.At, text, remedy)
}

// strict is Error in a course of our own. In one that was made for another
// program, what that program may know is a Warning.
func (l *lessonReader) strict() Severity {
	if l.lesson.course.borrowed() {
		return Warning
	}
	return Error
}

func (l *lessonReader) resolveWeb(link *Link, dest string) {
	address, err := webAddress(dest)
	switch {
	case err != nil:
		l.lost(link, l.strict(), err.Error(), "link to a page with https://, or to a file in the course's folder")
	case link.Image && l.lesson.course.borrowed():
		link.Target, link.URL = Web, address
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
	for _, part := range l.lesson.sameFile() {
		if l.toPlace(link, part.index, name) {
			return
		}
	}
	if a := l.ix.Activity(name); a != nil {
		link.Target, link.Lesson, link.Anchor = ToItem, a.Lesson, name
		return
	}
	if i, ok := l.ix.written[name]; ok {
		link.Target, link.Lesson, link.Anchor = ToLesson, i, name
		return
	}
	if l.lesson.course.borrowed() {
		if name = l.looseAnchor(l.lesson.index, name); name != "" || link.dest == "#" {
			link.Target, link.Lesson, link.Anchor = ToLesson, l.lesson.index, name
			_ = l.toPlace(link, l.lesson.index, name)
			return
		}
		name = unescapePath(strings.TrimPrefix(strings.TrimSpace(link.dest), "#"))
	}
	l.lost(link, l.strict(), fmt.Sprintf("nothing is called %s", quote("#"+name)),
		l.didYouMean("#", name, l.knownPlaces, "name a heading of this lesson, or the id of an activity"))
}

// knownPlaces are the names that "#name" may use in this lesson.
func (l *lessonReader) knownPlaces() []string {
	known := slices.Clone(screens)
	for _, h := range l.headings {
		known = append(known, h.heading.Anchor)
	}
	for _, a := range l.ix.Activities() {
		known = append(known, a.ID)
	}
	return known
}

// maxGuesses is how many misspellings of a lesson are compared with what there
// is: that takes a while.
const maxGuesses = 20

// didYouMean is the remedy for a name that is not among those that known returns.
func (l *lessonReader) didYouMean(before, name string, known func() []string, otherwise string) string {
	if l.guesses++; l.guesses > maxGuesses {
		return otherwise
	}
	if word := likely(name, known()); word != "" {
		return fmt.Sprintf("did you mean %q?", before+word)
	}
	return otherwise
}

// toPlace resolves an anchor or an id in one lesson.
func (l *lessonReader) toPlace(link *Link, lesson int, name string) bool {
	item, heading := l.placesOf(lesson, name)
	switch {
	case item != "":
		link.Target, link.Lesson, link.Anchor = ToItem, lesson, item
	case heading:
		link.Target, link.Lesson, link.Anchor = ToLesson, lesson, name
	default:
		return false
	}
	return true
}

// placesOf returns the id of the activity that a name means in a lesson, or "",
// and reports whether a heading has the name.
func (l *lessonReader) placesOf(lesson int, name string) (item string, heading bool) {
	if lesson == l.lesson.index {
		p := l.places()[name]
		return p.item, p.heading
	}
	if l.ix == nil {
		return "", false
	}
	if a := l.ix.Activity(name); a != nil && a.Lesson == lesson {
		return name, false
	}
	if h := l.ix.headings[headingAt{lesson, name}]; h != nil {
		return h.Item, true
	}
	return "", false
}

// A place is what an anchor names in a lesson.
type place struct {
	item    string // the activity's id
	heading bool
}

func (l *lessonReader) places() map[string]place {
	if l.byAnchor == nil {
		l.byAnchor = map[string]place{}
		for _, h := range l.headings {
			l.byAnchor[h.heading.Anchor] = place{item: h.item(), heading: true}
		}
		for _, d := range l.drafts {
			l.byAnchor[d.activity.ID] = place{item: d.activity.ID}
		}
	}
	return l.byAnchor
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
	if i, ok := l.lesson.course.byFile[full]; ok {
		l.toLesson(link, i, fragment, dest)
		return
	}
	l.toFile(link, full, dest)
}

func (l *lessonReader) toLesson(link *Link, lesson int, fragment, dest string) {
	link.Target, link.Lesson = ToLesson, lesson
	if fragment == "" {
		return
	}
	for _, part := range l.lesson.course.Lessons[lesson].sameFile() {
		if l.toPlace(link, part.index, fragment) {
			return
		}
	}
	if l.ix == nil {
		link.Anchor = fragment // not known yet
		return
	}
	if l.lesson.course.borrowed() {
		if anchor := l.looseAnchor(lesson, fragment); anchor != "" && l.toPlace(link, lesson, anchor) {
			return
		}
	}
	known := func() (anchors []string) {
		for _, h := range l.ix.Lessons[lesson].Headings {
			anchors = append(anchors, h.Anchor)
		}
		return anchors
	}
	l.findAt(l.strict(), link.At, fmt.Sprintf("the lesson has no heading that %s could lead to", quote(dest)),
		l.didYouMean("#", fragment, known, "name one of its headings, or leave out what follows the #"))
}

// A fileState says why a path of the course is no ordinary file, and what to
// do about it. The zero value is of one that is.
type fileState struct{ why, remedy string }

func (l *lessonReader) toFile(link *Link, full, dest string) {
	if l.files == nil {
		l.files = map[string]fileState{}
	}
	state, known := l.files[full]
	if !known {
		state = l.lesson.course.fileState(full)
		l.files[full] = state
	}
	switch {
	case state.why == "":
		link.Target, link.URL = File, full
	case strings.HasPrefix(dest, "www."):
		l.broken(link, fmt.Sprintf("%s is no file of the course", quote(dest)), "for a page of the web, write https:// in front of it")
	default:
		l.broken(link, fmt.Sprintf("%s %s", quote(dest), state.why), state.remedy)
	}
}

func (c *Course) fileState(full string) fileState {
	const inside = "link to a file in the course's folder"
	info, err := fs.Stat(c.fsys, full)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileState{"does not exist", c.nearFile(full)}
	case err != nil:
		return fileState{readError(err).Error(), inside}
	case info.IsDir():
		return fileState{"is a folder", inside}
	case !info.Mode().IsRegular():
		return fileState{"is " + errNotRegular.Error(), inside}
	}
	return fileState{}
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
		if i, ok := l.lesson.course.byFile[path.Join(path.Dir(l.lesson.File), unescapePath(file))]; ok {
			l.named = true
			return l.ix.Lessons[i].Title
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
		return strings.TrimRight(clip(firstLine(a.Name())), ".")
	}
	if h := l.ix.headings[headingAt{l.lesson.index, name}]; h != nil && h.Text != "" {
		return h.Text
	}
	return "the item"
}

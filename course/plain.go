package course

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Limits of what a plain folder is searched for.
const (
	maxFolders     = 4 // how deep
	maxEntries     = 20_000
	maxFrontMatter = 64 << 10
	frontStep      = 1 << 10 // how much is read at a time
	fewPages       = 30      // of a folder that are asked for their front matter in any case
)

// readPlain reads a folder of Markdown that says nothing of itself: its files
// and those of its folders, in the order in which people list them.
func readPlain(c *Course) ([]string, error) {
	entries, err := fs.ReadDir(c.fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("cannot read the course's folder: %w", readError(err))
	}
	for _, e := range entries {
		if e.Name() != settingsFile && strings.EqualFold(e.Name(), settingsFile) || e.Name() == "course.yml" {
			c.find(Finding{Severity: Error, File: e.Name(), Text: "is not read", Remedy: "rename it to " + settingsFile})
		}
	}
	f := &plainFolder{c: c, left: maxEntries}
	pages := f.pages(".", entries, 1)
	if len(pages) == 0 {
		pages = f.aside
	}
	c.contents = map[string]listing{}
	for _, file := range pages {
		if folder, _, below := strings.Cut(file, "/"); below {
			c.contents[file] = listing{part: titleOf(identity(folder + ".d")), depth: strings.Count(file, "/") - 1}
		}
	}
	return pages, nil
}

// A plainFolder is a plain folder that is being searched.
type plainFolder struct {
	c     *Course
	left  int      // entries that may still be looked at
	aside []string // projects' files, which are lessons only if there are no others
}

// A page is a lesson, or a folder of lessons, among its neighbours.
type page struct {
	name   string
	weight float64 // from the front matter; 0: none
	files  []string
	folder bool
}

func (f *plainFolder) pages(dir string, entries []fs.DirEntry, depth int) []string {
	entries = entries[:min(len(entries), f.left)]
	f.left -= len(entries)
	fronts := f.fronts(dir, entries)
	var index []page
	rest := make([]page, 0, len(entries))
	for i, e := range entries {
		full := path.Join(dir, e.Name())
		switch {
		case e.IsDir() || e.Type()&fs.ModeSymlink != 0 && isFolder(f.c.fsys, full):
			if p := f.folder(full, depth); len(p.files) > 0 {
				rest = append(rest, p)
			}
		case f.lesson(full):
			p, kept := f.page(full, fronts[i])
			if kept && isIndex(full) {
				index = append(index, p)
			} else if kept {
				rest = append(rest, p)
			}
		}
	}
	slices.SortFunc(index, func(a, b page) int { return natural(a.name, b.name) })
	slices.SortFunc(rest, byPlaceInFolder)
	files := make([]string, 0, len(index)+len(rest))
	for _, p := range append(index, rest...) {
		files = append(files, p.files...)
	}
	return files
}

// folder is a folder in the folder, unless it is another course, or a place
// where programs keep things.
func (f *plainFolder) folder(dir string, depth int) page {
	p := page{name: path.Base(dir), folder: true}
	if depth >= maxFolders || strings.HasPrefix(p.name, ".") || strings.HasPrefix(p.name, "_") || p.name == "node_modules" || portable(p.name) != "" {
		return p
	}
	if sub, err := fs.Sub(f.c.fsys, dir); err != nil || hasSettings(sub) || isWorkbench(sub) || isBook(sub) {
		return p
	}
	entries, err := fs.ReadDir(f.c.fsys, dir)
	if err != nil {
		return p
	}
	p.files = f.pages(dir, entries, depth+1)
	if len(p.files) > 0 && isIndex(p.files[0]) && path.Dir(p.files[0]) == dir {
		p.weight = weightOf(f.front(p.files[0], make([]byte, maxFrontMatter)))
	}
	return p
}

// lesson reports whether a file is a lesson by its name.
func (f *plainFolder) lesson(full string) bool {
	name := path.Base(full)
	if !isMarkdown(name) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") && !isIndex(name) {
		return false
	}
	if why := portable(name); why != "" {
		f.c.find(Finding{Severity: Error, File: VisibleLine(full), Text: "the file's name " + why + "; the lesson is left out",
			Remedy: "rename the file"})
		return false
	}
	if projectFile(name) && !isIndex(name) {
		f.aside = append(f.aside, full)
		return false
	}
	return true
}

// page is a lesson; kept is false if its author says that it is a draft.
func (f *plainFolder) page(full string, fields map[string][]string) (p page, kept bool) {
	if isDraft(fields) {
		f.c.find(Finding{Severity: Note, File: full, Text: "is a draft, and left out", Remedy: "take the mark out of its front matter to show it"})
		return page{}, false
	}
	return page{name: path.Base(full), weight: weightOf(fields), files: []string{full}}, true
}

// fronts is the front matter of those entries that may be lessons. In a long
// folder it is looked for in all of them only if one of the first has any: a
// course of 2,000 pages is to open at once, without reading each.
func (f *plainFolder) fronts(dir string, entries []fs.DirEntry) []map[string][]string {
	pages := make([]int, 0, len(entries))
	for i, e := range entries {
		if isMarkdown(e.Name()) && !e.IsDir() {
			pages = append(pages, i)
		}
	}
	fronts := make([]map[string][]string, len(entries))
	few := pages[:min(len(pages), fewPages)]
	f.readFronts(dir, entries, few, fronts)
	if rest := pages[len(few):]; slices.ContainsFunc(few, func(i int) bool { return fronts[i] != nil }) {
		f.readFronts(dir, entries, rest, fronts)
	} else if len(rest) > 0 {
		if f.c.placeless == nil {
			f.c.placeless = map[string]bool{}
		}
		f.c.placeless[dir] = true
	}
	return fronts
}

// readFronts reads the front matter of some pages, several at a time.
func (f *plainFolder) readFronts(dir string, entries []fs.DirEntry, pages []int, fronts []map[string][]string) {
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 1+len(pages)/50) {
		readers.Go(func() {
			head := make([]byte, maxFrontMatter)
			for n := int(next.Add(1)) - 1; n < len(pages); n = int(next.Add(1)) - 1 {
				i := pages[n]
				fronts[i] = f.front(path.Join(dir, entries[i].Name()), head)
			}
		})
	}
	readers.Wait()
}

// front is the front matter of a file, as far as it can be read and head has
// room for it.
func (f *plainFolder) front(full string, head []byte) map[string][]string {
	file, err := f.c.fsys.Open(full)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }()
	n := 0
	for n < len(head) {
		m, err := file.Read(head[n:min(len(head), n+frontStep)])
		n += m
		if err != nil || n >= 4 && !frontMark(head[:n]) {
			break
		}
	}
	if !frontMark(head[:n]) {
		return nil
	}
	text := head[:n]
	if i := bytes.LastIndexByte(text, '\n'); n == len(head) && i >= 0 {
		text = text[:i]
	}
	if text, err = decodeText(text); err != nil {
		return nil
	}
	front, _, above := cutBorrowed(text)
	if above == 0 {
		return nil
	}
	fields, _ := front.fields()
	return fields
}

// frontMark reports whether a file may begin with front matter, in any encoding.
func frontMark(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\ufeff"))
	return bytes.HasPrefix(head, []byte("---")) || bytes.HasPrefix(head, []byte("+++")) || bytes.IndexByte(head[:min(len(head), 4)], 0) >= 0
}

// isDraft reports whether the page's author says that it is not to be shown.
func isDraft(fields map[string][]string) bool {
	return first(fields["draft"]) == "true" || first(fields["published"]) == "false"
}

// weightOf is the place that a page wants among its neighbours, as the
// programs name it; 0 if it does not say.
func weightOf(fields map[string][]string) float64 {
	if fields == nil {
		return 0
	}
	for _, key := range []string{"weight", "nav_order", "sidebar_position", "order"} {
		if v, err := strconv.ParseFloat(first(fields[key]), 64); err == nil && v == v {
			return v
		}
	}
	return 0
}

// byPlaceInFolder orders neighbours: those that name their place, then those
// with a number in front, then files before folders, by name.
func byPlaceInFolder(a, b page) int {
	rank := func(p page) int {
		switch {
		case p.weight != 0:
			return 0
		case digits(p.name) > 0:
			return 1
		case !p.folder:
			return 2
		}
		return 3
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.weight, b.weight), natural(a.name, b.name))
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

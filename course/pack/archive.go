package pack

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/course"
)

// What an archive may hold. A course of this size is hours of film.
const (
	maxEntries   = 10_000
	maxFile      = 2 << 30 // bytes of one file, unpacked
	maxTotal     = 4 << 30 // bytes of all of them
	maxName      = 240     // bytes of a path
	maxDirectory = 4 << 20 // bytes of the list of entries
	maxRatio     = 200     // how much larger a file is than it is packed
	freeRatio    = 1 << 20 // bytes of a file for which that does not matter
)

// An Archive is a zip from a stranger as a read-only file system. When it is
// made, every entry is checked: a zip is refused that holds a path which leads
// out of it or could not be used on every system, two paths that some systems
// take for one, links, devices, what is encrypted, more than fits, files that
// lie on top of each other, or anything that becomes far larger than it is.
// What is read is counted and compared with its checksum. Files that begin
// with a dot, and what Macs add to every zip, are not seen.
//
// An Archive may be used by several goroutines at once.
type Archive struct {
	nodes map[string]*node
	stamp string
}

// A node is a file or a folder of an archive.
type node struct {
	file    *zip.File // nil: a folder
	entries []fs.DirEntry
}

// A Refusal says which entry of an archive is refused, and why. What it says
// of the entry reads on from its name: "leads out of the folder".
type Refusal struct {
	Entry string
	Why   string
}

// Error names the entry in quotes.
func (r *Refusal) Error() string {
	return fmt.Sprintf("the entry %q in it %s", course.VisibleLine(clip(r.Entry)), r.Why)
}

// errNoZip says that a file is none, or was cut short.
var errNoZip = errors.New("it is no zip file, or it was cut short; get it again")

// NewArchive checks the zip in the first size bytes of r. The error is a
// *Refusal, or says that it is no zip.
func NewArchive(r io.ReaderAt, size int64) (*Archive, error) {
	budget := &budgeted{r: r, left: maxDirectory}
	listed, err := zip.NewReader(budget, size)
	switch {
	case budget.left < 0:
		return nil, fmt.Errorf("it holds more than %d files", maxEntries)
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // names are looked at below
		return nil, errNoZip
	case len(listed.File) > maxEntries:
		return nil, fmt.Errorf("it holds more than %d files", maxEntries)
	}
	budget.opened = true
	c := &checks{size: size, seen: map[string]string{}, folders: map[string]bool{}}
	for _, f := range listed.File {
		if why := c.entry(f); why != "" {
			return nil, &Refusal{f.Name, why}
		}
	}
	return newArchive(listed.File), nil
}

// A budgeted reader gives only so much until the list of entries is read, so
// that a list cannot fill the memory.
type budgeted struct {
	r      io.ReaderAt
	left   int
	opened bool
}

func (b *budgeted) ReadAt(p []byte, at int64) (int, error) {
	if !b.opened {
		if b.left -= len(p); b.left < 0 {
			return 0, errors.New("too many entries")
		}
	}
	return b.r.ReadAt(p, at)
}

// newArchive makes the tree of the files that are seen.
func newArchive(files []*zip.File) *Archive {
	a := &Archive{nodes: map[string]*node{".": {}}}
	sum := sha256.New()
	files = slices.DeleteFunc(slices.Clone(files), func(f *zip.File) bool { return folder(f) || aside(f.Name) })
	slices.SortFunc(files, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	for _, f := range files {
		_, _ = fmt.Fprintf(sum, "%q %d %08x\n", f.Name, f.UncompressedSize64, f.CRC32)
		a.add(f.Name, &node{file: f})
	}
	for _, n := range a.nodes {
		slices.SortFunc(n.entries, func(x, y fs.DirEntry) int { return strings.Compare(x.Name(), y.Name()) })
	}
	a.stamp = hex.EncodeToString(sum.Sum(nil))
	return a
}

// add puts a node into the tree, and its folders.
func (a *Archive) add(name string, n *node) {
	a.nodes[name] = n
	dir := path.Dir(name)
	if a.nodes[dir] == nil {
		a.add(dir, &node{})
	}
	up := a.nodes[dir]
	up.entries = append(up.entries, fs.FileInfoToDirEntry(&info{path.Base(name), n}))
}

// Stamp names what is in the archive: it differs when a file was added,
// removed, renamed or changed, and is the same however they were packed.
func (a *Archive) Stamp() string { return a.stamp }

// within returns what lies in one folder as an archive of its own.
func (a *Archive) within(dir string) *Archive {
	b := &Archive{nodes: map[string]*node{}, stamp: a.stamp}
	for name, n := range a.nodes {
		if name == dir {
			b.nodes["."] = n
		} else if rest, ok := strings.CutPrefix(name, dir+"/"); ok {
			b.nodes[rest] = n
		}
	}
	return b
}

// aside reports whether a file is none of the author's making.
func aside(name string) bool {
	for elem := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(elem, ".") || elem == "__MACOSX" {
			return true
		}
	}
	return false
}

// checks looks at the entries of an archive one after another.
type checks struct {
	size          int64             // of the archive
	seen          map[string]string // folded name -> name
	folders       map[string]bool   // folded names of what holds something
	packed, total uint64            // so far
}

// entry says why an entry is refused, or "".
func (c *checks) entry(f *zip.File) string {
	name := strings.TrimSuffix(f.Name, "/")
	switch {
	case len(name) > maxName:
		return "has too long a name"
	case !utf8.ValidString(name):
		return "has a name that is not UTF-8"
	case strings.HasPrefix(name, "/"):
		return "has a path from the root of a disk"
	case strings.Contains("/"+name+"/", "/../"):
		return "leads out of the folder"
	}
	if why := course.Portable(name); why != "" {
		return why
	}
	if !fs.ValidPath(name) || name == "." {
		return "has no usable path"
	}
	if why := c.double(name, folder(f)); why != "" {
		return why
	}
	switch mode := f.Mode(); {
	case mode&fs.ModeSymlink != 0:
		return "is a link"
	case folder(f) && f.UncompressedSize64 > 0, !folder(f) && !mode.IsRegular():
		return "is no ordinary file"
	case f.Flags&1 != 0:
		return "is encrypted"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return "is packed in a way that is not known here"
	}
	return c.sizes(f)
}

// double says whether some system could take the name for another one's.
func (c *checks) double(name string, isFolder bool) string {
	key := fold(name)
	if other, ok := c.seen[key]; ok && !(isFolder && c.folders[key]) {
		if other == name {
			return "comes twice"
		}
		return fmt.Sprintf("cannot be told from %q on every system", course.VisibleLine(clip(other)))
	}
	if c.folders[key] && !isFolder {
		return "is a file and a folder"
	}
	c.seen[key] = name
	if isFolder {
		c.folders[key] = true
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		key := fold(dir)
		other, ok := c.seen[key]
		switch {
		case ok && !c.folders[key]:
			return "is in a folder that is a file"
		case ok && other != dir:
			return fmt.Sprintf("is in a folder that cannot be told from %q on every system", course.VisibleLine(clip(other)))
		}
		c.seen[key], c.folders[key] = dir, true
	}
	return ""
}

// fold is what names have in common that some systems take for one.
func fold(name string) string {
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFKD.String(name))))
}

// sizes says whether what the entry says of its size is too much. What it says
// is not believed: see reader.
func (c *checks) sizes(f *zip.File) string {
	if f.UncompressedSize64 > maxFile {
		return fmt.Sprintf("is larger than %d MB", maxFile>>20)
	}
	c.total += f.UncompressedSize64
	c.packed += min(f.CompressedSize64, 1<<40)
	switch {
	case c.total > maxTotal:
		return fmt.Sprintf("makes the whole larger than %d MB", maxTotal>>20)
	case c.packed > uint64(c.size):
		return "lies on top of another"
	case f.UncompressedSize64 > freeRatio && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return fmt.Sprintf("would become more than %d times as large as it is", maxRatio)
	}
	return ""
}

func folder(f *zip.File) bool { return strings.HasSuffix(f.Name, "/") }

// clip shortens a name for a message.
func clip(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

package course

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
)

// The first line of a cached index. Whoever changes what is cached changes the
// number: an older file is then made anew.
const cacheFormat = "lectern-index/2"

const maxCache = 64 << 20

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errCache says that a cached index is of no use. Index makes it anew.
var errCache = errors.New("the cached index cannot be used")

// Stamp is a short name for the state of the course's files: it differs when
// a file of the course was added, removed, edited or replaced, judged by name,
// size and time. Name a cached index by it, and it is fresh by definition.
// program is the version of the program that makes the index; it counts too,
// since files that are built into a program bear no time. Where the course's
// files know a stamp of their own, as those of a pack do, it counts instead.
func (c *Course) Stamp(program string) string {
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%s\n%s\n%s\n%v\n", cacheFormat, program, c.ID, c.teaching)
	if own, ok := c.fsys.(interface{ Stamp() string }); ok {
		_, _ = fmt.Fprintf(sum, "%s\n", own.Stamp())
		return hex.EncodeToString(sum.Sum(nil))[:32]
	}
	add := func(name string) {
		info, err := fs.Stat(c.fsys, name)
		if err != nil {
			_, _ = fmt.Fprintf(sum, "%q missing\n", name)
			return
		}
		_, _ = fmt.Fprintf(sum, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
	}
	for _, name := range c.own {
		add(name)
	}
	for _, file := range c.files() {
		add(file)
	}
	for _, name := range c.names() {
		_, _ = fmt.Fprintf(sum, "%q\n", name)
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}

// files are the files of the lessons, each once.
func (c *Course) files() []string {
	var files []string
	for _, l := range c.Lessons {
		if l.span.from == 0 {
			files = append(files, l.File)
		}
	}
	return files
}

// names lists the files of the course, which links may lead to. A folder as
// large as a disk is listed in part.
func (c *Course) names() []string {
	const most = 5000
	var names []string
	_ = fs.WalkDir(c.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case len(names) >= most:
			return fs.SkipAll
		case err != nil || name != "." && strings.HasPrefix(d.Name(), "."):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		names = append(names, name)
		if c.single && d.IsDir() && name != "." {
			return fs.SkipDir // whatever folder the one file lies in
		}
		return nil
	})
	return names
}

// cached is what Save writes beside the exported fields.
type cached struct {
	Digest  string
	Lessons []LessonIndex
	Written [][]bool // whether a heading's anchor was written
}

// Save writes the index for a cache.
func (ix *Index) Save(w io.Writer) error {
	data := cached{Digest: ix.Digest, Lessons: ix.Lessons}
	for _, l := range ix.Lessons {
		written := make([]bool, len(l.Headings))
		for i, h := range l.Headings {
			written[i] = h.written
		}
		data.Written = append(data.Written, written)
	}
	body, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("cannot write the index: %w", err)
	}
	if _, err := fmt.Fprintf(w, "%s %08x\n", cacheFormat, crc32.Checksum(body, castagnoli)); err != nil {
		return fmt.Errorf("cannot write the index: %w", err)
	}
	if _, err := w.Write(body); err != nil {
		return fmt.Errorf("cannot write the index: %w", err)
	}
	return nil
}

// LoadIndex reads an index that Save wrote. Anything else, also what a newer
// or older version wrote, is an error: then make the index anew. Whether it is
// of this course, and fresh, is for Stamp and Adopt.
func LoadIndex(r io.Reader) (*Index, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxCache))
	if err != nil {
		return nil, fmt.Errorf("cannot read the cached index: %w", err)
	}
	head, body, _ := bytes.Cut(raw, []byte("\n"))
	if string(head) != fmt.Sprintf("%s %08x", cacheFormat, crc32.Checksum(body, castagnoli)) {
		return nil, errCache
	}
	var data cached
	if err := json.Unmarshal(body, &data); err != nil || len(data.Written) != len(data.Lessons) {
		return nil, errCache
	}
	ix := &Index{Digest: data.Digest, Lessons: data.Lessons}
	for i := range ix.Lessons {
		l := &ix.Lessons[i]
		if len(data.Written[i]) != len(l.Headings) {
			return nil, errCache
		}
		for j := range l.Headings {
			l.Headings[j].written = data.Written[i][j]
		}
		for _, a := range l.Activities {
			if a == nil || a.Kind.Label() == "" || a.Lesson != i {
				return nil, errCache
			}
			for _, link := range a.Links {
				if link.Lesson < 0 || link.Lesson >= len(ix.Lessons) {
					return nil, errCache
				}
			}
		}
	}
	ix.fill()
	return ix, nil
}

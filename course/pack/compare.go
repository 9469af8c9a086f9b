package pack

import (
	"strconv"
	"strings"

	"lectern/course"
)

// A Difference is what became of a course between two of its packs.
type Difference struct {
	Same       bool // every file is as it was
	Was, Is    string
	Gone       []Gone // activities that are no longer there, in their order
	SameCourse bool   // both bear one id
}

// A Gone activity is one whose answers have no place any more.
type Gone struct {
	Activity *course.Activity
	Lesson   string // the title of the lesson in which it stood
}

// Compare says what became of the pack before in the course now, of which these
// are the files.
func Compare(before, now *course.Course, files []Listed) (Difference, error) {
	old, err := before.Index()
	if err != nil {
		return Difference{}, err
	}
	ix, err := now.Index()
	if err != nil {
		return Difference{}, err
	}
	d := Difference{Was: before.Version, Is: now.Version, SameCourse: before.ID == now.ID}
	d.Same = d.SameCourse && holds(before, files)
	for _, l := range old.Lessons {
		for _, a := range l.Activities {
			if ix.Activity(a.ID) == nil {
				d.Gone = append(d.Gone, Gone{a, l.Title})
			}
		}
	}
	return d, nil
}

// holds reports whether a pack holds these files and no others.
func holds(c *course.Course, files []Listed) bool {
	p, ok := c.FS().(openPack)
	if !ok {
		return false
	}
	n := 0
	for _, node := range p.nodes {
		if node.file != nil {
			n++
		}
	}
	for _, f := range files {
		node := p.nodes[f.Name]
		if node == nil || node.file == nil || node.file.CRC32 != f.sum || node.file.UncompressedSize64 != uint64(f.Size) {
			return false
		}
	}
	return n == len(files)
}

// NeedsVersion reports whether the course was changed and still bears the
// version of the earlier pack.
func (d Difference) NeedsVersion() bool { return d.SameCourse && !d.Same && d.Was == d.Is }

// NextVersion is a version to suggest after v: its last number raised by one.
func NextVersion(v string) string {
	end := strings.LastIndexFunc(v, func(r rune) bool { return '0' <= r && r <= '9' }) + 1
	start := end
	for start > 0 && '0' <= v[start-1] && v[start-1] <= '9' {
		start--
	}
	n, err := strconv.ParseUint(v[start:end], 10, 32)
	if err != nil {
		return "1.0.0"
	}
	return v[:start] + strconv.FormatUint(n+1, 10) + v[end:]
}

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// Recovered says that the answers file was damaged or gone, and what stands in
// its place now. Learners must be told.
type Recovered struct {
	Why    string    // for people who repair files
	Kept   string    // where the damaged file is kept; "" if there was none, or it is where it was
	Backup string    // the backup that was opened; "" if all came out of the damaged file itself
	From   time.Time // of the last change that is there now; zero if there is none
}

// candidate is the best that is left of a course.
type candidate struct {
	*Backup
	file string // the backup's; "": out of the damaged file
}

// candidates finds the best that is left of each course: what the damaged file
// still has of it, whole, or the newest good backup, whichever has more
// changes.
func candidates(path string, courses map[string]*Backup) map[string]candidate {
	best := map[string]candidate{}
	for id, b := range courses {
		best[id] = candidate{Backup: b}
	}
	for _, id := range backupCourses(path) {
		b, file := newestGood(path, id)
		if b != nil && (best[id].Backup == nil || b.Changes > best[id].Changes) {
			best[id] = candidate{b, file}
		}
	}
	return best
}

// recovered describes what becomes of one course.
func (c candidate) recovered(why, kept string) *Recovered {
	r := &Recovered{Why: why, Kept: kept, Backup: c.file}
	if c.Backup != nil {
		r.From = c.Saved
	}
	return r
}

// rebuild puts a new file in the place of a damaged one, which is kept aside.
// It fails with a *DamagedError, and changes nothing, if there is nothing to
// build it of.
func rebuild(d disk, path, courseID string, f finding, now time.Time) (*Recovered, error) {
	before, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	best := candidates(path, f.Courses)
	if len(best) == 0 {
		return nil, &DamagedError{Path: path, Why: f.Problem}
	}
	tables := map[string]table{}
	for id, c := range best {
		if tables[id], err = c.records(lastNumber(path, id) + 1); err != nil {
			return nil, err
		}
	}
	kept, err := replaceFile(d, path, tables, before, now)
	if err != nil {
		return nil, err
	}
	return best[courseID].recovered(f.Problem, kept), nil
}

// replaceFile makes a new file at path and keeps the one that is there aside.
// At any moment one or the other is at path.
func replaceFile(d disk, path string, tables map[string]table, before fs.FileInfo, now time.Time) (kept string, err error) {
	for i := 1; ; i++ {
		kept = fmt.Sprintf("%s.damaged-%s", path, now.UTC().Format(backupTime))
		if i > 1 {
			kept += fmt.Sprint("-", i)
		}
		err := d.link(path, kept)
		if errors.Is(err, fs.ErrExist) && i < 1000 {
			continue
		}
		if err != nil {
			return "", err
		}
		break
	}
	// Another window may have been quicker: then what we linked is its new file.
	if after, err := os.Stat(kept); err == nil && !os.SameFile(before, after) {
		d.remove(kept)
		return "", ErrInUse
	}
	if err := newFile(d, path, tables, true); err != nil {
		if there, statErr := os.Stat(path); statErr == nil && os.SameFile(before, there) {
			d.remove(kept) // nothing happened
		}
		return "", err
	}
	return kept, nil
}

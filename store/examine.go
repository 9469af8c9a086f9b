package store

import (
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// A finding is what a close look at an answers file gave.
type finding struct {
	InUse   bool   `json:"in_use,omitempty"`
	Unfit   string `json:"unfit,omitempty"`   // why the drive cannot keep it safe; "": it can
	Newer   bool   `json:"newer,omitempty"`   // it has a layout that we do not know
	Older   bool   `json:"older,omitempty"`   // it must be migrated before it can be read
	Error   string `json:"error,omitempty"`   // why it could not be opened
	Problem string `json:"problem,omitempty"` // why the file is damaged; "": it is not

	// Courses are those of which every record is there and good, by id, if the
	// look asked for them. They are what can be had out of a damaged file.
	Courses map[string]*Backup `json:"-"`
}

// A look says how to look at a file.
type look struct {
	wait     time.Duration // for another window to close it
	courses  bool          // find out what can be had out of it
	schema   int           // the layout that we know
	thorough bool          // have bbolt check its own structure, which no guard makes safe
}

// examine looks at every byte that matters of the file at path: in this
// process, or, isolated, in a child that may crash or hang. Its error says
// that it could not look, not that the file is bad.
func examine(path string, l look, isolate bool) (finding, error) {
	f, err := finding{}, errNoChild
	if isolate {
		f, err = examineInChild(path, l)
	}
	if errors.Is(err, errNoChild) {
		courses := map[string]*Backup{}
		f = inspect(path, l, func(b *Backup) { courses[b.Course] = b })
		f.Courses, err = courses, nil
	}
	if err == nil && f.Error != "" {
		err = errors.New(f.Error)
	}
	return f, err
}

// inspect reads the file at path. Where the look asks for courses, it hands
// each good one to found as it goes, so that they are known even if it then
// crashes.
func inspect(path string, l look, found func(*Backup)) finding {
	if !l.courses {
		found = nil
	}
	h, err := openBolt(path, true, l.wait)
	switch {
	case errors.Is(err, ErrInUse):
		return finding{InUse: true}
	case errors.Is(err, ErrUnfit):
		return finding{Unfit: strings.TrimPrefix(err.Error(), path+" "+ErrUnfit.Error()+": ")}
	case isDamaged(err):
		return finding{Problem: why(err)}
	case err != nil:
		return finding{Error: err.Error()}
	}
	defer func() {
		if !h.abandoned { // by bbolt's own check, which may still be reading
			_ = guard(h.Close)
		}
	}()
	var f finding
	err = guard(func() error {
		return h.View(func(tx *bbolt.Tx) error {
			row, err := readSchema(tx)
			f.Newer = err == nil && row.Schema > l.schema
			f.Older = err == nil && row.Schema < l.schema
			if f.Newer {
				return nil
			}
			problems := []error{err, wholeFile(h)}
			if !f.Older {
				problems = append(problems, eachCourse(tx, row, found))
			}
			if l.thorough {
				problems = append(problems, structure(tx, h))
			}
			return errors.Join(problems...)
		})
	})
	if err != nil {
		f.Problem = why(err)
	}
	return f
}

// structure has bbolt look for pages that are lost, or used twice. On some
// damaged files it does not end; everything it reads was read before, so time
// is no matter of the disk.
func structure(tx *bbolt.Tx, h *handle) error {
	enough := time.After(time.Second/2 + perMegabyte(tx.Size()))
	found := tx.Check()
	var problems []error
	for {
		select {
		case problem, more := <-found:
			if !more {
				return errors.Join(problems...)
			}
			if len(problems) < 5 {
				problems = append(problems, damaged("%v", problem))
			}
		case <-enough:
			h.abandoned = true
			return damaged("its structure makes no sense")
		}
	}
}

func perMegabyte(size int64) time.Duration { return time.Duration(size>>20) * 100 * time.Millisecond }

// wholeFile checks what bbolt passes over: that both metas are good, and that
// the file reaches as far as they say.
func wholeFile(h *handle) error {
	m, whole, ok := readMetas(h.file)
	if !ok || !whole {
		return damaged("the newest save may be missing")
	}
	end, err := h.file.Seek(0, io.SeekEnd)
	if err == nil && end < m.pages*m.pageSize {
		err = damaged("the file is cut short")
	}
	return err
}

// eachCourse reads all courses, and compares them with those that should be
// there. found may be nil.
func eachCourse(tx *bbolt.Tx, row schemaRow, found func(*Backup)) error {
	var there []string
	var problems []error
	err := tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		id, ok := strings.CutPrefix(string(name), bucketCourse)
		if !ok {
			return nil
		}
		if b == nil || checkID(id) != nil {
			problems = append(problems, damaged("%q is no course", name))
			return nil
		}
		there = append(there, id)
		problems = append(problems, guard(func() error {
			if found == nil {
				_, _, err := load(shelf{b})
				return err
			}
			backup, err := backupOf(shelf{b}, id)
			if err == nil {
				found(backup)
			}
			return err
		}))
		return nil
	})
	slices.Sort(there)
	if !slices.Equal(there, row.Courses) {
		problems = append(problems, damaged("courses %v are there instead of %v", there, row.Courses))
	}
	return errors.Join(append(problems, err)...)
}

// why is the text of a DamagedError without its path, on one line.
func why(err error) string {
	return strings.ReplaceAll(strings.ReplaceAll(err.Error(), "damaged: ", ""), "\n", "; ")
}

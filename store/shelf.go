package store

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Buckets of an answers file.
const (
	bucketFile   = "lectern"
	bucketCourse = "course/"
	wordSchema   = "schema"
)

// schemaRow says how the rest of the file is laid out, and what must be in it.
type schemaRow struct {
	Schema  int      `json:"schema"`
	Courses []string `json:"courses"`
}

// How long another window has to let go of the file.
const (
	patient   = 500 * time.Millisecond
	impatient = time.Nanosecond
)

// A handle is an open bbolt file, and what is needed to let go of it even if
// bbolt stumbles.
type handle struct {
	*bbolt.DB
	file      *os.File
	abandoned bool // see structure
}

// silence is how long a drive may take to open a file, or to say that it is
// locked. It is less than the limit of a child process, which would not say why.
const silence = 5 * time.Second

// openBolt opens the file, or fails with ErrInUse, with ErrUnfit, or with a
// DamagedError.
func openBolt(path string, readOnly bool, wait time.Duration) (*handle, error) {
	return openWithin(silence, path, readOnly, wait)
}

// openWithin is openBolt with another idea of silence: the lock of a network
// drive whose server is gone is never given, and never refused.
func openWithin(most time.Duration, path string, readOnly bool, wait time.Duration) (*handle, error) {
	type opened struct {
		h   *handle
		err error
	}
	done := make(chan opened, 1)
	go func() {
		h, err := openNow(path, readOnly, wait)
		done <- opened{h, err}
	}()
	select {
	case o := <-done:
		return o.h, o.err
	case <-time.After(wait + most):
		go func() { // nobody waits for it any more, and it must not stay locked
			if o := <-done; o.err == nil {
				o.h.letGo()
			}
		}()
		return nil, fmt.Errorf("%s %w: no answer within %v", path, ErrUnfit, most)
	}
}

func openNow(path string, readOnly bool, wait time.Duration) (*handle, error) {
	h := &handle{}
	err := guard(func() (err error) {
		h.DB, err = bbolt.Open(path, 0o600, &bbolt.Options{
			Timeout:      wait,
			ReadOnly:     readOnly,
			NoStatistics: true,
			OpenFile: func(name string, flag int, perm fs.FileMode) (f *os.File, err error) {
				h.file, err = os.OpenFile(name, flag&^os.O_CREATE, perm)
				return h.file, err
			},
		})
		return err
	})
	switch {
	case err == nil:
		return h, nil
	case err == berrors.ErrTimeout:
		err = ErrInUse
	case err == berrors.ErrInvalid, err == berrors.ErrChecksum, err == berrors.ErrVersionMismatch,
		strings.HasPrefix(err.Error(), "file size too small"):
		err = damaged("%v", err)
	case is(err, unfitErrors):
		err = fmt.Errorf("%s %w: %w", path, ErrUnfit, err)
	}
	if h.file != nil { // after a panic bbolt still has it open, and locked
		unlock(h.file)
		h.file.Close()
	}
	return nil, classify(path, err)
}

// letGo closes a file of which bbolt may still hold locks after a panic, in
// which case its own Close would wait for ever.
func (h *handle) letGo() {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		_ = guard(h.Close)
	}()
	select {
	case <-closed:
	case <-time.After(time.Second):
		unlock(h.file)
		h.file.Close()
	}
}

// guard turns what bbolt does when it meets a damaged file (it panics, and
// reads beyond the file's end) into a DamagedError.
func guard(do func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(before)
	defer func() {
		if p := recover(); p != nil {
			err = &DamagedError{Why: fmt.Sprint(p), stumbled: true}
		}
	}()
	return do()
}

// readSchema returns what the file says of itself. Its Schema may be newer
// than what we know.
func readSchema(tx *bbolt.Tx) (schemaRow, error) {
	var row schemaRow
	b := tx.Bucket([]byte(bucketFile))
	if b == nil {
		return row, damaged("it is no answers file")
	}
	record := b.Get([]byte(wordSchema))
	if record == nil {
		return row, damaged("it does not say how it is laid out")
	}
	return row, decode(wordSchema, record, &row)
}

func writeSchema(tx *bbolt.Tx, row schemaRow) error {
	b, err := tx.CreateBucketIfNotExists([]byte(bucketFile))
	if err != nil {
		return err
	}
	record, err := encode(wordSchema, row)
	if err != nil {
		return err
	}
	return b.Put([]byte(wordSchema), record)
}

// shelf is the table of a course in a transaction.
type shelf struct{ b *bbolt.Bucket }

// findShelf returns the course's table; ok is false if the file has none.
func findShelf(tx *bbolt.Tx, courseID string) (s shelf, ok bool, err error) {
	row, err := readSchema(tx)
	if err != nil {
		return shelf{}, false, err
	}
	b := tx.Bucket([]byte(bucketCourse + courseID))
	if listed := slices.Contains(row.Courses, courseID); listed != (b != nil) {
		return shelf{}, false, damaged("what is there of %s is not what should be there", courseID)
	}
	return shelf{b}, b != nil, nil
}

// fillShelf replaces the course's table by t, or makes it.
func fillShelf(tx *bbolt.Tx, courseID string, t table) error {
	row, err := readSchema(tx)
	if err != nil {
		return err
	}
	name := []byte(bucketCourse + courseID)
	if tx.Bucket(name) != nil {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
	}
	b, err := tx.CreateBucket(name)
	if err != nil {
		return err
	}
	if !slices.Contains(row.Courses, courseID) {
		row.Courses = append(row.Courses, courseID)
		slices.Sort(row.Courses)
		if err := writeSchema(tx, row); err != nil {
			return err
		}
	}
	return t.each("", shelf{b}.put)
}

func (s shelf) get(key string) []byte { return s.b.Get([]byte(key)) }

func (s shelf) put(key string, record []byte) error { return s.b.Put([]byte(key), record) }

func (s shelf) drop(key string) error { return s.b.Delete([]byte(key)) }

func (s shelf) each(prefix string, do func(key string, record []byte) error) error {
	c := s.b.Cursor()
	for k, v := c.Seek([]byte(prefix)); strings.HasPrefix(string(k), prefix) && k != nil; k, v = c.Next() {
		if v == nil {
			return damaged("record %q is no record", k)
		}
		if err := do(string(k), v); err != nil {
			return err
		}
	}
	return nil
}

// newFile makes an answers file at path that holds these courses, whole and
// durably, or leaves nothing. With over, it replaces what is there; else a
// file that is there is an error (fs.ErrExist).
func newFile(d disk, path string, courses map[string]table, over bool) error {
	f, err := d.temp(filepath.Dir(path), tempPattern)
	if err != nil {
		return err
	}
	defer d.remove(f.Name())
	if err := f.Close(); err != nil {
		return err
	}
	h, err := openBolt(f.Name(), false, patient)
	if err != nil {
		return err
	}
	err = d.commit(h.DB, func(tx *bbolt.Tx) error {
		if err := writeSchema(tx, schemaRow{Schema: current.number}); err != nil {
			return err
		}
		for id, t := range courses {
			if err := fillShelf(tx, id, t); err != nil {
				return err
			}
		}
		return nil
	})
	if closeErr := h.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return settle(d, f.Name(), path, over)
}

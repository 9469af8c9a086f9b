package store

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"lectern/course"
)

// Memory is a book without a file, for preview and for tests. It keeps the
// same records, is safe for concurrent use, and is gone with the program.
type Memory struct {
	mu       sync.Mutex
	records  records
	now      func() time.Time
	readOnly bool
}

// NewMemory returns an empty book.
func NewMemory() *Memory {
	return &Memory{records: emptyRecords(), now: time.Now}
}

// Load returns everything in its newest version. The record is the caller's.
func (m *Memory) Load() (*course.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, _, err := load(m.records)
	return r, err
}

// Put saves the changes, all or none of them.
func (m *Memory) Put(changes ...course.Change) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.readOnly {
		return ErrReadOnly
	}
	if len(changes) == 0 {
		return nil
	}
	draft := maps.Clone(m.records)
	l, err := newLedger(draft)
	if err != nil {
		return err
	}
	if err := l.save(m.now(), changes); err != nil {
		return err
	}
	m.records = draft
	return nil
}

// Versions returns all versions of an answer, newest first; none is no error.
func (m *Memory) Versions(id string) ([]course.Answer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return answerVersions(m.records, id)
}

// EntryVersions returns all versions of a journal entry, newest first.
func (m *Memory) EntryVersions(id string) ([]course.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return entryVersions(m.records, id)
}

// Saved is when something was last saved; zero if nothing ever was.
func (m *Memory) Saved() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	l, err := newLedger(m.records)
	if err != nil {
		return time.Time{}
	}
	return l.head.Saved
}

// Close does nothing, so that Memory stands where a Book does.
func (m *Memory) Close() error { return nil }

// records is a table in memory.
type records map[string][]byte

// emptyRecords is the table of a course in which nothing was done.
func emptyRecords() records {
	r := records{}
	if err := (&ledger{table: r}).finish(); err != nil {
		panic(err) // a zero head is JSON
	}
	return r
}

func (r records) get(key string) []byte { return r[key] }

func (r records) put(key string, record []byte) error {
	r[key] = record
	return nil
}

func (r records) drop(key string) error {
	delete(r, key)
	return nil
}

func (r records) each(prefix string, do func(key string, record []byte) error) error {
	for _, k := range slices.Sorted(maps.Keys(r)) {
		if !strings.HasPrefix(k, prefix) {
			continue
		}
		if err := do(k, r[k]); err != nil {
			return err
		}
	}
	return nil
}

package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"lectern/course"
)

// BackupFormat is the Format of the backups that this version reads and writes.
const BackupFormat = "lectern-backup/1"

// A Backup is everything that is kept of one course, as a JSON file with these
// fields. Times are RFC 3339, durations such as "1h2m3.5s".
type Backup struct {
	Format  string    `json:"format"`
	Course  string    `json:"course"`
	Made    time.Time `json:"made"`
	Saved   time.Time `json:"saved,omitzero"` // when something was last saved
	Changes uint64    `json:"changes"`        // how many there had been; grows
	Program string    `json:"program,omitempty"`

	Answers []AnswerHistory        `json:"answers"` // by id
	Entries []EntryHistory         `json:"entries"` // by id
	Marks   map[string]course.Mark `json:"marks"`   // by activity id, or "link:" + URL
	Seen    map[string]time.Time   `json:"seen"`    // by lesson
	Active  map[string]duration    `json:"active"`  // by lesson
	Place   course.Place           `json:"place"`
	HandIn  course.HandIn          `json:"hand_in"`
	Version string                 `json:"course_version"`

	// Checksum is the SHA-256, in hex, of this object as compact JSON with an
	// empty checksum. A backup that was edited by hand is read without one,
	// where somebody asks for just that file.
	Checksum string `json:"checksum"`
}

// AnswerHistory is an answer with all its versions, newest first: their order
// in the list counts, not their times.
type AnswerHistory struct {
	ID       string          `json:"id"`
	Versions []course.Answer `json:"versions"`
}

// EntryHistory is a journal entry with all its versions, newest first.
type EntryHistory struct {
	ID       string         `json:"id"`
	Versions []course.Entry `json:"versions"`
}

// backupOf collects what t holds, every record checked.
func backupOf(t table, courseID string) (*Backup, error) {
	r, head, err := load(t)
	if err != nil {
		return nil, err
	}
	b := &Backup{
		Format: BackupFormat, Course: courseID, Saved: head.Saved, Changes: head.N,
		Marks: r.Marks, Seen: r.Seen, Active: map[string]duration{},
		Place: r.Place, HandIn: r.Handed, Version: r.Version,
		Answers: []AnswerHistory{}, Entries: []EntryHistory{},
	}
	for lesson, d := range r.Active {
		b.Active[lesson] = duration(d)
	}
	for _, id := range slices.Sorted(maps.Keys(r.Answers)) {
		versions, err := answerVersions(t, id)
		if err != nil {
			return nil, err
		}
		b.Answers = append(b.Answers, AnswerHistory{id, versions})
	}
	for _, e := range r.Entries {
		versions, err := entryVersions(t, e.ID)
		if err != nil {
			return nil, err
		}
		b.Entries = append(b.Entries, EntryHistory{e.ID, versions})
	}
	return b, nil
}

// records makes the table that b was made of. Its changes are counted from at
// least the given number, so that it is newer than what it replaces.
func (b *Backup) records(from uint64) (records, error) {
	if b.Changes > maxChanges {
		return nil, damaged("it counts %d changes", b.Changes)
	}
	l := &ledger{table: records{}, head: head{N: max(from, b.Changes), Saved: b.Saved}}
	set := func(n int, c course.Change) error {
		l.head.N = max(l.head.N, uint64(n))
		r, err := rowOf(c, uint64(n))
		if err != nil {
			return err
		}
		return l.set(r.key, r.row)
	}
	var errs []error
	for _, h := range b.Answers {
		for i, a := range slices.Backward(h.Versions) {
			errs = append(errs, set(len(h.Versions)-i, course.SetAnswer{ID: h.ID, Answer: a}))
		}
	}
	for _, h := range b.Entries {
		for i, e := range slices.Backward(h.Versions) {
			e.ID = h.ID
			errs = append(errs, set(len(h.Versions)-i, course.SetEntry{Entry: e}))
		}
	}
	for id, m := range b.Marks {
		errs = append(errs, set(0, course.SetMark{ID: id, Mark: m}))
	}
	for lesson, at := range b.Seen {
		errs = append(errs, set(0, course.SetSeen{Lesson: lesson, At: at}))
	}
	for lesson, d := range b.Active {
		errs = append(errs, set(0, course.SetActive{Lesson: lesson, Time: time.Duration(d)}))
	}
	errs = append(errs,
		set(0, course.SetPlace{Place: b.Place}),
		set(0, course.SetHandIn{HandIn: b.HandIn}),
		set(0, course.SetVersion{Version: b.Version}),
		l.finish())
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return l.table.(records), nil
}

// maxChanges is more than anybody can make. A forged count beyond it would
// make what is written later look older.
const maxChanges = 1 << 53

// encode returns the backup as the text of a file, with its checksum.
func (b *Backup) encode() ([]byte, error) {
	var err error
	if b.Checksum, err = b.sum(); err != nil {
		return nil, err
	}
	var text strings.Builder
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err = enc.Encode(b)
	return []byte(text.String()), err
}

func (b *Backup) sum() (string, error) {
	bare := *b
	bare.Checksum = ""
	text, err := json.Marshal(bare)
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(text)
	return hex.EncodeToString(h[:]), nil
}

// maxBackup keeps a file that is no backup from filling the memory.
const maxBackup = 1 << 30

// ReadBackup reads a backup. It fails with a *DamagedError if that is no
// backup or was changed since it was made, with ErrNewer if a newer version
// made it. One whose checksum was taken out by hand is read; edited says so.
func ReadBackup(path string) (b *Backup, edited bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxBackup))
	if err != nil {
		return nil, false, fmt.Errorf("%s: %w", path, err)
	}
	b = &Backup{}
	if err := json.Unmarshal(text, b); err != nil {
		return nil, false, &DamagedError{Path: path, Why: err.Error()}
	}
	kind, version, _ := strings.Cut(b.Format, "/")
	switch {
	case kind != "lectern-backup":
		return nil, false, &DamagedError{Path: path, Why: "it is no backup of answers"}
	case version != "1":
		return nil, false, fmt.Errorf("%s was %w", path, ErrNewer)
	case b.Checksum == "":
		return b, true, nil
	}
	if sum, err := b.sum(); err != nil || sum != b.Checksum {
		return nil, false, &DamagedError{Path: path, Why: "it does not match its checksum"}
	}
	return b, false, nil
}

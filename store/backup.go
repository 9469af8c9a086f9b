package store

import (
	"cmp"
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

// AnswerHistory is an answer with all its versions, newest first.
type AnswerHistory struct {
	ID       string          `json:"id"`
	Versions []AnswerVersion `json:"versions"`
}

// AnswerVersion is one of them; N is the number of the change that made it.
type AnswerVersion struct {
	N uint64 `json:"n"`
	course.Answer
}

// EntryHistory is a journal entry with all its versions, newest first.
type EntryHistory struct {
	ID       string         `json:"id"`
	Versions []EntryVersion `json:"versions"`
}

// EntryVersion is one of them.
type EntryVersion struct {
	N uint64 `json:"n"`
	course.Entry
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
		rows, err := versionsOf[answerRow](t, key(wordAnswer, id))
		if err != nil {
			return nil, err
		}
		h := AnswerHistory{ID: id}
		for _, row := range rows {
			h.Versions = append(h.Versions, AnswerVersion{row.N, row.Answer})
		}
		slices.SortFunc(h.Versions, func(a, b AnswerVersion) int { return cmp.Compare(b.N, a.N) })
		b.Answers = append(b.Answers, h)
	}
	for _, e := range r.Entries {
		rows, err := versionsOf[entryRow](t, key(wordEntry, e.ID))
		if err != nil {
			return nil, err
		}
		h := EntryHistory{ID: e.ID}
		for _, row := range rows {
			h.Versions = append(h.Versions, EntryVersion(row))
		}
		slices.SortFunc(h.Versions, func(a, b EntryVersion) int { return cmp.Compare(b.N, a.N) })
		b.Entries = append(b.Entries, h)
	}
	return b, nil
}

// records makes the table that b was made of. Its changes are counted from at
// least the given number, so that it is newer than what it replaces.
func (b *Backup) records(from uint64) (records, error) {
	l := &ledger{table: records{}, head: head{N: max(from, b.Changes), Saved: b.Saved}}
	set := func(c course.Change, n uint64) error {
		r, err := rowOf(c, n)
		if err != nil {
			return err
		}
		return l.set(r.key, r.row)
	}
	var errs []error
	for _, h := range b.Answers {
		for _, v := range h.Versions {
			errs = append(errs, set(course.SetAnswer{ID: h.ID, Answer: v.Answer}, v.N))
		}
	}
	for _, h := range b.Entries {
		for _, v := range h.Versions {
			v.Entry.ID = h.ID
			errs = append(errs, set(course.SetEntry{Entry: v.Entry}, v.N))
		}
	}
	for id, m := range b.Marks {
		errs = append(errs, set(course.SetMark{ID: id, Mark: m}, 0))
	}
	for lesson, at := range b.Seen {
		errs = append(errs, set(course.SetSeen{Lesson: lesson, At: at}, 0))
	}
	for lesson, d := range b.Active {
		errs = append(errs, set(course.SetActive{Lesson: lesson, Time: time.Duration(d)}, 0))
	}
	errs = append(errs,
		set(course.SetPlace{Place: b.Place}, 0),
		set(course.SetHandIn{HandIn: b.HandIn}, 0),
		set(course.SetVersion{Version: b.Version}, 0),
		l.finish())
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return l.table.(records), nil
}

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
		return nil, false, &DamagedError{path, err.Error()}
	}
	kind, version, _ := strings.Cut(b.Format, "/")
	switch {
	case kind != "lectern-backup":
		return nil, false, &DamagedError{path, "it is no backup of answers"}
	case version != "1":
		return nil, false, fmt.Errorf("%s was %w", path, ErrNewer)
	case b.Checksum == "":
		return b, true, nil
	}
	if sum, err := b.sum(); err != nil || sum != b.Checksum {
		return nil, false, &DamagedError{path, "it does not match its checksum"}
	}
	return b, false, nil
}

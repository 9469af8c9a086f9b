package store

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"lectern/course"
)

// load reads the newest version of everything, and checks every record.
func load(t table) (*course.Record, head, error) {
	l := loader{
		record:  course.NewRecord(),
		answers: map[string]newest{},
		entries: map[string]newest{},
	}
	if err := t.each("", l.take); err != nil {
		return nil, head{}, err
	}
	if !l.headed || l.count != l.head.Count || l.sum != l.head.Sum {
		return nil, head{}, damaged("%d of %d records are there, or some are of another time", l.count, l.head.Count)
	}
	if err := l.finish(); err != nil {
		return nil, head{}, err
	}
	return l.record, l.head, nil
}

// newest is the version with the highest number so far.
type newest struct {
	n    uint64
	key  string
	text []byte
}

type loader struct {
	record           *course.Record
	answers, entries map[string]newest // by the key's first two words
	head             head
	headed           bool
	count            int
	sum              uint64
}

func (l *loader) take(key string, record []byte) error {
	text, sum, err := open(key, record)
	if err != nil {
		return err
	}
	word, _, _ := strings.Cut(key, "\x00")
	if word == wordHead {
		l.headed = true
		return read(key, text, &l.head)
	}
	l.count++
	l.sum += uint64(sum)
	switch word {
	case wordAnswer:
		return keepNewest(l.answers, key, text)
	case wordEntry:
		return keepNewest(l.entries, key, text)
	}
	return l.single(word, key, text)
}

// single takes a record that has no versions.
func (l *loader) single(word, key string, text []byte) error {
	r := l.record
	switch word {
	case wordMark:
		var row markRow
		err := read(key, text, &row)
		r.Marks[row.ID] = row.Mark
		return err
	case wordSeen:
		var row seenRow
		err := read(key, text, &row)
		r.Seen[row.Lesson] = row.At
		return err
	case wordActive:
		var row activeRow
		err := read(key, text, &row)
		r.Active[row.Lesson] = time.Duration(row.Time)
		return err
	case wordPlace:
		return read(key, text, &r.Place)
	case wordHandIn:
		return read(key, text, &r.Handed)
	case wordVersion:
		var row versionRow
		err := read(key, text, &row)
		r.Version = row.Version
		return err
	}
	return damaged("record %q is of no known sort", key)
}

// finish reads the newest versions whole.
func (l *loader) finish() error {
	for _, v := range l.answers {
		var row answerRow
		if err := read(v.key, v.text, &row); err != nil {
			return err
		}
		l.record.Answers[row.ID] = row.Answer
	}
	for _, v := range l.entries {
		var row entryRow
		if err := read(v.key, v.text, &row); err != nil {
			return err
		}
		l.record.Entries = append(l.record.Entries, row.Entry)
	}
	slices.SortFunc(l.record.Entries, func(a, b course.Entry) int { return cmp.Compare(a.ID, b.ID) })
	return nil
}

func keepNewest(versions map[string]newest, key string, text []byte) error {
	n, err := number(key, text)
	if err != nil {
		return err
	}
	of := key[:strings.LastIndexByte(key, 0)]
	if old, ok := versions[of]; !ok || n > old.n {
		versions[of] = newest{n, key, text}
	}
	return nil
}

func read(key string, text []byte, row any) error {
	if err := json.Unmarshal(text, row); err != nil {
		return damaged("record %q: %v", key, err)
	}
	return nil
}

// answerVersions returns the versions of an answer, newest first.
func answerVersions(t table, id string) ([]course.Answer, error) {
	rows, err := versionsOf[answerRow](t, key(wordAnswer, id))
	slices.SortFunc(rows, func(a, b answerRow) int { return cmp.Compare(b.N, a.N) })
	answers := make([]course.Answer, len(rows))
	for i, r := range rows {
		answers[i] = r.Answer
	}
	return answers, err
}

// entryVersions returns the versions of a journal entry, newest first.
func entryVersions(t table, id string) ([]course.Entry, error) {
	rows, err := versionsOf[entryRow](t, key(wordEntry, id))
	slices.SortFunc(rows, func(a, b entryRow) int { return cmp.Compare(b.N, a.N) })
	entries := make([]course.Entry, len(rows))
	for i, r := range rows {
		entries[i] = r.Entry
	}
	return entries, err
}

func versionsOf[Row any](t table, of string) ([]Row, error) {
	var rows []Row
	err := t.each(of+"\x00", func(key string, record []byte) error {
		var row Row
		err := decode(key, record, &row)
		rows = append(rows, row)
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

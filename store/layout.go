package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"lectern/course"
)

// A table holds the records of one course, sorted by key.
type table interface {
	get(key string) []byte // nil: there is none
	put(key string, record []byte) error
	drop(key string) error
	each(prefix string, do func(key string, record []byte) error) error
}

// The first words of the keys.
const (
	wordAnswer  = "answer"
	wordEntry   = "entry"
	wordMark    = "mark"
	wordSeen    = "seen"
	wordActive  = "active"
	wordPlace   = "place"
	wordHandIn  = "hand-in"
	wordVersion = "version"
	wordHead    = "head"
)

// The JSON of the records. N comes first in those that have versions, so that
// the newest is found without reading the others.
type (
	answerRow struct {
		N  uint64 `json:"n"`
		ID string `json:"id"`
		course.Answer
	}
	entryRow struct {
		N uint64 `json:"n"`
		course.Entry
	}
	markRow struct {
		ID string `json:"id"`
		course.Mark
	}
	seenRow struct {
		Lesson string    `json:"lesson"`
		At     time.Time `json:"at"`
	}
	activeRow struct {
		Lesson string   `json:"lesson"`
		Time   duration `json:"time"`
	}
	versionRow struct {
		Version string `json:"version"`
	}
	// head counts the changes and sums up the other records.
	head struct {
		N     uint64    `json:"n"`
		Saved time.Time `json:"saved,omitzero"`
		Count int       `json:"count"`
		Sum   uint64    `json:"sum"` // of their checksums, modulo 2^64
	}
)

// A duration is written as "1h2m3.5s", which is exact.
type duration time.Duration

func (d duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

func (d *duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	*d = duration(parsed)
	return err
}

// key makes a key of words, of which ids may be of any length.
func key(words ...string) string {
	for i, w := range words {
		if len(w) > 256 { // bbolt's keys end at 32 kB, a link's address need not
			h := sha256.Sum256([]byte(w))
			words[i] = "#" + hex.EncodeToString(h[:])
		}
	}
	return strings.Join(words, "\x00")
}

// stamp is a time as keys have it: of fixed length, and sorting as times do.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000000Z") }

// A change row is what becomes of one change: its key and the JSON under it.
type changeRow struct {
	key  string
	row  any
	big  string // prefix of the versions to thin out, if this one is large; or ""
	once bool   // the first one stays
}

// rowOf returns the record of the n-th change to its course.
func rowOf(c course.Change, n uint64) (changeRow, error) {
	switch c := c.(type) {
	case course.SetAnswer:
		r := changeRow{key: key(wordAnswer, c.ID, stamp(c.Answer.Sitting)), row: answerRow{n, c.ID, c.Answer}}
		if size(c.Answer.Value) > bigAnswer {
			r.big = key(wordAnswer, c.ID) + "\x00"
		}
		return r, texts(append([]string{c.ID, c.Answer.Text, c.Answer.Asked.Lesson, c.Answer.Asked.Prompt}, c.Answer.List...)...)
	case course.SetEntry:
		e := c.Entry
		r := changeRow{key: key(wordEntry, e.ID, stamp(e.Sitting)), row: entryRow{n, e}}
		if len(e.Text) > bigAnswer {
			r.big = key(wordEntry, e.ID) + "\x00"
		}
		return r, texts(e.ID, e.Activity, e.Text, e.Asked.Lesson, e.Asked.Prompt)
	case course.SetMark:
		return changeRow{key: key(wordMark, c.ID), row: markRow{c.ID, c.Mark}}, texts(c.ID)
	case course.SetSeen:
		return changeRow{key: key(wordSeen, c.Lesson), row: seenRow{c.Lesson, c.At}, once: true}, texts(c.Lesson)
	case course.SetActive:
		return changeRow{key: key(wordActive, c.Lesson), row: activeRow{c.Lesson, duration(c.Time)}}, texts(c.Lesson)
	case course.SetPlace:
		return changeRow{key: wordPlace, row: c.Place}, texts(c.Place.Lesson, c.Place.Block)
	case course.SetHandIn:
		return changeRow{key: wordHandIn, row: c.HandIn}, texts(c.HandIn.Digest)
	case course.SetVersion:
		return changeRow{key: wordVersion, row: versionRow{c.Version}}, texts(c.Version)
	}
	return changeRow{}, fmt.Errorf("%T is no change that can be saved", c)
}

// texts refuses what JSON would silently change. The first is an id, or part
// of a key, and must not hold the byte that parts a key's words.
func texts(all ...string) error {
	if strings.ContainsRune(all[0], 0) {
		return fmt.Errorf("the id %q holds a NUL byte", all[0])
	}
	for _, s := range all {
		if !utf8.ValidString(s) {
			return fmt.Errorf("the text is not UTF-8, and would not come back as it is")
		}
	}
	return nil
}

// Versions over bigAnswer bytes are kept keepBig deep.
const (
	bigAnswer = 64 << 10
	keepBig   = 20
)

func size(v course.Value) int {
	n := len(v.Text)
	for _, s := range v.List {
		n += len(s)
	}
	return n
}

// A ledger writes records and keeps the head in step.
type ledger struct {
	table
	head head
}

// newLedger reads the head. A table without one is new: empty says that it
// must then be.
func newLedger(t table) (*ledger, error) {
	l := &ledger{table: t}
	if record := t.get(wordHead); record != nil {
		return l, decode(wordHead, record, &l.head)
	}
	return l, nil
}

// save makes the changes at the time now.
func (l *ledger) save(now time.Time, changes []course.Change) error {
	l.head.Saved = now
	for _, c := range changes {
		l.head.N++ // of two versions in one save, too, one is the newer
		r, err := rowOf(c, l.head.N)
		if err != nil {
			return err
		}
		if r.once && l.get(r.key) != nil {
			continue
		}
		if err := l.set(r.key, r.row); err != nil {
			return err
		}
		if r.big != "" {
			if err := l.thin(r.big); err != nil {
				return err
			}
		}
	}
	return l.finish()
}

// set writes one record.
func (l *ledger) set(key string, row any) error {
	record, err := encode(key, row)
	if err != nil {
		return err
	}
	if err := l.subtract(key); err != nil {
		return err
	}
	_, sum, _ := open(key, record)
	l.head.Count++
	l.head.Sum += uint64(sum)
	return l.put(key, record)
}

func (l *ledger) subtract(key string) error {
	old := l.get(key)
	if old == nil {
		return nil
	}
	_, sum, err := open(key, old)
	l.head.Count--
	l.head.Sum -= uint64(sum)
	return err
}

// thin drops the oldest of the large versions under prefix.
func (l *ledger) thin(prefix string) error {
	type version struct {
		key string
		n   uint64
	}
	var large []version
	err := l.each(prefix, func(key string, record []byte) error {
		if len(record) <= bigAnswer {
			return nil
		}
		text, _, err := open(key, record)
		if err != nil {
			return err
		}
		n, err := number(key, text)
		large = append(large, version{key, n})
		return err
	})
	if err != nil || len(large) <= keepBig {
		return err
	}
	slices.SortFunc(large, func(a, b version) int { return cmp.Compare(a.n, b.n) })
	for _, v := range large[:len(large)-keepBig] {
		if err := l.subtract(v.key); err != nil {
			return err
		}
		if err := l.drop(v.key); err != nil {
			return err
		}
	}
	return nil
}

// finish writes the head.
func (l *ledger) finish() error {
	record, err := encode(wordHead, l.head)
	if err != nil {
		return err
	}
	return l.put(wordHead, record)
}

// number reads the "n" with which a versioned record begins, just as encode
// wrote it: at every start this is asked of every version that there is.
func number(key string, text []byte) (uint64, error) {
	digits, ok := bytes.CutPrefix(text, []byte(`{"n":`))
	end := bytes.IndexByte(digits, ',')
	if ok && end > 0 {
		if n, err := strconv.ParseUint(string(digits[:end]), 10, 64); err == nil {
			return n, nil
		}
	}
	return 0, damaged("record %q has no number", key)
}

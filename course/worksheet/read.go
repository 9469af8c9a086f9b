package worksheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// MaxSize is how many bytes Read takes at most.
const MaxSize = 32 << 20

// What can be wrong with a file that somebody sent.
var (
	ErrNoWorksheet = errors.New("there is no worksheet in it")
	ErrChecksum    = errors.New("the worksheet was changed or damaged after it was exported: its checksum does not match")
	ErrNewer       = errors.New("the worksheet was written in a format that this version does not know; a newer lectern reads it")
	ErrTooLarge    = errors.New("the file is larger than a worksheet can be")
)

// Read reads a worksheet from a file of any of the formats, whatever the file
// is called: the JSON, the page, the Markdown, or a mail that has one of them
// attached. It returns ErrNoWorksheet, ErrChecksum, ErrNewer or ErrTooLarge, or
// an error that says what is wrong with the JSON. What it returns is a
// stranger's text, to the byte: show it through course.Visible.
func Read(in io.Reader) (*Worksheet, error) {
	b, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read the worksheet: %w", err)
	}
	if len(b) > MaxSize {
		return nil, ErrTooLarge
	}
	return read(b, maxMails)
}

// read tries what b looks like, and Markdown last, which may look like
// anything.
func read(b []byte, mails int) (*Worksheet, error) {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\ufeff")), " \t\r\n")
	switch {
	case bytes.HasPrefix(b, []byte("{")):
		return decode(b)
	case bytes.HasPrefix(b, []byte("<")):
		return readHTML(b)
	case mails > 0 && looksLikeMail(b):
		w, err := readMail(b, mails-1)
		if !errors.Is(err, ErrNoWorksheet) {
			return w, err
		}
	}
	return readMarkdown(b)
}

// decode reads the JSON and checks that it is whole.
func decode(b []byte) (*Worksheet, error) {
	n, err := parse(b)
	if err != nil {
		return nil, err
	}
	format := n.member("format")
	switch {
	case n.kind != object || format == nil || !strings.HasPrefix(format.text, "lectern-worksheet/"):
		return nil, ErrNoWorksheet
	case format.text != Version:
		return nil, ErrNewer
	}
	said := n.member("checksum")
	if said == nil || said.kind != text || said.text != checksum(n) {
		return nil, ErrChecksum
	}
	w := &Worksheet{}
	if err := json.Unmarshal(b, w); err != nil {
		return nil, fmt.Errorf("the worksheet's JSON: %w", err)
	}
	w.fill()
	return w, nil
}

// fill makes nil lists empty, as New makes them.
func (w *Worksheet) fill() {
	w.Lessons = filled(w.Lessons)
	w.Items = filled(w.Items)
	w.Declarations = filled(w.Declarations)
	w.Missing = filled(w.Missing)
	w.Shared = filled(w.Shared)
	w.Unplaced = filled(w.Unplaced)
	for i := range w.Shared {
		w.Shared[i].Entries = filled(w.Shared[i].Entries)
	}
}

func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// dataBlock is the start tag of ours, as a browser that saved the page may
// write it too.
var dataBlock = regexp.MustCompile(`^<script\s[^<>]*\bid=["']?lectern-worksheet\b[^<>]*>`)

// maxScripts is how many scripts, which others put into the page, may follow.
const maxScripts = 100

// readHTML finds the last data block of ours. Answers are escaped in the page,
// and so is < in the JSON: neither can open one, or end one.
func readHTML(b []byte) (*Worksheet, error) {
	for range maxScripts {
		i := bytes.LastIndex(b, []byte("<script"))
		if i < 0 {
			break
		}
		if tag := dataBlock.Find(b[i:min(len(b), i+300)]); tag != nil {
			body, _, _ := bytes.Cut(b[i+len(tag):], []byte("</script"))
			return decode(bytes.TrimSpace(body))
		}
		b = b[:i]
	}
	return nil, ErrNoWorksheet
}

// readMarkdown finds the last fence of ours. The JSON in it has no backtick,
// so it ends at the next one.
func readMarkdown(b []byte) (*Worksheet, error) {
	opening := []byte("```" + fenceInfo)
	i := bytes.LastIndex(b, opening)
	if i < 0 {
		return nil, ErrNoWorksheet
	}
	body, _, _ := bytes.Cut(b[i+len(opening):], []byte("```"))
	return decode(bytes.TrimSpace(body))
}

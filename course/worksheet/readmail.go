package worksheet

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"

	"github.com/emersion/go-message"
)

// How far into a mail Read looks: mails within mails, and parts of one.
const (
	maxMails = 3
	maxParts = 200
)

var (
	headerLine  = regexp.MustCompile(`^[!-9;-~]+:`)
	mailboxLine = regexp.MustCompile(`^>?From [^\n]*\n`)
)

// looksLikeMail reports whether b begins with a header line, or with the line
// that mailboxes put before one.
func looksLikeMail(b []byte) bool {
	return mailboxLine.Match(b) || headerLine.Match(b[:min(200, len(b))])
}

// readMail returns the first worksheet that is whole among the parts of a
// mail, JSON before anything else; without one, what is wrong with the first
// that is there.
func readMail(b []byte, mails int) (*Worksheet, error) {
	problem := ErrNoWorksheet
	for _, part := range mailParts(b[len(mailboxLine.Find(b)):]) {
		w, err := read(part, mails)
		if err == nil {
			return w, nil
		}
		if errors.Is(problem, ErrNoWorksheet) {
			problem = err
		}
	}
	return nil, problem
}

// mailParts returns the decoded bodies of a mail, those that look like JSON
// first. Of a damaged mail it returns what can be had.
func mailParts(b []byte) [][]byte {
	e, _ := message.Read(bytes.NewReader(b))
	if e == nil {
		return nil
	}
	var data, rest [][]byte
	left, count := MaxSize, 0
	_ = e.Walk(func(_ []int, part *message.Entity, _ error) error {
		if count++; count > maxParts || part == nil {
			return io.EOF
		}
		if kind, _, _ := part.Header.ContentType(); strings.HasPrefix(kind, "multipart/") {
			return nil
		}
		body, _ := io.ReadAll(io.LimitReader(part.Body, int64(left)))
		left -= len(body)
		if bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
			data = append(data, body)
		} else {
			rest = append(rest, body)
		}
		return nil
	})
	return append(data, rest...)
}

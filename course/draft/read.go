package draft

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"lectern/course"
	"lectern/course/internal/pattern"
	"lectern/course/pack"
)

// Limits of a draft, in bytes.
const (
	maxText = 8 << 20
	maxDocx = 256 << 20 // with its pictures
)

// anyHeading tells Markdown from plain text, whatever the file is called.
var anyHeading = pattern.New(`(?m)^#{1,6} \S`)

// Import makes a course of the draft in the first size bytes of r; name is the
// name of its file, and id makes the course's id of its title. The error says
// what the file is instead of a draft, or what of it is refused, and what to
// do; a *pack.Refusal is among those.
func Import(name string, r io.ReaderAt, size int64, id func(title string) string) (*Course, error) {
	start := make([]byte, 4)
	n, err := r.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var d *document
	if bytes.Equal(start[:n], []byte("PK\x03\x04")) {
		d, err = importZip(r, size)
	} else {
		d, err = importText(name, r, size)
	}
	if err != nil {
		return nil, err
	}
	return d.write(titleOf(filepath.ToSlash(name)), id)
}

func importText(name string, r io.ReaderAt, size int64) (*document, error) {
	if size > maxText {
		return nil, fmt.Errorf("it is larger than %d MB; save it in parts", maxText>>20)
	}
	raw, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	s, err := course.DecodeText(raw)
	if err != nil {
		return nil, err
	}
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case ext == ".md" || ext == ".markdown" || anyHeading.MatchString(s):
		return readMarkdown(s), nil
	case strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), "<!doctype html"), strings.HasPrefix(strings.ToLower(strings.TrimSpace(s)), "<html"):
		return nil, errors.New("it is a web page; open it in a word processor and save it as .docx")
	}
	return readPlain(s), nil
}

// importZip reads a .docx, and names what else a zip may be.
func importZip(r io.ReaderAt, size int64) (*document, error) {
	if size > maxDocx {
		return nil, fmt.Errorf("it is larger than %d MB; make its pictures smaller", maxDocx>>20)
	}
	a, err := pack.NewArchive(r, size)
	if err != nil {
		return nil, err
	}
	switch {
	case exists(a, "content.xml"):
		return nil, errors.New("it is an OpenDocument text; save it as .docx, or as plain text with the encoding UTF-8")
	case exists(a, "course.yaml"):
		return nil, errors.New("it is a pack, a course already; lectern opens it as it is")
	case !exists(a, contentTypes):
		return nil, errors.New("it is a zip file, and no .docx; save the draft as .docx, or as plain text with the encoding UTF-8")
	}
	return readDocx(a)
}

package field

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
)

// MaxEdited is how many bytes a text may have when it comes back from an
// editor.
const MaxEdited = 16 << 20

// An Edit is a text that is out in the learner's own editor: a file that
// nobody else can read, in a folder of its own, until Finish.
type Edit struct {
	// Left is what earlier edits left behind when the player came to a sudden
	// end: texts to offer to the learner. Newest first.
	Left []Leftover

	text string
	dir  string
	args []string
}

// A Leftover is a text found in the file of an edit that never came to its end.
type Leftover struct {
	Text string
	At   time.Time // when the file was last written

	dir string
}

// Remove deletes the file. The text is lost with it, unless it is kept
// elsewhere.
func (l Leftover) Remove() error { return os.RemoveAll(l.dir) }

const (
	editPrefix = "lectern-edit-"
	editFile   = "answer.md"
	editFirst  = "before" // the text as it went out, to tell whether it was changed
	editOwner  = "player" // the process that began the edit
)

// Begin writes text to a private file for an editor, given as the program and
// its arguments. The error is a sentence for the learner.
func Begin(text string, editor []string) (*Edit, error) {
	if len(editor) == 0 || editor[0] == "" {
		return nil, errors.New("no editor is set: name one in EDITOR, or go on typing here")
	}
	if _, err := exec.LookPath(editor[0]); err != nil {
		return nil, fmt.Errorf("your editor was not found: set EDITOR to another, or go on typing here (%s)", editor[0])
	}
	e := &Edit{Left: leftovers(), text: text}
	dir, err := os.MkdirTemp("", editPrefix) // 0700
	if err != nil {
		return nil, fmt.Errorf("no file could be made for your editor: %w", err)
	}
	e.dir = dir
	e.args = append(append(e.args, editor...), filepath.Join(dir, editFile))
	for name, what := range map[string]string{
		editOwner: fmt.Sprint(os.Getpid()), editFirst: text, editFile: text,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(what), 0o600); err != nil {
			os.RemoveAll(dir)
			return nil, fmt.Errorf("no file could be made for your editor: %w", err)
		}
	}
	return e, nil
}

// Cmd is the editor, ready to be run on the file. No shell comes between.
func (e *Edit) Cmd() *exec.Cmd { return exec.Command(e.args[0], e.args[1:]...) }

// Finish reads the text back and removes the file. runErr is how running the
// editor ended. Without an error the text it returns is the answer now. With
// one the old answer stands; the text is then what the editor left behind, to
// be offered where it differs from the old one. The error is a sentence for
// the learner.
func (e *Edit) Finish(runErr error) (text string, err error) {
	defer os.RemoveAll(e.dir)
	text, err = readEdited(filepath.Join(e.dir, editFile))
	text = e.mend(text)
	switch {
	case runErr != nil:
		if err != nil {
			text = e.text
		}
		return text, fmt.Errorf("your editor did not end well (%w); your answer is as it was", runErr)
	case err == nil && strings.TrimSpace(text) == "" && strings.TrimSpace(e.text) != "":
		return text, errors.New("your editor left an empty text; your answer is as it was")
	case errors.Is(err, errNoText):
		return text, fmt.Errorf("%w; your answer is as it was", err)
	case err != nil:
		return e.text, fmt.Errorf("%w; your answer is as it was", err)
	}
	return text, nil
}

// errNoText says that a file holds something else than text.
var errNoText = errors.New("what your editor wrote is not plain text (UTF-8)")

// readEdited reads a file that an editor wrote. With errNoText comes what of
// it is text.
func readEdited(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return "", errors.New("your editor left no file behind")
	}
	if !info.Mode().IsRegular() { // opening a pipe would wait for ever
		return "", errors.New("your editor left something else than a file")
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("what your editor wrote cannot be read: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxEdited+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("what your editor wrote cannot be read: %w", err)
	case len(b) > MaxEdited:
		return "", fmt.Errorf("what your editor wrote is too long: over %d MB", MaxEdited>>20)
	case !utf8.Valid(b) || strings.ContainsRune(string(b), 0):
		return strings.ReplaceAll(strings.ToValidUTF8(string(b), "\uFFFD"), "\x00", ""), errNoText
	}
	return string(b), nil
}

// mend takes back what editors do to a text of their own accord: a mark at its
// beginning, CRLF throughout, a newline at its end.
func (e *Edit) mend(text string) string {
	const bom = "\uFEFF"
	if !strings.HasPrefix(e.text, bom) {
		text = strings.TrimPrefix(text, bom)
	}
	if !strings.Contains(e.text, "\r") && strings.Count(text, "\r\n") == strings.Count(text, "\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	if !strings.HasSuffix(e.text, "\n") {
		text = strings.TrimSuffix(text, "\n")
	}
	return text
}

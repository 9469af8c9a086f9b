package course

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Limits of what is read. A lesson of this size would be a thick book.
const (
	maxLesson  = 1 << 20
	maxYAML    = 256 << 10
	maxLessons = 2000
)

// OpenDir opens a course on disk: a folder, or a single Markdown file, whose
// folder then holds what it links to. Nothing outside of the folder is ever
// read: links and names that lead out are refused, and so is everything that
// is no ordinary file. The folder stays open until Close.
func OpenDir(name string) (*Course, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("cannot open the course: %w", err)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return nil, fmt.Errorf("cannot open the course: %w", err)
	}
	dir, file := abs, ""
	if !info.IsDir() {
		dir, file = filepath.Split(abs)
		if !info.Mode().IsRegular() || !isMarkdown(file) {
			return nil, fmt.Errorf("%s is no course; name a folder, or a file that ends in .md", Visible(name))
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the course: %w", err)
	}
	var c *Course
	if file != "" {
		c, err = openFile(&folder{root}, file)
	} else {
		c, err = Open(&folder{root}, filepath.Base(abs))
	}
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	return c, nil
}

// Close lets go of the course's folder, where that can be closed. Nothing of
// the course can be read after it.
func (c *Course) Close() error {
	if f, ok := c.fsys.(io.Closer); ok {
		return f.Close()
	}
	return nil
}

// A folder is a folder on disk of which nothing leads out.
type folder struct{ root *os.Root }

// Open opens an ordinary file or a folder. It never opens a device or a pipe,
// which could hang.
func (f *folder) Open(name string) (fs.File, error) {
	info, err := f.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	return f.root.FS().Open(name)
}

// Close lets go of the folder.
func (f *folder) Close() error { return f.root.Close() }

// Stat follows links inside of the folder.
func (f *folder) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.root.FS(), name) }

// ReadDir lists a folder inside of the folder. The folder itself cannot lead
// out; it is listed as any other, since a root asks the system about every
// single entry, which takes its time where there are thousands.
func (f *folder) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "." {
		if entries, err := os.ReadDir(f.root.Name()); err == nil {
			return entries, nil
		}
	}
	return fs.ReadDir(f.root.FS(), name)
}

var errNotRegular = errors.New("not an ordinary file")

// readFile reads an ordinary file of at most limit bytes.
func readFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return nil, readError(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, readError(err)
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	}
	var raw bytes.Buffer
	raw.Grow(int(min(info.Size(), limit)) + bytes.MinRead) // in one piece, if it is as long as it says
	_, err = raw.ReadFrom(io.LimitReader(file, limit+1))
	switch {
	case err != nil:
		return nil, readError(err)
	case int64(raw.Len()) > limit:
		return nil, fmt.Errorf("larger than %d kB", limit>>10)
	}
	return raw.Bytes(), nil
}

// readError is err without the path, which a finding names already.
func readError(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrNotExist
	case strings.Contains(err.Error(), "escapes"):
		return errors.New("leads out of the course's folder")
	}
	return err
}

// Portable says in a few words why a path could not be used on every system
// ("holds a backslash or a colon"); "" if it could. Whether it stays in its
// folder is for fs.ValidPath.
func Portable(name string) string { return portable(name) }

func portable(name string) string {
	if VisibleLine(name) != name {
		return "holds a control character"
	}
	if strings.ContainsAny(name, "\\:") {
		return "holds a backslash or a colon"
	}
	for elem := range strings.SplitSeq(path.Clean(name), "/") {
		if elem == "" || elem == "." || elem == ".." {
			continue
		}
		if deviceName(elem) {
			return "is the name of a device on Windows"
		}
		if strings.HasSuffix(elem, ".") || strings.HasSuffix(elem, " ") {
			return "ends in a dot or a space"
		}
	}
	return ""
}

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

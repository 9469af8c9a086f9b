package pack

import (
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"time"
)

// errDamaged says that an entry is not what was packed.
var errDamaged = errors.New("it is damaged; get the file that holds it again")

// Open opens a file or a folder of the archive.
func (a *Archive) Open(name string) (fs.File, error) {
	n, err := a.find("open", name)
	if err != nil {
		return nil, err
	}
	about := &info{path.Base(name), n}
	if n.file == nil {
		return &openFolder{info: about, left: n.entries}, nil
	}
	in, err := n.file.Open()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errDamaged}
	}
	return &reader{info: about, in: in, left: int64(n.file.UncompressedSize64)}, nil
}

// Stat says what an archive knows of a file without reading it.
func (a *Archive) Stat(name string) (fs.FileInfo, error) {
	n, err := a.find("stat", name)
	if err != nil {
		return nil, err
	}
	return &info{path.Base(name), n}, nil
}

// ReadDir lists a folder.
func (a *Archive) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := a.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if n.file != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	return append([]fs.DirEntry{}, n.entries...), nil
}

func (a *Archive) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n := a.nodes[name]
	if n == nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// A reader gives exactly as much as the entry said, with the checksum that it
// said, or an error.
type reader struct {
	info *info
	in   io.ReadCloser
	left int64
	sum  uint32
	err  error
}

func (r *reader) Stat() (fs.FileInfo, error) { return r.info, nil }
func (r *reader) Close() error               { return r.in.Close() }

func (r *reader) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.in.Read(p)
	r.sum = crc32.Update(r.sum, crc32.IEEETable, p[:n])
	switch r.left -= int64(n); {
	case r.left < 0:
		n, err = 0, errDamaged // it is longer than it says
	case err == nil:
	case err == io.EOF && r.left == 0 && r.sum == r.info.node.file.CRC32:
	default:
		err = errDamaged
	}
	r.err = err
	return n, err
}

// An openFolder is a folder that is being listed.
type openFolder struct {
	info *info
	left []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: errors.New("is a folder")}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(f.left)
	} else if len(f.left) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.left))
	entries := f.left[:n:n]
	f.left = f.left[n:]
	return entries, nil
}

// An info describes a file or a folder of an archive.
type info struct {
	name string
	node *node
}

func (i *info) Name() string { return i.name }
func (i *info) IsDir() bool  { return i.node.file == nil }
func (i *info) Sys() any     { return nil }

func (i *info) Size() int64 {
	if i.IsDir() {
		return 0
	}
	return int64(i.node.file.UncompressedSize64)
}

func (i *info) Mode() fs.FileMode {
	if i.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

func (i *info) ModTime() time.Time {
	if i.IsDir() {
		return time.Time{}
	}
	return i.node.file.Modified
}

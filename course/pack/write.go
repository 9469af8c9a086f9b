package pack

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Write writes a pack of the files that Files listed. The bytes follow from
// the files alone.
func Write(w io.Writer, fsys fs.FS, files []Listed) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		if err := store(z, fsys, f); err != nil {
			return fmt.Errorf("cannot pack %q: %w", f.Name, err)
		}
	}
	return z.Close()
}

// store writes one file as it is.
func store(z *zip.Writer, fsys fs.FS, f Listed) error {
	in, err := fsys.Open(f.Name)
	if err != nil {
		return bare(err)
	}
	defer in.Close()
	h := header(f.Name)
	h.Method, h.ReaderVersion = zip.Store, 20
	h.CRC32 = f.sum
	h.CompressedSize64, h.UncompressedSize64 = uint64(f.Size), uint64(f.Size)
	out, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(in, f.Size+1))
	if err == nil && n != f.Size {
		err = errors.New("it was changed just now; try again")
	}
	return err
}

// header is the head of an entry that says the same at any time. The first day
// that a zip knows stands for every date.
func header(name string) *zip.FileHeader {
	const utf8Name = 0x800
	h := &zip.FileHeader{Name: name, Flags: utf8Name}
	//lint:ignore SA1019 the field beside it would add the time of day in a second form
	h.ModifiedDate = 1<<5 | 1
	h.SetMode(0o644)
	return h
}

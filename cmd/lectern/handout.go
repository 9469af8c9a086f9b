package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"lectern/course/pack"
)

// startHere is the page that lies beside the program in every zip of it.
//
//go:embed START-HERE.txt
var startHere []byte

// license goes wherever the program goes. It is a copy of the one at the top of
// the repository, from where nothing can be embedded.
//
//go:embed LICENSE
var license []byte

// ownProgram stands for the program itself where --with-program names no file.
const ownProgram = "this-program"

// A handOut is a zip to be made for learners who have no program.
type handOut struct {
	program string // the file
	pack.Program
	file string
}

// prepareHandOut looks at the program before anything is written; nil if none
// is wanted.
func prepareHandOut(file, target string) (*handOut, error) {
	if file == "" {
		return nil, nil
	}
	if file == ownProgram {
		exe, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("cannot find this program: %w", err)
		}
		file = exe
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read the program: %w", err)
	}
	defer f.Close()
	about, err := pack.ReadProgram(f)
	if err != nil {
		return nil, hint(fmt.Errorf("%s cannot go into a hand-out: %w", file, err), "take the program out of a release zip")
	}
	h := &handOut{program: file, Program: about}
	h.file = strings.TrimSuffix(target, filepath.Ext(target)) + "-" + about.System + ".zip"
	if _, err := os.Lstat(h.file); err == nil && !pack.IsHandOut(h.file, filepath.Base(target)) {
		return nil, hint(fmt.Errorf("%s is there already, and is no hand-out of this course", h.file), "move it away, or choose another name with -o")
	}
	return h, nil
}

func (h *handOut) write(out io.Writer, target string) error {
	exe, err := os.Open(h.program)
	if err != nil {
		return fmt.Errorf("cannot read the program: %w", err)
	}
	defer exe.Close()
	packed, err := os.Open(target)
	if err != nil {
		return err
	}
	defer packed.Close()
	err = saveFile(h.file, true, func(f *os.File) error {
		return pack.HandOut(f,
			pack.Part{Name: pack.StartHere, Content: bytes.NewReader(startHere)},
			pack.Part{Name: "LICENSE.txt", Content: bytes.NewReader(license)},
			pack.Part{Name: h.Name, Executable: true, Content: exe},
			pack.Part{Name: filepath.Base(target), Content: packed})
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: the course with the program for %s\n", visibleLines(h.file), h.System)
	return err
}

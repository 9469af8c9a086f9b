package pack

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"runtime"
	"strings"
)

// A Program is the player for one system.
type Program struct {
	System string // "windows-x86_64": as the releases are named
	Name   string // "lectern.exe", "lectern"
}

// mark stands in every player, and says for which system it was built.
var mark = "<lectern for " + runtime.GOOS + "/" + runtime.GOARCH + ">"

// maxProgram is how much of a file is searched for it: some players' worth.
const maxProgram = 128 << 20

var anyMark = regexp.MustCompile(`<lectern for ([a-z0-9]+)/([a-z0-9]+)>`)

// ReadProgram says for which system a program is. The error says that it is no
// player at all.
func ReadProgram(r io.Reader) (Program, error) {
	code, err := io.ReadAll(io.LimitReader(r, maxProgram))
	if err != nil {
		return Program{}, err
	}
	system, arch := runtime.GOOS, runtime.GOARCH
	if !bytes.Contains(code, []byte(mark)) {
		found := anyMark.FindSubmatch(code)
		if found == nil {
			return Program{}, errors.New("it is not the lectern program")
		}
		system, arch = string(found[1]), string(found[2])
	}
	p := Program{System: system + "-" + arch, Name: "lectern"}
	switch system {
	case "windows":
		p.Name = "lectern.exe"
	case "darwin":
		p.System = "mac-apple-silicon"
		if arch == "amd64" {
			p.System = "mac-intel"
		}
		return p, nil
	}
	p.System = strings.Replace(p.System, "amd64", "x86_64", 1)
	return p, nil
}

// A Part is a file of a hand-out.
type Part struct {
	Name       string
	Executable bool
	Content    io.Reader
}

// HandOut writes a zip for learners, who unpack it into a folder and start the
// program in it.
func HandOut(w io.Writer, parts ...Part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		h := header(p.Name)
		h.Method = zip.Deflate
		if p.Executable {
			h.SetMode(0o755)
		}
		out, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.Copy(out, p.Content)
		}
		if err != nil {
			return fmt.Errorf("cannot pack %q: %w", p.Name, err)
		}
	}
	return z.Close()
}

// StartHere is the name of the page in a hand-out that says what to do first.
const StartHere = "START-HERE.txt"

// IsHandOut reports whether a file is a hand-out with a pack of that name.
func IsHandOut(name, pack string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	about, err := f.Stat()
	if err != nil || !about.Mode().IsRegular() {
		return false
	}
	a, err := NewArchive(f, about.Size())
	return err == nil && a.nodes[StartHere] != nil && a.nodes[pack] != nil
}

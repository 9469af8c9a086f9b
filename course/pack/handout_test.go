package pack

import (
	"os"
	"strings"
	"testing"
)

// A hand-out is named after the system of the program in it, whichever system
// it is made on.
func TestReadProgram(t *testing.T) {
	for system, want := range map[string]Program{
		"windows/amd64": {"windows-x86_64", "lectern.exe"},
		"darwin/amd64":  {"mac-intel", "lectern"},
		"darwin/arm64":  {"mac-apple-silicon", "lectern"},
		"linux/arm64":   {"linux-arm64", "lectern"},
	} {
		got, err := ReadProgram(strings.NewReader("MZ\x00\xff<lectern for " + system + ">\x00"))
		if err != nil || got != want {
			t.Errorf("%s: %v, %v", system, got, err)
		}
	}
	for _, other := range []string{"", "MZ\x00<lectern for >", "<lectern for Linux/amd64>"} {
		if got, err := ReadProgram(strings.NewReader(other)); err == nil {
			t.Errorf("%q is taken for %v", other, got)
		}
	}
}

// The mark is in every program that can look for it, this test's own too.
func TestEveryProgramIsMarked(t *testing.T) {
	f, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := ReadProgram(f); err != nil {
		t.Error(err)
	}
}

package worksheet

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldens holds each format of each sort of worksheet to a file that
// somebody has looked at.
func TestGoldens(t *testing.T) {
	sheets := map[string]*Worksheet{"complete": complete(), "draft": draft(), "blank": blank()}
	for name, w := range sheets {
		for _, f := range Formats {
			if w.Status == Empty && f.Name == "eml" {
				continue
			}
			var b bytes.Buffer
			if err := f.Write(&b, w); err != nil {
				t.Fatal(err)
			}
			golden(t, name+"."+f.Name, b.Bytes())
		}
	}
}

// TestKeepsake holds the learner's own copy to a golden file too.
func TestKeepsake(t *testing.T) {
	c, ix, r := fixture()
	var b bytes.Buffer
	if err := Keepsake(&b, c, ix, r, Options{Learner: ann, Now: now}); err != nil {
		t.Fatal(err)
	}
	golden(t, "keepsake.md", b.Bytes())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what it was; look at the difference, then run go test -update\n%s", name, firstDifference(got, want))
	}
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			return "got  " + string(g[i]) + "\nwant " + string(w[i])
		}
	}
	return "one is longer"
}

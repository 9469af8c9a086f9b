package worksheet

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"lectern/course"
)

// rounds is how many hostile worksheets a test draws.
func rounds() uint64 {
	if os.Getenv("LECTERN_LONG") != "" {
		return 400
	}
	return 25
}

// TestReadGivesWhatWasWritten: in every format, whatever was answered.
func TestReadGivesWhatWasWritten(t *testing.T) {
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(seed, 1))
		c, ix, _ := fixture()
		rec := hostileRecord(r, ix)
		w := New(c, ix, rec, Options{Learner: course.Learner{Name: hostile(r), Email: hostile(r)}, Now: now, ShareAll: true})
		for _, i := range w.Items {
			if v := rec.Answers[i.ID].Value; i.Answer.Text != v.Text || strings.Join(i.Answer.List, "\x00") != strings.Join(v.List, "\x00") {
				t.Fatalf("seed %d: %s: the worksheet has %q, the record %q", seed, i.ID, i.Answer, v)
			}
		}
		roundtrip(t, seed, w)
		roundtrip(t, seed, hostileWorksheet(r))
	}
	for _, w := range []*Worksheet{complete(), draft(), blank()} {
		roundtrip(t, 0, w)
	}
}

func roundtrip(t *testing.T, seed uint64, w *Worksheet) {
	t.Helper()
	want := w.node().canonical()
	for _, f := range Formats {
		var b bytes.Buffer
		if err := f.Write(&b, w); err != nil {
			t.Fatalf("seed %d: %s: %v", seed, f.Name, err)
		}
		got, err := Read(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Fatalf("seed %d: %s: %v\n%s", seed, f.Name, err, b.Bytes())
		}
		if g := got.node().canonical(); !bytes.Equal(g, want) {
			t.Fatalf("seed %d: %s: read\n%s\nwritten\n%s", seed, f.Name, g, want)
		}
		if i := unsafe(b.Bytes()); i >= 0 && f.Name != "eml" {
			t.Fatalf("seed %d: %s has a control character at %d: %q", seed, f.Name, i, b.Bytes()[max(0, i-40):i+10])
		}
	}
}

// unsafe returns where a file holds what could act on a terminal, or -1.
func unsafe(b []byte) int {
	s := string(b)
	if course.Visible(s) == s {
		return -1
	}
	for i, r := range s {
		if course.Visible(string(r)) != string(r) {
			return i
		}
	}
	return -1
}

// TestLongAnswer: a megabyte of everything awkward comes back.
func TestLongAnswer(t *testing.T) {
	c, ix, rec := fixture()
	a := rec.Answers["turn-one"]
	a.Text = strings.Repeat("some words, \x1b\t日<\r\n`", 1<<20/24)
	rec.Answers["turn-one"] = a
	roundtrip(t, 0, New(c, ix, rec, Options{Now: now}))
}

// TestDamage: a worksheet that was changed by a byte is not taken for whole.
func TestDamage(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, complete()); err != nil {
		t.Fatal(err)
	}
	good := b.String()
	cases := map[string]struct {
		file string
		want error
	}{
		"an answer":      {strings.Replace(good, "verdict", "Verdict", 1), ErrChecksum},
		"a status":       {strings.Replace(good, `"complete"`, `"draft"`, 1), ErrChecksum},
		"a member":       {strings.Replace(good, `"title"`, `"titel"`, 1), ErrChecksum},
		"no checksum":    {strings.Replace(good, `"checksum"`, `"sum"`, 1), ErrChecksum},
		"newer":          {strings.Replace(good, "worksheet/1", "worksheet/2", 1), ErrNewer},
		"other JSON":     {`{"format":"something"}`, ErrNoWorksheet},
		"empty":          {"", ErrNoWorksheet},
		"a letter":       {"Dear Ada,\n\nit got lost.\n", ErrNoWorksheet},
		"a mail":         {"Subject: hello\n\nit got lost.\n", ErrNoWorksheet},
		"a page":         {"<p>it got lost</p>", ErrNoWorksheet},
		"line ends":      {strings.ReplaceAll(good, "\n", "\r\n"), nil},
		"a BOM":          {"\ufeff" + good, nil},
		"other escapes":  {strings.ReplaceAll(good, "'", `\u0027`), nil},
		"white space":    {strings.ReplaceAll(good, "  ", ""), nil},
		"a saved page":   {pageWith(t, `type="application/json" id="lectern-worksheet"`, `id='lectern-worksheet' type='application/json'`), nil},
		"scripts put in": {pageWith(t, "</body>", "<script id=x>1</script><script src=y></script></body>"), nil},
		"forwarded mail": {forwarded(t), nil},
	}
	for name, c := range cases {
		if _, err := Read(strings.NewReader(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	twice := strings.Replace(good, `"status": "complete"`, `"status": "complete", "status": "draft"`, 1)
	if _, err := Read(strings.NewReader(twice)); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("a member that stands twice: %v", err)
	}
	many := `{"format":"lectern-worksheet/1","items":[` + strings.Repeat("[],", maxNodes) + `[]]}`
	deep := strings.Repeat(`{"a":`, maxDepth+2) + "1" + strings.Repeat("}", maxDepth+2)
	for _, file := range []string{many, deep} {
		if _, err := Read(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), "more values than") {
			t.Errorf("too many values, too deep: %v", err)
		}
	}
	if _, err := Read(io.LimitReader(spaces{}, MaxSize+2)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large a file: %v", err)
	}
}

// spaces is an endless file.
type spaces struct{}

func (spaces) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

// pageWith is our page with one thing replaced.
func pageWith(t *testing.T, old, replacement string) string {
	var b strings.Builder
	if err := WriteHTML(&b, complete()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), old) {
		t.Fatalf("the page has no %s", old)
	}
	return strings.Replace(b.String(), old, replacement, 1)
}

// forwarded is our mail inside another, as mail programs forward it, and in a
// mailbox file.
func forwarded(t *testing.T) string {
	var b bytes.Buffer
	if err := WriteMail(&b, complete()); err != nil {
		t.Fatal(err)
	}
	return "From ada@example.org Sun Nov 22 10:00:00 2026\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/mixed; boundary=outer\r\n\r\n--outer\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n" +
		"--outer\r\nContent-Type: message/rfc822\r\n\r\n" + b.String() + "\r\n--outer--\r\n"
}

// FuzzRead: whatever is read is whole, and can be written and read again. JSON
// that only lacks the right checksum is given it, so that the fuzzer sees
// behind that door too.
func FuzzRead(f *testing.F) {
	for _, w := range []*Worksheet{complete(), draft(), blank()} {
		f.Add(w.file())
	}
	for _, format := range Formats {
		var b bytes.Buffer
		if err := format.Write(&b, &Worksheet{Format: Version, Items: []Item{{ID: "a", Kind: course.Choices, Answer: Answer{List: []string{"b"}}}}}); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte(`{"format":"lectern-worksheet/1","items":[{"answer":null,"kind":"scale","options":["a"]},null],"shared":[{"entries":null}],"missing":["x"],"credit":{"hours":1e300}}`))
	f.Add([]byte("From x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\n{}\n--a--"))
	f.Add([]byte("<script id=lectern-worksheet><!--<script>{}</script>"))
	f.Add([]byte("```json lectern-worksheet\n{\"format\":\"lectern-worksheet/1\",\"checksum\":\"\"}\n```"))
	f.Fuzz(func(t *testing.T, b []byte) {
		w, err := Read(bytes.NewReader(b))
		if errors.Is(err, ErrChecksum) {
			w, err = Read(bytes.NewReader(resealed(b)))
		}
		if err != nil {
			return
		}
		w.Checksum = w.checksum()
		roundtrip(t, 0, w)
	})
}

// resealed is JSON with the checksum that it ought to have.
func resealed(b []byte) []byte {
	n, err := parse(b)
	if err != nil || n.kind != object {
		return nil
	}
	right := checksum(n)
	n.names = append(n.names, "checksum")
	n.members = append(n.members, &node{kind: text, text: right})
	return n.file()
}

package course

import (
	"encoding/binary"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"
)

func utf16Bytes(s string, order binary.ByteOrder, mark bool) []byte {
	var b []byte
	if mark {
		s = "\ufeff" + s
	}
	for _, u := range utf16.Encode([]rune(s)) {
		var two [2]byte
		order.PutUint16(two[:], u)
		b = append(b, two[:]...)
	}
	return b
}

func TestEncodings(t *testing.T) {
	const text = "# Grüße 👍\r\n\r\nText, long enough.\r\n"
	const want = "# Grüße 👍\n\nText, long enough.\n"
	ascii := strings.NewReplacer("ü", "u", "ß", "s", "👍", "!").Replace(text)
	for _, test := range []struct{ name, raw, want, err string }{
		{"UTF-8", text, want, ""},
		{"BOM", "\ufeff" + text, want, ""},
		{"old Mac", "a\rb\r", "a\nb\n", ""},
		{"UTF-16LE", string(utf16Bytes(text, binary.LittleEndian, true)), want, ""},
		{"UTF-16BE", string(utf16Bytes(text, binary.BigEndian, true)), want, ""},
		{"UTF-16LE without a mark", string(utf16Bytes(ascii, binary.LittleEndian, false)), strings.ReplaceAll(ascii, "\r\n", "\n"), ""},
		{"UTF-16BE without a mark", string(utf16Bytes(ascii, binary.BigEndian, false)), strings.ReplaceAll(ascii, "\r\n", "\n"), ""},
		{"UTF-16 cut short", "\xff\xfea", "", "the file looks like UTF-16 that was cut short; save it as UTF-8"},
		{"UTF-16 with half a pair", "\xff\xfe\x00\xd8x\x00", "\ufffdx", ""},
		{"UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00", "", "the file is UTF-32; save it as UTF-8"},
		{"Latin-1", "one\ntwo Gr\xfc\xdfe\n", "", `the file is not UTF-8 but probably Windows-1252, an older encoding (line 2, near "two Gr"); open it in an editor and save it as UTF-8`},
		{"Windows quotes", "\x93So\x94 \x96 it\x92s", "", `the file is not UTF-8 but probably Windows-1252, an older encoding (line 1, near ""); open it in an editor and save it as UTF-8`},
		{"Mac", "it\xd5s \xd2so\xd3", "", `the file is not UTF-8 but perhaps Mac OS Roman, an older encoding (line 1, near "it"); open it in an editor and save it as UTF-8`},
		{"RTF", `{\rtf1\ansi\deff0 Text}`, "", "the file is RTF, not plain text; in the word processor, save it as plain text with the encoding UTF-8, and give it a name that ends in .md (in TextEdit: Format, Make Plain Text)"},
		{"docx", "PK\x03\x04\x14\x00", "", "the file is a word processor's document or a zip archive, not plain text; in the word processor, save it as plain text with the encoding UTF-8, and give it a name that ends in .md"},
		{"empty", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := decodeText([]byte(test.raw))
			if string(got) != test.want || (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
				t.Errorf("%q %v, want %q %s", got, err, test.want, test.err)
			}
		})
	}
}

// A lesson that cannot be read says so, and the others work.
func TestUnreadableLesson(t *testing.T) {
	c, err := Open(fstest.MapFS{
		"01-a.md": {Data: []byte("> [!question] {#q}\n> One?\n")},
		"02-b.md": {Data: []byte("Gr\xfc\xdfe")},
		"03-c.md": {Data: []byte(strings.Repeat("a", maxLesson+1))},
		"04-d.md": {Data: []byte("> [!question] {#r}\n> Two?\n")},
	}, "x")
	if err != nil {
		t.Fatal(err)
	}
	ix, err := c.Index()
	if err != nil {
		t.Fatal(err)
	}
	if a := ix.Activity("r"); a == nil || a.Number != 2 || a.Lesson != 3 {
		t.Errorf("%+v", a)
	}
	for i, want := range map[int]string{
		1: `02-b.md: cannot be read: the file is not UTF-8 but probably Windows-1252, an older encoding (line 1, near "Gr"); open it in an editor and save it as UTF-8`,
		2: "03-c.md: cannot be read: larger than 1024 kB",
	} {
		tree, err := c.Lessons[i].Tree(ix)
		if err != nil || len(tree.Findings) != 1 || tree.Findings[0].String() != want {
			t.Errorf("%v %v, want %s", tree.Findings, err, want)
		}
		if text := PlainText(tree.Blocks); !strings.Contains(text, "cannot be read") || tree.Title == "" {
			t.Errorf("%q: %s", tree.Title, text)
		}
	}
}

func TestPlacesCountCharacters(t *testing.T) {
	tree := treeOf(t, "---\ntitle: T\n---\n\nÄöü 👍 [a](nowhere.md)\r\n\r\n> é [b](nowhere.md)\r\n")
	var got []string
	for _, f := range tree.Findings {
		got = append(got, f.String())
	}
	want := `01-a.md:5:7: "nowhere.md" does not exist; put the file there, or mend the name
01-a.md:7:5: "nowhere.md" does not exist; put the file there, or mend the name`
	if strings.Join(got, "\n") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n"), want)
	}
}

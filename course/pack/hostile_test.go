package pack

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"
)

// An entry of a zip that nobody should make.
type entry struct {
	name   string
	text   string
	mode   fs.FileMode
	method uint16
	flags  uint16
	size   uint64 // if not 0: what it says of its size
	sum    uint32 // if not 0: what it says of its checksum
	packed uint64 // if not 0: what it says of its packed size
}

// zipped writes the entries as they are told.
func zipped(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		raw := []byte(e.text)
		h := &zip.FileHeader{Name: e.name, Method: e.method, Flags: e.flags, CRC32: crc32.ChecksumIEEE(raw), UncompressedSize64: uint64(len(raw))}
		if e.method == zip.Deflate {
			raw = deflated(t, raw)
		}
		h.CompressedSize64 = uint64(len(raw))
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		if e.size != 0 {
			h.UncompressedSize64 = e.size
		}
		if e.packed != 0 {
			h.CompressedSize64 = e.packed
		}
		if e.sum != 0 {
			h.CRC32 = e.sum
		}
		w, err := z.CreateRaw(h)
		if err == nil && !strings.HasSuffix(e.name, "/") {
			_, err = w.Write(raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// deflated takes the compressed bytes out of a zip of one file.
func deflated(t testing.TB, raw []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("x")
	if err == nil {
		_, err = w.Write(raw)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	in, err := r.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	settings = entry{name: "course.yaml", text: "id: x\ntitle: X\n"}
	lesson   = entry{name: "1-a.md", text: "# A\n\nText.\n"}
)

// hostile are the zips that are refused, and what the refusal says of which
// entry.
var hostile = map[string]struct {
	entry entry
	why   string
}{
	"up and out":              {entry{name: "../x.md"}, "leads out of the folder"},
	"up and out, further in":  {entry{name: "a/../../x"}, "leads out of the folder"},
	"up and out, a folder":    {entry{name: "a/../"}, "leads out of the folder"},
	"from the root":           {entry{name: "/etc/passwd"}, "from the root"},
	"a backslash":             {entry{name: `a\..\x`}, "backslash or a colon"},
	"a drive":                 {entry{name: "C:x"}, "backslash or a colon"},
	"a stream":                {entry{name: "x.md:hidden"}, "backslash or a colon"},
	"a device":                {entry{name: "media/NUL.mp3"}, "device on Windows"},
	"a dot at the end":        {entry{name: "x."}, "ends in a dot"},
	"a control character":     {entry{name: "x\x1b[2J.md"}, "control character"},
	"not UTF-8":               {entry{name: "x\xff.md"}, "not UTF-8"},
	"no name":                 {entry{name: ""}, "no usable path"},
	"a dot":                   {entry{name: "./x"}, "no usable path"},
	"nothing between":         {entry{name: "a//b"}, "no usable path"},
	"a long name":             {entry{name: strings.Repeat("x", 300)}, "too long a name"},
	"a link":                  {entry{name: "x.md", text: "/etc/passwd", mode: fs.ModeSymlink | 0o777}, "is a link"},
	"a device file":           {entry{name: "x", mode: fs.ModeDevice | 0o600}, "no ordinary file"},
	"a pipe":                  {entry{name: "x", mode: fs.ModeNamedPipe | 0o600}, "no ordinary file"},
	"a folder with bytes":     {entry{name: "x/", size: 7}, "no ordinary file"},
	"twice":                   {entry{name: "1-a.md", text: "other"}, "comes twice"},
	"twice but for case":      {entry{name: "1-A.MD", text: "other"}, "cannot be told from"},
	"twice, composed":         {entry{name: "cafe\u0301.md"}, "cannot be told from"},
	"a folder but for case":   {entry{name: "Media/y.mp3"}, "cannot be told from"},
	"a folder that is a file": {entry{name: "1-a.md/x"}, "in a folder that is a file"},
	"a file that is a folder": {entry{name: "media", text: "x"}, "comes twice"},
	"encrypted":               {entry{name: "x", flags: 1}, "encrypted"},
	"an unknown method":       {entry{name: "x", method: 99}, "not known here"},
	"too large":               {entry{name: "x", size: 3 << 30}, "larger than"},
	"a bomb":                  {entry{name: "x", text: strings.Repeat("\x00", 4<<20), method: zip.Deflate}, "times as large"},
	"a bomb that lies":        {entry{name: "x", text: strings.Repeat("\x00", 4<<20), method: zip.Deflate, packed: 1 << 20}, "on top of another"},
}

func TestRefusals(t *testing.T) {
	for name, test := range hostile {
		t.Run(name, func(t *testing.T) {
			b := zipped(t, settings, lesson, entry{name: "media/x.mp3", text: "x"}, entry{name: "caf\u00e9.md", text: "x"}, test.entry)
			_, err := openBytes(t, b)
			var refused *Refusal
			if !errors.As(err, &refused) || refused.Entry != test.entry.name || !strings.Contains(refused.Why, test.why) {
				t.Fatalf("%v; want %q of %q", err, test.why, test.entry.name)
			}
			if strings.Contains(err.Error(), "\x1b") || !utf8.ValidString(err.Error()) {
				t.Errorf("the message holds what could act on a terminal: %q", err)
			}
		})
	}
}

// What the entries say of their sizes is together too much, though each is
// allowed.
func TestManyAreTooMuch(t *testing.T) {
	var all []entry
	for i := range 3 {
		all = append(all, entry{name: fmt.Sprint(i), size: 2 << 30, packed: 1 << 30})
	}
	if _, err := openBytes(t, zipped(t, all...)); err == nil || !strings.Contains(err.Error(), `"0" in it lies on top`) {
		t.Error(err)
	}
	all = nil
	for i := range maxEntries + 1 {
		all = append(all, entry{name: fmt.Sprint(i)})
	}
	if _, err := openBytes(t, zipped(t, all...)); err == nil || !strings.Contains(err.Error(), "more than 10000 files") {
		t.Error(err)
	}
}

// A zip whose list of entries is longer than any course's is refused before it
// fills the memory, whatever its end says.
func TestLongListIsNotRead(t *testing.T) {
	one := zipped(t, entry{name: strings.Repeat("x", 200)})
	start := bytes.Index(one, []byte("PK\x01\x02"))
	end := bytes.Index(one, []byte("PK\x05\x06"))
	const n = 1 << 16 // which the end of a zip counts as none
	b := append([]byte{}, one[:start]...)
	for range n + 1 {
		b = append(b, one[start:end]...)
	}
	tail := append([]byte{}, one[end:]...)
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(b)-start))
	b = append(b, tail...)
	counted := &countingReader{r: bytes.NewReader(b)}
	if _, err := NewArchive(counted, int64(len(b))); err == nil || !strings.Contains(err.Error(), "more than 10000 files") {
		t.Error(err)
	}
	if counted.n > maxDirectory {
		t.Errorf("%d of %d bytes were read", counted.n, len(b))
	}
}

type countingReader struct {
	r io.ReaderAt
	n int
}

func (c *countingReader) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.r.ReadAt(p, at)
	c.n += n
	return n, err
}

// The reader counts by itself, whatever stands below it.
func TestReaderCounts(t *testing.T) {
	const text = "text"
	sum := crc32.ChecksumIEEE([]byte(text))
	for name, test := range map[string]struct {
		says int64
		sum  uint32
		ok   bool
	}{
		"as it says":       {4, sum, true},
		"longer":           {3, sum, false},
		"shorter":          {5, sum, false},
		"another checksum": {4, sum + 1, false},
	} {
		f := &zip.File{FileHeader: zip.FileHeader{CRC32: test.sum}}
		r := &reader{info: &info{"x", &node{file: f}}, in: io.NopCloser(strings.NewReader(text)), left: test.says}
		got, err := io.ReadAll(r)
		if test.ok && (err != nil || string(got) != text) || !test.ok && !errors.Is(err, errDamaged) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if int64(len(got)) > test.says {
			t.Errorf("%s: %d bytes came out", name, len(got))
		}
	}
}

// What an entry says of itself is counted, not believed.
func TestEntriesThatLie(t *testing.T) {
	long := strings.Repeat("text ", 1000)
	for name, e := range map[string]entry{
		"longer than it says":       {name: "2-b.md", text: long, size: 10},
		"longer, compressed":        {name: "2-b.md", text: long, size: 10, method: zip.Deflate},
		"shorter than it says":      {name: "2-b.md", text: long, size: 6000, method: zip.Deflate},
		"another checksum":          {name: "2-b.md", text: long, sum: 1},
		"another, compressed":       {name: "2-b.md", text: long, sum: 1, method: zip.Deflate},
		"no compressed text at all": {name: "2-b.md", text: "\xff\xff\xff\xff", method: zip.Deflate, packed: 3},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := openBytes(t, zipped(t, settings, lesson, e))
			var refused *Refusal
			if !errors.As(err, &refused) || refused.Entry != "2-b.md" || !strings.Contains(refused.Why, "damaged") {
				t.Error(err)
			}
		})
	}
}

// A recording is read when it is opened, and its damage is found then.
func TestDamagedMedia(t *testing.T) {
	c, err := openBytes(t, zipped(t, settings, lesson, entry{name: "media/x.mp3", text: "music", sum: 7}))
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := fs.ReadFile(c.FS(), "media/x.mp3"); !errors.Is(err, errDamaged) {
		t.Errorf("%q, %v", raw, err)
	}
}

// A pack of which any byte of a text was changed, or that was cut short
// anywhere, does not open as if nothing were.
func TestDamage(t *testing.T) {
	whole := packed(t, folderOf(t, little()))
	for n := 0; n < len(whole); n += 97 {
		if c, err := openBytes(t, whole[:n]); err == nil {
			t.Fatalf("cut to %d of %d bytes, it opens as %q", n, len(whole), c.Title)
		}
	}
	texts := bytes.Index(whole, []byte("media/")) - 30 // the two lessons and course.yaml come first
	for i := range texts {
		b := bytes.Clone(whole)
		b[i] ^= 0x20
		c, err := openBytes(t, b)
		if err != nil {
			continue
		}
		for _, name := range []string{"course.yaml", "01-first.md", "02-second.md"} {
			if raw, err := fs.ReadFile(c.FS(), name); err != nil || string(raw) != little()[name] {
				t.Fatalf("byte %d changed: %s reads %q, %v", i, name, raw, err)
			}
		}
	}
}

// A folder that was zipped by hand opens too, with what systems put in.
func TestZippedByHand(t *testing.T) {
	c, err := openBytes(t, zipped(t,
		entry{name: "my course/"},
		entry{name: "my course/course.yaml", text: "id: x\ntitle: X\n", method: zip.Deflate},
		entry{name: "my course/1-a.md", text: "# A\n\n[m](media/m.mp3)\n", method: zip.Deflate},
		entry{name: "my course/media/"},
		entry{name: "my course/media/m.mp3", text: "m"},
		entry{name: "my course/.DS_Store", text: "x"},
		entry{name: "__MACOSX/my course/._1-a.md", text: "x"}))
	if err != nil {
		t.Fatal(err)
	}
	if f := c.Findings(); len(f) > 0 || c.Title != "X" || len(c.Lessons) != 1 {
		t.Errorf("%q, %d lessons, %v", c.Title, len(c.Lessons), f)
	}
	if _, err := fs.Stat(c.FS(), ".DS_Store"); err == nil {
		t.Error("a hidden file is seen")
	}
}

func TestWrongZip(t *testing.T) {
	for name, remedy := range map[string]string{"[Content_Types].xml": "lectern import", "x.lectern": "unpack it first"} {
		_, err := openBytes(t, zipped(t, entry{name: name, text: "x"}))
		var wrong *WrongZipError
		if !errors.As(err, &wrong) || !strings.Contains(wrong.Remedy, remedy) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzOpen: whatever bytes a pack is made of, it is refused, or everything in
// it can be read within the limits or fails with an error, by a path that
// stays inside.
func FuzzOpen(f *testing.F) {
	f.Add(zipped(f, settings, lesson, entry{name: "media/x.mp3", text: "x"}))
	f.Add(zipped(f, settings, entry{name: "1-a.md", text: strings.Repeat("> - [x] text\n", 50), method: zip.Deflate}))
	for _, test := range hostile {
		if len(test.entry.text) < 1<<10 {
			f.Add(zipped(f, settings, lesson, test.entry))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<20 {
			return
		}
		c, err := openBytes(t, raw)
		if err != nil {
			if c != nil || err.Error() == "" {
				t.Errorf("%v with an error %q", c, err)
			}
			return
		}
		var total int64
		err = fs.WalkDir(c.FS(), ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if !fs.ValidPath(name) || strings.ContainsAny(name, `\:`) || aside(name) {
				t.Errorf("a file called %q is seen", name)
			}
			in, err := c.FS().Open(name)
			if err != nil {
				return nil
			}
			defer in.Close()
			n, _ := io.Copy(io.Discard, in)
			about, _ := in.Stat()
			if n > about.Size() {
				t.Errorf("%q gave %d bytes and said %d", name, n, about.Size())
			}
			total += n
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if most := int64(len(raw))*maxRatio + maxEntries*freeRatio; total > most {
			t.Errorf("%d bytes became %d", len(raw), total)
		}
	})
}

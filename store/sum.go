package store

import (
	"encoding/json"
	"hash/crc32"
	"io"
	"os"
)

// A note is written beside the answers file when it is closed, and says how
// it was left. A file that still looks so needs no closer look.
type note struct {
	Format string `json:"format"` // noteFormat
	Size   int64  `json:"size"`
	Sum    uint32 `json:"crc32c"` // of the whole file
	Schema int    `json:"schema"`
}

const noteFormat = "lectern-sum/1"

func notePath(path string) string { return path + ".sum" }

// noteSum notes how the file is now. Whoever calls it holds the file's lock.
func noteSum(path string, d disk, schema int) error {
	size, sum, err := fileSum(path)
	if err != nil {
		return err
	}
	text, err := json.Marshal(note{noteFormat, size, sum, schema})
	if err != nil {
		return err
	}
	return write(d, notePath(path), append(text, '\n'), true)
}

// asNoted reports whether the file is to the byte as it was at the last clean
// close, and the schema that it had then.
func asNoted(path string) (schema int, ok bool) {
	text, err := os.ReadFile(notePath(path))
	if err != nil {
		return 0, false
	}
	var n note
	if json.Unmarshal(text, &n) != nil || n.Format != noteFormat {
		return 0, false
	}
	if info, err := os.Stat(path); err != nil || info.Size() != n.Size {
		return 0, false
	}
	size, sum, err := fileSum(path)
	return n.Schema, err == nil && size == n.Size && sum == n.Sum
}

func fileSum(path string) (size int64, sum uint32, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	size, err = io.CopyBuffer(struct{ io.Writer }{h}, f, make([]byte, 256<<10))
	return size, h.Sum32(), err
}

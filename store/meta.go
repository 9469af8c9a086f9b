package store

import (
	"encoding/binary"
	"hash/fnv"
	"io"
)

// A meta is what one of the two pages says with which a bbolt file begins.
// Saves write them in turn, so that the other one still tells of the state
// before. bbolt falls back to that in silence; we must know.
type meta struct {
	pageSize int64
	pages    int64 // pages below this number are in use
	tx       uint64
}

const (
	metaMagic  = 0xED0CDAED
	metaLength = 80 // of the page's head and the meta with its sum
)

// parseMeta reads a meta page; ok is false if it is damaged.
func parseMeta(page []byte) (m meta, ok bool) {
	if len(page) < metaLength {
		return meta{}, false
	}
	order := binary.NativeEndian
	body := page[16:metaLength] // behind the page's own head
	h := fnv.New64a()
	h.Write(body[:56])
	if order.Uint32(body) != metaMagic || order.Uint64(body[56:]) != h.Sum64() {
		return meta{}, false
	}
	return meta{
		pageSize: int64(order.Uint32(body[8:])),
		pages:    int64(order.Uint64(body[40:])),
		tx:       order.Uint64(body[48:]),
	}, true
}

// readMetas returns the newer of the two metas. whole is false if one of them
// is damaged, ok if both are.
func readMetas(r io.ReaderAt) (newest meta, whole, ok bool) {
	page := make([]byte, metaLength)
	at := func(offset int64) (meta, bool) {
		if _, err := r.ReadAt(page, offset); err != nil {
			return meta{}, false
		}
		return parseMeta(page)
	}
	first, ok0 := at(0)
	if ok0 {
		second, ok1 := at(first.pageSize)
		if ok1 && second.tx > first.tx {
			return second, true, true
		}
		return first, ok1, true
	}
	for size := int64(1 << 10); size <= 1<<16; size *= 2 {
		if second, ok1 := at(size); ok1 && second.pageSize == size {
			return second, false, true
		}
	}
	return meta{}, false, false
}

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"lectern/course"
	"lectern/store"
)

// indexFile is where the index of a course is kept between starts. Its name
// holds everything that the index depends on, so a stale one is never found.
// "" where nothing can be kept.
func indexFile(c *choice) string {
	dir, err := store.CacheDir()
	if err != nil {
		return ""
	}
	stamp := c.Stamp(programVersion())
	if stamp == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(c.path + "\x00" + stamp))
	return filepath.Join(dir, "index", c.ID, hex.EncodeToString(sum[:12])+".json")
}

// loadIndex returns the index of an earlier start, nil if there is none or the
// course has changed since.
func loadIndex(c *choice) *course.Index {
	file := indexFile(c)
	if file == "" {
		return nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer f.Close()
	ix, err := course.LoadIndex(f)
	if err != nil || !c.Adopt(ix) {
		return nil
	}
	return ix
}

// keepIndex keeps an index for the next start, and removes those of earlier
// versions of the course. It is a cache: failing costs time, nothing else.
func keepIndex(c *choice, ix *course.Index) {
	file := indexFile(c)
	if file == "" {
		return
	}
	dir := filepath.Dir(file)
	_ = os.RemoveAll(dir)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return
	}
	err = ix.Save(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

package course

import (
	"os"
	"testing"
)

func sample(b *testing.B) *Course {
	b.Helper()
	c, err := Open(os.DirFS("sample"), "sample")
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		sample(b)
	}
}

func BenchmarkTree(b *testing.B) {
	c := sample(b)
	ix, _ := c.Index()
	for b.Loop() {
		_, _ = c.Lessons[1].Tree(ix)
	}
}

func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		_, _ = sample(b).Index()
	}
}

func BenchmarkProgress(b *testing.B) {
	ix, _ := sample(b).Index()
	r := complete(ix)
	for b.Loop() {
		ix.Progress(r)
	}
}

package worksheet

import (
	"io"
	"testing"
	"time"

	"lectern/course"
	"lectern/testdata/bench/corpus"
)

// BenchmarkExport is what it takes to make and write a worksheet of 60 items.
func BenchmarkExport(b *testing.B) {
	c, err := course.Open(corpus.Course(20), "corpus")
	if err != nil {
		b.Fatal(err)
	}
	ix, err := c.Index()
	if err != nil {
		b.Fatal(err)
	}
	rec := course.NewRecord()
	for _, a := range ix.Items() {
		answer := course.Answer{Sitting: time.Now(), Created: time.Now()}
		answer.Text = "An answer of a few words, as people write them."
		rec.Answers[a.ID] = answer
	}
	for name, write := range map[string]func(io.Writer, *Worksheet) error{
		"html": WriteHTML, "md": WriteMarkdown, "json": WriteJSON, "eml": WriteMail,
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := write(io.Discard, New(c, ix, rec, Options{Now: time.Now(), Draft: true})); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

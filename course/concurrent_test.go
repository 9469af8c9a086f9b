package course

import (
	"sync"
	"testing"
)

// A course is used by several goroutines at once: the screen parses a lesson
// while the index is made. Run with -race.
func TestSeveralReadersAtOnce(t *testing.T) {
	c := testCourse(t)
	var all sync.WaitGroup
	first := make([]*Index, 8)
	for n := range first {
		all.Go(func() {
			alone, _ := c.Lessons[n%len(c.Lessons)].Tree(nil)
			ix, _ := c.Index()
			first[n] = ix
			whole, _ := c.Lessons[n%len(c.Lessons)].Tree(ix)
			if len(alone.Blocks) != len(whole.Blocks) {
				t.Errorf("%d blocks, then %d", len(alone.Blocks), len(whole.Blocks))
			}
			_ = c.Findings()
			ix.Progress(NewRecord())
		})
	}
	all.Wait()
	for _, ix := range first {
		if ix != first[0] {
			t.Error("the index was made twice")
		}
	}
}

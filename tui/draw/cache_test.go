package draw

import (
	"reflect"
	"sync"
	"testing"

	"lectern/course"
)

// Several goroutines, each with a painter of its own, share a cache that is too
// small for all of it, and get what a painter alone draws.
func TestCacheIsSharedSafely(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	c := NewCache(30)
	widths := []int{20, 36, 76}
	want := map[int][][]Line{}
	for _, width := range widths {
		p := New(Theme{}, width)
		for _, b := range l.tree.Blocks {
			want[width] = append(want[width], p.Block(b, l.before()))
		}
	}
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			width := widths[i%len(widths)]
			p := New(Theme{}, width)
			for range 3 {
				for n, b := range l.tree.Blocks {
					if got := c.Block(p, b, l.before()); !reflect.DeepEqual(got, want[width][n]) {
						t.Errorf("width %d, block %d: %v", width, n, got)
					}
				}
			}
		})
	}
	wg.Wait()
	if kept := c.count(); kept > 2*30+len(want[20][0]) {
		t.Errorf("%d lines are kept", kept)
	}
}

func (c *Cache) count() int {
	n := 0
	for _, generation := range []map[cacheKey][]Line{c.young, c.old} {
		for _, lines := range generation {
			n += len(lines)
		}
	}
	return n
}

// What the learner did shows at once, whatever was drawn before.
func TestCacheKeepsNoState(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	c, p := NewCache(1000), New(Theme{}, 76)
	for _, b := range l.tree.Blocks {
		for _, s := range []State{l.before(), l.after("an answer"), l.before()} {
			if got, want := c.Block(p, b, s), p.Block(b, s); !reflect.DeepEqual(got, want) {
				t.Errorf("%T: %v, want %v", b, got, want)
			}
		}
	}
}

func TestCacheDrawsOnce(t *testing.T) {
	l := parse(t, "A paragraph.")
	c, p := NewCache(10), New(Theme{}, 76)
	first := c.Block(p, l.tree.Blocks[0], State{})
	if again := c.Block(p, l.tree.Blocks[0], State{}); &first[0] != &again[0] {
		t.Error("drawn twice")
	}
	if narrow := c.Block(New(Theme{}, 5), l.tree.Blocks[0], State{}); len(narrow) < 2 {
		t.Error("another width, the same lines")
	}
	if light := c.Block(New(Theme{Tone: Light}, 76), l.tree.Blocks[0], State{}); &first[0] == &light[0] {
		t.Error("another theme, the same lines")
	}
}

// The parts of an activity, one below the other behind the bar, are its drawing.
func TestPartsAreTheBlock(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	for _, width := range []int{5, 21, 36, 76} {
		p := New(Theme{}, width)
		for _, b := range l.tree.Blocks {
			a, ok := b.(*course.ActivityBlock)
			if !ok {
				continue
			}
			for _, s := range []State{l.before(), l.after("yes")} {
				parts := p.Parts(a, s).Lines()
				whole := p.Block(b, s)
				bar, columns := p.Bar(false)
				if len(parts) != len(whole) {
					t.Fatalf("%s: %d lines of parts, %d of the block", a.Activity.ID, len(parts), len(whole))
				}
				for i := range parts {
					if got := parts[i].shift(bar, trimBlanks(bar), columns); got.Text != whole[i].Text || !reflect.DeepEqual(got.Links, whole[i].Links) {
						t.Errorf("%s: %q, want %q", a.Activity.ID, got.Text, whole[i].Text)
					}
				}
			}
		}
	}
}

// A snapshot holds what its blocks show, and does not change with the record.
func TestSnapshot(t *testing.T) {
	l := parseFile(t, "testdata/kinds.md")
	s, p := l.after("an answer"), New(Theme{}, 76)
	for _, b := range l.tree.Blocks {
		of := s
		of.Record = Snapshot(s.Record, b)
		if got, want := p.Block(b, of), p.Block(b, s); !reflect.DeepEqual(got, want) {
			t.Errorf("%T: %v, want %v", b, got, want)
		}
	}
	copied := Snapshot(s.Record, l.tree.Blocks...)
	s.Record.Answers["perks"].List[0] = "changed"
	delete(s.Record.Marks, "pause")
	if copied.Answers["perks"].List[0] == "changed" || copied.Marks["pause"].Done.IsZero() {
		t.Error("the snapshot changed with the record")
	}
}

package draw

import (
	"reflect"
	"testing"

	"lectern/course"
)

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

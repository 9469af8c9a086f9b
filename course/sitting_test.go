package course

import (
	"testing"
	"time"
)

// A sitting that begins at the same moment as the one before it, or by a clock
// that was set back, is a version of its own and the later one: kept by its
// time, it would else take the place of the other.
func TestSittingsGoForward(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	for _, then := range []time.Time{now, now.Add(-time.Nanosecond), now.AddDate(-3, 0, 0)} {
		first := Answer{}.Next(Asked{}, Value{Text: "first"}, now)
		next := first.Next(Asked{}, Value{Text: "next"}, then)
		if !next.Sitting.After(first.Sitting) || !next.Updated.Equal(then) || !next.Created.Equal(now) {
			t.Errorf("%v after %v: sitting %v, updated %v, created %v", then, now, next.Sitting, next.Updated, next.Created)
		}
		entry := NewRecord().NewEntry("", Asked{}, "first", now)
		if after := entry.Next("next", then); !after.Sitting.After(entry.Sitting) || after.ID != entry.ID {
			t.Errorf("%v after %v: sitting %v of entry %s", then, now, after.Sitting, after.ID)
		}
		r := NewRecord()
		r.Entries = []Entry{entry}
		if other := r.NewEntry("", Asked{}, "other", now); other.ID == entry.ID {
			t.Errorf("two entries are called %s", other.ID)
		}
	}
}

package worksheet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// A Moment is a time to the second, with the offset of the learner's clock. In
// JSON it is 2026-11-22T10:27:33+01:00, or null where there is none.
type Moment struct{ time.Time }

// moment returns t as the learner's clock in loc showed it. A year that cannot
// be written with four digits comes of a broken clock, and gives no moment.
func moment(t time.Time, loc *time.Location) Moment {
	t = t.In(loc).Truncate(time.Second)
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return Moment{}
	}
	return Moment{t}
}

// Day is the day as people write it, 22 November 2026; "" if there is none.
func (m Moment) Day() string {
	if m.IsZero() {
		return ""
	}
	return m.Format("2 January 2006")
}

// MarshalJSON writes null or a time with its offset.
func (m Moment) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(m.Format(time.RFC3339))
}

// UnmarshalJSON reads null or a time with its offset.
func (m *Moment) UnmarshalJSON(b []byte) error {
	*m = Moment{}
	if bytes.Equal(bytes.TrimSpace(b), []byte("null")) {
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return fmt.Errorf("time %q is not like 2026-11-22T10:27:33+01:00", s)
	}
	*m = moment(t, t.Location())
	return nil
}

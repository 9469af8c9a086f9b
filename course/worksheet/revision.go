package worksheet

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"lectern/course"
)

// HandIn is what to remember once the worksheet was saved (course.SetHandIn),
// so that the next one knows its revision.
func (w *Worksheet) HandIn() course.HandIn {
	return course.HandIn{Revision: w.Revision, Digest: w.digest(), At: w.Exported.Time, Draft: w.Status == Draft}
}

// revise returns the revision of a worksheet whose content has that digest.
func revise(last course.HandIn, digest string) int {
	if last.Digest == digest {
		return max(1, last.Revision)
	}
	return max(0, last.Revision) + 1
}

// notContent are the members that may differ between two worksheets of one
// revision. Time is among them since it grows by mere reading, and status
// since a finished worksheet may go as a draft first.
var notContent = []string{"exported", "revision", "status", "time", "checksum"}

// digest is the SHA-256 of the worksheet's content, as the canonical form has
// it, times in UTC: a learner who travels has changed nothing.
func (w *Worksheet) digest() string {
	n := w.node()
	n.drop(notContent...)
	n.each(func(key string, value *node) {
		switch key {
		case "created", "updated", "opened", "done":
			if t, err := time.Parse(time.RFC3339, value.text); err == nil {
				value.text = t.UTC().Format(time.RFC3339)
			}
		}
	})
	return sum(n)
}

// checksum is the SHA-256 of the canonical form without the checksum.
func (w *Worksheet) checksum() string { return checksum(w.node()) }

func checksum(n *node) string {
	n.drop("checksum")
	return sum(n)
}

func sum(n *node) string {
	h := sha256.Sum256(n.canonical())
	return hex.EncodeToString(h[:])
}

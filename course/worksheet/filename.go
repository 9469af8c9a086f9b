package worksheet

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// FileName is the name for the worksheet's file, without a folder:
// <course>_<learner>_<date>_r<revision>[_DRAFT].<ext>, where a learner without
// a name is left out; <course>_blank.<ext> for a blank one. It is safe on
// every system: letters and digits of any script, hyphens, underscores.
func FileName(w *Worksheet, ext string) string {
	parts := []string{cmp.Or(nameOf(w.Course.ID), "course")}
	if w.Status == Empty {
		return parts[0] + "_blank." + ext
	}
	if learner := nameOf(w.Learner.Name); learner != "" {
		parts = append(parts, learner)
	}
	if !w.Exported.IsZero() {
		parts = append(parts, w.Exported.Format(time.DateOnly))
	}
	parts = append(parts, fmt.Sprintf("r%d", w.Revision))
	if w.Status == Draft {
		parts = append(parts, "DRAFT")
	}
	return strings.Join(parts, "_") + "." + ext
}

// nameOf is s as a part of a file's name, at most 64 bytes of it.
func nameOf(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && b.Len() > 0:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			if b.Len()+utf8.RuneLen(r) > 64 {
				return b.String()
			}
			b.WriteRune(r)
		case strings.ContainsRune("'’ʼ`.", r): // O'Neil is ONeil, J. is J
			gap = gap || r == '.'
		default:
			gap = true
		}
	}
	return b.String()
}

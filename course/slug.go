package course

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const maxCourseID = 64

// validCourseID reports whether id may name a course's answers file:
// [a-z0-9][a-z0-9-]{0,63}, and no Windows device.
func validCourseID(id string) bool {
	if id == "" || len(id) > maxCourseID || id[0] == '-' || deviceName(id) {
		return false
	}
	for i := range len(id) {
		if c := id[i]; c != '-' && !('a' <= c && c <= 'z') && !('0' <= c && c <= '9') {
			return false
		}
	}
	return true
}

// deriveCourseID makes a valid course id of the first of names that has
// anything to make one of.
func deriveCourseID(names ...string) string {
	for _, name := range names {
		id := asciiSlug(name)
		if len(id) > maxCourseID {
			id = strings.TrimRight(id[:maxCourseID], "-")
		}
		if deviceName(id) {
			id = "course-" + id
		}
		if validCourseID(id) {
			return id
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\x00")))
	return fmt.Sprintf("course-%x", sum[:4])
}

// asciiSlug is s in a-z, 0-9 and single hyphens, without accents.
func asciiSlug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}

// slug is the automatic anchor of a heading, as code-hosting sites make it:
// small letters and digits of any script, hyphens for spaces.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r), r == '_', r == '-':
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte('-')
		}
	}
	return b.String()
}

// validID reports whether id may be written for an activity or a heading:
// [A-Za-z0-9][A-Za-z0-9_.-]*.
func validID(id string) bool {
	for i := range len(id) {
		c := id[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i == 0 || c != '_' && c != '.' && c != '-') {
			return false
		}
	}
	return id != ""
}

// deviceName reports whether Windows takes the file name for a device, with
// any extension.
func deviceName(name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	base = strings.TrimRight(base, " ")
	switch base {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	return len(base) == 4 && (base[:3] == "com" || base[:3] == "lpt") && base[3] >= '0' && base[3] <= '9'
}

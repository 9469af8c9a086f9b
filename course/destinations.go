package course

import "strings"

// plainDestinations makes plain paths of the template tags in links, which
// Markdown would not take for links otherwise: `]({{ page.root }}/a.md)`. The
// lines stay as long as they are, so that places stay right.
func plainDestinations(text []byte) []byte {
	fence := ""
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		line := text[start:end]
		start = end + 1
		mark := strings.TrimLeft(string(line[:min(len(line), 80)]), " >")
		if n := len(mark) - len(strings.TrimLeft(mark, "`~")); n >= 3 {
			switch {
			case fence == "":
				fence = mark[:n]
			case strings.HasPrefix(mark, fence) && strings.TrimSpace(mark[n:]) == "":
				fence = ""
			}
			continue
		}
		if fence == "" {
			plainLine(line)
		}
	}
	return text
}

func plainLine(line []byte) {
	s := string(line)
	if !strings.Contains(s, "{{") && !strings.Contains(s, "{%") {
		return
	}
	ticks := 0
	for i := 0; i < len(s); {
		if s[i] == '`' {
			ticks++
		}
		definition := i == 0 && strings.HasPrefix(s, "[") && strings.Contains(s, "]: ")
		if ticks%2 == 1 || !definition && !strings.HasPrefix(s[i:], "](") {
			i++
			continue
		}
		from, to := i+2, -1
		if definition {
			from, to = strings.Index(s, "]: ")+3, len(s)
		} else {
			to = destinationEnd(s, from)
		}
		if to < 0 {
			i++
			continue
		}
		if dest := s[from:to]; strings.Contains(dest, "{{") || strings.Contains(dest, "{%") {
			if plain := plainDestination(dest); len(plain) <= len(dest) {
				copy(line[from:to], plain+strings.Repeat(" ", len(dest)-len(plain)))
			}
		}
		i = to
	}
}

// destinationEnd is where the bracket closes behind a destination with tags in
// it; -1 if it does not.
func destinationEnd(s string, i int) int {
	for i < len(s) {
		switch s[i] {
		case ')':
			return i
		case '{':
			if _, n := readTag(s[i:]); n > 0 {
				i += n
				continue
			}
		}
		i++
	}
	return -1
}

// plainDestination is a destination without its tags: those that name a page
// become its path, and those that stand for the site's address become "/".
func plainDestination(dest string) string {
	var b strings.Builder
	for i := 0; i < len(dest); {
		t, n := readTag(dest[i:])
		if n == 0 {
			b.WriteByte(dest[i])
			i++
			continue
		}
		i += n
		page := ""
		switch {
		case t.name == "link" || t.name == "post_url":
			page = "/" + strings.TrimPrefix(t.word, "/")
		case t.name == "ref" || t.name == "relref":
			page = t.word
		case t.sort == variable && (strings.HasPrefix(t.name, `"`) || strings.HasPrefix(t.name, "'")):
			page = strings.Trim(t.name, `"'`)
		case b.Len() == 0:
			page = "/"
		}
		if strings.HasSuffix(b.String(), "/") {
			page = strings.TrimPrefix(page, "/")
		}
		b.WriteString(page)
	}
	s := strings.TrimSpace(b.String())
	for strings.HasPrefix(s, "//") {
		s = s[1:]
	}
	return strings.ReplaceAll(s, " ", "%20")
}

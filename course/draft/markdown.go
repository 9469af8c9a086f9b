package draft

import (
	"strings"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// What a line of Markdown can be.
var (
	atxHeading = pattern.New(`^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$`)
	setext     = pattern.New(`^ {0,3}(=+|-{2,})[ \t]*$`)
	fence      = pattern.New("^ {0,3}(`{3,}|~{3,})")
	verbatim   = pattern.New(`^(?: {4}|\t| {0,3}(?:[-+*>|<]|\d{1,9}[.)][ \t]|\[\^|:::|\$\$))`)
	definition = pattern.New(`^ {0,3}(\[[^\]]+\]):[ \t]*\S`)
	mdItem     = pattern.New(`^(?:[-+*]|(\d{1,9})[.)])[ \t]+(\S.*)$`)
	otherMark  = pattern.New(`(?m)^([ \t]*)[•◦▪‣·●○■□➢✓✔❖⁃][ \t]*`)
	htmlTag    = pattern.New(`<[^<>]*>`)
	mdLink     = pattern.New(`\]\([^()]*\)`)
)

// readMarkdown reads Markdown. What it says is kept as it is written.
func readMarkdown(s string) *document {
	d := &document{}
	front, body, above := course.SplitFrontMatter(s)
	if above > 0 {
		d.front = front
		for l := range strings.Lines(front) {
			if title, ok := strings.CutPrefix(l, "title:"); ok {
				d.title = strings.Trim(strings.TrimSpace(title), `"'`)
			}
		}
	}
	lines := strings.Split(body, "\n")
	for i := 0; i < len(lines); {
		switch {
		case strings.TrimSpace(lines[i]) == "":
			i++
		case fence.MatchString(lines[i]):
			end := fenceEnd(lines, i)
			d.pieces = append(d.pieces, piece{sort: raw, md: strings.Join(lines[i:end], "\n")})
			i = end
		case atxHeading.MatchString(lines[i]):
			m := atxHeading.FindStringSubmatch(lines[i])
			d.pieces = append(d.pieces, piece{sort: heading, md: m[2], plain: readable(m[2]), level: len(m[1]), certain: true})
			i++
		default:
			i = d.block(lines, i)
		}
	}
	return d
}

// fenceEnd is the line after the fence that begins at from is closed.
func fenceEnd(lines []string, from int) int {
	mark := fence.FindStringSubmatch(lines[from])[1]
	for i := from + 1; i < len(lines); i++ {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(lines[i]), mark); ok && strings.Trim(rest, mark[:1]) == "" {
			return i + 1
		}
	}
	return len(lines)
}

// block reads the lines up to the next empty one, or to what begins something
// else, and returns the line after them.
func (d *document) block(lines []string, from int) int {
	dots(lines[from:])
	first := lines[from]
	if m := definition.FindStringSubmatch(first); m != nil {
		end := from + 1
		if strings.HasPrefix(m[1], "[^") {
			for end < len(lines) && (strings.HasPrefix(lines[end], "    ") || strings.TrimSpace(lines[end]) != "" && !definition.MatchString(lines[end])) {
				end++
			}
		}
		d.notes = append(d.notes, note{m[1], strings.Join(lines[from:end], "\n")})
		return end
	}
	whole := verbatim.MatchString(first)
	end := from + 1
	for ; end < len(lines) && strings.TrimSpace(lines[end]) != ""; end++ {
		l := lines[end]
		if m := setext.FindStringSubmatch(l); m != nil && !whole {
			level := 2
			if m[1][0] == '=' {
				level = 1
			}
			md := strings.TrimSpace(strings.Join(lines[from:end], " "))
			d.pieces = append(d.pieces, piece{sort: heading, md: md, plain: readable(md), level: level, certain: true})
			return end + 1
		}
		if fence.MatchString(l) || atxHeading.MatchString(l) || !whole && mdItem.MatchString(l) {
			break
		}
	}
	if whole {
		d.verbatim(lines[from:end])
		return end
	}
	md := strings.TrimRight(strings.Join(lines[from:end], "\n"), " \t")
	d.pieces = append(d.pieces, piece{sort: text, md: md, plain: readable(md), number: -1})
	return end
}

// dots gives the items of a block the marks that Markdown knows.
func dots(lines []string) {
	for i, l := range lines {
		if strings.TrimSpace(l) == "" || fence.MatchString(l) {
			return
		}
		lines[i] = otherMark.ReplaceAllString(l, "$1- ")
	}
}

// verbatim adds lines as they stand. A list of items of one line each is taken
// apart, since items may be readings.
func (d *document) verbatim(lines []string) {
	md := strings.Join(lines, "\n")
	if len(d.pieces) > 0 && startsReadings(d.pieces[len(d.pieces)-1].plain) {
		var items []piece
		for _, l := range lines {
			m := mdItem.FindStringSubmatch(l)
			if m == nil {
				items = nil
				break
			}
			items = append(items, piece{sort: item, md: m[2], plain: readable(m[2]), number: -1})
		}
		if items != nil {
			d.pieces = append(d.pieces, items...)
			return
		}
	}
	d.pieces = append(d.pieces, piece{sort: raw, md: md, plain: readable(md)})
}

// readable is roughly what Markdown reads as, for guessing and for names.
func readable(md string) string {
	s := htmlTag.ReplaceAllString(md, " ")
	s = mdLink.ReplaceAllString(s, "")
	return squeeze(strings.NewReplacer("**", "", "__", "", "*", "", "`", "", "[", "", "]", "", `\`, "").Replace(s))
}

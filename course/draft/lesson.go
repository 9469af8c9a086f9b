package draft

import (
	"slices"
	"strings"

	"lectern/course"
)

// A writer writes the text of lessons.
type writer struct {
	b     strings.Builder
	lists []list // open ones, the innermost last
	ids   *names
}

// A list is one whose items are being written.
type list struct {
	number int  // of its last item; -1: bullets
	mark   byte // after a number: '.' or ')'
	within int  // columns to the text of its items
}

// lesson writes a lesson.
func (w *writer) lesson(s section) {
	w.heading(1, s.title.md)
	reading := startsReadings(s.title.plain)
	for i := 0; i < len(s.pieces); {
		p := s.pieces[i]
		if p.sort != item {
			reading = startsReadings(p.plain)
		}
		numbers := pointers(p.plain)
		kind := p.kind(reading)
		switch {
		case p.sort == heading || p.sort == raw:
			w.piece(p)
			i++
		case numbers != nil && promptIn(p.plain):
			w.callout(course.Question, "item "+itoa(numbers[0]), s.pieces[i:i+1])
			i++
		case numbers != nil:
			w.piece(p)
			for _, n := range numbers {
				todo := "TODO: write what item " + itoa(n) + " of the worksheet asks."
				w.callout(course.Question, "item "+itoa(n), []piece{{md: todo}})
			}
			i++
		case kind != "":
			end := i + 1
			for end < len(s.pieces) && belongs(s.pieces[i], s.pieces[end], kind) {
				end++
			}
			w.callout(kind, string(kind)+" "+telling(p.plain), s.pieces[i:end])
			i = end
		default:
			w.piece(p)
			i++
		}
	}
}

// kind is the kind of activity that the piece becomes; "" if it stays text.
func (p piece) kind(reading bool) course.Kind {
	const mostWords = 80 // more is an essay with a reading in it
	switch {
	case p.sort == heading || p.sort == raw:
		return ""
	case p.red:
		return markedKind(p.plain)
	case p.sort == item && reading:
		if k := opener(p.plain); k != "" {
			return k
		}
		return course.Read
	case p.words() > mostWords:
		return ""
	}
	return asked(p.plain)
}

// belongs reports whether next goes on with the activity that first begins: an
// address, or more that the author marked.
func belongs(first, next piece, kind course.Kind) bool {
	if next.sort == heading || next.sort == raw || pointers(next.plain) != nil {
		return false
	}
	if address := addressIn.FindString(next.plain); kind.Opens() && address != "" && len(next.plain)-len(address) < 3 {
		return next.sort == text
	}
	if !first.red || !next.red || opener(next.plain) != "" {
		return false
	}
	announced := strings.HasSuffix(first.plain, ":") || next.sort == item && first.sort == text
	return announced || !strong(next.plain)
}

// strong reports whether a marked text says itself what it asks for.
func strong(s string) bool {
	return journalWord.MatchString(s) || ideasWord.MatchString(s) || pauseWord.MatchString(s) ||
		answerWord.MatchString(s) || strings.HasSuffix(s, "?")
}

// little are words that say nothing of what a thing is called.
var little = strings.Fields(`a an and are at by for from in is it of on or our please that the these this to with you your
 now next then first finally read reading readings watch video listen visit journal brainstorm reflect reflection
 article report study following required optional suggested recommended further`)

// telling are the words of a text that tell it from others, at most four.
func telling(s string) string {
	var words []string
	for _, w := range wordsIn(s) {
		if !slices.Contains(little, strings.ToLower(w)) && len(words) < 4 {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// heading writes a heading.
func (w *writer) heading(level int, md string) {
	if md = strings.ReplaceAll(strings.ReplaceAll(md, "\\\n", " "), "\n", " "); md != "" {
		w.apart()
		w.b.WriteString(strings.Repeat("#", level) + " " + md + "\n")
	}
}

// piece writes what stays as it is.
func (w *writer) piece(p piece) {
	switch {
	case p.sort == heading:
		w.heading(p.level, p.md)
	case p.sort == item:
		w.item(p)
	case p.md != "":
		w.apart()
		w.b.WriteString(p.md + "\n")
	}
}

// apart ends what was open, with an empty line.
func (w *writer) apart() {
	w.lists = nil
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
}

// item writes an item of a list.
func (w *writer) item(p piece) {
	depth := min(p.level, len(w.lists))
	indent := 0
	if depth > 0 {
		indent = w.lists[depth-1].within
	}
	starts := depth == len(w.lists)
	mark := byte('.')
	if !starts {
		last := w.lists[depth]
		if mark = last.mark; (p.number < 0) != (last.number < 0) || p.number >= 0 && p.number != last.number+1 {
			starts = true
			if p.number >= 0 && last.number >= 0 {
				mark = '.' + ')' - mark // the other one begins a new list
			}
		}
	}
	if depth == 0 && len(w.lists) == 0 {
		w.apart()
	} else if starts && (p.number >= 0 && p.number != 1 || depth < len(w.lists)) {
		w.b.WriteByte('\n') // only an item 1 may begin a list without
	}
	bullet := "- "
	if p.number >= 0 {
		bullet = itoa(p.number) + string(mark) + " "
	}
	within := indent + len(bullet)
	w.lists = append(w.lists[:depth], list{p.number, mark, within})
	w.b.WriteString(strings.Repeat(" ", indent) + bullet +
		strings.ReplaceAll(p.md, "\n", "\n"+strings.Repeat(" ", within)) + "\n")
}

// callout writes an activity with what belongs to it.
func (w *writer) callout(kind course.Kind, name string, pieces []piece) {
	inner := &writer{ids: w.ids}
	for i, p := range pieces {
		if i == 0 && p.sort == item && p.number < 0 {
			p.sort = text // the prompt; a number is of the text, a dot is not
		}
		inner.piece(p)
	}
	w.apart()
	w.b.WriteString("> [!" + string(kind) + "] {#" + w.ids.id(name) + "}\n")
	for l := range strings.Lines(inner.b.String()) {
		w.b.WriteString(strings.TrimRight("> "+l, " \n") + "\n")
	}
}

// names gives names that nobody has yet.
type names struct{ taken map[string]bool }

func newNames(taken ...string) *names {
	n := &names{map[string]bool{}}
	for _, t := range taken {
		n.taken[t] = true
	}
	return n
}

// id makes an id of the first words of a text.
func (n *names) id(s string) string {
	words := strings.Split(course.CourseIDOf(s, "item"), "-")
	return n.free(strings.Join(words[:min(6, len(words))], "-"))
}

func (n *names) free(name string) string {
	free := name
	for i := 2; n.taken[free]; i++ {
		free = name + "-" + itoa(i)
	}
	n.taken[free] = true
	return free
}

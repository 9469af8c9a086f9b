package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/course/internal/pattern"
)

// Words that tell what a heading is of.
var (
	lessonWord = pattern.New(`^(?i:lesson|module|chapter|unit|part|section|session|week|day|lektion|kapitel|leçon|lección|módulo)\s+(?:\d{1,3}|[IVXLC]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b`)
	alone      = pattern.New(`(?i)^(?:welcome|introduction|course introduction|conclusion|closing|wrap[- ]?up|case stud(?:y|ies)(?: booklet)?|(?:course )?evaluation|worksheet|final .*|certificate.*|appendix.*|references|bibliography|glossary)$`)
	within     = pattern.New(`(?i)^(?:(?:learning |course |lesson )?(?:objectives|outcomes|goals|aims)|overview|activit(?:y|ies)|(?:required |suggested |further |recommended |additional )?(?:readings?|resources)|key (?:points|terms|ideas)|summary|notes?|reflection|reflect|journal|brainstorm|exercise.*|discussion|(?:review )?questions|(?:before|after) you (?:begin|start|go on)|what you will learn)\s*:?$`)
)

// longestTitle is how many characters a title may have.
const longestTitle = 150

// guessHeadings finds headings that are merely short lines between paragraphs,
// if the author marked none.
func (d *document) guessHeadings() {
	marked := 0
	for _, p := range d.pieces {
		if p.sort == heading {
			marked++
		}
	}
	for i := range d.pieces {
		p := &d.pieces[i]
		switch {
		case p.sort == text && lessonWord.MatchString(p.plain) && likeHeading(*p):
		case marked == 0 && p.sort == text && likeHeading(*p) && d.between(i):
		case marked == 0 && p.sort == item && p.level == 0 && p.number > 0 && likeHeading(*p) && d.single(i) && d.between(i):
			p.md, p.plain = itoa(p.number)+". "+p.md, itoa(p.number)+". "+p.plain
		default:
			continue
		}
		p.sort, p.level = heading, 0
	}
}

// likeHeading reports whether a text is short and reads as a heading.
func likeHeading(p piece) bool {
	const mostWords, mostRunes = 10, 70
	if p.red || strings.Contains(p.md, "\n") || utf8.RuneCountInString(p.plain) > mostRunes {
		return false
	}
	if n := p.words(); n == 0 || n > mostWords {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(p.plain, `"'“‘(¿¡`))
	last, _ := utf8.DecodeLastRuneInString(p.plain)
	if unicode.IsLower(first) || strings.ContainsRune(".!:;,…", last) {
		return false
	}
	if strings.Contains(p.plain, "://") || strings.Contains(p.plain, "@") {
		return false
	}
	return pointers(p.plain) == nil && asked(p.plain) == ""
}

// between reports whether the short piece i stands where headings stand: before
// something longer, and after the end of something else.
func (d *document) between(i int) bool {
	if i+1 == len(d.pieces) {
		return false
	}
	next := d.pieces[i+1]
	if next.sort == text && likeHeading(next) {
		// A heading below a heading, or a list without marks: the last of a run
		// is taken, and the first of two.
		return i+2 < len(d.pieces) && !short(d.pieces[i+2]) && (i == 0 || !short(d.pieces[i-1]))
	}
	if i > 0 && d.pieces[i-1].sort != heading && strings.HasSuffix(d.pieces[i-1].plain, ":") {
		return false // it is what was announced
	}
	return next.sort != heading
}

func short(p piece) bool { return p.sort == text && likeHeading(p) }

// single reports whether the item i has no neighbour in its list.
func (d *document) single(i int) bool {
	if i+1 == len(d.pieces) || d.pieces[i+1].sort == item {
		return false
	}
	return i == 0 || d.pieces[i-1].sort != item || d.pieces[i].apart && d.pieces[i-1].number != d.pieces[i].number-1
}

// takeTitle finds the title, and takes it out of the text if it stands first.
func (d *document) takeTitle() {
	first := -1
	for i, p := range d.pieces {
		if p.words() > 0 {
			first = i
			break
		}
	}
	if first < 0 {
		return
	}
	p := d.pieces[first]
	if d.title != "" {
		if p.plain == d.title && p.sort == heading {
			d.pieces = append(d.pieces[:first:first], d.pieces[first+1:]...)
		}
		return
	}
	if utf8.RuneCountInString(p.plain) > longestTitle || lessonWord.MatchString(p.plain) {
		return
	}
	switch {
	case p.sort == heading && p.certain:
		if !d.above(first) {
			return
		}
	case p.sort == heading:
	case p.sort == text && likeHeading(p):
	default:
		return
	}
	if alone.MatchString(p.plain) && p.sort == heading && !p.certain {
		return
	}
	d.title = p.plain
	d.pieces = append(d.pieces[:first:first], d.pieces[first+1:]...)
}

// above reports whether the marked heading i stands above all others: there is
// no other of its level, and none higher.
func (d *document) above(i int) bool {
	for j, p := range d.pieces {
		if j != i && p.sort == heading && p.certain && p.level <= d.pieces[i].level {
			return false
		}
	}
	return true
}

// splitAt is the level of heading at which lessons begin; guesses are given
// theirs first. 0: there is no heading.
func (d *document) splitAt() int {
	lessons, marked := 0, false
	for _, p := range d.pieces {
		if p.sort == heading {
			marked = marked || p.certain
			if lessonWord.MatchString(p.plain) {
				lessons++
			}
		}
	}
	if !marked {
		d.level(lessons > 0)
	}
	if lessons > 1 || lessons == 1 && !marked {
		for _, p := range d.pieces {
			if p.sort == heading && lessonWord.MatchString(p.plain) {
				return max(1, p.level)
			}
		}
	}
	var count [10]int
	for _, p := range d.pieces {
		if p.sort == heading && !within.MatchString(p.plain) {
			count[p.level]++
		}
	}
	only := 0
	for level, n := range count {
		if n > 1 {
			return level
		}
		if n == 1 && only == 0 {
			only = level
		}
	}
	return only
}

// level gives guessed headings their levels.
func (d *document) level(named bool) {
	for i := range d.pieces {
		p := &d.pieces[i]
		if p.sort != heading {
			continue
		}
		switch {
		case lessonWord.MatchString(p.plain), alone.MatchString(p.plain):
			p.level = 1
		case within.MatchString(p.plain):
			p.level = 3
		case named || !capitals(p.plain) && d.hasCapitals():
			p.level = 2
		default:
			p.level = 1
		}
	}
}

// hasCapitals reports whether there are headings in capitals, at least two.
func (d *document) hasCapitals() bool {
	n := 0
	for _, p := range d.pieces {
		if p.sort == heading && capitals(p.plain) {
			n++
		}
	}
	return n > 1
}

func capitals(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }

// A section is a lesson before it is written.
type section struct {
	title  piece
	pieces []piece
}

// sections parts the pieces into lessons.
func (d *document) sections() []section {
	d.guessHeadings()
	d.takeTitle()
	level := d.splitAt()
	var all []section
	current := section{}
	end := func() {
		if current.title.md != "" || len(current.pieces) > 0 {
			all = append(all, current)
		}
	}
	for _, p := range d.pieces {
		starts := p.sort == heading && p.words() > 0 && p.level <= level && (p.certain && p.level < level || !within.MatchString(p.plain))
		if !starts {
			current.pieces = append(current.pieces, p)
			continue
		}
		end()
		current = section{title: p}
	}
	end()
	if len(all) > 1 && d.below(all[0]) {
		all = all[1:]
	}
	for i := range all {
		all[i].levels(level)
	}
	return all
}

// below takes what stands between the title and the first heading for the
// summary, if it is no more than a few lines: of whom it is, and for whom.
func (d *document) below(s section) bool {
	const mostWords = 60
	words, lines := 0, []string(nil)
	for _, p := range s.pieces {
		looks := p.md != p.plain && p.md != escape(p.plain) // a link, say
		if p.sort != text || p.red || looks || pointers(p.plain) != nil || asked(p.plain) != "" {
			return false
		}
		words += p.words()
		lines = append(lines, p.plain)
	}
	if d.title == "" || s.title.md != "" || words > mostWords {
		return false
	}
	d.summary = strings.Join(lines, "\n")
	return true
}

// levels makes the headings below the lesson's own skip no level.
func (s *section) levels(split int) {
	last := 1
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.sort == heading {
			p.level = min(max(2, p.level-split+1), last+1, 6)
			last = p.level
		}
	}
}

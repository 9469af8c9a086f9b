package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// A leaving is a sort of text that authors leave for later. The whole match
// is what is found; where fits is not nil, it decides by what stands around.
// Patterns are slow, so they are tried only where one of the words stands.
type leaving struct {
	words   string // in small letters, apart by |
	pattern pattern.Pattern
	fits    func(match, before, after string) bool
}

// leavings are all sorts. A match must not be a part of a longer word.
var leavings = []leaving{
	{"xx", pattern.New(`x{2,}|X{2,}`), crosses},
	{"x clock|x contact|x credit|x continuing|x ce|x training", pattern.New(`[Xx][ \n]+(?:clock|contact|credit|continuing[ \n]education|CEU?|training)[- \n]*(?:hours?|units?|credits?)`), nil},
	{"x hours|x minutes|x ceus|x credits|x questions|x lessons|x pages|x words|x dollars|x percent", pattern.New(`X[ \n]+(?:hours|minutes|CEUs|credits|questions|lessons|pages|words|dollars|percent)`), counted},
	{"todo|fixme|tbd|tbc|tba", pattern.New(`TODO|FIXME|TBD|tbd|TBC|TBA`), nil},
	{"???", pattern.New(`\?{3,}`), questions},
	{"bla", pattern.New(`(?i)bla(?:h?[ ,\n-]*bla)*`), nil},
	{"ipsum|dolor", pattern.New(`(?i)lorem[ \n]+ipsum(?:[ \n]+dolor)?(?:[ \n]+sit[ \n]+amet)?|dolor[ \n]+sit[ \n]+amet`), nil},
	{"(|[", pattern.New(`[(\[] ?[A-Z][A-Z'’/-]+(?:[ \n,:;&-]+[A-Z0-9'’/-]+)*[ .!:…]*[)\]]`), shouted},
	{"objective", pattern.New(`(?i)(?:learning )?objectives?[ \n]+(?:(?:will |to )?(?:go|goes|come|comes)[ \n]+)?here`), heading},
	{"goes here|go here|come here", pattern.New(`(?i)(?:text|links?|image|picture|photo|video|table|figure|diagram|title|name|content|description|summary|bio|address|quote|examples?|references?|sources?)[ \n]+(?:goes|go|to[ \n]go|will[ \n]go|to[ \n]come)[ \n]+here`), nil},
	{"insert|paste|add ", pattern.New(`(?i)(?:insert|paste|add)[ \n]+(?:more |an? |the |some )?(?:text|links?|content|images?|pictures?|photos?|videos?|tables?|examples?|details|references?|sources?|more)[ \n]+(?:goes )?(?:here|later)`), nil},
	{"placeholder|goes here|more to come", pattern.New(`(?i)placeholder[ \n]+text|text[ \n]+goes[ \n]+here|more[ \n]+to[ \n]+come[ \n]+here`), nil},
}

// most of one sort are listed for one passage.
const most = 20

// alone matches what is unfinished where nothing else stands in a passage.
var alone = pattern.New(`(?i)^[\s#*_(\[>-]*(?:coming soon|more to come|to be (?:added|written|completed|determined|continued|announced|supplied)|under construction|work in progress|placeholder|your (?:text|title|name|content) here|insert (?:text|title|content)|\.\.\.|…)[\s.!*_)\]…-]*$`)

// unfinished finds text that was left for later.
func (l *lesson) unfinished() {
	if l.readable && l.above > 0 {
		l.yamlText(l.lines[1:max(1, l.above-1)], 2)
	}
	for i := range l.passages {
		l.unfinishedIn(&l.passages[i])
	}
}

func (k *checker) unfinishedIn(p *passage) {
	var taken [][]int
	low := strings.ToLower(strings.ReplaceAll(p.text, "\n", " "))
	for _, s := range leavings {
		if !hasOne(low, s.words) {
			continue
		}
		for _, m := range s.pattern.FindAllStringIndex(p.text, most) {
			before, match, after := p.text[:m[0]], p.text[m[0]:m[1]], p.text[m[1]:]
			if !whole(before, match, after) || s.fits != nil && !s.fits(match, before, after) {
				continue
			}
			if slices.ContainsFunc(taken, func(t []int) bool { return m[0] < t[1] && t[0] < m[1] }) {
				continue
			}
			taken = append(taken, m)
			k.add(course.Warning, p.place(m[0]), fmt.Sprintf("%q looks unfinished", squeeze(match)), "write what belongs there, or take it out")
		}
	}
	const shortest = 80 // that may say more than that it is unfinished
	if len(taken) == 0 && len(p.text) < shortest && alone.MatchString(p.text) {
		at := len(p.text) - len(strings.TrimLeft(p.text, " "))
		k.add(course.Warning, p.place(at), fmt.Sprintf("%q looks unfinished", squeeze(p.text)), "write what belongs there, or take it out")
	}
}

// hasOne reports whether one of words, apart by |, stands in s.
func hasOne(s, words string) bool {
	for word := range strings.SplitSeq(words, "|") {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// whole reports whether a match is no part of a longer word.
func whole(before, match, after string) bool {
	first, _ := utf8.DecodeRuneInString(match)
	last, _ := utf8.DecodeLastRuneInString(match)
	b, _ := utf8.DecodeLastRuneInString(before)
	a, _ := utf8.DecodeRuneInString(after)
	return !(inWord(first) && before != "" && inWord(b)) && !(inWord(last) && after != "" && inWord(a))
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

var quantity = pattern.New(`^[ \n-]*(?:%|hours?|minutes?|days?|weeks?|months?|years?|pages?|words|percent|dollars|clock|questions|lessons|[,.]\d|[,.]?XX)`)

// crosses decides on xx and XX: the second may be a Roman number, a pair of
// chromosomes or a size.
func crosses(match, before, after string) bool {
	last := lastWord(before)
	if match[0] == 'x' {
		return !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "@") && !strings.HasSuffix(before, "/") &&
			!(strings.HasPrefix(after, "-") && len(after) > 1 && inWord(rune(after[1])))
	}
	if len(match) > 3 {
		return true
	}
	if strings.TrimSpace(before+after) == "" || strings.HasSuffix(strings.TrimSpace(before), ":") && strings.TrimSpace(after) == "" {
		return true
	}
	if b := strings.TrimRight(before, " "); b != "" && strings.ContainsAny(b[len(b)-1:], "$#€£") || strings.HasSuffix(b, "€") || strings.HasSuffix(b, "£") {
		return true
	}
	switch strings.ToLower(last) {
	case "page", "pages", "no", "number", "nr", "about", "approximately", "around":
		return true
	}
	return quantity.MatchString(after)
}

// counted decides on "X hours": "every X hours" is said of any number.
func counted(_, before, _ string) bool {
	switch strings.ToLower(lastWord(before)) {
	case "every", "each", "if", "when", "that", "takes", "after":
		return false
	}
	return true
}

// heading decides on "objectives here", which may be the middle of a sentence.
func heading(_, before, after string) bool {
	if after = strings.TrimLeft(after, " *_"); after != "" && !strings.ContainsAny(after[:1], ".!:)]\n") {
		return false
	}
	sentence := before[strings.LastIndexAny(before, ".!?:\n")+1:]
	return len(strings.FieldsFunc(sentence, func(r rune) bool { return !inWord(r) })) <= 1
}

func lastWord(s string) string {
	words := strings.FieldsFunc(s[max(0, len(s)-40):], func(r rune) bool { return !inWord(r) })
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// questions decides on ???: behind a word they are somebody's astonishment.
func questions(_, before, _ string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || !inWord(r) && !strings.ContainsRune(`!"'”’*_)`, r)
}

// Words that make capitals in brackets an order to oneself. orders is for the
// first of several, lone for the only one (abbreviations are none), others
// for any.
var (
	orders = strings.Fields("ADD RENAME MODIFY CHANGE INSERT UPDATE REPLACE DELETE REMOVE EDIT REVISE REWRITE EXPAND FIX CHECK VERIFY " +
		"CONFIRM FINISH COMPLETE LINK FORMAT WRITE DRAFT FILL NEEDS NEED PLACEHOLDER MISSING MORE ASK LOOK DOUBLE-CHECK CITE")
	lone = strings.Fields("RENAME MODIFY CHANGE INSERT UPDATE REPLACE DELETE REMOVE REVISE REWRITE EXPAND VERIFY CONFIRM " +
		"PLACEHOLDER MISSING DRAFT UNFINISHED INCOMPLETE PENDING LINK FIXME")
	others = strings.Fields("LATER HERE NEEDED APPROPRIATE PLEASE TODO TBD PENDING")
)

// shouted decides on capitals in brackets: (NCDA) is an abbreviation.
func shouted(match, _, after string) bool {
	words := strings.FieldsFunc(match, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' })
	if strings.HasSuffix(match, "]") && strings.HasPrefix(after, "(") {
		return false
	}
	if len(words) == 1 {
		return slices.Contains(lone, words[0])
	}
	return slices.Contains(orders, words[0]) || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(others, w) })
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

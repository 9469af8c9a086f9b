package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// here matches a text that says where to click.
var here = pattern.New(`(?i)\b(?:(?:download|click|tap)(?:[ \n]+(?:it|them|this|on|the|a|your|copy|of|for|now|button|file|form|sheet|worksheet|template|document|handout|slides|recording|guide|checklist|booklet|pdf))*[ \n]+here|(?:find|get|see|read|watch|open|view|access|print|listen[ \n]to)[ \n]+(?:it|them|this|these|(?:the|a|an)[ \n]+(?:\w+[ \n]+)?(?:file|form|sheet|worksheet|template|document|handout|slides|video|recording|article|report|pdf|list|booklet|guide|checklist))[ \n]+here|(?:available|downloaded|download(?:ed)?[ \n]+from|found)[ \n]+here[ \n]*:)`)

// promises finds what a text says can be had "here", where nothing is.
func (l *lesson) promises() {
	for i, p := range l.passages {
		if len(p.links) > 0 || !strings.Contains(p.text, "here") || l.linksFollow(i) {
			continue
		}
		for _, m := range here.FindAllStringIndex(p.text, most) {
			l.add(course.Warning, p.place(m[0]), fmt.Sprintf("%q, and there is no link", squeeze(p.text[m[0]:m[1]])),
				"write [here](address), or [here](file) with a file of the course")
		}
	}
}

// linksFollow reports whether a passage ends in a colon, and a link comes next.
func (l *lesson) linksFollow(i int) bool {
	if !strings.HasSuffix(strings.TrimRight(l.passages[i].text, " \n*_"), ":") {
		return false
	}
	return i+1 < len(l.passages) && len(l.passages[i+1].links) > 0
}

// Readings that a text names: announced by a word and a colon, or asked for.
var (
	announced = pattern.New(`^[ \n*_]*(?:(?i:required|recommended|suggested|further|additional|optional)[ \n]+)?(?:Readings?|Read|READ|READINGS?|Watch|WATCH|Listen|Articles?|(?i:required|recommended|suggested|further)[ \n]+(?:reading|article)s?)[*_]*:[*_]*[ \n]*(\S[^\n]*)`)
	asked     = pattern.New(`(?:^|[.!?:][ \n]+|(?i:please|now|then)[ \n]+)(?:(?i:please)[ \n]+)?[Rr]ead[ \n]+(?:the|this)[ \n]+(?:(?:following|attached|enclosed|short|recent)[ \n]+)*(?:articles?|reports?|papers?|studies|study|posts?|fact[ \n]sheets?|briefs?)[ \n]+(?:["“'*_‘]|by[ \n]|from[ \n]|on[ \n]|titled|called|entitled|at[ \n]|in[ \n])`)
	attached  = pattern.New(`(?i)(?:^|[ \n])(?:read|watch|listen[ \n]to|review|open|download|use)[ \n]+the[ \n]+(?:attached|enclosed)[ \n]+\w+`)
)

// naming are the ways to name a reading, as leavings are.
var naming = []leaving{
	{"read|watch|listen|article", announced, nil}, {"read the|read this", asked, nil}, {"attached|enclosed", attached, nil},
}

// readings finds readings that are named but not linked.
func (l *lesson) readings() {
	opens := l.openers()
	for i, p := range l.passages {
		if len(p.links) > 0 || opens[p.at] || l.linksFollow(i) {
			continue
		}
		low := strings.ReplaceAll(strings.ToLower(p.text), "\n", " ")
		for _, r := range naming {
			if !hasOne(low, r.words) {
				continue
			}
			m := r.pattern.FindStringIndex(p.text)
			if m == nil {
				continue
			}
			start := m[0] + len(p.text[m[0]:m[1]]) - len(strings.TrimLeft(p.text[m[0]:m[1]], " \n.!?:*_"))
			l.add(course.Warning, p.place(start), "a reading is named, and there is no link to it",
				"write [its title](address), best as an activity: > [!read]")
			break
		}
	}
}

// openers are the places of what stands in activities that open something: the
// rule for those speaks of their links.
func (l *lesson) openers() map[course.At]bool {
	places := map[course.At]bool{}
	for _, b := range l.tree.Blocks {
		course.Walk([]course.Block{b}, func(b course.Block) bool {
			if a, ok := b.(*course.ActivityBlock); ok && a.Activity.Kind.Opens() {
				course.Walk(a.Prompt, func(b course.Block) bool { places[b.Position()] = true; return true })
			}
			return true
		})
	}
	return places
}

// Links that were written with a slip: a space before the address, or a name
// that nothing explains.
var (
	apart    = pattern.New(`\][ \n]+\((?:https?://|www\.|[\w./-]+\.(?:md|pdf|mp3|mp4|docx?|html?)\))`)
	nameless = pattern.New(`\]\[[^\]\n]*\]`)
)

// links finds what was meant to be a link and is not one.
func (l *lesson) links() {
	for _, p := range l.passages {
		if !strings.Contains(p.raw, "](") && !strings.Contains(p.raw, "][") && !strings.Contains(p.raw, "] ") && !strings.Contains(p.raw, "]\n") {
			continue
		}
		raw := blankCode(p.raw)
		if m := apart.FindStringIndex(raw); m != nil {
			l.add(course.Warning, p.place(m[0]), "a space parts the text of a link from its address, so that it is no link", "take the space out: [text](address)")
		}
		for _, m := range nameless.FindAllStringIndex(raw, most) {
			if !linked(p.links, raw[:m[1]]) {
				l.add(course.Warning, p.place(m[0]), "a link names an address that is written nowhere", "write [text](address)")
			}
		}
	}
}

var unmarked = strings.NewReplacer("*", "", "_", "", "`", "", `\`, "")

// linked reports whether one of links has the text that ends what is before.
func linked(links []course.Link, before string) bool {
	open := strings.LastIndex(before[:strings.LastIndex(before, "][")], "[")
	if open < 0 {
		return true // no link was meant
	}
	if r, _ := utf8.DecodeLastRuneInString(before[:open]); open > 0 && inWord(r) {
		return true // as in a[i][j]
	}
	text := squeeze(unmarked.Replace(before[open+1 : strings.LastIndex(before, "][")]))
	for _, l := range links {
		if text == "" || strings.Contains(unmarked.Replace(l.Text), text) {
			return true
		}
	}
	return false
}

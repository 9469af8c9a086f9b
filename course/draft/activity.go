package draft

import (
	"slices"
	"strconv"
	"strings"

	"lectern/course"
	"lectern/course/internal/pattern"
)

// Words by which a text asks for something.
const lead = `^(?i:(?:please|now|next|then|first|finally|optional|optionally|required|recommended|suggested|further|additional|to do|activity|task|also|and)[:,]?\s+){0,4}`

var (
	readNamed   = pattern.New(lead + `(?i:readings?|read|articles?)\s*[:–—]\s*\S`)
	readAsked   = pattern.New(lead + `(?i:read|review|study|skim)\s+(?i:the|this|these|an?|our|following|pages?|pp?\.|chapters?|["“‘'«])`)
	readWhat    = pattern.New(`(?i:["“”«]|https?:|www\.|\b(?:articles?|reports?|stud(?:y|ies)|chapters?|pages?|pp?\.|handouts?|books?|booklets?|documents?|papers?|essays?|posts?|blogs?|fact sheets?|briefs?|pdf|guides?|texts?|stor(?:y|ies)|summary|brochure|case)\b)`)
	watchNamed  = pattern.New(lead + `(?i:watch|videos?|films?)\s*[:–—]\s*\S`)
	watchAsked  = pattern.New(lead + `(?i:watch|view)\s+\S.*(?i:\b(?:videos?|films?|clips?|recordings?|talks?|role[- ]plays?|movies?|webinars?|slides?)\b|https?:|www\.|["“])`)
	listenNamed = pattern.New(lead + `(?i:listen|audio|podcasts?)\s*[:–—]\s*\S`)
	listenAsked = pattern.New(lead + `(?i:listen to)\s+\S.*(?i:\b(?:audio|podcasts?|recordings?|interviews?|episodes?|clips?|tracks?|file)\b|https?:|www\.|["“])`)
	visitNamed  = pattern.New(lead + `(?i:visit|web ?links?|web ?sites?|links?)\s*[:–—]\s*\S`)
	visitAsked  = pattern.New(lead + `(?i:visit|go to|browse|explore|open)\s+\S.*(?i:\b(?:web ?sites?|sites?|web ?pages?|links?|home ?pages?)\b|https?:|www\.)`)

	readings = pattern.New(`(?i)^(?:the following |(?:please |now )?read (?:the|these) (?:following )?)?(?:required |recommended |suggested |further |additional |optional )*(?:readings?|articles?|texts?)(?: list| for this lesson)?\s*[:.]?$`)

	journalWord = pattern.New(`(?i)\bjournal(?:s|ing)?\b`)
	ideasWord   = pattern.New(`(?i)\bbrainstorm(?:s|ing)?\b|\b(?:list|write down|think of|note) as many\b`)
	pauseWord   = pattern.New(`(?i)\b(?:reflect|reflection|pause|internali[sz]e|imagine|consider|think about|close your eyes|take a moment|picture)\b`)
	answerWord  = pattern.New(`(?i)^(?:\W|(?:please|now|then|next)\b)*(?:answer|describe|explain|what|why|how|who|when|where|which|write|name|list|define|compare|give|state|summari[sz]e|in your own words)\b`)
	labelled    = pattern.New(`^(?i:(journal|brainstorm(?:ing)?|reflect(?:ion)?|internali[sz]e|pause))(?i:\s+(?:activity|entry|exercise|prompt|question))?\s*[:–—]\s*\S`)
)

// startsReadings reports whether a text announces a list of readings.
func startsReadings(s string) bool { return readings.MatchString(s) }

// opener is the kind of activity that a text asks for by naming something to
// open: read, watch, listen, visit; "" if it asks for none.
func opener(s string) course.Kind {
	switch {
	case watchNamed.MatchString(s), watchAsked.MatchString(s):
		return course.Watch
	case listenNamed.MatchString(s), listenAsked.MatchString(s):
		return course.Listen
	case readNamed.MatchString(s), readAsked.MatchString(s) && readWhat.MatchString(s):
		return course.Read
	case visitNamed.MatchString(s), visitAsked.MatchString(s):
		return course.Visit
	}
	return ""
}

// asked is the kind of activity that a text asks for in words that leave no
// doubt; "" if there is none.
func asked(s string) course.Kind {
	if k := opener(s); k != "" {
		return k
	}
	m := labelled.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return markedKind(m[1])
}

// markedKind is the kind of activity of a text that the author marked as one.
func markedKind(s string) course.Kind {
	if k := opener(s); k != "" {
		return k
	}
	switch {
	case journalWord.MatchString(s):
		return course.Journal
	case ideasWord.MatchString(s):
		return course.Brainstorm
	case pauseWord.MatchString(s):
		return course.Reflect
	case answerWord.MatchString(s), strings.HasSuffix(s, "?"):
		return course.Question
	}
	return course.Reflect
}

// Words that send the learner to items of the worksheet.
var (
	sheetWord  = pattern.New(`(?i)\b(?:worksheet|workbook|booklet)\b`)
	doWord     = pattern.New(`(?i)\b(?:answer|complete|respond|fill|do|write|turn|go|see)\b`)
	itemNumber = pattern.New(`(?i)(?:\b(?:items?|questions?|numbers?|nos?\.?|activit(?:y|ies))\s*(?:#|no\.?\s*|numbers?\s*)?|#\s*)(\d{1,3})((?:\s*(?:,\s*and|,|and|&|-|–|—|through|to)\s*(?:items?\s*|questions?\s*)?#?\s*\d{1,3}\b)*)`)
	oneMore    = pattern.New(`(?i)(,\s*and|,|and|&|-|–|—|through|to)\s*(?:items?\s*|questions?\s*)?#?\s*(\d{1,3})`)
)

// pointers are the numbers of the worksheet's items that a text sends the
// learner to; nil if it sends to none.
func pointers(s string) []int {
	const mostWords, mostItems = 60, 20
	all := itemNumber.FindAllStringSubmatch(s, mostItems)
	if all == nil || !sheetWord.MatchString(s) || !doWord.MatchString(s) || len(wordsIn(s)) > mostWords {
		return nil
	}
	var items []int
	add := func(n int) {
		if len(items) < mostItems && !slices.Contains(items, n) {
			items = append(items, n)
		}
	}
	for _, m := range all {
		last, _ := strconv.Atoi(m[1])
		add(last)
		for _, more := range oneMore.FindAllStringSubmatch(m[2], -1) {
			next, _ := strconv.Atoi(more[2])
			switch strings.ToLower(more[1]) {
			case "-", "–", "—", "through", "to":
				for n := last + 1; n < next; n++ {
					add(n)
				}
			}
			add(next)
			last = next
		}
	}
	return items
}

// promptIn reports whether a text that points to an item also says what is
// asked there.
func promptIn(s string) bool {
	m := itemNumber.FindStringIndex(s)
	sheet := sheetWord.FindStringIndex(s)
	if m == nil || sheet == nil || len(pointers(s)) > 1 {
		return false
	}
	return strings.HasSuffix(s, "?") && len(wordsIn(s[max(m[1], sheet[1]):])) > 2
}

func itoa(n int) string { return strconv.Itoa(n) }

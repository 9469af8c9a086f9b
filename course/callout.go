package course

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"
)

// notices are the callouts that are boxes of text.
var notices = []string{"note", "tip", "important", "warning", "caution"}

// folds are the callouts that stay shut until the learner opens them.
var folds = []string{"hint", "solution"}

// calloutWords are all words that a callout may start with.
func calloutWords() []string {
	words := slices.Concat(notices, folds, []string{"recall"})
	for _, row := range Kinds {
		words = append(words, string(row.Kind))
	}
	return words
}

func knownWord(word string) bool { return slices.Contains(calloutWords(), word) }

// callout converts a callout. An activity inside of an activity comes after
// it, so there may be several blocks.
func (l *lessonReader) callout(n *callout, at At, depth int) []Block {
	title, attrs, bad := splitAttributes(n.rest)
	if bad >= 0 {
		l.find(Error, n.from+bad, "the braces cannot be read", `write {#id key=value key="two words" flag}, last on the line`)
	}
	title = l.titleText(title)
	a := &attributes{l: l, from: n.from, list: attrs, word: n.word}
	word := strings.ToUpper(n.word)
	switch {
	case slices.Contains(folds, n.word):
		a.only()
		return []Block{&Fold{At: at, Word: word, Title: title, Open: n.fold == '+', Blocks: l.blocks(n, depth+1)}}
	case slices.Contains(notices, n.word):
		a.only()
		blocks := l.blocks(n, depth+1)
		if n.fold != 0 {
			return []Block{&Fold{At: at, Word: word, Title: title, Open: n.fold == '+', Blocks: blocks}}
		}
		return []Block{&Callout{At: at, Word: word, Title: title, Blocks: blocks}}
	case n.word == "recall":
		return l.recall(n, a, title, at, depth)
	case Kind(n.word).Label() != "" && l.staff > 0:
		return []Block{&Callout{At: at, Word: Kind(n.word).Label(), Title: title, Blocks: l.blocks(n, depth+1)}}
	case Kind(n.word).Label() != "":
		return l.activity(n, a, title, at, depth)
	}
	if b, ok := boxOf(n.word); ok && l.lesson.course.borrowed() {
		return l.boxed(boxed{box: b, title: title, fold: n.fold, node: n}, at, depth)
	}
	l.unknownWord(n)
	blocks := l.blocks(n, depth+1)
	if title != "" {
		blocks = append([]Block{plainParagraph(title, at)}, blocks...)
	}
	return quoted(at, blocks)
}

// quoted is a quote of blocks, if there are any.
func quoted(at At, blocks []Block) []Block {
	if len(blocks) == 0 {
		return nil
	}
	return []Block{&Quote{At: at, Blocks: blocks}}
}

func (l *lessonReader) unknownWord(n *callout) {
	remedy := "there are " + strings.Join(calloutWords(), ", ")
	if w := likely(n.word, calloutWords()); w != "" {
		remedy = fmt.Sprintf("did you mean [!%s]?", w)
	}
	l.find(Warning, n.line, fmt.Sprintf("[!%s] is no kind of callout, and is drawn as a quote", clip(n.word)), remedy)
}

// titleText is a callout's title as plain text.
func (l *lessonReader) titleText(title string) string {
	if !strings.ContainsAny(title, "*_`[\\&<~") {
		return VisibleLine(title)
	}
	line := &lessonReader{lesson: l.lesson, src: newSource([]byte(title))}
	doc := lineParser().Parse(text.NewReader(line.src.text))
	return squeeze(plain(line.blocks(doc, 0), true))
}

func (l *lessonReader) recall(n *callout, a *attributes, title string, at At, depth int) []Block {
	blocks := l.blocks(n, depth+1)
	of, ok := a.text("of")
	a.only("of")
	if !ok || of == "" {
		l.find(Error, n.line, "a recall does not say what it recalls", "write [!recall] {of=the-id} with the id of an earlier activity")
		return quoted(at, blocks)
	}
	r := &Recall{At: at, Of: of, Title: title, Blocks: blocks}
	l.recalls = append(l.recalls, r)
	return []Block{r}
}

// attributes reads the attribute list of one callout.
type attributes struct {
	l    *lessonReader
	from int // where offsets count from
	list []attribute
	word string // the callout's
}

// attributeKeys are all there are.
var attributeKeys = []string{"max", "min", "minutes", "of", "optional", "share", "words"}

// get returns the attribute with that key. Later ones of the same key are
// found and passed over.
func (a *attributes) get(key string) (attribute, bool) {
	var got attribute
	found := false
	for _, attr := range a.list {
		switch {
		case attr.key != key:
		case found:
			a.l.find(Error, a.from+attr.offset, quote(keyName(key))+" comes twice", "leave one of them out")
		default:
			got, found = attr, true
		}
	}
	return got, found
}

func keyName(key string) string {
	if key == "#" {
		return "#id"
	}
	return key
}

func (a *attributes) text(key string) (string, bool) {
	attr, ok := a.get(key)
	if !ok {
		return "", false
	}
	if key == "of" {
		attr.value = strings.TrimPrefix(attr.value, "#")
		if !validID(attr.value) {
			a.l.find(Error, a.from+attr.offset, quote(attr.value)+" is no id", "use the letters, digits and hyphens of an activity's {#id}")
			return "", false
		}
	}
	return VisibleLine(attr.value), true
}

func (a *attributes) flag(key string) bool {
	attr, ok := a.get(key)
	if ok && attr.value != "true" && attr.value != "false" {
		a.l.find(Error, a.from+attr.offset, fmt.Sprintf("%s=%s is neither true nor false", key, clip(attr.value)), fmt.Sprintf("write %s alone", key))
	}
	return ok && attr.value == "true"
}

func (a *attributes) number(key string, least, most float64) (float64, bool) {
	attr, ok := a.get(key)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(attr.value, 64)
	if err != nil || math.IsNaN(v) || v < least || v > most {
		want := "a number"
		if least == 0 {
			want = "a number from 0 to " + formatNumber(most)
		}
		a.l.find(Error, a.from+attr.offset, fmt.Sprintf("%s=%s is no number that fits", key, clip(attr.value)), fmt.Sprintf("write %s=N with %s", key, want))
		return 0, false
	}
	return v, true
}

func (a *attributes) whole(key string, most int) int {
	v, ok := a.number(key, 0, float64(most))
	if !ok {
		return 0
	}
	if v != math.Trunc(v) {
		attr, _ := a.get(key)
		a.l.find(Error, a.from+attr.offset, fmt.Sprintf("%s=%s is no whole number", key, clip(attr.value)), fmt.Sprintf("write %s=%.0f", key, v))
	}
	return int(v)
}

// only finds every attribute that does nothing here.
func (a *attributes) only(keys ...string) {
	for _, attr := range a.list {
		if slices.Contains(keys, attr.key) {
			continue
		}
		name := keyName(attr.key)
		text := fmt.Sprintf("%s does nothing at [!%s]", quote(name), a.word)
		remedy := "leave it out"
		if !slices.Contains(attributeKeys, attr.key) && attr.key != "#" {
			text = "unknown attribute " + quote(name)
			remedy = "there are #id, " + strings.Join(attributeKeys, ", ")
		}
		if attr.key == "id" && validID(attr.value) {
			remedy = fmt.Sprintf("write #%s", attr.value)
		}
		if k := likely(strings.ToLower(attr.key), keys); k != "" && k != "#" {
			remedy = fmt.Sprintf("did you mean %q?", k)
		}
		a.l.find(Error, a.from+attr.offset, text, remedy)
	}
}

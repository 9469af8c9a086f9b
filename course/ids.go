package course

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
)

// An anchorDraft is a heading whose anchor waits for the rest of the course.
type anchorDraft struct {
	heading *Heading
	written string // the author's anchor; "" if there is none
	at      At     // where it is written
	of      *draft // the activity whose title the heading is; nil: it is none
}

// item is the id of the activity whose title the heading is, or "".
func (a *anchorDraft) item() string {
	if a.of == nil {
		return ""
	}
	return a.of.activity.ID
}

// screens are the screens of the player that links can name. No id may be one.
var screens = []string{"worksheet", "journal", "hand-in"}

// derivedID is the id of an activity that has none: `x-` and ten hex digits of
// SHA-256 over lesson identity, NUL, kind, NUL, prompt with white space squeezed.
func derivedID(lesson string, kind Kind, prompt string) string {
	sum := sha256.Sum256([]byte(lesson + "\x00" + string(kind) + "\x00" + squeeze(prompt)))
	return fmt.Sprintf("x-%x", sum[:5])
}

// assign gives every activity its id and every heading its anchor, over all
// lessons that are given: the first that writes an id keeps it. What is wrong
// becomes a finding of the lesson it stands in.
func assign(lessons []*lessonReader) {
	owner := map[string]string{} // written id -> where it stands
	for _, s := range screens {
		owner[s] = ""
	}
	for _, l := range lessons {
		l.claim(owner)
	}
	ids := newNamer(nil)
	for id := range owner {
		ids.taken[id] = true
	}
	for _, l := range lessons {
		l.derive(ids)
	}
}

// claim notes the ids and anchors that the lesson's author wrote, in reading
// order, and takes away those that somebody has already.
func (l *lessonReader) claim(owner map[string]string) {
	for _, d := range l.drafts {
		if d.written != "" && !l.own(owner, d.written, d.idAt, "it gets a derived id") {
			d.written = ""
		}
	}
	for _, h := range l.headings {
		if h.written != "" && !l.own(owner, h.written, h.at, "the heading gets an anchor made of its text") {
			h.written = ""
		}
	}
}

func (l *lessonReader) own(owner map[string]string, id string, at At, instead string) bool {
	first, taken := owner[id]
	switch {
	case !taken:
		owner[id] = fmt.Sprintf("%s:%d", l.lesson.File, at.Line)
		return true
	case first == "":
		l.findAt(Error, at, fmt.Sprintf("id %q names a screen of the player; %s", id, instead), "choose another")
	default:
		l.findAt(Error, at, fmt.Sprintf("id %q stands at %s already; %s", id, first, instead), "choose another, so that answers are not mixed up")
	}
	return false
}

// derive makes the ids and anchors that nobody wrote. The prompts must be as
// they read without an index: with one they hold item numbers, which change.
func (l *lessonReader) derive(ids *namer) {
	for _, d := range l.drafts {
		d.activity.ID, d.activity.Derived = d.written, false
		if d.written == "" {
			d.activity.ID = ids.name(derivedID(l.lesson.ID, d.activity.Kind, cmp.Or(d.activity.Prompt, d.activity.Title)), 2)
			d.activity.Derived = true
		}
	}
	anchors := newNamer(ids.taken)
	for _, h := range l.headings {
		h.heading.Anchor = h.written
		if h.written == "" {
			h.heading.Anchor = anchors.name(cmp.Or(slug(h.heading.Text), "section"), 1)
		}
	}
}

// A namer gives names that nobody has, by a number behind: name-2, name-3.
type namer struct {
	before map[string]bool // taken by others
	taken  map[string]bool
	next   map[string]int
}

func newNamer(before map[string]bool) *namer {
	return &namer{before: before, taken: map[string]bool{}, next: map[string]int{}}
}

func (n *namer) name(wanted string, first int) string {
	name := wanted
	for i := max(first, n.next[wanted]); n.before[name] || n.taken[name]; i++ {
		name = wanted + "-" + strconv.Itoa(i)
		n.next[wanted] = i + 1
	}
	n.taken[name] = true
	return name
}

// number numbers the worksheet's items through the course.
func number(lessons []LessonIndex) {
	n := 0
	for _, l := range lessons {
		for _, a := range l.Activities {
			a.Number = 0
			if a.Item() && a.Section != Evaluation {
				n++
				a.Number = n
			}
		}
	}
}

// blockKeys names the top-level blocks of a lesson so that they are found
// again after it was edited: an activity by its id, a heading by its anchor,
// anything else by what it says.
func blockKeys(blocks []Block) []string {
	keys := make([]string, len(blocks))
	names := newNamer(nil)
	for i, b := range blocks {
		var key string
		switch b := b.(type) {
		case *ActivityBlock:
			key = b.Activity.ID
		case *Heading:
			key = b.Anchor
		case *Rule:
			key = "rule"
		case *Recall:
			key = "recall." + b.Of
		default:
			sum := sha256.Sum256([]byte(squeeze(strings.ToLower(plainBlock(b, true)))))
			key = fmt.Sprintf("t-%x", sum[:4])
		}
		keys[i] = names.name(key, 2)
	}
	return keys
}

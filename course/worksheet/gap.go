package worksheet

import (
	"cmp"
	"fmt"
	"strings"

	"lectern/course"
)

// A Gap is one thing on a worksheet that is not as the author asked: missing,
// or shorter. All of it is clean text.
type Gap struct {
	ID     string
	Number int         // of the item; 0 for what has none
	Lesson int         // its number, from 1
	Title  string      // of the lesson
	Kind   course.Kind // what it is
	Name   string      // the first line of the prompt, or the title
	Why    string      // "empty", "not ticked", "32 of 50 words"
}

// String is the gap as one line: "item 7, lesson 4: Name one source of salary
// data (empty)".
func (g Gap) String() string {
	what := string(g.Kind)
	if g.Number > 0 {
		what = fmt.Sprintf("item %d", g.Number)
	}
	return fmt.Sprintf("%s, lesson %d: %s (%s)", what, g.Lesson, g.Name, g.Why)
}

// Incomplete returns what keeps the worksheet from being complete, in reading
// order; none if it is complete.
func (w *Worksheet) Incomplete() []Gap {
	items, declarations := w.byID()
	gaps := []Gap{}
	for _, id := range w.Missing {
		if i := items[id]; i != nil {
			gaps = append(gaps, w.itemGap(i, why(i)))
		} else if d := declarations[id]; d != nil {
			gaps = append(gaps, w.gap(d.ID, d.Lesson, d.Kind, d.Title, "not ticked"))
		}
	}
	return gaps
}

// Brief returns the items that are answered with fewer words than the author
// asked for. They may go as they are.
func (w *Worksheet) Brief() []Gap {
	gaps := []Gap{}
	for k := range w.Items {
		if i := &w.Items[k]; i.Short {
			gaps = append(gaps, w.itemGap(i, ofWords(i)))
		}
	}
	return gaps
}

func why(i *Item) string {
	switch {
	case i.Answer.Empty():
		return "empty"
	case len(i.Stray()) > 0:
		return "chosen before the course changed its options"
	}
	if err := i.activity().Check(i.Answer.value()); err != nil {
		return err.Error()
	}
	return "to be looked at again" // in somebody else's worksheet
}

func ofWords(i *Item) string {
	return fmt.Sprintf("%d of %d words", course.CountWords(i.Answer.String()), i.Words)
}

func (w *Worksheet) itemGap(i *Item, why string) Gap {
	g := w.gap(i.ID, i.Lesson, i.Kind, cmp.Or(i.Title, firstLine(i.Prompt)), why)
	g.Number = i.Number
	return g
}

func (w *Worksheet) gap(id, lesson string, kind course.Kind, name, why string) Gap {
	l := w.lesson(lesson)
	return Gap{
		ID: id, Lesson: l.Number, Title: course.VisibleLine(l.Title),
		Kind: kind, Name: course.VisibleLine(name), Why: why,
	}
}

func (w *Worksheet) byID() (map[string]*Item, map[string]*Declaration) {
	items, declarations := map[string]*Item{}, map[string]*Declaration{}
	for k := range w.Items {
		items[w.Items[k].ID] = &w.Items[k]
	}
	for k := range w.Declarations {
		declarations[w.Declarations[k].ID] = &w.Declarations[k]
	}
	return items, declarations
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

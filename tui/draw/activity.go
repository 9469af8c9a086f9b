package draw

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lectern/course"
)

// Parts are the parts of an activity, each as lines without the bar. The
// drawing of the block is all of them below one another, behind the bar; a
// player that answers in place puts its field where Answer is.
type Parts struct {
	Head    []Line
	Prompt  []Line
	Options [][]Line // of each option its label; empty if Steps is not
	Notes   [][]Line // of each option the feedback that is due; mostly empty
	Steps   *Line    // a scale that fits on one line
	StepAt  []Span   // in Steps, the columns of each step; Link is the option
	Answer  []Line   // as many lines whatever the answer is
	Foot    []Line   // where it leads, and what to press
}

// Parts draws the parts of a top-level activity, at the width that Bar leaves.
func (p *Painter) Parts(b *course.ActivityBlock, s State) Parts {
	p.begin(b, s)
	in := space{width: p.width}
	if inside, ok := in.narrower(p.activityBar(b.Activity, in).width); ok {
		in = inside
	}
	return p.parts(b, in)
}

// Bar is what stands left of every line of a top-level activity, and the
// columns it takes. Where there is no room for one, it is "" and 0.
func (p *Painter) Bar(focused bool) (bar string, width int) {
	a := course.Activity{ID: "a"}
	p.state.Focus = ""
	if focused {
		p.state.Focus = a.ID
	}
	in := space{width: p.width}
	m := p.activityBar(&a, in)
	if _, ok := in.narrower(m.width); !ok {
		return "", 0
	}
	return m.first, m.width
}

func (p *Painter) activityBar(a *course.Activity, in space) margin {
	if p.state.Focus != "" && p.state.Focus == a.ID {
		return p.bar(HeavyBar, KindWord, in.width)
	}
	return p.bar(Bar, KindWord, in.width)
}

func (p *Painter) activity(b *course.ActivityBlock, in space) []Line {
	return p.behind(p.activityBar(b.Activity, in), in, func(in space) []Line {
		return tighten(p.parts(b, in).Lines())
	})
}

// Lines is all parts below one another.
func (a Parts) Lines() []Line {
	bound := func(lines []Line) []Line {
		if len(lines) > 0 {
			lines[0].Bond = Bound
		}
		return lines
	}
	lines := join(a.Head, bound(a.Prompt), false)
	if a.Steps != nil {
		lines = join(lines, bound([]Line{*a.Steps}), false)
	}
	for i := range a.Notes {
		if i < len(a.Options) {
			lines = join(lines, a.Options[i], false)
		}
		lines = join(lines, a.Notes[i], false)
	}
	return join(join(lines, bound(a.Answer), false), bound(a.Foot), false)
}

func (p *Painter) parts(b *course.ActivityBlock, in space) Parts {
	var d Parts
	prompt := b.Prompt
	if lead, ok := p.lead(b, in); ok {
		d.Head = p.head(b.Activity, lead, in)
		prompt = prompt[1:]
	} else {
		d.Head = p.head(b.Activity, p.title(b.Activity), in)
	}
	d.Prompt = p.blocks(prompt, in)
	p.options(&d, b, in)
	d.Answer = p.answer(b.Activity, in)
	d.Foot = p.foot(b, in)
	return d
}

// lead is the first line of the prompt, to stand in the head of an activity
// that leads somewhere and has no title, if that is all of a paragraph.
func (p *Painter) lead(b *course.ActivityBlock, in space) (runs, bool) {
	a := b.Activity
	if a.Title != "" || a.Kind.Form() != course.Tick || len(b.Prompt) == 0 {
		return nil, false
	}
	text, ok := b.Prompt[0].(*course.Paragraph)
	if !ok {
		return nil, false
	}
	base := p.base
	lead := p.inline(text.Leaf)
	need := p.kindWidth(a) + lead.width() + len(length(a))
	if !strings.Contains(lead.text(), "\n") && need <= p.headRoom(a, need, in) {
		return lead, true
	}
	p.base = base
	return nil, false
}

func (r runs) width() int { return columns(r.text()) }

func (p *Painter) title(a *course.Activity) runs {
	return runs(nil).add(oneLine(a.Title), p.theme.pen(Strong), noLink)
}

// length says how long a thing takes, in brackets, with a blank before.
func length(a *course.Activity) string {
	switch {
	case a.Minutes > 0:
		return " (" + strconv.FormatFloat(a.Minutes, 'g', 3, 64) + " min)"
	case a.Words > 0 && a.Kind.Form() == course.Tick:
		return " (" + grouped(a.Words) + " words)"
	}
	return ""
}

// grouped is a number with a comma between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// kindWord is the kind as the head has it, with the number of an item.
func kindWord(a *course.Activity) string {
	word := a.Kind.Label()
	if word == "" {
		word = strings.ToUpper(harmless(string(a.Kind)))
	}
	if a.Number > 0 {
		word += " " + strconv.Itoa(a.Number)
	}
	return word
}

// kindWidth is the room for the kind, a tick before and a gap behind it.
func (p *Painter) kindWidth(a *course.Activity) int {
	return columns(p.theme.Glyph(Tick)) + 1 + len(kindWord(a)) + 2
}

// headRoom is the room that the state leaves in the head's first line: all of
// it, if the state stands below because there would be too little for a head
// that needs so many columns.
func (p *Painter) headRoom(a *course.Activity, need int, in space) int {
	if beside := in.width - stateRoom(a) - 2; beside >= min(need, minInner) {
		return beside
	}
	return in.width
}

// notes say what becomes of an answer: at length, and the same in short.
func notes(a *course.Activity) []string {
	long := ""
	switch {
	case a.Kind.Quiet() && a.Share:
		long = "private unless you share it"
	case a.Kind.Quiet():
		long = "private"
	case a.Item() && a.Section == course.Evaluation:
		long = "goes with the evaluation"
	case a.Item():
		long = "goes on the worksheet"
	}
	switch {
	case !a.Optional:
		return []string{long}
	case long == "":
		return []string{"optional"}
	}
	return []string{long + ", optional", "optional"}
}

// least says how much is asked for, where no state says it.
func least(a *course.Activity) string {
	switch {
	case a.Ideas > 0:
		return "at least " + strconv.Itoa(a.Ideas) + " ideas"
	case a.Words > 0 && a.Kind.Form() != course.Tick:
		return "at least " + strconv.Itoa(a.Words) + " words"
	}
	return ""
}

// head draws the kind, the title or what stands for it, what becomes of the
// answer, and the state. Its height does not depend on the state.
func (p *Painter) head(a *course.Activity, title runs, in space) []Line {
	tick := p.theme.Glyph(Tick)
	done := p.state.record().State(a) != course.Undone && tick != ""
	r := runs(nil)
	if done {
		r = r.add(tick+" ", p.theme.pen(KindWord), noLink)
	}
	r = r.add(kindWord(a), p.theme.pen(KindWord), noLink)
	need := p.kindWidth(a)
	if len(title) > 0 {
		r = append(r.add("  ", pen{}, noLink), title...)
		need += title.width()
	}
	r = r.add(length(a), pen{}, noLink)
	need += len(length(a))
	if p.theme.plain {
		for _, n := range []string{notes(a)[0], least(a)} {
			if n != "" {
				r = r.add("  "+n, pen{}, noLink)
			}
		}
		return p.flow(r, in.width)
	}
	room := p.headRoom(a, need, in)
	for _, n := range notes(a) {
		if n != "" && need+2+len(n) <= room {
			r = r.add("  "+n, p.theme.pen(Quiet), noLink)
			break
		}
	}
	return p.withState(p.ticked(r, done, room), a, in, room)
}

// ticked breaks the head into lines as if the tick were always there, so that
// ticking moves nothing.
func (p *Painter) ticked(r runs, done bool, room int) []Line {
	if done {
		return p.flow(r, room)
	}
	lines := p.flow(r, room)
	blank := repeat("_", columns(p.theme.Glyph(Tick))) + " "
	want := len(p.flow(append(runs{{text: blank, link: noLink}}, r...), room))
	for len(lines) < want {
		lines = append(lines, Line{Bond: Tight})
	}
	return lines
}

// withState puts the state at the right end of the first line, or below the
// head where the lines are short.
func (p *Painter) withState(lines []Line, a *course.Activity, in space, room int) []Line {
	for i := range lines {
		if i > 0 {
			lines[i].Bond = Bound
		}
	}
	state := p.state.words(a)
	if room == in.width {
		state = strings.TrimSpace(ansi.Truncate(state, in.width, ""))
		return append(lines, Line{Text: p.theme.Paint(Quiet, state), Bond: Bound})
	}
	state = ansi.Truncate(state, stateRoom(a), "")
	if state != "" {
		gap := in.width - lines[0].Width() - columns(state)
		lines[0].Text += repeat(" ", gap) + p.theme.Paint(Quiet, state)
	}
	return lines
}

// foot says where an activity leads, and what to press. It is as high for what
// is ticked as for what is not.
func (p *Painter) foot(b *course.ActivityBlock, in space) []Line {
	a := b.Activity
	if a.Kind.Form() != course.Tick {
		return nil
	}
	where, open := "", ""
	if a.Kind.Opens() && len(a.Links) > 0 {
		where, open = Destination(a.Links[0]), p.state.Hints.Open
	}
	if p.theme.plain { // the address stands behind the link
		where = ""
	}
	tick, untick := p.hints(open, p.state.Hints.Tick), p.hints(open, p.state.Hints.Untick)
	hint, other := tick, untick
	if p.state.record().State(a) != course.Undone {
		hint, other = untick, tick
	}
	var lines []Line
	if where != "" {
		lines = p.flow(runs(nil).add(where, pen{}, noLink), in.width)
	}
	if hint == "" && other == "" {
		return lines
	}
	quiet := p.theme.pen(Quiet)
	room := in.width - columns(where)
	if len(lines) <= 1 && room-max(columns(hint), columns(other)) >= 2 {
		if len(lines) == 0 {
			lines = []Line{{}}
		}
		lines[0].Text += repeat(" ", room-columns(hint)) + quiet.paint(hint)
		return lines
	}
	below := p.flow(runs(nil).add(hint, quiet, noLink), in.width)
	for len(below) < len(p.flow(runs(nil).add(other, quiet, noLink), in.width)) {
		below = append(below, Line{})
	}
	return append(lines, below...)
}

// hints joins what there is of hints to one.
func (p *Painter) hints(all ...string) string {
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	return strings.Join(all, " "+p.theme.Glyph(Dot)+" ")
}

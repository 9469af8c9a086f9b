package draw

import (
	"slices"
	"strconv"

	"lectern/course"
)

// options draws what can be chosen, the picked ones marked, and the feedback
// of those once the activity is answered.
func (p *Painter) options(d *Parts, b *course.ActivityBlock, in space) {
	a := b.Activity
	if !a.Kind.HasOptions() {
		return
	}
	v := p.state.record().Answers[a.ID].Value
	answered := a.Answers(v)
	d.Notes = make([][]Line, len(b.Options))
	row := p.steps(d, b, v, in)
	for i, o := range b.Options {
		picked := i < len(a.Options) && picks(a, v, a.Options[i].Label)
		if row {
			p.base += countLinks(o.Label)
		} else {
			d.Options = append(d.Options, p.option(a, o, i, picked, in))
		}
		if !picked || !answered {
			p.base += countLinks(o.Feedback)
			continue
		}
		d.Notes[i] = p.feedback(a, o, i, in)
	}
}

// picks reports whether the value chooses a label.
func picks(a *course.Activity, v course.Value, label string) bool {
	if a.Kind.Form() == course.Several {
		return slices.Contains(v.List, label)
	}
	return v.Text == label
}

func (p *Painter) box(a *course.Activity, picked bool) string {
	switch several := a.Kind.Form() == course.Several; {
	case several && picked:
		return p.theme.Glyph(PickedMany)
	case several:
		return p.theme.Glyph(FreeMany)
	case picked:
		return p.theme.Glyph(PickedOne)
	}
	return p.theme.Glyph(FreeOne)
}

func (p *Painter) option(a *course.Activity, o course.OptionBlock, i int, picked bool, in space) []Line {
	marker := p.box(a, picked) + " "
	if a.Kind == course.Scale {
		marker += strconv.Itoa(i+1) + " "
	}
	if picked {
		marker = p.theme.Paint(Strong, marker[:len(marker)-1]) + " "
	}
	return p.item(&course.List{Tight: true}, course.ListItem{Blocks: o.Label}, marker, in)
}

// feedback is what the author says to a pick; without it, whether the pick is
// one of the right ones, if any is.
func (p *Painter) feedback(a *course.Activity, o course.OptionBlock, i int, in space) []Line {
	indent := margin{first: "    ", rest: "    ", width: 4}
	lines := p.behind(indent, in, func(in space) []Line {
		if len(o.Feedback) > 0 {
			return p.blocks(o.Feedback, in)
		}
		if !a.HasRight() || i >= len(a.Options) {
			return nil
		}
		word := "Not this one."
		if a.Options[i].Right {
			word = "Right."
		}
		return p.flow(runs(nil).add(word, pen{}, noLink), in.width)
	})
	if len(lines) > 0 {
		lines[0].Bond = Bound
	}
	return tighten(lines)
}

// steps draws a scale as a row of labelled steps, if that fits.
func (p *Painter) steps(d *Parts, b *course.ActivityBlock, v course.Value, in space) bool {
	a := b.Activity
	if a.Kind != course.Scale || p.theme.plain || len(b.Options) != len(a.Options) || len(a.Options) == 0 {
		return false
	}
	const gap = 3
	r, width := runs(nil), 0
	var at []Span
	for i, o := range a.Options {
		if countLinks(b.Options[i].Label) > 0 {
			return false
		}
		if i > 0 {
			r = r.add(repeat(" ", gap), pen{}, noLink)
			width += gap
		}
		style := pen{}
		picked := picks(a, v, o.Label)
		if picked {
			style = p.theme.pen(Strong)
		}
		step := harmless(p.box(a, picked) + " " + strconv.Itoa(i+1) + " " + o.Label)
		r = r.add(step, style, noLink)
		at = append(at, Span{Link: i, From: width, To: width + columns(step)})
		if width += columns(step); width > in.width {
			return false
		}
	}
	line := p.flow(r, in.width)[0]
	d.Steps, d.StepAt = &line, at
	return true
}

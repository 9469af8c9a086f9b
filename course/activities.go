package course

import (
	"math"
)

// A draft is an activity whose id waits for the rest of the course.
type draft struct {
	activity *Activity
	block    *ActivityBlock
	written  string // the author's id; "" if there is none that can be used
	idAt     At     // where it is written
}

// keysOf are the attributes that do something at a kind.
func keysOf(kind Kind) []string {
	keys := []string{"#", "optional", "minutes"}
	switch kind.Form() {
	case Tick:
		if kind == Read || kind == Visit {
			keys = append(keys, "words")
		}
	case Entries:
		keys = append(keys, "share")
	case Ideas:
		keys = append(keys, "share", "min")
	case Text, Line:
		keys = append(keys, "words")
	case Figure:
		keys = append(keys, "min", "max")
	case One, Several:
	}
	return keys
}

// activity converts a callout that asks something of the learner.
func (l *lessonReader) activity(n *callout, a *attributes, title string, at At, depth int) []Block {
	kind := Kind(n.word)
	act := &Activity{Kind: kind, Title: title, At: at, Lesson: l.lesson.index, Optional: a.flag("optional")}
	d := &draft{activity: act}
	a.read(act)
	a.only(keysOf(kind)...)
	if id, ok := a.get("#"); ok {
		d.idAt = l.src.at(a.from + id.offset)
		if validID(id.value) {
			d.written = id.value
		} else {
			l.findAt(Error, d.idAt, "id "+quote(id.value)+" cannot be used", "use letters, digits, hyphens, dots and underscores, a letter or digit first")
		}
	}
	if n.fold != 0 {
		l.find(Warning, n.line, "an activity cannot be folded", `leave out the "-" or "+" after [!`+n.word+"]")
	}

	l.drafts = append(l.drafts, d)
	d.block = &ActivityBlock{At: at, Activity: act}
	return l.asked(d, l.blocks(n, depth+1))
}

// asked makes blocks the prompt of an activity. What cannot stand in it comes
// after it.
func (l *lessonReader) asked(d *draft, blocks []Block) []Block {
	var after []Block
	d.block.Prompt, after = hoist(blocks)
	for _, b := range after {
		l.findAt(Warning, b.Position(), "an activity stands inside of another, and is drawn after it", "end the first one with an empty line")
	}
	if d.activity.Kind.HasOptions() {
		l.options(d)
	}
	d.activity.Prompt = plain(d.block.Prompt, false)
	return append([]Block{d.block}, after...)
}

// hoist takes the activities out of an activity's prompt, so that no activity
// holds another.
func hoist(blocks []Block) (prompt, activities []Block) {
	for _, b := range blocks {
		if _, ok := b.(*ActivityBlock); ok {
			activities = append(activities, b)
			continue
		}
		var inner []Block
		switch b := b.(type) {
		case *Quote:
			b.Blocks, inner = hoist(b.Blocks)
		case *Callout:
			b.Blocks, inner = hoist(b.Blocks)
		case *Fold:
			b.Blocks, inner = hoist(b.Blocks)
		case *Recall:
			b.Blocks, inner = hoist(b.Blocks)
		case *List:
			for i := range b.Items {
				var more []Block
				b.Items[i].Blocks, more = hoist(b.Items[i].Blocks)
				inner = append(inner, more...)
			}
		}
		prompt = append(prompt, b)
		activities = append(activities, inner...)
	}
	return prompt, activities
}

// read sets what the attributes say of an activity.
func (a *attributes) read(act *Activity) {
	const most = 1_000_000
	act.Minutes, _ = a.number("minutes", 0, 10_000)
	act.Words = a.whole("words", most)
	switch act.Kind.Form() {
	case Entries:
		act.Share = a.flag("share")
	case Ideas:
		act.Share = a.flag("share")
		act.Ideas = a.whole("min", most)
	case Figure:
		if v, ok := a.number("min", -math.MaxFloat64, math.MaxFloat64); ok {
			act.Min = &v
		}
		if v, ok := a.number("max", -math.MaxFloat64, math.MaxFloat64); ok {
			act.Max = &v
		}
		if act.Min != nil && act.Max != nil && *act.Min > *act.Max {
			attr, _ := a.get("min")
			a.l.find(Error, a.from+attr.offset, "min is more than max, so that no answer fits", "swap them")
			act.Min, act.Max = act.Max, act.Min
		}
	}
}

// options takes the last list of the prompt for what can be chosen.
func (l *lessonReader) options(d *draft) {
	b := d.block
	last := -1
	for i, p := range b.Prompt {
		if _, ok := p.(*List); ok {
			last = i
		}
	}
	if last < 0 {
		l.findAt(Error, b.At, d.name()+" has no options", `list them as "- [ ] text", after "> "`)
		return
	}
	list := b.Prompt[last].(*List)
	b.Prompt = append(b.Prompt[:last:last], b.Prompt[last+1:]...)
	seen := map[string]bool{}
	for _, item := range list.Items {
		o := OptionBlock{Label: item.Blocks[:min(1, len(item.Blocks))]}
		o.Feedback = item.Blocks[len(o.Label):]
		label := squeeze(plain(o.Label, true))
		switch {
		case label == "":
			l.findAt(Error, list.At, "an option has no text, and is left out", `write "- [ ] text"`)
			continue
		case seen[label]:
			l.findAt(Error, o.Label[0].Position(), "option "+quote(label)+" comes twice; the second one is left out",
				"word them so that they differ; an answer is kept by the option's words")
			continue
		}
		seen[label] = true
		b.Options = append(b.Options, o)
		b.Activity.Options = append(b.Activity.Options, Option{Label: label, Right: item.Task == Checked})
	}
	if len(b.Options) == 0 {
		l.findAt(Error, b.At, d.name()+" has no options", `list them as "- [ ] text", after "> "`)
	}
}

// promptLinks returns the links in a prompt, without those that are folded.
func promptLinks(blocks []Block) []Link {
	var links []Link
	Walk(blocks, func(b Block) bool {
		switch b := b.(type) {
		case *Fold:
			return false
		case *Paragraph:
			links = append(links, b.Links...)
		case *Heading:
			links = append(links, b.Links...)
		case *Table:
			links = append(links, b.Links...)
		}
		return true
	})
	return links
}

// name is how a message calls the activity.
func (d *draft) name() string {
	if d.written != "" {
		return string(d.activity.Kind) + " " + quote(d.written)
	}
	return "the " + string(d.activity.Kind)
}

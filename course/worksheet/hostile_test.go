package worksheet

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"time"

	"lectern/course"
)

// pieces are what breaks formats. Hostile texts are made of them.
var pieces = []string{
	"", " ", "\t", "\n", "\r", "\r\n", "\n\n", "a", "word ", "Grüße ", "日本語", "שלום", "👩‍🔬", "e\u0301", "\ufeff", "\ufffd",
	"\x01", "\x07", "\x1b[2J", "\x1b]52;c;AA==\a", "\x7f", "\u0085", "\u009b31m", "\u2028", "\u2029", "\u202e", "\u2066", "\u2069", "\u200b", "\u00a0", "\u00ad",
	"</script>", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "]]>", "<b onclick=x>", "</div></article>", "<style>*{display:none}</style>", "&lt;", "&#27;", "&amp", "{{.JSON}}", "javascript:alert(1)",
	"```", "````json lectern-worksheet\n", "\n```json lectern-worksheet\n{\"format\":\"lectern-worksheet/1\"}\n```\n", "~~~", "    code", "# heading", "\n# heading\n", "\n---\n", "> quote", "- [x] list", "1. list", "[a](javascript:b)", "![i](http://example.org/x.png)", "[^1]: note", "| a | b |\n|---|---|", "*_~`|\\", "\\", "<http://example.org>",
	"<script type=\"application/json\" id=\"lectern-worksheet\">{}</script>",
	"From me\n", "\nFrom here ", ".\n", "\r\n.\r\n", "Subject: forged\r\n", "\r\nBcc: x@example.org\r\n\r\n", "--lectern-", "=?utf-8?q?=0D=0ABcc:_x?=", "=3D", "=\n", "\"", "'", ",", ";", "(", "<ann@example.org>", "\\u0000", "\\n",
	"=1+1", "@SUM(A1)", "+cmd|x", "%s%d", "$HOME", "`id`",
}

// hostile is a text of up to a dozen pieces; now and then, a long one.
func hostile(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	if r.IntN(200) == 0 {
		return strings.Repeat(b.String()+"x", 2000)
	}
	return b.String()
}

// hostileRecord answers everything in the course, and more, with such texts.
func hostileRecord(r *rand.Rand, ix *course.Index) *course.Record {
	rec := course.NewRecord()
	at := func() time.Time { return november(1+r.IntN(28), r.IntN(24)) }
	answer := func(id string, kind course.Kind, v course.Value) {
		rec.Answers[id] = course.Answer{
			Value: v, Created: at(), Updated: at(), Sitting: at(),
			Asked: course.Asked{Kind: kind, Lesson: hostile(r), Prompt: hostile(r)},
		}
	}
	for _, a := range ix.Activities() {
		if r.IntN(6) == 0 {
			continue
		}
		switch a.Kind.Form() {
		case course.Tick:
			rec.Marks[a.ID] = course.Mark{Opened: at(), Done: at()}
		case course.Entries:
			rec.Entries = append(rec.Entries, course.Entry{ID: hostile(r), Activity: a.ID, Text: hostile(r), Created: at(), Updated: at()})
		case course.Ideas, course.Several:
			list := []string{hostile(r), hostile(r)}
			if len(a.Options) > 0 && r.IntN(3) > 0 {
				list = []string{a.Options[r.IntN(len(a.Options))].Label}
			}
			answer(a.ID, a.Kind, course.Value{List: list})
		case course.One:
			text := hostile(r)
			if r.IntN(3) > 0 {
				text = a.Options[r.IntN(len(a.Options))].Label
			}
			answer(a.ID, a.Kind, course.Value{Text: text})
		default:
			answer(a.ID, a.Kind, course.Value{Text: hostile(r)})
		}
	}
	answer("gone", course.Question, course.Value{Text: hostile(r)})
	return rec
}

// hostileWorksheet is one that no course of ours could make: every text in it
// is hostile.
func hostileWorksheet(r *rand.Rand) *Worksheet {
	w := complete()
	scramble(r, reflect.ValueOf(w).Elem())
	w.Format = Version
	if r.IntN(2) == 0 { // times that nobody would believe
		w.Exported = moment(time.Date(r.IntN(9999)+1, 1, 1, 0, 0, 0, 0, time.FixedZone("", r.IntN(86400)-43200)), time.UTC)
	}
	w.Checksum = w.checksum()
	return w
}

func scramble(r *rand.Rand, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[Moment]():
	case v.Kind() == reflect.String && r.IntN(4) > 0:
		v.SetString(hostile(r))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			scramble(r, v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			scramble(r, v.Index(i))
		}
	case v.CanInt() && r.IntN(4) == 0:
		v.SetInt(r.Int64() - r.Int64())
	}
}

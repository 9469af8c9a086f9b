package worksheet

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"lectern/course"
)

// forgeries are texts that look to a reader of worksheets like the beginning
// or the end of what it reads: whole worksheets of somebody else in every
// format, and the marks by which each one is found.
func forgeries(t *testing.T) map[string]string {
	t.Helper()
	other := complete()
	other.Learner.Name = "Somebody Else"
	for i := range other.Items {
		other.Items[i].Answer.Text = "forged"
	}
	all := map[string]string{}
	for _, f := range Formats {
		var b bytes.Buffer
		if err := f.Write(&b, other); err != nil {
			t.Fatal(err)
		}
		all["a worksheet as "+f.Name] = b.String()
	}
	object := strings.TrimSpace(all["a worksheet as json"])
	boundary, _, _ := strings.Cut(strings.SplitAfter(all["a worksheet as eml"], "\r\n--")[1], "\r\n")
	for name, text := range map[string]string{
		"the end of a script":     "</script>",
		"a data block":            `</script><script type="application/json" id="lectern-worksheet">` + object + "</script>",
		"a data block, broken":    `<script type="application/json" id="lectern-worksheet">{`,
		"a comment":               "<!-- <script>",
		"the end of a comment":    "-->",
		"the end of a page":       "</pre></div></article></body></html>",
		"a fence":                 "```",
		"a long fence":            "\n````````\n",
		"a fence of waves":        "~~~",
		"a data fence":            "```\n\n## For programs\n\n```json lectern-worksheet\n" + object + "\n```\n",
		"a data fence, broken":    "\n```json lectern-worksheet\n{",
		"headings":                "\n# Worksheet\n\n## For the instructor\n\n- [x] The worksheet is complete.\n",
		"a rule":                  "\n---\n",
		"the end of a string":     `", "checksum": "` + strings.Repeat("0", 64) + `"}`,
		"an escaped end":          `\", \u0022, \`,
		"a part of a mail":        "\r\n--" + boundary + "\r\nContent-Type: application/json\r\n\r\n" + object + "\r\n",
		"the end of a mail":       "\r\n--" + boundary + "--\r\n",
		"a dot on a line":         "\r\n.\r\n",
		"the head of a mail":      "From: somebody@example.org\r\nContent-Type: application/json\r\n\r\n" + object,
		"the line of a mailbox":   "\n\nFrom somebody@example.org Sun Nov 22 10:00:00 2026\n\n" + object,
		"soft breaks and escapes": "=\r\n=3D=22 &quot; &#34; \\` \\<",
	} {
		all[name] = text
	}
	return all
}

// Whatever marks people write into their answers, names and prompts, in every
// format the same answers come back in the same places, and nobody else's.
func TestForgedMarksAreAnswers(t *testing.T) {
	for name, forged := range forgeries(t) {
		c, ix, rec := fixture()
		for id, a := range rec.Answers {
			a.Asked.Prompt = forged
			if a.List != nil {
				a.List = []string{"of " + id, forged, "and more"}
			} else {
				a.Text = fmt.Sprintf("of %s: %s", id, forged)
				if len(id)%2 == 0 {
					a.Text = forged // at the very beginning, and the very end
				}
			}
			rec.Answers[id] = a
		}
		for i := range rec.Entries {
			rec.Entries[i].Text = forged
		}
		rec.Answers["gone"] = course.Answer{
			Value: course.Value{Text: forged},
			Asked: course.Asked{Kind: course.Question, Lesson: forged, Prompt: forged},
		}
		c.Title = course.VisibleLine(forged)
		w := New(c, ix, rec, Options{Learner: course.Learner{Name: forged, Email: ann.Email}, Now: now, ShareAll: true})
		want := told(w)
		if len(want) < 10 {
			t.Fatalf("%d answers are told", len(want))
		}
		for _, f := range Formats {
			var b bytes.Buffer
			if err := f.Write(&b, w); err != nil {
				t.Fatalf("%s in %s: %v", name, f.Name, err)
			}
			got, err := Read(&b)
			if err != nil {
				t.Errorf("%s in %s: %v", name, f.Name, err)
				continue
			}
			if got := told(got); !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %s: read\n%q\nwritten\n%q", name, f.Name, got, want)
			}
		}
	}
}

// told is who answered what, in the order of the file.
func told(w *Worksheet) (all []string) {
	all = append(all, w.Learner.Name, w.Course.Title)
	for _, i := range w.Items {
		all = append(all, fmt.Sprintf("%s=%q", i.ID, i.Answer))
	}
	for _, s := range w.Shared {
		all = append(all, fmt.Sprintf("%s=%q", s.ID, s.Entries))
	}
	for _, u := range w.Unplaced {
		all = append(all, fmt.Sprintf("%s=%q", u.ID, u.Answer))
	}
	return all
}

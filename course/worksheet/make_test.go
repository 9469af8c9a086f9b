package worksheet

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/course"
)

// TestStatus: complete when nothing is missing, and only then; a draft may be
// asked for.
func TestStatus(t *testing.T) {
	c, ix, r := fixture()
	if w := New(c, ix, r, Options{Now: now}); w.Status != Complete || len(w.Missing) != 0 || len(w.Incomplete()) != 0 {
		t.Errorf("all is done: %s, missing %v", w.Status, w.Missing)
	}
	if w := New(c, ix, r, Options{Now: now, Draft: true}); w.Status != Draft {
		t.Errorf("a draft was asked for: %s", w.Status)
	}
	for _, a := range ix.Activities() {
		_, _, r := fixture()
		delete(r.Answers, a.ID)
		delete(r.Marks, a.ID)
		want := Complete
		if len(ix.Missing(r)) > 0 {
			want = Draft
		}
		if w := New(c, ix, r, Options{Now: now}); w.Status != want || (want == Draft) != (len(w.Incomplete()) == 1) {
			t.Errorf("without %s: %s, %v", a.ID, w.Status, w.Incomplete())
		}
	}
}

// TestIncomplete: what is missing is named with lesson and number.
func TestIncomplete(t *testing.T) {
	want := []string{
		"watch, lesson 1: Role play: the first counter-offer (not ticked)",
		"item 2, lesson 1: Who should name a figure first? (chosen before the course changed its options)",
		"item 3, lesson 2: Name one source of salary data that you trust. (empty)",
	}
	got := draft().Incomplete()
	for i, g := range got {
		if g.String() != want[i] {
			t.Errorf("got %s, want %s", g, want[i])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d gaps", len(got))
	}
	c, ix, r := fixture()
	a := r.Answers["target"]
	a.Text = "11"
	r.Answers["target"] = a
	ix.Activity("target").Optional = false
	w := New(c, ix, r, Options{Now: now})
	if gaps := w.Incomplete(); len(gaps) != 1 || gaps[0].Why != "11 is too large; the most is 10" {
		t.Errorf("a number out of bounds: %v", gaps)
	}
	if answered, total := w.Counts(); answered != 5 || total != 6 {
		t.Errorf("a number out of bounds: %d of %d answered", answered, total)
	}
	if brief := complete().Brief(); len(brief) != 1 || brief[0].String() != "item 6, lesson 3: Renata has said yes too early. What do you ask her first? (7 of 50 words)" {
		t.Errorf("brief: %v", brief)
	}
}

// TestPrivateStaysAtHome: of journal and brainstorms only that leaves which
// the author marked and the learner agreed to; and in a blank one, nothing.
func TestPrivateStaysAtHome(t *testing.T) {
	c, ix, r := fixture()
	r.Answers["x-gone"] = course.Answer{Value: course.Value{List: []string{"a removed list"}}, Asked: course.Asked{Kind: course.Brainstorm}}
	r.Answers["better"] = course.Answer{Value: course.Value{Text: "a list that became a question"}, Asked: course.Asked{Kind: course.Brainstorm}}
	const journal, list, unmarked, free = "because I was afraid", "training", "a door that closes", "A free thought"
	for _, o := range []struct {
		share  Options
		leaves string
	}{
		{Options{}, ""},
		{Options{Share: []string{"perks"}}, list},
		{Options{Share: []string{"first-offer"}}, journal},
		{Options{Share: []string{"secret", "why-reluctant", "nobody"}}, ""},
		{Options{ShareAll: true}, journal + "|" + list},
	} {
		o.share.Now = now
		for _, f := range Formats {
			var b strings.Builder
			if err := f.Write(&b, New(c, ix, r, o.share)); err != nil {
				t.Fatal(err)
			}
			file := b.String()
			if f.Name == "eml" {
				continue // it holds two of the others
			}
			for _, private := range []string{journal, list, unmarked, free, "removed list", "became a question"} {
				if strings.Contains(file, private) != strings.Contains(o.leaves, private) {
					t.Errorf("share %v, all %v: %s has %q: %v", o.share.Share, o.share.ShareAll, f.Name, private, strings.Contains(file, private))
				}
			}
		}
	}
}

// TestRevision grows when the content changed, and only then.
func TestRevision(t *testing.T) {
	c, ix, r := fixture()
	o := Options{Learner: ann, Now: now}
	first := New(c, ix, r, o)
	r.Handed = first.HandIn()
	o.Now = now.Add(72 * time.Hour).In(time.FixedZone("", -7*3600))
	r.Active["before"] += time.Hour
	r.Seen["before"] = now
	o.Draft = true
	if again := New(c, ix, r, o); first.Revision != 1 || again.Revision != 1 {
		t.Errorf("nothing changed: revision %d, then %d", first.Revision, again.Revision)
	}
	a := r.Answers["one-source"]
	a.Text += "."
	r.Answers["one-source"] = a
	second := New(c, ix, r, o)
	r.Handed = second.HandIn()
	if again := New(c, ix, r, o); second.Revision != 2 || again.Revision != 2 {
		t.Errorf("an answer changed: revision %d, then %d", second.Revision, again.Revision)
	}
	o.ShareAll = true
	if third := New(c, ix, r, o); third.Revision != 3 {
		t.Errorf("a list was shared: revision %d", third.Revision)
	}
}

// TestFileNames are safe on every system, whoever the learner is.
func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"Ann O'Neil":             "salary-negotiation_Ann-ONeil_2026-11-22_r1.html",
		"":                       "salary-negotiation_2026-11-22_r1.html",
		"🙂":                      "salary-negotiation_2026-11-22_r1.html",
		"../../etc/passwd":       "salary-negotiation_etc-passwd_2026-11-22_r1.html",
		"CON":                    "salary-negotiation_CON_2026-11-22_r1.html",
		"J. R. \"Bob\" <x>|?*: ": "salary-negotiation_J-R-Bob-x_2026-11-22_r1.html",
		"山田 太郎":                  "salary-negotiation_山田-太郎_2026-11-22_r1.html",
		"Zoë\u202e\x1b[2J\r\n":   "salary-negotiation_Zoë-2J_2026-11-22_r1.html",
		"-rf":                    "salary-negotiation_rf_2026-11-22_r1.html",
	} {
		w := complete()
		w.Learner.Name = name
		if got := FileName(w, "html"); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
	w := complete()
	w.Learner.Name, w.Course.ID = strings.Repeat("é", 500), strings.Repeat("x", 500)
	if got := FileName(w, "html"); len(got) > 200 || !utf8.ValidString(got) {
		t.Errorf("%d bytes: %s", len(got), got)
	}
	if got := FileName(draft(), "eml"); got != "salary-negotiation_Ann-ONeil_2026-11-22_r1_DRAFT.eml" {
		t.Error(got)
	}
	if got := FileName(blank(), "md"); got != "salary-negotiation_blank.md" {
		t.Error(got)
	}
}

// TestCanonicalFormIsSorted: the canonical form is what FORMAT.md says, and the
// form that is written has the same value.
func TestCanonicalFormIsSorted(t *testing.T) {
	n, err := parse([]byte(`{"b": [1, 2.50, {"z": null, "a": true}], "a": "\u0041\u00e9\u001b\n\/<\u2028\ud83d\ude00"}`))
	if err != nil {
		t.Fatal(err)
	}
	const want = "{\"a\":\"A\u00e9\\u001b\\n/<\u2028\U0001f600\",\"b\":[1,2.50,{\"a\":true,\"z\":null}]}"
	if got := string(n.canonical()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	back, err := parse(n.file())
	if err != nil || string(back.canonical()) != want {
		t.Errorf("the file says %s: %v", n.file(), err)
	}
}

// TestJSONHasWhatTheFormatSays: the members that FORMAT.md promises are there,
// with null for a time that is not known.
func TestJSONHasWhatTheFormatSays(t *testing.T) {
	var v struct {
		Course, Learner, Credit, Time map[string]any
		Items, Declarations           []map[string]any
	}
	if err := json.Unmarshal(draft().file(), &v); err != nil {
		t.Fatal(err)
	}
	has := func(where string, m map[string]any, members string) {
		for _, name := range strings.Fields(members) {
			if _, ok := m[name]; !ok {
				t.Errorf("%s has no %s", where, name)
			}
		}
	}
	has("course", v.Course, "id title version language digest")
	has("learner", v.Learner, "name email")
	has("credit", v.Credit, "hours words minutes")
	has("time", v.Time, "first_day last_day active_seconds")
	for _, i := range v.Items {
		has("an item", i, "number id lesson section kind prompt required answer short created updated")
	}
	for _, d := range v.Declarations {
		has("a declaration", d, "id lesson kind title url required opened done")
	}
}

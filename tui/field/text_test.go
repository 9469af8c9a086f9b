package field

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lectern/course"
)

// nasty are texts that fields elsewhere change silently.
var nasty = []string{
	"", " ", "\n", "\n\n", "a\tb", "a\r\nb\r\n", "a\rb", "\r", "\uFFFD", "\uFFFD\uFFFDx", "\uFEFFx",
	"👨‍👩‍👧‍👦 and 🇩🇪🇫🇷", "e\u0301\u0302", "\u0301alone", "שלום abc العربية", "\u202Eback\u202C", "a\u200Bb\u00ADc\u00A0d\u3000e",
	"\x1b[31mred\x1b[m\x07\x7f\u0085\u009b", "\U000F0001\U0010FFFD\uE000", "क्षि नमस्ते", "한국어 \u1112\u1161\u11ab",
	"trailing   \n   leading", strings.Repeat("word ", 400), strings.Repeat("x", 3000), strings.Repeat("漢", 500),
}

func TestWhatIsSetComesBack(t *testing.T) {
	for _, s := range nasty {
		f := textField("")
		f.SetValue(course.Value{Text: s})
		f.View(38, 12)
		if got := f.Value().Text; got != s {
			t.Errorf("set %q, got %q", s, got)
		}
		press(f, "ctrl+home", "down", "end", "pgdown", "up", "ctrl+end", "left")
		press(f, "a", "backspace")
		if got := f.Value().Text; got != s {
			t.Errorf("set %q, typed and took back a letter, got %q", s, got)
		}
	}
}

// A letter typed anywhere changes that place and no other.
func TestALetterChangesOnePlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var parts []string
		for range r.IntN(8) {
			parts = append(parts, nasty[r.IntN(len(nasty)-3)])
		}
		s := strings.Join(parts, "\n")
		f := textField(s)
		moves := []string{"left", "right", "up", "down", "home", "end", "pgup", "pgdown", "ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end"}
		for range r.IntN(40) {
			press(f, moves[r.IntN(len(moves))])
			f.View(1+r.IntN(60), 1+r.IntN(12))
		}
		press(f, "Q")
		got := f.Value().Text
		i := strings.IndexByte(got, 'Q')
		if i < 0 || got[:i]+got[i+1:] != s {
			t.Fatalf("%q became %q", s, got)
		}
	}
}

func TestPaste(t *testing.T) {
	for _, c := range []struct {
		pasted, want string
		note         string // where it is not kept as it is, it says so
	}{
		{"a\r\nb", "a\nb", "Windows line ends are plain"},
		{"a\rb", "a\nb", "2 words"},
		{"a\n\rb", "a\n\nb", "2 words"},
		{"a\tb\uFFFD", "a\tb\uFFFD", "2 words"},
		{"no\x00ne", "none", "left out"},
		{"\xffbad\xc3", "bad", "left out"},
	} {
		f := textField("")
		f.Update(tea.PasteMsg{Content: c.pasted})
		if got := f.Value().Text; got != c.want {
			t.Errorf("pasted %q, got %q, want %q", c.pasted, got, c.want)
		}
		if !strings.Contains(f.Note(), c.note) {
			t.Errorf("pasted %q, note %q", c.pasted, f.Note())
		}
	}
	f := New(&course.Activity{Kind: course.Short}, course.Value{}, Options{})
	f.Update(tea.PasteMsg{Content: "the bureau\r\nof statistics\r"})
	if got := f.Value().Text; got != "the bureau of statistics" {
		t.Errorf("pasted into one line: %q", got)
	}
	if !strings.Contains(f.Note(), "as one line") {
		t.Errorf("pasted into one line: it says %q", f.Note())
	}
}

// huge is 12,000 lines, over 1 MB, with everything in it that is awkward.
func huge() string {
	line := "\tOne of them 👨‍👩‍👧 had never been shown how, שלום \uFFFD and e\u0301 heard it as a verdict\u200d.\n"
	return strings.Repeat(line, 12000)
}

func TestHugePaste(t *testing.T) {
	s := huge()
	if len(s) < 1<<20 {
		t.Fatal("not huge")
	}
	f := textField("x")
	f.Update(tea.PasteMsg{Content: s})
	f.View(76, 20)
	if got := f.Value().Text; got != "x"+s {
		t.Fatal("a paste of 1 MB was changed")
	}
	press(f, "ctrl+z")
	if got := f.Value().Text; got != "x" {
		t.Fatal("undo did not take the paste back")
	}
	press(f, "ctrl+y")
	f.Update(tea.PasteMsg{Content: s})
	if got := f.Value().Text; got != "x"+s+s {
		t.Fatal("the second megabyte was changed")
	}
}

// A terminal without bracketed paste sends keys, enter among them.
func TestUnbracketedPaste(t *testing.T) {
	want := strings.Repeat("Two reasons:  verdict, habit. e\u0301 👨‍👩‍👧 漢\n", 150)
	f := textField("")
	f.View(40, 10)
	enter(f, want)
	if got := f.Value().Text; got != want {
		t.Errorf("got %q", got)
	}
	f = textField("")
	enter(f, "a")
	f.Update(tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl}) // a newline, not a CR
	enter(f, "b")
	if got := f.Value().Text; got != "a\nb" {
		t.Errorf("got %q", got)
	}
}

func TestUndo(t *testing.T) {
	f := textField("start")
	enter(f, " one two\nthree")
	var seen []string
	for range 10 {
		seen = append(seen, f.Value().Text)
		press(f, "ctrl+z")
	}
	want := []string{"start one two\nthree", "start one two\n", "start one two", "start one ", "start ", "start", "start"}
	if got := strings.Join(seen[:len(want)], "|"); got != strings.Join(want, "|") {
		t.Errorf("undone to\n%q, want\n%q", seen, want)
	}
	for range 10 {
		press(f, "ctrl+y")
	}
	if got := f.Value().Text; got != "start one two\nthree" {
		t.Errorf("redone to %q", got)
	}
	f.SetValue(course.Value{Text: "from the editor"})
	press(f, "ctrl+z")
	if got := f.Value().Text; got != "start one two\nthree" {
		t.Errorf("what the editor replaced came back as %q", got)
	}
}

func TestCursorStandsWhereTyped(t *testing.T) {
	f := textField("one two three four five six seven eight nine ten\nAB")
	f.View(30, 8) // rows of 27 cells
	press(f, "ctrl+home", "down")
	v := f.View(30, 8)
	if v.CursorX != 1 || v.CursorY != 2 {
		t.Errorf("cursor at %d,%d", v.CursorX, v.CursorY)
	}
	f.Update(tea.MouseClickMsg{X: 4, Y: 1, Button: tea.MouseLeft})
	press(f, "!")
	if got := f.Value().Text; !strings.HasPrefix(got, "one! two") {
		t.Errorf("a click put the cursor elsewhere: %q", got)
	}
}

func TestCRLFIsOneLineEnd(t *testing.T) {
	f := textField("one\r\ntwo")
	press(f, "ctrl+home", "end", "!")
	if got := f.Value().Text; got != "one!\r\ntwo" {
		t.Errorf("got %q", got)
	}
	press(f, "delete")
	if got := f.Value().Text; got != "one!two" {
		t.Errorf("got %q", got)
	}
}

// Keys that come as one text do what they would have done one by one.
func TestTypedAtOnce(t *testing.T) {
	for _, at := range []string{"", "one", "one two\nthree"} {
		for _, s := range []string{"a", " up end ", "\n", "a\nb\n", "e\u0301 漢👨‍👩‍👧\nq"} {
			once, each := textField(at), textField(at)
			press(once, "left")
			press(each, "left")
			once.Update(Typed(s))
			enter(each, s)
			press(once, "x")
			press(each, "x")
			if got, want := once.Value().Text, each.Value().Text; got != want || once.Note() != each.Note() {
				t.Errorf("%q in %q: %q (%s), want %q (%s)", s, at, got, once.Note(), want, each.Note())
			}
			for range 10 {
				press(once, "ctrl+z")
			}
			if got := once.Value().Text; got != at {
				t.Errorf("%q in %q, all undone: %q", s, at, got)
			}
		}
	}
}

// What a key types can wait for more; what it does cannot.
func TestTypes(t *testing.T) {
	text, line := textField(""), New(&course.Activity{Kind: course.Short}, course.Value{}, Options{})
	pick := New(&course.Activity{Kind: course.Choice, Options: []course.Option{{Label: "a"}}}, course.Value{}, Options{})
	for _, test := range []struct {
		in   Field
		key  tea.KeyPressMsg
		want string
	}{
		{text, tea.KeyPressMsg{Code: 'u', Text: "u"}, "u"}, {text, named["space"], " "}, {text, named["enter"], "\n"},
		{text, named["up"], ""}, {text, named["backspace"], ""}, {text, tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl}, ""},
		{line, tea.KeyPressMsg{Code: 'u', Text: "u"}, "u"}, {line, named["enter"], ""},
		{pick, tea.KeyPressMsg{Code: 'a', Text: "a"}, ""}, {pick, named["space"], ""}, {pick, named["enter"], ""},
	} {
		if got := Types(test.in, test.key); got != test.want {
			t.Errorf("%s types %q into a %T, want %q", test.key, got, test.in, test.want)
		}
	}
}

//go:build !windows

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"
)

// attacks are strings that act on a terminal when they reach one.
var attacks = []string{
	"\x1b]0;PWNED\x07", "\x1b]52;c;UFdORUQ=\x07", "\x1b[2J", "\x1b[8m", "\x1b]8;;https://PWNED.example\x1b\\", "\x1bP$qm\x1b\\", "\x1bc",
	"\x05\x08\x0b\x0e\x18\x1a\x7f", "\u009b31m\u0090\u009d0;PWNED\u009c", "\u202e\u2066\u200f\u2028",
	"&#27;]0;PWNED&#7;", "&#x9b;2J", "&#<!-- -->27;[2J", "&amp;#27;[2J", "&#0000027;c", "&#x202E;", `\x1b[2J`,
}

// stranger makes a course in which bad stands wherever an author can write
// something. With a harmless word in its place the course is the same.
func stranger(t *testing.T, bad string) string {
	t.Helper()
	dir := t.TempDir()
	line := strings.NewReplacer("\u2028", "", "\n", "").Replace(bad)
	yaml := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\x1b", `\e`, "\x07", `\a`, "\u009b", `\x9b`, "\u202e", `\u202E`, "\x7f", `\x7f`, "\x05", `\x05`,
		"\x08", `\b`, "\x0b", `\v`, "\x0e", `\x0e`, "\x18", `\x18`, "\x1a", `\x1a`, "\u0090", `\x90`, "\u009d", `\x9d`, "\u009c", `\x9c`,
		"\u2066", `\u2066`, "\u200f", `\u200F`, "\u2028", `\u2028`).Replace(bad)
	lesson := strings.ReplaceAll(`---
title: "A lesson `+yaml+`"
objectives: ["See `+yaml+`"]
---

# Heading BAD

Text BAD and **bold BAD** and `+"`code BAD`"+` and [a link BAD](https://example.org/BAD) and [x](BAD.pdf).

| a BAD | b |
| ----- | - |
| BAD   | c |

`+"```BAD\ncode BAD\n```"+`

> [!note] Note BAD
> Text BAD.

> [!question] {#a-question words=3}
> What would you say? BAD

> [!question] Title BAD {words=3}
> And what else? BAD

> [!choice] {#a-choice}
> Who goes first? BAD
> - [ ] The client BAD
>
>   Not always. BAD
> - [x] It depends BAD

> [!read] {#a-read}
> [A page BAD](https://example.org/page?BAD)

> [!journal] {#a-journal}
> Write BAD.

> [!nonsense BAD] {words="BAD"}
> x

Footnote[^1] ![alt BAD](BAD.png) <b title="BAD">raw BAD</b>

[^1]: Note BAD
`, "BAD", line)
	for name, text := range map[string]string{
		"course.yaml": "id: stranger\ntitle: \"Title " + yaml + "\"\nversion: \"1" + yaml + "\"\nobjectives: [\"Obj " + yaml + "\"]\n" +
			"instructor: {name: \"Name " + yaml + "\", email: \"a@example.org\"}\nnotice: \"C " + yaml + "\"\naudience: [\"For " + yaml + "\"]\n",
		"01-one.md": lesson,
		"03-raw.md": "# Not UTF-8 \x9b31m " + bad + "\n", // cannot be read, and says why
		"02-two.md": strings.ReplaceAll(strings.ReplaceAll(lesson, "{#a", "{#b"), "# Heading", "# Other"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// acts says what in text would act on a terminal; "" if nothing does.
func acts(text string) string {
	for i, r := range text {
		switch {
		case r == '\n' || r == '\t' || r == '\r' && strings.HasPrefix(text[i:], "\r\n"):
		case r < ' ' || r >= 0x7f && r <= 0x9f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029:
			return fmt.Sprintf("%U in %q", r, text[max(i-40, 0):min(i+40, len(text))])
		case r == utf8.RuneError:
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return fmt.Sprintf("the byte %#x in %q", text[i], text[max(i-40, 0):min(i+40, len(text))])
			}
		}
	}
	return ""
}

// Every command on a stranger's course, its errors included, and everything
// that it exports: nothing acts on the terminal.
func TestNoCommandActsOnTheTerminal(t *testing.T) {
	t.Parallel()
	courses := map[string]string{"all at once": stranger(t, strings.Join(attacks, " "))}
	if os.Getenv("LECTERN_LONG") != "" {
		for _, a := range attacks {
			courses[fmt.Sprintf("%q", a)] = stranger(t, a)
		}
	}
	for name, dir := range courses {
		t.Run(name, func(t *testing.T) {
			_, env := home(t)
			out := t.TempDir()
			answer(t, env, dir, "a-question", "An answer \x1b]0;PWNED\x07 \u202e \u009b31m <script>alert(1)</script> with what it holds")
			answer(t, env, dir, "a-journal", "An entry \x1b[2J \u202e")
			commands := [][]string{
				{"read", dir}, {"read", dir, "1"}, {"read", dir, "\x1b[2J"}, {"status", dir}, {"status", dir, "--json"}, {"journal", dir},
				{"courses"}, {"restore", dir}, {"restore", dir, "\x1b[2J"}, {"check", dir}, {"check", dir, "--json"}, {"learner"},
				{"export", dir}, {"answer", dir, "\x1b[2Jnothing", "--done"}, {"play", dir}, {"nonsense\x1b[2J"}, {"read", "\u202e\x1b[2J"},
				{"--\x1b[2J"}, {"export", dir, "--format", "\x1b[2J"}, {"pack", dir, "-o", filepath.Join(out, "p.lectern")},
				{"read", filepath.Join(out, "p.lectern")}, {"learner", "--email", "\x1b[2J"}, {"courses", "--start-over", "\x1b[2J"},
			}
			for _, format := range []string{"html", "md", "json", "eml"} {
				commands = append(commands, []string{"export", dir, "--draft", "-o", filepath.Join(out, "draft."+format)},
					[]string{"export", dir, "--blank", "-o", filepath.Join(out, "blank."+format)})
			}
			commands = append(commands, []string{"journal", dir, "-o", filepath.Join(out, "journal.md")})
			for _, args := range commands {
				printed, _ := shell(t, env, args...)
				if why := acts(printed); why != "" {
					t.Errorf("lectern %q prints %s", args, why)
				}
				if printed == "" && args[0] != "export" {
					t.Errorf("lectern %q prints nothing", args)
				}
			}
			files, _ := os.ReadDir(out)
			if len(files) < 9 {
				t.Errorf("only %d files were written", len(files))
			}
			for _, f := range files {
				if filepath.Ext(f.Name()) == ".lectern" {
					continue
				}
				b, err := os.ReadFile(filepath.Join(out, f.Name()))
				if err != nil {
					t.Fatal(err)
				}
				if why := acts(string(b)); why != "" {
					t.Errorf("%s holds %s", f.Name(), why)
				}
				if strings.Contains(string(b), "<script>alert") && filepath.Ext(f.Name()) == ".html" {
					t.Errorf("%s runs what was typed", f.Name())
				}
			}
		})
	}
}

// Files and folders of a course may be named by a stranger too.
func TestHostileFileNames(t *testing.T) {
	t.Parallel()
	_, env := home(t)
	for _, name := range []string{"a\x1b[2J", "b\u202e", "c\u009b2J", "d\x07\n"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		for file, text := range map[string]string{
			"01-" + name + ".md": "# One\n\n> [!choice] {#a}\n> No options.\n\n> [!question] {#a}\n> Doubled\n", "course.yaml": "title: [wrong\n",
		} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
				t.Skipf("this system has no such file names: %v", err)
			}
		}
		for _, broken := range []bool{true, false} {
			if !broken {
				_ = os.Remove(filepath.Join(dir, "course.yaml"))
			}
			for _, args := range [][]string{{"read", dir}, {"check", dir}, {"status", dir}, {"export", dir, "--draft"}, {"export", dir},
				{"play", dir}, {"courses"}, {"pack", dir}, {"check", filepath.Join(dir, "01-"+name+".md")}, {"journal", dir}} {
				printed, _ := shell(t, env, args...)
				if why := acts(printed); why != "" {
					t.Errorf("lectern %q prints %s", args, why)
				}
			}
		}
	}
}

var sequences = regexp.MustCompile("\x1b(?:\\[([<-?]*)([0-9;:]*)([ -/]*[@-~])|\\]([0-9]+);?([^\x07\x1b]*)(?:\x07|\x1b\\\\)|([PX^_])|[()*+][A-Z0-9]|.)")

// kindsOfSequences are the kinds of control sequences in what a program wrote,
// each once, and what stands between them.
func kindsOfSequences(raw string) (kinds []string, text string) {
	seen := map[string]bool{}
	for _, m := range sequences.FindAllStringSubmatch(raw, -1) {
		kind := m[0]
		switch {
		case m[3] == "h" || m[3] == "l": // modes
		case m[3] != "": // colours, moves, and how far
			kind = "\x1b[" + m[1] + m[3]
		case m[4] != "":
			kind = "\x1b]" + m[4]
		}
		seen[kind] = true
	}
	for k := range seen {
		kinds = append(kinds, k)
	}
	sort.Strings(kinds)
	return kinds, sequences.ReplaceAllString(raw, "")
}

// tour opens a course and looks at all of it: every page and every screen.
func tour(t *testing.T, dir string) *terminal {
	t.Helper()
	_, env := home(t)
	answer(t, env, dir, "b-question", "An answer \x1b]0;PWNED\x07 \u202e \u009b31m")
	x := openTerminal(t, env, 80, 24, "play", dir)
	x.sees("READING")
	for _, k := range []string{"space", "space", "space", "space", "space", "space", "space", "space", "space", "g", "tab", "tab", "tab",
		"c", "esc", "W", "esc", "J", "esc", "L", "down", "down", "esc", "H", "p", "esc", "esc", "A", "esc", "?", "esc", "<", "G", "tab", "enter", "esc", "v", "esc"} {
		x.press(k)
		x.settles()
	}
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
	x.settles()
	return x
}

// A stranger's course in the player makes the terminal do nothing that a
// harmless course does not.
func TestThePlayerWritesItsOwnSequencesOnly(t *testing.T) {
	t.Parallel()
	tame := tour(t, stranger(t, "tame"))
	wild := tour(t, stranger(t, strings.Join(attacks, " ")))
	usual, _ := kindsOfSequences(tame.written())
	kinds, text := kindsOfSequences(wild.written())
	for _, k := range kinds {
		if !slices.Contains(usual, k) && !ofOurs[k] {
			t.Errorf("the sequence %q came out", k)
		}
	}
	text = strings.NewReplacer("\r", "", "\x08", "", "\x07", "").Replace(text)
	if why := acts(text); why != "" {
		t.Errorf("between the sequences stands %s", why)
	}
	for _, m := range sequences.FindAllStringSubmatch(wild.written(), -1) {
		switch number, content := m[4], m[5]; {
		case number == "52" || acts(content) != "":
			t.Errorf("the sequence %q came out", m[0])
		case number == "8" && content != ";" && !strings.Contains(content, ";https://example.org/") && content != ";mailto:a@example.org":
			t.Errorf("a link to %q", content)
		case (number == "0" || number == "2") && strings.HasPrefix(content, "PWNED"):
			t.Errorf("the window is called %q", content)
		}
	}
	if len(usual) < 8 {
		t.Errorf("only these sequences were seen: %q", usual)
	}
}

// ofOurs are the ways in which Bubble Tea moves about, of which a screen needs
// some and another one others.
var ofOurs = map[string]bool{
	"\x1b[A": true, "\x1b[B": true, "\x1b[C": true, "\x1b[D": true, "\x1b[G": true, "\x1b[H": true, "\x1b[d": true, "\x1b[K": true,
	"\x1b[J": true, "\x1b[X": true, "\x1b[P": true, "\x1b[@": true, "\x1b[b": true, "\x1bM": true, "\x1b[L": true, "\x1b[M": true,
	"\x1b[S": true, "\x1b[T": true, "\x1b[r": true, "\x1b[I": true, "\x1b[Z": true, "\x1b[m": true, "\x1b[`": true, "\x1b[a": true, "\x1b[e": true, "\x1b[f": true,
}

// Where a link leads is on the screen before it is opened, whatever its text
// says, and a look-alike host in its true letters.
func TestLinksShowWhereTheyLead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := "# Links\n\nGo to [https://bank.example](https://evil.example/take), or to [apple](https://аpple.com/).\n\n> [!read] {#r}\n> [https://bank.example](https://other.example/)\n"
	if err := os.WriteFile(filepath.Join(dir, "01-links.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, env := home(t)
	x := openTerminal(t, env, 80, 24, "play", dir)
	x.sees("other.example")
	x.press("tab")
	x.sees("evil.example/take")
	x.press("tab")
	x.sees("xn--pple-43d.com")
	x.press("q")
	_ = x.ends()
	out, err := shell(t, env, "read", dir)
	if err != nil || !strings.Contains(out, "evil.example/take") || !strings.Contains(out, "xn--pple-43d.com") {
		t.Errorf("read shows no destinations: %v\n%s", err, out)
	}
}

package draw

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
)

// Only a language that the author named is coloured, and whatever the
// highlighter does, the text is as written.
func TestCodeIsColouredOnlyWhenNamed(t *testing.T) {
	const code = "package main\n\nfunc main() {}\n"
	for fence, coloured := range map[string]bool{"go": true, "": false, "klingon": false} {
		lines := New(Theme{}, 40).Block(parse(t, "```"+fence+"\n"+code+"```\n").tree.Blocks[0], State{})
		if got := strings.Contains(lines[0].Text, "\x1b"); got != coloured {
			t.Errorf("%q: coloured is %v: %q", fence, got, lines[0].Text)
		}
		if lines[2].Plain() != "  func main() {}" {
			t.Errorf("%q: %q", fence, lines[2].Plain())
		}
	}
}

// The languages that lessons show are known by the names that authors use.
func TestLanguagesAreKnown(t *testing.T) {
	for name, code := range map[string]string{
		"python": "def f(): pass", "py": "def f(): pass", "Go": "func f() {}", "golang": "func f() {}",
		"javascript": "var a = 1", "js": "var a = 1", "ts": "let a: number = 1", "json": `{"a": 1}`,
		"yaml": "a: 1 # b", "yml": "a: 1 # b", "toml": "a = 1", "ini": "; a", "html": "<p>a</p>", "css": "a { b: 1 }",
		"sql": "select 1", "bash": "if true; then echo; fi", "sh": "if true; then echo; fi", "r": "f <- function(x) 1",
		"java": "class A {}", "c": "int a;", "c++": "int a;", "cpp": "int a;", "csharp": "class A {}", "rust": "fn f() {}",
		"ruby": "def f; end", "php": "<?php echo 1;", "kotlin": "fun f() {}", "swift": "func f() {}", "scala": "def f = 1",
		"xml": "<a/>", "tex": `\section{a}`, "latex": `\section{a}`, "dockerfile": "FROM a", "makefile": "a: b", "powershell": "function f {}",
		"haskell": "f = 1 -- a", "lua": "local a = 1", "matlab": "function f", "vue": "<p>a</p>",
	} {
		lines := New(Theme{}, 40).Block(parse(t, "```"+name+"\n"+code+"\n```\n").tree.Blocks[0], State{})
		if !strings.Contains(lines[0].Text, "\x1b") {
			t.Errorf("%s is not coloured: %q", name, lines[0].Text)
		}
	}
}

// A highlighter that stands still, or panics, keeps nobody waiting.
func TestHighlightersAreLeftBehind(t *testing.T) {
	stands := make(chan struct{})
	defer close(stands)
	if _, ok := within(time.Millisecond, func() chroma.Token { <-stands; return chroma.EOF }); ok {
		t.Error("waited for one that stands still")
	}
	if tokens, ok := within(time.Minute, func() chroma.Token { panic("unknown state") }); !ok || len(tokens) > 0 {
		t.Error("took something of one that panics")
	}
}

// Whatever a stranger writes is drawn in the time that a key may take. It is
// measured only when asked for: other programs on the machine slow it down.
func TestHugeLeavesAreQuick(t *testing.T) {
	if os.Getenv("LECTERN_LONG") == "" {
		t.Skip("LECTERN_LONG is not set")
	}
	for name, markdown := range huge() {
		blocks := parse(t, markdown).tree.Blocks
		start := time.Now()
		p := New(Theme{}, 76)
		for _, b := range blocks {
			p.Block(b, State{})
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// A highlighter that panics in its goroutine takes nothing with it: the code is
// drawn without colour.
func TestAHighlighterThatPanics(t *testing.T) {
	tokens, ok := within(time.Minute, func() chroma.Token { panic("out of paper") })
	if !ok || tokens != nil {
		t.Errorf("%v, %v", tokens, ok)
	}
}

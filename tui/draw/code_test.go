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

package draw

import (
	"strings"
	"testing"

	"lectern/course"
	"lectern/course/sample"
)

func benchmark(b *testing.B, blocks []course.Block, atMost int) {
	for b.Loop() {
		p, lines := New(Theme{}, MaxWidth), 0
		for _, block := range blocks {
			if lines += len(p.Block(block, State{Today: today})); lines >= atMost {
				break
			}
		}
	}
}

func longest(b *testing.B) []course.Block {
	c, err := course.Open(sample.FS(), "sample")
	if err != nil {
		b.Fatal(err)
	}
	var blocks []course.Block
	words := 0
	for _, l := range lessons(b, c) {
		if l.tree.Words > words {
			blocks, words = l.tree.Blocks, l.tree.Words
		}
	}
	return blocks
}

func BenchmarkFirstPage(b *testing.B) { benchmark(b, longest(b), 20) }
func BenchmarkLesson(b *testing.B)    { benchmark(b, longest(b), 1<<30) }

// What a stranger might write to keep a reader waiting.
func BenchmarkHuge(b *testing.B) {
	for name, markdown := range huge() {
		blocks := parse(b, markdown).tree.Blocks
		b.Run(name, func(b *testing.B) { benchmark(b, blocks, 1<<30) })
	}
}

func huge() map[string]string {
	return map[string]string{
		"paragraph":   strings.Repeat("word and *word* ", 60_000),
		"word":        strings.Repeat("a", 1_000_000),
		"brackets":    strings.Repeat("a[1]", 250_000),
		"marks":       "e" + strings.Repeat("\u0301", 300_000),
		"code":        "```go\n" + strings.Repeat("x := \"y\" // z\n", 60_000) + "```",
		"code line":   "```go\n" + strings.Repeat("x(", 500_000) + "\n```",
		"comment":     "```go\n" + strings.Repeat("/*\n", 100_000) + "\n```",
		"table":       "| a | b | c |\n|---|---|---|\n" + strings.Repeat("| one | *two* | three |\n", 20_000),
		"wide table":  "|" + strings.Repeat("a|", 5_000) + "\n|" + strings.Repeat("-|", 5_000) + "\n|" + strings.Repeat("b|", 5_000),
		"list":        strings.Repeat("- item\n", 100_000),
		"links":       strings.Repeat("[a](https://e.org/) ", 30_000),
		"nested":      strings.Repeat("> - ", 5_000) + "x",
		"emphasis":    strings.Repeat("*a **a ", 30_000),
		"line breaks": strings.Repeat("a\\\n", 200_000),
		"options":     "> [!choice] {#c}\n> Which?\n" + strings.Repeat("> - [ ] an option\n", 10_000),
	}
}

package page

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"lectern/course"
	"lectern/course/sample"
	"lectern/tui/draw"
)

// A column is a lesson as it is drawn at one width.
type column struct {
	name   string
	blocks []course.Block // nil for columns that were made up
	lines  [][]draw.Line
}

func (c column) lesson() *Lesson {
	return New(len(c.lines), func(i int) []draw.Line { return c.lines[i] })
}

func drawn(name string, blocks []course.Block, width int) column {
	p := draw.New(draw.Theme{}, width)
	c := column{name: fmt.Sprintf("%s at width %d", name, width), blocks: blocks}
	for _, b := range blocks {
		c.lines = append(c.lines, p.Block(b, draw.State{}))
	}
	return c
}

// trees are the lessons of the sample course, and random ones.
func trees() map[string][]course.Block {
	c, err := course.Open(sample.FS(), "sample")
	if err != nil {
		panic(err)
	}
	all := map[string][]course.Block{}
	for _, l := range c.Lessons {
		tree, err := l.Tree(nil)
		if err != nil {
			panic(err)
		}
		all[l.File] = tree.Blocks
	}
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 60 {
		all[fmt.Sprintf("random %d", i)] = parse(randomMarkdown(random))
	}
	return all
}

func parse(markdown string) []course.Block {
	c, err := course.Open(fstest.MapFS{"01-a.md": {Data: []byte("---\ntitle: A\n---\n\n" + markdown)}}, "a")
	if err != nil {
		panic(err)
	}
	tree, err := c.Lessons[0].Tree(nil)
	if err != nil {
		panic(err)
	}
	return tree.Blocks
}

// randomMarkdown is up to twelve blocks of every kind.
func randomMarkdown(random *rand.Rand) string {
	prose := func() string { return strings.Repeat("some words of prose ", 1+random.IntN(30)) + "\n\n" }
	var block func(depth int) string
	block = func(depth int) string {
		switch n := random.IntN(12); {
		case n < 4 || depth > 2:
			return prose()
		case n < 6:
			return strings.Repeat("#", 1+random.IntN(4)) + " A heading " + strings.Repeat("that is long ", random.IntN(4)) + "\n\n"
		case n == 6:
			return "| a | b |\n|---|---|\n" + strings.Repeat("| one | some more words |\n", random.IntN(12)) + "\n"
		case n == 7:
			return "```\n" + strings.Repeat("code\n", 1+random.IntN(20)) + "```\n\n"
		case n == 8:
			return strings.Repeat("- item "+prose(), 1+random.IntN(5))
		case n == 9:
			return "> [!note] Title\n" + quoted(block(depth+1)+block(depth+1)) + "\n\n"
		case n == 10:
			return "> [!question]\n" + quoted(block(depth+1)) + "\n\n"
		}
		return quoted(block(depth+1)+block(depth+1)) + "\n\n"
	}
	var b strings.Builder
	for range 1 + random.IntN(12) {
		b.WriteString(block(0))
	}
	return b.String()
}

func quoted(s string) string { return "> " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n> ") }

// Terminals from 1 by 1 to 200 by 60.
var (
	widths  = []int{1, 5, 20, 36, 57, 76, 200}
	heights = []int{1, 2, 3, 4, 5, 7, 9, 12, 16, 20, 24, 36, 60}
)

// columns is every tree at every width, drawn once for all tests.
var columns = sync.OnceValue(func() []column {
	var all []column
	for name, blocks := range trees() {
		for _, width := range widths {
			all = append(all, drawn(name, blocks, width))
		}
	}
	return all
})

func everywhere(t *testing.T, check func(t *testing.T, c column, height int)) {
	for _, c := range columns() {
		for _, height := range heights {
			check(t, c, height)
		}
	}
}

func TestPagesJoinedAreTheLesson(t *testing.T) {
	everywhere(t, func(t *testing.T, c column, height int) {
		l := c.lesson()
		var joined []Place
		for _, stop := range l.Stops(height) {
			rows := l.Page(stop, height)
			if len(rows) > height {
				t.Fatalf("%s: a page of %d lines at height %d", c.name, len(rows), height)
			}
			for _, r := range rows {
				if r.At.Line >= 0 && !r.Blank() {
					joined = append(joined, r.At)
				}
			}
		}
		var want []Place
		for i, lines := range c.lines {
			for j, line := range lines {
				if !line.Blank() {
					want = append(want, Place{i, j})
				}
			}
		}
		if !slices.Equal(joined, want) {
			t.Fatalf("%s, height %d: the pages hold\n%v, the lesson\n%v", c.name, height, joined, want)
		}
	})
}

// What its author would not split is split only if it does not fit on a page,
// together with the headings above it that must not be left behind.
func TestNothingIsSplitThatFits(t *testing.T) {
	everywhere(t, func(t *testing.T, c column, height int) {
		l := c.lesson()
		stops := l.Stops(height)
		for i, b := range c.blocks {
			if n := len(c.lines[i]); whole(b) && n > 0 && n+c.above(i) <= height {
				if first, last := On(stops, Place{i, 0}), On(stops, Place{i, n - 1}); first != last {
					t.Fatalf("%s, height %d: %T of %d lines, %d of headings above, is on pages %d and %d", c.name, height, b, n, c.above(i), first, last)
				}
			}
		}
	})
}

func whole(b course.Block) bool {
	switch b.(type) {
	case *course.ActivityBlock, *course.Table, *course.Code, *course.Callout, *course.Heading, *course.Fold, *course.Recall:
		return true
	}
	return false
}

// above is how many lines of headings stand right above a block.
func (c column) above(block int) int {
	lines := 0
	for i := block - 1; i >= 0; i-- {
		if len(c.lines[i]) == 0 {
			continue
		}
		if _, ok := c.blocks[i].(*course.Heading); !ok {
			break
		}
		lines += len(c.lines[i]) + 1
	}
	return lines
}

func TestNoPageEndsInAHeading(t *testing.T) {
	everywhere(t, func(t *testing.T, c column, height int) {
		l := c.lesson()
		stops := l.Stops(height)
		for n, stop := range stops[:len(stops)-1] {
			rows := l.Page(stop, height)
			last := rows[len(rows)-1]
			if _, ok := c.blocks[last.At.Block].(*course.Heading); !ok {
				continue
			}
			next := stops[n+1]
			if c.above(next.Block)+1 <= height && next.Line == 0 {
				t.Fatalf("%s, height %d: page %d ends in a heading", c.name, height, n)
			}
		}
	})
}

// No line of a paragraph stands alone on a page that has room for two, unless
// it is all of it, or a heading takes the room.
func TestNoLineStandsAlone(t *testing.T) {
	everywhere(t, func(t *testing.T, c column, height int) {
		l := c.lesson()
		stops := l.Stops(height)
		for i, b := range c.blocks {
			n := len(c.lines[i])
			if _, ok := b.(*course.Paragraph); !ok || n < 2 || c.above(i)+min(n, 3) > height {
				continue
			}
			if On(stops, Place{i, 0}) != On(stops, Place{i, 1}) || On(stops, Place{i, n - 1}) != On(stops, Place{i, n - 2}) {
				t.Fatalf("%s, height %d: a line of block %d stands alone", c.name, height, i)
			}
		}
	})
}

// Paging forward from a stop needs nothing of what comes before it, and gets to
// the same stops; paging back gets to the start and never stands still.
func TestLazyPaging(t *testing.T) {
	everywhere(t, func(t *testing.T, c column, height int) {
		stops := c.lesson().Stops(height)
		from := stops[len(stops)/2]
		l := New(len(c.lines), func(i int) []draw.Line {
			if i < from.Block-1 && !c.headings(i, from.Block) {
				t.Fatalf("%s: block %d was drawn for a page at %v", c.name, i, from)
			}
			return c.lines[i]
		})
		for _, want := range stops[len(stops)/2+1:] {
			if from = l.Next(from, height); from != want {
				t.Fatalf("%s, height %d: %v, want %v", c.name, height, from, want)
			}
		}
		l = c.lesson()
		for at := stops[len(stops)-1]; at != l.First(); {
			back := l.Prev(at, height)
			if !back.Before(at) {
				t.Fatalf("%s, height %d: %v is not before %v", c.name, height, back, at)
			}
			if rows := l.Rows(back, at); len(rows) > height {
				t.Fatalf("%s, height %d: %d lines from %v to %v", c.name, height, len(rows), back, at)
			}
			at = back
		}
	})
}

// headings reports whether nothing but empty blocks and headings stands from
// block i up to the next one that is asked for.
func (c column) headings(i, below int) bool {
	for ; i < below; i++ {
		if _, ok := c.blocks[i].(*course.Heading); !ok && len(c.lines[i]) > 0 {
			return false
		}
	}
	return true
}

func TestResizeKeepsTheBlockInView(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	all := columns()
	for i := 0; i < len(all); i += len(widths) {
		same := all[i : i+len(widths)]
		for range 40 {
			old, now := same[random.IntN(len(same))], same[random.IntN(len(same))]
			height := 1 + random.IntN(30)
			stops := old.lesson().Stops(1 + random.IntN(30))
			at := stops[random.IntN(len(stops))]
			if at == old.lesson().End() {
				continue
			}
			to := Place{at.Block, Carry(old.lines[at.Block], now.lines[at.Block], at.Line)}
			l := now.lesson()
			stops = l.Stops(height)
			rows := l.Page(stops[On(stops, to)], height)
			if !slices.ContainsFunc(rows, func(r Row) bool { return r.At == to }) {
				t.Fatalf("%s: %v, carried to %v, is not in view", now.name, at, to)
			}
		}
	}
}

func TestCarryFindsTheWords(t *testing.T) {
	text := ""
	for i := range 400 {
		text += fmt.Sprintf("word%d ", i)
	}
	wide, narrow := drawn("", parse(text), 76), drawn("", parse(text), 30)
	for line := range wide.lines[0] {
		word, _, _ := strings.Cut(wide.lines[0][line].Text, " ")
		to := Carry(wide.lines[0], narrow.lines[0], line)
		if !strings.Contains(narrow.lines[0][to].Text+" ", word+" ") {
			t.Errorf("line %d begins with %s; carried to %q", line, word, narrow.lines[0][to].Text)
		}
	}
}

func TestEmptyLessons(t *testing.T) {
	for _, lines := range [][][]draw.Line{nil, {nil}, {nil, nil, nil}} {
		l := column{lines: lines}.lesson()
		if stops := l.Stops(0); len(stops) != 1 || stops[0] != l.End() || len(l.Page(stops[0], 5)) > 0 {
			t.Errorf("stops of %d empty blocks: %v", len(lines), stops)
		}
		if at := l.Prev(l.End(), 4); at != l.End() {
			t.Errorf("back from the end of nothing: %v", at)
		}
		if at := l.Settle(Place{7, -2}); at != l.End() {
			t.Errorf("settled at %v", at)
		}
	}
}

// What is taller than a page is split at its seams.
func TestTallThingsAreSplitAtSeams(t *testing.T) {
	c := drawn("", parse("> [!note]\n> One paragraph of three lines, which is to say, of more than forty columns by twenty or so.\n>\n"+
		"> Another paragraph of three lines, which is to say, of more than forty columns by twenty.\n"), 40)
	l := c.lesson()
	for _, stop := range l.Stops(5)[1:] {
		if text := l.at(stop).Plain(); !strings.Contains(text, "Another") {
			t.Errorf("a page begins with %q", text)
		}
	}
}

func BenchmarkStopsOfALongLesson(b *testing.B) {
	lines := make([][]draw.Line, 2000)
	for i := range lines {
		lines[i] = []draw.Line{{Text: "a"}, {Text: "b", Bond: draw.Tight}, {Text: "c", Bond: draw.Tight}}
	}
	for b.Loop() {
		column{lines: lines}.lesson().Stops(20)
	}
}

package course

import (
	"strings"
	"testing"
)

// A lesson of more blocks than a book has is cut off, which is said once, to
// its author and to its reader.
func TestALessonThatNeverEnds(t *testing.T) {
	c, err := Open(files("course.yaml", "title: T", "01-a.md", "# A\n\n"+strings.Repeat("- a\n", maxBlocks/2)+"\n"+strings.Repeat("---\n\n", maxBlocks)), "x")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := c.Lessons[0].Tree(nil)
	if err != nil {
		t.Fatal(err)
	}
	blocks := 0
	Walk(tree.Blocks, func(Block) bool { blocks++; return true })
	if blocks > maxBlocks+2 {
		t.Errorf("%d blocks", blocks)
	}
	if len(tree.Findings) != 1 || !strings.Contains(tree.Findings[0].Text, "the rest is left out") {
		t.Errorf("%v", tree.Findings)
	}
	if last := PlainText(tree.Blocks[len(tree.Blocks)-1:]); !strings.Contains(last, "left out") {
		t.Errorf("it ends in %q", last)
	}
}

package worksheet

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestFormatPageNamesEveryMember: FORMAT.md and the files tell the same story.
func TestFormatPageNamesEveryMember(t *testing.T) {
	b, err := os.ReadFile("../FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, page, found := strings.Cut(string(b), "## The worksheet file\n")
	if !found {
		t.Fatal("FORMAT.md says nothing of the worksheet file")
	}
	w := draft()
	if len(w.Shared) == 0 || len(w.Unplaced) == 0 {
		t.Fatal("the draft has not all that a worksheet can have")
	}
	w.node().each(func(name string, _ *node) {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("FORMAT.md does not say what %s is", name)
		}
	})
	_, example, _ := strings.Cut(page, "```json\n")
	example, _, _ = strings.Cut(example, "```")
	var got map[string]any
	if err := json.Unmarshal([]byte(example), &got); err != nil || got["format"] != Version {
		t.Errorf("the example in FORMAT.md is no worksheet: %v", err)
	}
}

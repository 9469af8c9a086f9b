package course

import (
	"os"
	"strings"
	"testing"
)

// The examples of FORMAT.md are right, and every kind stands in it.
func TestFormatPage(t *testing.T) {
	raw, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	page, _, _ := strings.Cut(string(raw), "\n## The worksheet file") // which is worksheet's to test
	var settings, lesson strings.Builder
	lesson.WriteString("---\ntitle: Examples\n---\n\n")
	for _, block := range indented(page) {
		switch {
		case strings.HasPrefix(block, "id: "):
			settings.WriteString(block)
		case strings.HasPrefix(block, "---\n"):
			if tree := ownTreeOf(t, block+"text"); len(tree.Findings) > 0 || tree.Title != "Knowing the market" || tree.Section != Booklet {
				t.Errorf("the front matter: %s", dump(tree))
			}
		case strings.HasPrefix(block, "> "):
			lesson.WriteString(block + "\n")
		case strings.HasPrefix(block, "salary-negotiation/"):
		default:
			t.Errorf("an example that nobody tests:\n%s", block)
		}
	}
	c, err := Open(files("course.yaml", settings.String(), "01-welcome.md", lesson.String(), "02-why-negotiate.md", "x", "media/role-play.mp4", "x"), "x")
	if err != nil {
		t.Fatal(err)
	}
	if got := found(c); got != "" {
		t.Errorf("the examples have findings:\n%s", got)
	}
	ix, _ := c.Index()
	seen := map[Kind]bool{}
	for _, a := range ix.Activities() {
		seen[a.Kind] = true
	}
	for _, row := range Kinds {
		if !strings.Contains(page, "`"+string(row.Kind)+"`") {
			t.Errorf("FORMAT.md does not name %s", row.Kind)
		}
		if !seen[row.Kind] && row.Kind != Visit && row.Kind != Listen {
			t.Errorf("FORMAT.md has no example of %s", row.Kind)
		}
	}
	for _, name := range boxNames() {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("FORMAT.md does not name the box %s", name)
		}
	}
	for _, word := range append(calloutWords(), attributeKeys...) {
		if !strings.Contains(page, "`"+word+"`") && !strings.Contains(page, "[!"+word+"]") && !strings.Contains(page, word+"=") {
			t.Errorf("FORMAT.md does not name %s", word)
		}
	}
}

// indented returns the code blocks of a page.
func indented(page string) []string {
	var blocks []string
	var b strings.Builder
	for line := range strings.Lines(page + "\nend\n") {
		code, ok := strings.CutPrefix(line, "    ")
		switch {
		case ok:
			b.WriteString(code)
		case strings.TrimSpace(line) == "" && strings.HasPrefix(b.String(), "> "):
			// An example of its own: a callout ends here.
			blocks = append(blocks, b.String())
			b.Reset()
		case strings.TrimSpace(line) == "":
		case b.Len() > 0:
			blocks = append(blocks, b.String())
			b.Reset()
		}
	}
	return blocks
}

package course

import (
	"strings"
	"testing"
)

func TestWebAddresses(t *testing.T) {
	for dest, want := range map[string]string{
		"https://example.org":                              "https://example.org",
		"HTTPS://Example.ORG/Path?q=1#frag":                "https://example.org/Path?q=1#frag",
		"http://example.org:8080/":                         "http://example.org:8080/",
		"https://exämple.org/ü?ö=ß":                        "https://xn--exmple-cua.org/%C3%BC?%C3%B6=%C3%9F",
		"https://раypal.com/":                              "https://xn--ypal-43d9g.com/",
		"https://EXAMPLE。org/":                             "https://example.org/",
		"https://foo_bar.example.org/":                     "https://foo_bar.example.org/",
		"https://127.0.0.1/":                               "https://127.0.0.1/",
		"https://[::1]:80/":                                "https://[::1]:80/",
		"https://example.org/a b\"<>`{|}":                  "https://example.org/a%20b%22%3C%3E%60%7B%7C%7D",
		"https://example.org/?q=a\u202eb\"":                "https://example.org/?q=a%E2%80%AEb%22",
		"mailto:ada@example.org":                           "mailto:ada@example.org",
		"mailto:ada@example.org?subject=a+b&body=c%0Ad":    "mailto:ada@example.org?subject=a%20b&body=c%0Ad",
		"mailto:ada@example.org?attach=/etc/passwd&cc=x@y": "mailto:ada@example.org",
		"mailto:a@example.org,b@example.org":               "mailto:a@example.org,b@example.org",

		"https://":                                     "",
		"https:///path":                                "",
		"https:example.org":                            "",
		"https://user@example.org/":                    "",
		"https://bank.example@evil.test/":              "",
		"https://exa mple.org/":                        "",
		"https://\x1b]8;;x\x07/":                       "",
		"https://example.org/%zz":                      "",
		"https://exam\u202eple.org/":                   "",
		"https://-/" + strings.Repeat("a", maxAddress): "",
		"javascript:alert(1)":                          "",
		"JavaScript:alert(1)":                          "",
		"data:text/html,x":                             "",
		"file:///etc/passwd":                           "",
		"ftp://example.org/":                           "",
		"tel:123":                                      "",
		"vscode://x":                                   "",
		"mailto:":                                      "",
		"mailto:nobody":                                "",
		"mailto:a@b.c%0ABcc:x@y.z":                     "",
		"mailto:a@b.c\" --attach /etc/passwd":          "",
	} {
		got, err := webAddress(dest)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", dest, got, err, want)
		}
		if err != nil && dangerous(err.Error()) != "" {
			t.Errorf("the error about %q acts on a terminal: %q", dest, err)
		}
	}
}

// What leads out, or nowhere, is no link to anything.
func TestPathsThatLeadOut(t *testing.T) {
	for _, dest := range []string{
		"../secret.md", "a/../../secret.md", "/etc/passwd", "//example.org/x", "%2e%2e/secret.md", "..%2fsecret.md", "%2fetc/passwd",
		"..\\\\secret.md", "C:\\\\secret.md", "c:secret.md", "file:secret.md", "~/secret.md", "media/../../secret.md", "./../secret.md",
		"nul", "con.md", "media/aux.txt", "real.txt.", "real.txt%20", "real.txt:stream", "%00", "real.txt%00.md", "\x1b.md", "&#27;.md",
	} {
		c, ix := indexOf(t, "sub/01-a.md", "x", "01-a.md", "[x](<"+dest+">)", "real.txt", "x", "media/x", "x")
		tree, _ := c.Lessons[0].Tree(ix)
		links := tree.Blocks[0].(*Paragraph).Links
		if len(links) != 1 || links[0].Target != Nowhere || links[0].URL != "" || len(tree.Findings) == 0 {
			t.Errorf("%q: %+v %v", dest, links, tree.Findings)
		}
	}
	for _, dest := range []string{"../secret.md", "a/../../secret.md", "/etc/passwd", "%2e%2e/secret.md", "..%2fsecret.md", "%2fetc/passwd"} {
		c, ix := indexOf(t, "01-a.md", "[x](<"+dest+">)", "course.yaml", "title: T")
		tree, _ := c.Lessons[0].Tree(ix)
		if len(tree.Findings) != 1 || !strings.Contains(tree.Findings[0].String(), "leads out of the course's folder") {
			t.Errorf("%q: %v", dest, tree.Findings)
		}
	}
	for _, dest := range []string{"real.txt", "./real.txt", "media/../real.txt", "real.txt#part", "real.txt?x=y", "%72eal.txt", "a b.txt", "a%20b.txt"} {
		c, ix := indexOf(t, "01-a.md", "[x](<"+dest+">)", "real.txt", "x", "a b.txt", "x")
		tree, _ := c.Lessons[0].Tree(ix)
		if l := tree.Blocks[0].(*Paragraph).Links[0]; l.Target != File || l.URL != "real.txt" && l.URL != "a b.txt" {
			t.Errorf("%q: %+v", dest, l)
		}
	}
}

// A lesson in a folder of its own links from there.
func TestLinksBetweenFolders(t *testing.T) {
	c, ix := indexOf(t, "course.yaml", "title: T\nlessons: [a/1.md, b/2.md]",
		"a/1.md", "# One\n\n[x](../b/2.md#deep) [y](pic.png) [](../b/2.md) [z](../../c.md)\n", "b/2.md", "# Two\n\n## Deep\n", "a/pic.png", "x")
	tree, _ := c.Lessons[0].Tree(ix)
	var got []string
	for _, l := range tree.Blocks[0].(*Paragraph).Links {
		got = append(got, linkFacts(l))
	}
	want := `"x" lesson 1#deep 3:1 "y" file a/pic.png 3:21 "Two" lesson 1# 3:34 "z" nowhere 3:48`
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

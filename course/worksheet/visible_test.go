package worksheet

import (
	"bytes"
	"encoding/base64"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gmtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"lectern/course"
)

// TestPageShowsTheRecord parses the page as a browser does: field by field it
// is what the record holds, and nothing in it came to life.
func TestPageShowsTheRecord(t *testing.T) {
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(seed, 2))
		c, ix, _ := fixture()
		rec := hostileRecord(r, ix)
		learner := course.Learner{Name: hostile(r), Email: hostile(r)}
		w := New(c, ix, rec, Options{Learner: learner, Now: now, ShareAll: true})
		var b bytes.Buffer
		if err := WriteHTML(&b, w); err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		harmless(t, seed, doc)
		for _, a := range ix.Items() {
			v := rec.Answers[a.ID].Value
			at := find(doc, func(n *html.Node) bool { return attr(n, "id") == "item-"+a.ID })
			if at == nil {
				t.Fatalf("seed %d: item %s is not on the page", seed, a.ID)
			}
			want := []string{course.Visible(v.String())}
			if a.Kind.HasOptions() {
				want = []string{}
				for _, chosen := range (Answer{Text: v.Text, List: v.List}).Parts() {
					want = append(want, course.Visible(chosen))
				}
			} else if v.Empty() {
				want = nil
			}
			if got := shown(at); !sameSet(got, want) {
				t.Fatalf("seed %d: item %s shows %q, the record has %q", seed, a.ID, got, want)
			}
			if got := textOf(find(at, class("prompt"))); got != a.Prompt {
				t.Fatalf("seed %d: item %s asks %q", seed, a.ID, got)
			}
		}
	}
}

// shown is what an item shows as answered: the box of text, or what is ticked.
func shown(item *html.Node) []string {
	var got []string
	for _, n := range findAll(item, func(n *html.Node) bool { return class("answer")(n) || class("chosen")(n) }) {
		if label := find(n, class("label")); label != nil {
			n = label
		}
		got = append(got, textOf(n))
	}
	return got
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}

// harmless fails the test if the page holds an element or an attribute that
// the template does not have.
func harmless(t *testing.T, seed uint64, doc *html.Node) {
	t.Helper()
	elements := strings.Fields("html head meta title style body div main header p strong h1 h2 h3 dl dt dd section ul li span article table thead tbody tr th td footer script")
	attributes := strings.Fields("lang charset http-equiv content name class aria-hidden dir id scope type")
	scripts := 0
	for _, n := range findAll(doc, func(n *html.Node) bool { return n.Type != html.TextNode }) {
		switch n.Type {
		case html.CommentNode:
			t.Fatalf("seed %d: a comment: %q", seed, n.Data)
		case html.ElementNode:
			if !slices.Contains(elements, n.Data) {
				t.Fatalf("seed %d: an element <%s>", seed, n.Data)
			}
			for _, a := range n.Attr {
				if !slices.Contains(attributes, a.Key) {
					t.Fatalf("seed %d: an attribute %s of <%s>", seed, a.Key, n.Data)
				}
			}
			if n.Data == "script" {
				scripts++
				if attr(n, "type") != "application/json" {
					t.Fatalf("seed %d: a script", seed)
				}
			}
		}
	}
	if scripts != 1 {
		t.Fatalf("seed %d: %d data blocks", seed, scripts)
	}
}

// TestPageFetchesNothing: no address stands where a browser would follow it.
func TestPageFetchesNothing(t *testing.T) {
	for _, word := range []string{"url(", "@import", "src=", "href=", "<link", "<img", "<iframe", "http-equiv=\"refresh\""} {
		if strings.Contains(strings.ToLower(pageSource+pageStyle), word) {
			t.Errorf("the page has %s", word)
		}
	}
	if !strings.Contains(pageSource, "default-src 'none'") {
		t.Error("the page's policy allows fetching")
	}
}

// TestMarkdownShowsTheRecord parses the Markdown: the answers are its fences,
// as typed, and nothing that anybody wrote is a heading, a link or HTML.
func TestMarkdownShowsTheRecord(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote)).Parser()
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(seed, 3))
		c, ix, _ := fixture()
		rec := hostileRecord(r, ix)
		w := New(c, ix, rec, Options{Learner: course.Learner{Name: hostile(r), Email: hostile(r)}, Now: now})
		var b bytes.Buffer
		if err := WriteMarkdown(&b, w); err != nil {
			t.Fatal(err)
		}
		source := b.Bytes()
		var fences []string
		headings := 0
		doc := parser.Parse(gmtext.NewReader(source))
		_ = ast.Walk(doc, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.FencedCodeBlock:
				if enter && string(n.Language(source)) == "text" {
					fences = append(fences, string(n.Lines().Value(source)))
				}
			case *ast.Heading:
				if enter {
					headings++
				}
			case *ast.HTMLBlock, *ast.RawHTML, *ast.Link, *ast.Image, *ast.AutoLink, *ast.CodeBlock, *ast.CodeSpan:
				t.Fatalf("seed %d: a %s in\n%s", seed, n.Kind(), source)
			}
			return ast.WalkContinue, nil
		})
		var want []string
		for _, i := range w.Items {
			texts := i.Stray()
			if !i.Kind.HasOptions() && !i.Answer.Empty() {
				texts = []string{i.Answer.String()}
			}
			for _, s := range texts {
				want = append(want, ended(course.Visible(s)))
			}
		}
		for _, u := range w.Unplaced {
			want = append(want, ended(course.Visible(u.Answer.String())))
		}
		if !slices.Equal(fences, want) {
			t.Fatalf("seed %d: fences\n%q\nanswers\n%q", seed, fences, want)
		}
		// Title, two lessons, booklet and its lesson, evaluation and its
		// lesson, ticks, instructor, programs; and the appendix.
		if n := 10 + min(1, len(w.Unplaced)); headings != n {
			t.Fatalf("seed %d: %d headings, not %d, in\n%s", seed, headings, n, source)
		}
	}
}

func ended(s string) string {
	if strings.HasSuffix(s, "\n") {
		return s
	}
	return s + "\n"
}

// TestMailIsOneDraft parses the mail with another library: the headers are
// ours alone, and the two attachments are the page and the JSON.
func TestMailIsOneDraft(t *testing.T) {
	for seed := range rounds() {
		r := rand.New(rand.NewPCG(seed, 4))
		w := hostileWorksheet(r)
		w.Learner.Email, w.Instructor.Email = "ann@example.org", "ada@example.org"
		if seed%2 == 0 {
			w.Learner.Email, w.Instructor.Email = hostile(r), hostile(r)
		}
		var b, page, data bytes.Buffer
		for _, err := range []error{WriteMail(&b, w), WriteHTML(&page, w), WriteJSON(&data, w)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		source := b.String()
		for _, line := range strings.Split(source, "\r\n") {
			if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
				t.Fatalf("seed %d: a line that mail cannot carry: %q", seed, line)
			}
		}
		m, err := netmail.ReadMessage(&b)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, source)
		}
		headers(t, seed, m, w)
		parts := mailBodies(t, m)
		if len(parts) != 3 || parts[1] != page.String() || parts[2] != data.String() {
			t.Fatalf("seed %d: the attachments are not the page and the JSON", seed)
		}
		if strings.ReplaceAll(parts[0], "\r\n", "\n") != letter(w) {
			t.Fatalf("seed %d: the text is %q", seed, parts[0])
		}
	}
}

func headers(t *testing.T, seed uint64, m *netmail.Message, w *Worksheet) {
	t.Helper()
	allowed := []string{"Date", "Mime-Version", "Message-Id", "Subject", "X-Unsent", "From", "To", "Content-Type"}
	for name, values := range m.Header {
		if !slices.Contains(allowed, name) || len(values) != 1 {
			t.Fatalf("seed %d: header %s: %q", seed, name, values)
		}
	}
	decoded, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || decoded != headerText(Subject(w)) || strings.ContainsAny(decoded, "\r\n") || course.Visible(decoded) != decoded {
		t.Fatalf("seed %d: subject %q, %v", seed, decoded, err)
	}
	for header, who := range map[string][2]string{"From": {w.Learner.Name, w.Learner.Email}, "To": {w.Instructor.Name, w.Instructor.Email}} {
		wanted := address(who[0], who[1])
		if len(wanted) == 0 && m.Header.Get(header) == "" {
			continue
		}
		got, err := m.Header.AddressList(header)
		if err != nil || len(got) != 1 || len(wanted) != 1 || *got[0] != *wanted[0] {
			t.Fatalf("seed %d: %s: %q, want %q: %v", seed, header, m.Header.Get(header), wanted, err)
		}
		if name := got[0].Name; course.VisibleLine(name) != name {
			t.Fatalf("seed %d: %s: the name %q is more than a line of text", seed, header, name)
		}
	}
}

func mailBodies(t *testing.T, m *netmail.Message) []string {
	t.Helper()
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("%s: %v", kind, err)
	}
	var bodies []string
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return bodies
		}
		if err != nil {
			t.Fatal(err)
		}
		var body io.Reader = part // which has undone quoted-printable
		if part.Header.Get("Content-Transfer-Encoding") == "base64" {
			body = base64.NewDecoder(base64.StdEncoding, part)
		}
		b, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(b))
	}
}

// TestMailWithoutAddress: what is no address is left out, not passed on.
func TestMailWithoutAddress(t *testing.T) {
	for _, addr := range []string{"", "ada", "ada@", "a b@example.org", "ada@example.org, x@example.org", "Ada <ada@example.org>", "<ada@example.org>", "ada@example.org\r\nBcc: x@example.org", "ädä@example.org", "group: a@example.org;"} {
		if a := address("Ada", addr); a != nil {
			t.Errorf("%q became %v", addr, a)
		}
	}
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if all := findAll(n, is); len(all) > 0 {
		return all[0]
	}
	return nil
}

func findAll(n *html.Node, is func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if is(d) {
			found = append(found, d)
		}
	}
	return found
}

func class(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), name) }
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

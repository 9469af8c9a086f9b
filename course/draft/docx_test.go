package draft

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"lectern/course"
	"lectern/course/pack"
)

// word is a .docx as a word processor writes it, of the paragraphs in body.
func wordDocument(t testing.TB, body string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="x"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships/>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r" xmlns:mc="mc" xmlns:wp="wp" xmlns:a="a"><w:body>` + body + `<w:sectPr><w:t>no</w:t></w:sectPr></w:body></w:document>`,
		"word/styles.xml": `<w:styles xmlns:w="w">
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="Heading 2"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Todo"><w:name w:val="To do"/><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>`,
		"word/numbering.xml": `<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="x">
<Relationship Id="rId1" Target="https://example.org/a (b)" TargetMode="External"/>
<Relationship Id="rId2" Target="media/image1.png"/>
<Relationship Id="rId3" Target="media/drawing.emf"/>
<Relationship Id="rId4" Target="../../../etc/passwd.png"/></Relationships>`,
		"word/media/image1.png": "\x89PNG",
		"word/footnotes.xml":    `<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>A source, 2018.</w:t></w:r></w:p><w:p><w:r><w:t>And more.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
	}
	maps.Copy(parts, more)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// para is a paragraph: its style, then its runs.
func para(style string, runs ...string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:pPr>` + strings.Join(runs, "") + `</w:p>`
}

func runOf(looks, text string) string {
	return `<w:r><w:rPr>` + looks + `</w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}

func itemOf(list, depth int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:tabs><w:tab w:val="x"/></w:tabs><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, depth, list, runOf("", text))
}

const (
	redText = `<w:color w:val="FF0000"/>`
	bold    = `<w:b/>`
)

// A document with each thing that authors put in one.
func TestWordDocument(t *testing.T) {
	body := para("Titel", runOf("", "The Whole "), runOf("", "Offer")) +
		para("TOC1", runOf("", "First lesson....2")) +
		para("", runOf("", "For coaches, by Ada.")) +
		para("berschrift1", runOf(bold, "First lesson")) +
		para("", runOf("", "Some "), runOf(bold, "bold"), runOf("", " and "), runOf("<w:i/>", "slanted"), runOf("", " text, un"), runOf(bold, "broken"), runOf("", ".")) +
		para("", runOf("", "A "), `<w:hyperlink r:id="rId1">`+runOf("", "link")+`</w:hyperlink>`, runOf("", ", a field: "),
			`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/f" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`,
			runOf("", "here"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, runOf("", ", and a note"), `<w:r><w:footnoteReference w:id="2"/></w:r>`) +
		para("Liste", runOf("", "styled bullet")) + itemOf(1, 1, "deeper") + itemOf(1, 0, "back") +
		itemOf(2, 0, "three") + itemOf(2, 1, "a letter") + itemOf(2, 0, "four") +
		para("Mine", runOf("", "A part of it")) +
		para("", runOf("", "• typed bullet")) + para("", runOf("", "1. typed *number*")) +
		para("", runOf(redText, "Read the article "), runOf(redText+bold, "Pay gaps"), runOf(redText, " now.")) +
		para("Todo", runOf("", "Pause and think about it.")) +
		para("", runOf("", "Before you go on. "), runOf(redText, "Brainstorm what else there is."), runOf("", " Then read on.")) +
		para("", runOf("", "This is "), runOf(redText, "important"), runOf("", " to know.")) +
		para("", runOf(redText, "Why do clients avoid it?")) +
		para("", runOf(redText, "List these in your journal:")) + `<w:p>` + runOf(redText, "what you asked") + `</w:p>` +
		para("", runOf("", "Answer item #1 on your worksheet.")) +
		para("berschrift1", runOf("", "Second lesson")) +
		`<w:tbl><w:tr><w:tc>` + para("", runOf("", "Year")) + `</w:tc><w:tc>` + para("", runOf("", "Pay | all")) + `</w:tc></w:tr><w:tr><w:tc>` + para("", runOf("", "1")) + `</w:tc><w:tc>` + para("", runOf("", "$80,000")) + para("", runOf("", "more")) + `</w:tc></w:tr></w:tbl>` +
		`<w:tbl><w:tr><w:tc>` + para("", runOf("", "Text in a frame.")) + `</w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:drawing><wp:docPr descr="A door"/><a:blip r:embed="rId2"/></w:drawing></w:r></w:p>` +
		`<w:p><w:r><w:drawing><wp:docPr descr="No"/><a:blip r:embed="rId3"/></w:drawing></w:r></w:p>` +
		`<w:p><w:r><w:drawing><wp:docPr descr="No"/><a:blip r:embed="rId4"/></w:drawing></w:r></w:p>` +
		`<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins>` + runOf("", "inserted") + `</w:ins></w:p>` +
		`<w:p>` + runOf("", "line one") + `<w:r><w:br/></w:r>` + runOf("", "# line two") + `</w:p>` +
		`<w:p>` + runOf("", "outside") + `<mc:AlternateContent><mc:Choice><w:txbxContent><w:p>` + runOf("", "in a box") + `</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>` + runOf("", "twice") + `</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>` +
		para("Loop", runOf("", "last"))
	made, err := imported(t, "draft.docx", wordDocument(t, body, map[string]string{"word/comments.xml": "<x/>", "word/header1.xml": "<x/>"}))
	if err != nil {
		t.Fatal(err)
	}
	golden.RequireEqual(t, all(made))
	sound(t, opened(t, made))
}

// Every word of a document is shown, in order, whatever it looks like.
func TestNothingOfADocumentIsDropped(t *testing.T) {
	looks := []string{"", "", bold, "<w:i/>", redText, bold + "<w:i/>", `<w:color w:val="C00000"/>` + bold}
	texts := []string{"plain ", "two words ", " (a) ", "*star* ", "_under_ ", "[x](y) ", "`code` ", "&lt;b&gt; ", "&amp;amp; ", "# hash ", "1. one ", "• dot ", "| pipe ",
		"https://example.org/a_b ", "Read the article ", "why? ", "Answer item #2 on your worksheet. ", "{#id} ", "wörd", "-", "  ", "!", "日本 ", "a long run of words that goes on "}
	styles := []string{"", "", "", "berschrift1", "Mine", "Liste", "Todo", "Titel"}
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var body, want strings.Builder
		for range 1 + r.IntN(12) {
			var runs []string
			for range 1 + r.IntN(5) {
				text := texts[r.IntN(len(texts))]
				runs = append(runs, runOf(looks[r.IntN(len(looks))], text))
				want.WriteString(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text))
			}
			if r.IntN(4) == 0 {
				body.WriteString(`<w:p><w:pPr><w:numPr><w:ilvl w:val="` + fmt.Sprint(r.IntN(3)) + `"/><w:numId w:val="` + fmt.Sprint(1+r.IntN(2)) + `"/></w:numPr></w:pPr>` + strings.Join(runs, "") + `</w:p>`)
			} else {
				body.WriteString(para(styles[r.IntN(len(styles))], runs...))
			}
			want.WriteString("\n")
		}
		made, err := imported(t, "x.docx", wordDocument(t, body.String(), nil))
		if err != nil {
			if len(wordsIn(want.String())) > 0 {
				t.Fatal(err)
			}
			continue
		}
		c := opened(t, made)
		if w := missing(want.String(), shown(c)); w != "" {
			t.Fatalf("%s is not shown\n%s\nof\n%s", w, all(made), want.String())
		}
		sound(t, c)
	}
}

// Documents that were made to hurt are refused, with a reason.
func TestHostileDocuments(t *testing.T) {
	deep := strings.Repeat("<w:sdt>", 2000) + strings.Repeat("</w:sdt>", 2000)
	laughs := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="w"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`
	for name, test := range map[string]struct {
		doc []byte
		why string
	}{
		"nested":        {wordDocument(t, deep, nil), "nests deeper"},
		"entities":      {wordDocument(t, "", map[string]string{"word/document.xml": laughs}), "cannot be read"},
		"no XML":        {wordDocument(t, "", map[string]string{"word/document.xml": "<w:p><"}), "cannot be read"},
		"no styles":     {wordDocument(t, "", map[string]string{"word/styles.xml": "<a><b"}), "cannot be read"},
		"a bomb":        {wordDocument(t, strings.Repeat(" ", 33<<20), nil), "times as large"},
		"up and out":    {wordDocument(t, "", map[string]string{"../evil": "x"}), "leads out"},
		"no text in it": {wordDocument(t, para("", runOf("", " ")), nil), "no text"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := imported(t, "x.docx", test.doc)
			if err == nil || !strings.Contains(err.Error(), test.why) {
				t.Errorf("%v; want %q", err, test.why)
			}
			var refused *pack.Refusal
			if strings.Contains(name, "out") != errors.As(err, &refused) && name != "a bomb" {
				t.Errorf("a refusal of an entry: %v", err)
			}
		})
	}
}

// FuzzDocument: whatever stands in the text of a document, it is refused, or
// becomes a course that opens.
func FuzzDocument(f *testing.F) {
	f.Add(para("berschrift1", runOf(redText, "x")) + itemOf(1, 2, "y") + `<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:tc><w:tr></w:tr></w:tc><w:tbl><w:tbl></w:tbl></w:tbl><w:fldChar w:fldCharType="end"/><w:footnote w:id="1"><w:p><w:footnote/></w:p></w:footnote>`)
	f.Add(`<w:p><w:p><w:r><w:t>a<w:p>b</w:p></w:t></w:r></w:p></w:p><w:hyperlink r:id="rId1"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:hyperlink>`)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 20_000 {
			return
		}
		made, err := imported(t, "x.docx", wordDocument(t, body, nil))
		if err != nil {
			return
		}
		c := opened(t, made)
		ix, _ := c.Index()
		for _, a := range ix.Activities() {
			if a.Derived {
				t.Errorf("%s has a derived id", a.ID)
			}
		}
		_ = course.Visible(shown(c))
	})
}

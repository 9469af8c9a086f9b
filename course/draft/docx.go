package draft

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"lectern/course"
)

// A .docx is a zip of XML. contentTypes says which part is the text.
const (
	contentTypes = "[Content_Types].xml"
	maxPart      = 32 << 20 // bytes of one part of the document
	maxPicture   = 64 << 20
)

// A docx is a document of a word processor while it is read.
type docx struct {
	parts   fs.FS
	styles  map[string]style
	numbers *numbering
	doc     *document
	left    map[string]bool // what was not taken over
}

// readDocx reads a document. What it says of itself is not believed: parts are
// read within limits, and XML nests only so deep.
func readDocx(parts fs.FS) (*document, error) {
	main, err := mainPart(parts)
	if err != nil {
		return nil, err
	}
	d := &docx{parts: parts, doc: &document{}, left: map[string]bool{}}
	dir := path.Dir(main)
	if d.styles, err = readStyles(parts, path.Join(dir, "styles.xml")); err != nil {
		return nil, err
	}
	if d.numbers, err = readNumbering(parts, path.Join(dir, "numbering.xml")); err != nil {
		return nil, err
	}
	for _, notes := range []string{"footnotes", "endnotes"} {
		if err := d.notes(path.Join(dir, notes+".xml"), notes[:1]); err != nil {
			return nil, err
		}
	}
	b, err := d.body(main)
	if err != nil {
		return nil, err
	}
	d.doc.pieces = b.pieces
	d.findTitle()
	d.tellLeft(dir)
	return d.doc, nil
}

// mainPart is the part that holds the text.
func mainPart(parts fs.FS) (string, error) {
	var types struct {
		Overrides []struct {
			Part string `xml:"PartName,attr"`
			Type string `xml:"ContentType,attr"`
		} `xml:"Override"`
	}
	if err := unmarshal(parts, contentTypes, &types); err != nil {
		return "", err
	}
	for _, o := range types.Overrides {
		if strings.Contains(o.Type, "wordprocessingml") && strings.HasSuffix(o.Type, ".main+xml") ||
			strings.Contains(o.Type, "ms-word") && strings.HasSuffix(o.Type, ".main+xml") {
			return strings.TrimPrefix(o.Part, "/"), nil
		}
	}
	if exists(parts, "word/document.xml") {
		return "word/document.xml", nil
	}
	return "", errors.New("it is a document, but no text document; save the draft as .docx")
}

// unmarshal reads a part into v. A part that is not there leaves v as it is.
func unmarshal(parts fs.FS, name string, v any) error {
	raw, err := part(parts, name)
	if err != nil || raw == nil {
		return err
	}
	if err := xml.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("its part %q cannot be read; save the document again", name)
	}
	return nil
}

// part reads a part; nil if there is none.
func part(parts fs.FS, name string) ([]byte, error) {
	f, err := parts.Open(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxPart+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("its part %q cannot be read: %w", name, err)
	case len(raw) > maxPart:
		return nil, fmt.Errorf("its part %q is larger than %d MB; save the document in parts", name, maxPart>>20)
	}
	return raw, nil
}

func exists(parts fs.FS, name string) bool {
	_, err := fs.Stat(parts, name)
	return err == nil
}

// relations are what the links and pictures of a part lead to, by their id.
type relations map[string]relation

type relation struct {
	Target   string
	External bool
}

func readRelations(parts fs.FS, name string) (relations, error) {
	var list struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := unmarshal(parts, path.Join(path.Dir(name), "_rels", path.Base(name)+".rels"), &list); err != nil {
		return nil, err
	}
	r := relations{}
	for _, one := range list.All {
		r[one.ID] = relation{one.Target, one.Mode == "External"}
	}
	return r, nil
}

// findTitle makes the paragraph that is styled as the title the title.
func (d *docx) findTitle() {
	first := true
	for i := range d.doc.pieces {
		p := &d.doc.pieces[i]
		if p.sort == heading && p.level == 0 && p.certain {
			if !first {
				d.doc.title, p.level = p.plain, 1
			}
			return
		}
		first = first && p.words() == 0
	}
}

// pictures are the kinds that a course can show.
var pictures = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".svg"}

// picture takes over a picture, and returns the Markdown for it; "" if it
// cannot be.
func (d *docx) picture(part string, r relation, description string) string {
	ext := strings.ToLower(path.Ext(r.Target))
	full := path.Join(path.Dir(part), r.Target)
	if strings.HasPrefix(r.Target, "/") {
		full = strings.TrimPrefix(r.Target, "/")
	}
	name := "media/" + course.CourseIDOf(strings.TrimSuffix(path.Base(full), path.Ext(full)), "picture") + ext
	if r.External || !slices.Contains(pictures, ext) {
		d.left["pictures that are not in the document, or are drawings"] = true
		return ""
	}
	if !slices.ContainsFunc(d.doc.files, func(f File) bool { return f.Name == name }) {
		f, err := d.parts.Open(full)
		if err != nil {
			d.left["pictures that are missing"] = true
			return ""
		}
		defer f.Close()
		raw, err := io.ReadAll(io.LimitReader(f, maxPicture+1))
		if err != nil || len(raw) > maxPicture {
			d.left["pictures that are damaged or too large"] = true
			return ""
		}
		d.doc.files = append(d.doc.files, File{name, raw})
	}
	return "![" + escapeInline(squeeze(description)) + "](" + name + ")"
}

// tellLeft lists what was not taken over.
func (d *docx) tellLeft(dir string) {
	if exists(d.parts, path.Join(dir, "comments.xml")) {
		d.left["the comments"] = true
	}
	entries, _ := fs.ReadDir(d.parts, dir)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "header") || strings.HasPrefix(e.Name(), "footer") {
			d.left["headers and footers of the pages"] = true
		}
	}
	for what := range d.left {
		d.doc.left = append(d.doc.left, what)
	}
	slices.Sort(d.doc.left)
}

// notes reads footnotes or endnotes; their marks begin with prefix.
func (d *docx) notes(name, prefix string) error {
	if !exists(d.parts, name) {
		return nil
	}
	b, err := d.body(name)
	if err != nil {
		return err
	}
	for _, n := range b.notes {
		var paragraphs []string
		for _, p := range n.pieces {
			if p.md != "" {
				paragraphs = append(paragraphs, strings.ReplaceAll(p.md, "\n", "\n    "))
			}
		}
		if len(paragraphs) > 0 {
			mark := "[^" + prefix + n.id + "]"
			d.doc.notes = append(d.doc.notes, note{mark, mark + ": " + strings.Join(paragraphs, "\n\n    ")})
		}
	}
	return nil
}

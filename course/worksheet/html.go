package worksheet

import (
	_ "embed" // for the template
	"html/template"
	"io"
	"sync"
)

// The page's template and its style. Neither holds anything of a worksheet.
var (
	//go:embed page.html.tmpl
	pageSource string
	//go:embed page.css
	pageStyle string
)

// pageTemplate is parsed when the first page is written: no other command
// should wait for it.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("worksheet").Parse(pageSource))
})

// WriteHTML writes one self-contained page, to read and to print, that fetches
// nothing and runs nothing.
func WriteHTML(out io.Writer, w *Worksheet) error {
	return pageTemplate().Execute(out, struct {
		*page
		Style template.CSS
		JSON  template.JS
	}{newPage(w), template.CSS(pageStyle), template.JS(w.file())})
}

package worksheet

import "io"

// A Format is a kind of file in which a worksheet is written. Whatever Write
// wrote, Read reads.
type Format struct {
	Name  string // as on the command line; the file name's extension too
	About string // in half a sentence
	Write func(out io.Writer, w *Worksheet) error
}

// Formats lists the formats, the usual one first.
var Formats = []Format{
	{"html", "a page to read and to print", WriteHTML},
	{"md", "readable text (Markdown)", WriteMarkdown},
	{"json", "for programs", WriteJSON},
	{"eml", "an e-mail to the instructor, ready to send", WriteMail},
}

// FormatNamed returns the format of that name; ok is false if there is none.
func FormatNamed(name string) (f Format, ok bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

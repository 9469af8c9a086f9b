package worksheet

import "io"

// WriteJSON writes the canonical worksheet alone, as FORMAT.md documents it.
func WriteJSON(out io.Writer, w *Worksheet) error {
	_, err := out.Write(w.file())
	return err
}

// file is the JSON as every format carries it, with the checksum of what the
// worksheet holds now.
func (w *Worksheet) file() []byte {
	n := w.node()
	sum := checksum(n)
	n.names = append(n.names, "checksum")
	n.members = append(n.members, &node{kind: text, text: sum})
	return n.file()
}

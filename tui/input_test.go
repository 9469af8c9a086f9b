package tui

import (
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// What was typed is the same behind the library, wherever a read happens to
// end.
func TestInputKeepsLostCharacters(t *testing.T) {
	const text = "a\ufffdb\ufffd\ufffd \uffff\uff0b \ufffa\ufffd"
	for size := 3; size < len(text)+3; size++ {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		in := &input{File: r}
		go func() {
			defer w.Close()
			for part := range strings.SplitSeq(text, " ") {
				for _, b := range []byte(part) {
					_, _ = w.Write([]byte{b})
				}
				_, _ = w.WriteString(" ")
			}
		}()
		var got []byte
		buffer := make([]byte, size)
		for {
			n, err := in.Read(buffer)
			got = append(got, buffer[:n]...)
			if err != nil {
				break
			}
		}
		r.Close()
		if strings.Contains(string(got), lost) {
			t.Fatalf("reads of %d: %q", size, got)
		}
		back := restored(tea.PasteMsg{Content: string(got)}).(tea.PasteMsg).Content
		if back != text+" " {
			t.Fatalf("reads of %d: %q, want %q", size, back, text)
		}
	}
}

package worksheet

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"

	"lectern/course"
)

// WriteMail writes a draft of an e-mail to the instructor, with a short text,
// and the page and the JSON attached. Mail programs open it ready to send
// (X-Unsent). An address that is missing or no address is left out, for the
// learner to fill in. The same worksheet gives the same bytes.
func WriteMail(out io.Writer, w *Worksheet) error {
	var page bytes.Buffer
	if err := WriteHTML(&page, w); err != nil {
		return err
	}
	sum := w.checksum()
	var h mail.Header
	h.SetContentType("multipart/mixed", map[string]string{"boundary": "lectern-" + sum[:40]})
	h.Set("X-Unsent", "1")
	h.SetSubject(Subject(w))
	h.SetAddressList("To", address(w.Instructor.Name, w.Instructor.Email))
	h.SetAddressList("From", address(w.Learner.Name, w.Learner.Email))
	h.SetDate(w.Exported.Time)
	h.SetMessageID(sum[:40] + "@lectern.invalid") // a host's name would tell about the learner's machine
	m, err := message.CreateWriter(out, h.Header)
	if err != nil {
		return err
	}
	if err := addPart(m, "text/plain", "", "quoted-printable", []byte(letter(w))); err != nil {
		return err
	}
	if err := addPart(m, "text/html", FileName(w, "html"), "base64", page.Bytes()); err != nil {
		return err
	}
	if err := addPart(m, "application/json", FileName(w, "json"), "base64", w.file()); err != nil {
		return err
	}
	return m.Close()
}

// addPart adds a part of a mail; one that has a name is attached.
func addPart(m *message.Writer, contentType, name, encoding string, body []byte) error {
	var h message.Header
	h.Set("Content-Transfer-Encoding", encoding)
	if name != "" {
		h.SetContentDisposition("attachment", map[string]string{"filename": name})
	}
	h.SetContentType(contentType, map[string]string{"charset": "utf-8"})
	part, err := m.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := part.Write(body); err != nil {
		return err
	}
	return part.Close()
}

// Subject is the subject of a mail with the worksheet: one line, safe in a
// header.
func Subject(w *Worksheet) string {
	s := fmt.Sprintf("%s: %s", cmp.Or(w.Title, "Worksheet"), cut(w.Course.Title))
	if w.Learner.Name != "" {
		s += ", " + cut(w.Learner.Name)
	}
	if w.Status == Draft {
		s = "Draft of " + s
	}
	if w.Revision > 1 {
		s += fmt.Sprintf(" (revision %d)", w.Revision)
	}
	return headerText(s)
}

// headerText is s as one line that no mail program takes for more than it
// says: a header cannot end in it, and no encoded word begins.
func headerText(s string) string {
	s = strings.Join(strings.Fields(course.VisibleLine(s)), " ")
	return strings.ReplaceAll(s, "=?", "= ?")
}

// cut keeps a header's line within what mail may carry.
func cut(s string) string {
	r := []rune(s)
	if len(r) <= 100 {
		return s
	}
	return string(r[:99]) + "…"
}

// address is who a mail goes to or comes from: nobody if addr is not a plain,
// whole e-mail address.
func address(name, addr string) []*mail.Address {
	addr = strings.TrimSpace(addr)
	a, err := mail.ParseAddress(addr)
	if err != nil || a.Address != addr || a.Name != "" || len(addr) > 254 {
		return nil
	}
	for i := range len(addr) {
		if addr[i] <= ' ' || addr[i] > '~' {
			return nil
		}
	}
	a.Name = headerText(cut(name))
	return []*mail.Address{a}
}

// letter is the text of the mail, in the learner's voice.
func letter(w *Worksheet) string {
	var b strings.Builder
	say := func(format string, a ...any) { fmt.Fprintf(&b, format, a...) }
	name := func(s string) string { return cut(course.VisibleLine(s)) }
	if n := name(w.Instructor.Name); n != "" {
		say("Dear %s,\n\n", n)
	} else {
		say("Hello,\n\n")
	}
	answered, total := w.Counts()
	what := "my worksheet"
	if w.Status == Draft {
		what = "a draft of my worksheet"
	}
	say("here is %s for %q: %d of %s answered, revision %d of %s.\n\n", what, name(w.Course.Title),
		answered, count(total, "item"), w.Revision, w.Exported.Day())
	if gaps := w.Incomplete(); w.Status == Draft && len(gaps) > 0 {
		say("%s still open; the worksheet lists them.\n\n", verb(len(gaps)))
	}
	say("The page (.html) is to read and to print. The other file (.json) holds the same for programs.\n")
	if w.Status == Complete && w.Instructor.Conversation > 0 {
		say("\nWhen would suit you for our conversation of %d minutes?\n", w.Instructor.Conversation)
	}
	if n := name(w.Learner.Name); n != "" {
		say("\n%s\n", n)
	}
	return b.String()
}

func verb(n int) string {
	if n == 1 {
		return "1 thing is"
	}
	return fmt.Sprintf("%d things are", n)
}

package field

// A history remembers edits, so that they can be undone and done again. What
// is typed in one go is one edit.
type history struct {
	done, undone []edit
	bytes        int // that done holds
}

// An edit replaced the lines old by the lines with.
type edit struct {
	line          int
	old, with     []string
	before, after pos  // the cursor
	open          bool // more of the same may join it
}

// historyBytes is how much text the history holds; the last edit is kept
// whatever its size.
const historyBytes = 8 << 20

func (e edit) bytes() (n int) {
	for _, l := range e.old {
		n += len(l)
	}
	for _, l := range e.with {
		n += len(l)
	}
	return n
}

// add remembers an edit. One that goes on where the last one stopped joins it.
func (h *history) add(e edit) {
	h.undone = nil
	if n := len(h.done) - 1; n >= 0 && h.done[n].open && e.open && h.done[n].line == e.line &&
		len(e.old) == 1 && len(e.with) == 1 && h.done[n].after == e.before {
		h.bytes -= h.done[n].bytes()
		h.done[n].with, h.done[n].after = e.with, e.after
		h.bytes += h.done[n].bytes()
		return
	}
	h.done = append(h.done, e)
	h.bytes += e.bytes()
	for h.bytes > historyBytes && len(h.done) > 1 {
		h.bytes -= h.done[0].bytes()
		h.done = h.done[1:]
	}
}

// close ends what is typed in one go.
func (h *history) close() {
	if n := len(h.done) - 1; n >= 0 {
		h.done[n].open = false
	}
}

// undo takes the last edit back, and returns where the cursor stood; ok is
// false when there is none.
func (h *history) undo(d *document) (at pos, ok bool) {
	n := len(h.done) - 1
	if n < 0 {
		return pos{}, false
	}
	e := h.done[n]
	h.done, h.undone = h.done[:n], append(h.undone, e)
	h.bytes -= e.bytes()
	d.splice(e.line, len(e.with), e.old)
	return e.before, true
}

// redo makes the edit again that was taken back last.
func (h *history) redo(d *document) (at pos, ok bool) {
	n := len(h.undone) - 1
	if n < 0 {
		return pos{}, false
	}
	e := h.undone[n]
	h.undone, h.done = h.undone[:n], append(h.done, e)
	h.bytes += e.bytes()
	e.open = false
	d.splice(e.line, len(e.old), e.with)
	return e.after, true
}

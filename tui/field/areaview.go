package field

const (
	boxFrom   = 24 // below this width there is no box
	roomyFrom = 48 // from this width on, there is a blank before the text too
)

// layout says how an area is drawn at a width.
type layout struct {
	boxed bool
	pad   string // before each row, without the box's edge
	text  int    // cells of a row, 1 or more; after them is room for the cursor
}

func newLayout(width int) layout {
	switch {
	case width >= roomyFrom:
		return layout{boxed: true, pad: " ", text: width - 4}
	case width >= boxFrom:
		return layout{boxed: true, text: width - 3}
	}
	return layout{text: max(1, width-1)}
}

// lines is how many lines of the screen an area with that many rows takes.
func (l layout) lines(rows int) int {
	if l.boxed {
		return rows + 2
	}
	return rows
}

// view draws the area in exactly height lines, of at most width cells.
func (a *area) view(width, height int) View {
	if width < 1 || height < 1 {
		return View{}
	}
	l := newLayout(width)
	if height < 3 {
		l.boxed = false
	}
	a.width, a.height, a.left, a.above = l.text, height, 0, 0
	if l.boxed {
		a.height, a.left, a.above = height-2, 1+len(l.pad), 1
	}
	rows, r := a.here()
	a.scroll(r)

	v := View{CursorX: a.left + a.column(a.doc.lines[a.cursor.line], rows[r], a.cursor.at)}
	v.CursorX = min(v.CursorX, width-1)
	drawn := make([]string, 0, a.height)
	line, i := a.top.line, a.top.at
	for len(drawn) < a.height {
		if line == a.cursor.line && i == r {
			v.CursorY = a.above + len(drawn)
		}
		drawn = append(drawn, a.draw(line, i))
		var moved int
		if line, i, moved = a.walk(line, i, 1); moved == 0 {
			break
		}
	}
	if !l.boxed {
		v.Lines = drawn
		return v
	}
	for len(drawn) < a.height {
		drawn = append(drawn, "")
	}
	v.Lines = a.box(drawn, l, width)
	return v
}

// scroll keeps the cursor's row, which is the r-th of its line, on the screen,
// and the screen full.
func (a *area) scroll(r int) {
	a.top.line = min(a.top.line, len(a.doc.lines)-1)
	a.top.at = min(a.top.at, len(a.rows(a.top.line))-1)
	cursor := pos{a.cursor.line, r}
	if cursor.before(a.top) {
		a.top = cursor
	} else if !a.within(cursor, a.height) {
		a.top.line, a.top.at, _ = a.walk(cursor.line, cursor.at, 1-a.height)
	}
	if line, row, moved := a.walk(a.top.line, a.top.at, a.height-1); moved < a.height-1 {
		a.top.line, a.top.at, _ = a.walk(line, row, 1-a.height)
	}
}

// within reports whether a row is one of the n from the top of the screen on.
func (a *area) within(p pos, n int) bool {
	line, row, _ := a.walk(a.top.line, a.top.at, n-1)
	return !(pos{line, row}).before(p)
}

// draw is one row as it stands on the screen.
func (a *area) draw(line, i int) string {
	return a.marks.line(a.doc.lines[line], a.rows(line)[i], a.width)
}

// click puts the cursor where the learner clicked.
func (a *area) click(x, y int) {
	line, row, _ := a.walk(a.top.line, a.top.at, min(max(0, y-a.above), a.height-1))
	a.past.close()
	a.cursor, a.goal = a.at(line, row, max(0, x-a.left)), -1
}

// wants is how many lines the area would like: as many as its text has rows,
// at least least of them, at most most lines in all.
func (a *area) wants(width, least, most int) int {
	l := newLayout(width)
	rows, spare := 0, wrapper{}
	for _, line := range a.doc.lines {
		if rows >= most {
			break
		}
		if l.text == a.width {
			rows += len(a.wrap.rows(line, l.text))
		} else {
			rows += len(spare.rows(line, l.text))
		}
	}
	return max(1, min(most, l.lines(max(rows, least))))
}

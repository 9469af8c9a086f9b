package draw

import (
	"strings"

	extension "github.com/yuin/goldmark/extension/ast"

	"lectern/course"
)

// tableGap is the number of blanks between two columns. narrowColumn is the
// least that a column is squeezed to if its words are longer than that.
const (
	tableGap     = 2
	narrowColumn = 12
)

// A grid is a table with its cells drawn as runs. Every row has as many cells
// as there are columns.
type grid struct {
	head  []runs
	rows  [][]runs
	align []extension.Alignment
}

// table draws a table with its columns side by side if they fit, with wrapped
// cells if that is enough, else as records: "Header: value".
func (p *Painter) table(b *course.Table, in space) []Line {
	g, ok := p.grid(b.Leaf)
	p.base += len(b.Links)
	if !ok {
		return tighten(p.flow(runs(nil).add(b.Text, pen{}, noLink), in.width))
	}
	if !p.theme.plain {
		if widths, ok := g.fit(in.width); ok {
			return tighten(p.columns(g, widths))
		}
	}
	return tighten(p.records(g, in))
}

func (p *Painter) grid(leaf course.Leaf) (g grid, ok bool) {
	if leaf.Doc == nil {
		return g, false
	}
	table, ok := leaf.Doc.FirstChild().(*extension.Table)
	if !ok {
		return g, false
	}
	count := len(table.Alignments)
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		cells := make([]runs, 0, count)
		for cell := row.FirstChild(); cell != nil && len(cells) < count; cell = cell.NextSibling() {
			cells = append(cells, p.runs(cell, leaf))
		}
		for len(cells) < count {
			cells = append(cells, nil)
		}
		if _, head := row.(*extension.TableHeader); head {
			g.head = cells
		} else {
			g.rows = append(g.rows, cells)
		}
	}
	g.align = table.Alignments
	return g, count > 0 && g.head != nil
}

// fit finds widths for the columns, so that the table is at most width wide.
func (g grid) fit(width int) (widths []int, ok bool) {
	count := len(g.head)
	room := width - tableGap*(count-1)
	if room < count {
		return nil, false
	}
	least, most := make([]int, count), make([]int, count)
	for _, row := range append([][]runs{g.head}, g.rows...) {
		for i, cell := range row {
			text := cell.text()
			most[i] = max(most[i], columns(text), 1)
			for word := range strings.FieldsSeq(text) {
				least[i] = max(least[i], columns(word), 1)
			}
		}
	}
	need, wish := 0, 0
	for i := range least {
		least[i] = max(1, min(least[i], narrowColumn))
		need += least[i]
		wish += most[i]
	}
	if wish <= room {
		return most, true
	}
	if need > room {
		return nil, false
	}
	return share(least, most, room-need), true
}

// share gives out the columns that are left, one to each in turn, so that those
// with modest wishes get them.
func share(widths, wishes []int, left int) []int {
	for given := true; given; {
		given = false
		for i := range widths {
			if left > 0 && widths[i] < wishes[i] {
				widths[i]++
				left--
				given = true
			}
		}
	}
	return widths
}

// columns draws the table side by side. Rows of several lines stand apart.
func (p *Painter) columns(g grid, widths []int) []Line {
	for i := range g.head {
		g.head[i] = g.head[i].lay(p.theme.pen(TableHead))
	}
	lines := p.row(g, g.head, widths)
	across := make([]Line, len(widths))
	for i, w := range widths {
		across[i] = Line{Text: p.theme.Paint(Quiet, repeat(p.theme.Glyph(LineAcross), w))}
	}
	lines = append(lines, beside(across, widths, nil))
	rows := make([][]Line, len(g.rows))
	tall := false
	for i, row := range g.rows {
		rows[i] = p.row(g, row, widths)
		tall = tall || len(rows[i]) > 1
	}
	for i := range lines {
		lines[i].Bond = Bound
	}
	for i, row := range rows {
		if i == 0 {
			row[0].Bond = Bound
		}
		lines = join(lines, row, tall && i > 0)
	}
	lines[0].Bond = Free
	return lines
}

// row draws one row. All of its lines but the first are bound.
func (p *Painter) row(g grid, cells []runs, widths []int) []Line {
	drawn := make([][]Line, len(cells))
	height := 1
	for i, cell := range cells {
		drawn[i] = p.flow(cell, widths[i])
		height = max(height, len(drawn[i]))
	}
	lines := make([]Line, height)
	for y := range lines {
		line := make([]Line, len(cells))
		for i := range cells {
			if y < len(drawn[i]) {
				line[i] = drawn[i][y]
			}
		}
		lines[y] = beside(line, widths, g.align)
		if y > 0 {
			lines[y].Bond = Tight
		}
	}
	return lines
}

// beside sets cells of one line each beside each other. Nothing is put behind
// the last one that is not blank.
func beside(cells []Line, widths []int, align []extension.Alignment) Line {
	var out Line
	var b strings.Builder
	at, column := 0, 0
	for i, cell := range cells {
		if cell.Text != "" {
			start := column
			if i < len(align) {
				free := max(widths[i]-cell.Width(), 0)
				switch align[i] {
				case extension.AlignRight:
					start += free
				case extension.AlignCenter:
					start += free / 2
				}
			}
			b.WriteString(repeat(" ", start-at))
			shifted := cell.shift("", "", start)
			b.WriteString(shifted.Text)
			out.Links = append(out.Links, shifted.Links...)
			at = start + cell.Width()
		}
		column += widths[i] + tableGap
	}
	out.Text = b.String()
	return out
}

// records draws a row after the other, a line or more for every cell.
func (p *Painter) records(g grid, in space) []Line {
	if len(g.rows) == 0 {
		g.rows, g.head = [][]runs{g.head}, make([]runs, len(g.head))
	}
	var lines []Line
	for _, row := range g.rows {
		var record []Line
		for i, cell := range row {
			var r runs
			if name := strings.TrimSpace(g.head[i].text()); name != "" {
				r = r.add(strings.TrimSuffix(name, ":")+": ", p.theme.pen(TableHead), noLink)
			}
			if r = append(r, cell...); strings.TrimSpace(r.text()) != "" {
				record = append(record, p.hanging(r, in)...)
			}
		}
		for i := range record {
			if i > 0 {
				record[i].Bond = Tight
			}
		}
		lines = join(lines, record, true)
	}
	return lines
}

// hanging draws text with every line but the first indented.
func (p *Painter) hanging(r runs, in space) []Line {
	if in.width < minInner {
		return p.flow(r, in.width)
	}
	// The first line has no indent: it is drawn two columns less wide, so that
	// the others have room for theirs.
	lines := p.flow(r, in.width-codeIndent)
	for i := range lines {
		if i > 0 {
			lines[i] = lines[i].shift(repeat(" ", codeIndent), "", codeIndent)
		}
	}
	return lines
}

package draft

import "strings"

// A table is one of a .docx while it is read.
type table struct {
	outer []piece // what stands before it
	rows  [][][]piece
	row   [][]piece
}

func (t *table) cell(pieces []piece) { t.row = append(t.row, pieces) }

// pieces makes Markdown of a table. One that only draws a frame round text, or
// stands in another one, becomes the text.
func (t *table) pieces(inner bool) []piece {
	columns := 0
	for _, row := range t.rows {
		columns = max(columns, len(row))
	}
	if inner || columns < 2 {
		var all []piece
		for _, row := range t.rows {
			for _, cell := range row {
				all = append(all, cell...)
			}
		}
		return all
	}
	var md, plain strings.Builder
	for i, row := range t.rows {
		for j := range columns {
			md.WriteString("| ")
			if j < len(row) {
				for _, p := range row[j] {
					md.WriteString(strings.ReplaceAll(p.md, "\\\n", " ") + " ")
					plain.WriteString(p.plain + " ")
				}
			}
		}
		md.WriteString("|\n")
		if i == 0 {
			md.WriteString(strings.Repeat("| --- ", columns) + "|\n")
		}
	}
	return []piece{{sort: raw, md: strings.TrimSuffix(md.String(), "\n"), plain: squeeze(plain.String())}}
}

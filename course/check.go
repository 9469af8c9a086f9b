package course

// Check returns everything that opening, parsing and looking at the course as
// an author would find, in the order of Findings.
func Check(c *Course) []Finding { return c.Findings() }

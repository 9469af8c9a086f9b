package course

// An Index is what can be said of a course as a whole, once every lesson was
// parsed: ids that are unique, item numbers, where links lead, how long it
// takes. It holds no blocks, and can be kept in a cache (see LoadIndex). It
// never changes.
type Index struct {
	Digest  string // SHA-256 of course.yaml and the lessons; see FORMAT.md
	Lessons []LessonIndex

	byID     map[string]*Activity
	headings map[headingAt]*HeadingIndex
	written  map[string]int // anchor that an author wrote -> index of its lesson
}

// A headingAt names a heading in the whole course.
type headingAt struct {
	lesson int
	anchor string
}

// A LessonIndex is what the index knows of a lesson.
type LessonIndex struct {
	ID         string // identity
	File       string
	Title      string
	Objectives []string
	Section    Section
	Words      int
	Minutes    float64
	Counted    float64
	Activities []*Activity
	Headings   []HeadingIndex
	Links      []Link // every link to the web and to files, in reading order
	Findings   []Finding
}

// A HeadingIndex is a heading that links can name.
type HeadingIndex struct {
	Anchor, Text string
	Level        int
	Item         string // id of the activity whose title it is; "" if it is none

	written bool // by the author; else made of the text
}

// Activity returns the activity with that id, or nil.
func (ix *Index) Activity(id string) *Activity { return ix.byID[id] }

// Activities returns all activities in reading order.
func (ix *Index) Activities() []*Activity {
	var all []*Activity
	for _, l := range ix.Lessons {
		all = append(all, l.Activities...)
	}
	return all
}

// Items returns the worksheet's items in order: those with a number, then
// those of the evaluation.
func (ix *Index) Items() []*Activity {
	var items, evaluation []*Activity
	for _, a := range ix.Activities() {
		switch {
		case !a.Item():
		case a.Section == Evaluation:
			evaluation = append(evaluation, a)
		default:
			items = append(items, a)
		}
	}
	return append(items, evaluation...)
}

package tui

import "lectern/course"

// A Book keeps what a learner does in one course.
type Book interface {
	// Load returns everything kept, newest versions. The caller owns it.
	Load() (*course.Record, error)
	// Put keeps changes, all of them or none. They are safe on the disk when
	// it returns nil. The error is a sentence for the learner.
	Put(...course.Change) error
	// Versions returns what was ever answered at an activity, newest first.
	Versions(activity string) ([]course.Answer, error)
	// EntryVersions returns the versions of a journal entry, newest first.
	EntryVersions(entry string) ([]course.Entry, error)
}

// A Desk does what the player needs of the machine around it. Every error is a
// sentence for the learner.
type Desk interface {
	// Export writes the worksheet as a new file and returns its path and the
	// hand-in to remember.
	Export(Order) (path string, handed course.HandIn, err error)
	// Destination is where Export would write, for people to read ("Documents/…").
	Destination(Order) string
	// Preview is the worksheet as Markdown, as the instructor would read it.
	Preview(Order) (string, error)
	// Blank writes the empty worksheet to print, and returns its path.
	Blank() (path string, err error)
	// Open opens a link of the course in the program that the system has for it.
	Open(course.Link) error
	// Reveal opens the folder in which a file lies.
	Reveal(path string) error
	// Mail opens the mail program with the instructor's address and a subject.
	Mail(Order) error
	// SaveLearner keeps who works on this machine.
	SaveLearner(course.Learner) error
}

// An Order says what to export.
type Order struct {
	Record  *course.Record
	Learner course.Learner
	Format  string   // html, md, json or eml; "" is html
	Share   []string // ids of shared activities that the learner lets go out
	Draft   bool
}

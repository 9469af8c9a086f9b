// Package tui is the player: it shows a course in a terminal, page by page,
// takes answers in place, and hands them to a Book to be kept.
//
// One key press travels like this. Model.Update (update.go) gives it to the
// screen on top (screen.go), which is one of the files named after what the
// learner sees: lesson, contents, worksheet, journal, links, handin, about,
// versions, help. A screen matches it against the bindings in keys.go, which
// also write the footer and the help. What the learner did becomes
// course.Changes, which go through Model.do: into the record in memory at
// once, and to the saver (saver.go), which writes them to the Book, one save
// in flight at a time. Keys that come faster than frames, as in a paste that
// the terminal does not mark as one, come to Update as one text (burst.go).
//
// A lesson is read in lesson.go, _text (what is drawn, and where pages begin),
// _focus (what tab visits), _read and _act (the keys), _go (links and places)
// and _card; it is answered in _answer (what is kept), _sheet (how it looks)
// and _edit (the learner's own editor).
//
// Update decides, commands do what takes time, View joins strings (frame.go).
//
// In a preview (preview.go) a value on a channel says that the author saved
// something; the course is then opened anew by a command (reopen.go) and takes
// the place of the old one. Where no course was named, library.go asks which.
//
// Nothing here knows where answers are kept or how files are written: that is
// behind Book and Desk (book.go), which package main wires.
package tui

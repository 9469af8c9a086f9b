// Package worksheet turns a course and a learner's record into the files that
// go to the instructor, and such files back into worksheets. It is a second
// text form of the domain in package course: no database, no terminal.
//
// A Worksheet is a value with one canonical form, JSON, which FORMAT.md
// documents under "The worksheet file". Every format carries that JSON whole:
//
//	json   it alone
//	html   one printable page, with the JSON in a data block
//	md     readable text, with the JSON in the last fence
//	eml    a draft to the instructor, with the page and the JSON attached
//
// Programs read the JSON only (see Read), and check its checksum; people read
// the rest. What people see shows answers as typed, with a mark such as
// [U+001B] for what they could not see or what could act on their machine.
// Reading what was written gives the same worksheet, in every format; the
// tests hold the package to that with answers made to break it.
//
// A file comes into being whole or not at all, and never replaces another
// (see Save).
package worksheet

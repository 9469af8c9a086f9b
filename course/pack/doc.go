// Package pack makes one file of a course, and opens such a file as the course
// it holds.
//
// A pack is an ordinary zip, with the ending .lectern: course.yaml, the
// lessons, and the files that they link to, each under its path in the
// course's folder. It is the same byte for byte whenever and wherever it is
// made of the same files: names in order, one fixed time, nothing compressed
// (recordings and pictures are already, and how well text is compressed
// depends on the program's own libraries).
//
// Packs come from strangers, so nothing in one is believed. An Archive checks
// every name before anything is opened (see Archive), counts what it reads,
// and compares it with the checksum; what does not fit is refused with the
// name of the entry. Nothing is unpacked to be read.
//
//	Files    lists what a course uses
//	Write    writes a pack
//	Open     opens a pack, or a folder that somebody zipped by hand
//	Compare  says what became of one pack in the next
//	HandOut  writes a zip of program, pack and START-HERE.txt
package pack

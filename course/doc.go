// Package course knows what a course is: its folder and its lessons, the tree
// of blocks that a lesson is made of, the activities in it, what an answer may
// be, and what "done", "missing", "short" and "percent" mean. FORMAT.md beside
// this file is the same thing for authors.
//
// A course is opened in three steps, each of which costs only what it must:
//
//	Open          reads course.yaml and the names of the lessons
//	Lesson.Tree   parses one lesson, when somebody wants to read it
//	Course.Index  parses them all once, for item numbers, progress and search
//
// Courses that were made for other programs are read too: a layout says where
// their lessons lie, and their parser knows what those programs write in them.
// FORMAT.md says what becomes of it.
//
// What is read is cleaned at this door: no text that leaves the package holds
// a character that could act on a terminal (see Visible), and no link leads
// out of the course's folder except to http, https and mailto.
//
// The package knows goldmark and YAML, and nobody else in this module. The
// leaves of a tree are goldmark documents, so that a renderer can draw them.
package course

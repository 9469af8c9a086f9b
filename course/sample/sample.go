// Package sample carries the course that comes with lectern: "Salary
// Negotiation for Career Professionals", ten Markdown files, their course.yaml
// and two short recordings, embedded in the program so that a new user has
// something real to read at the first command.
//
// It is also the model for authors: every kind of activity of the course
// format occurs in it, and its files can be copied out of [FS] and edited.
//
// The text and the recordings are licensed under the Creative Commons
// Attribution 4.0 International License (CC BY 4.0,
// https://creativecommons.org/licenses/by/4.0/), copyright 2026 the lectern
// authors. The voices in the recordings are synthetic, and the people and the
// employers in the examples are invented. This Go file is under the MIT
// License, like the rest of the program.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed course.yaml *.md media
var files embed.FS

// FS returns the course as a read-only file system: course.yaml and the
// lessons (01-welcome.md and so on) lie at its root, the recordings in the
// folder media. It is safe for use by several goroutines at once.
func FS() fs.FS { return files }

// Package store keeps what a learner did: answers with their earlier versions,
// journal entries, marks, and the place in the course. It imports package
// course for its nouns alone.
//
// A Book is one course's part of an answers file; Memory is the same without a
// file. Whoever reads and writes answers needs four methods of either: Load,
// Put, Versions, Saved.
//
// # The answers file
//
// The file is a bbolt database (go.etcd.io/bbolt). By default there is one for
// each course; a file that was named by hand may hold several. It has these
// buckets:
//
//	lectern        one record, under the key "schema": the number of this
//	               layout, and the ids of the courses in the file
//	course/<id>    the records of one course
//
// A record is
//
//	1 byte    its version: 1
//	4 bytes   CRC-32C (Castagnoli, big endian) over the key and the JSON
//	the rest  JSON
//
// and its key is made of words with a NUL byte between them:
//
//	answer  <activity id> <sitting>   one version of an answer
//	entry   <entry id> <sitting>      one version of a journal entry
//	mark    <activity id or link:URL> when it was opened and ticked
//	seen    <lesson>                  when its last page was first seen
//	active  <lesson>                  time spent in it
//	place                             where the learner is
//	hand-in                           the worksheet that was exported last
//	version                           of the course, when last open
//	head                              see below
//
// A sitting is a time in UTC with nine digits after the second. "n" in answers
// and entries is the number of the change that wrote it: of several versions
// the one with the highest n is the newest, whatever the clock said. Words longer
// than 256 bytes stand in the key as "#" and their SHA-256; the JSON has them
// whole. The head holds the number of changes ("n"), the time of the last one
// ("saved"), and how many other records there are with the sum of their
// checksums, so that a record that vanished is noticed too.
//
// Every read checks all that. A file that fails is damaged, see Open.
//
// # How a file is trusted
//
// One that is, to the byte, as it was left by the last clean close is opened
// at once. Any other is first read by a child process (see VerifyMain), which
// may crash or hang over it: bbolt maps the file into memory and believes what
// it finds. The child checks every record, that both of bbolt's meta pages are
// good (bbolt falls back to the older one in silence, and so would lose the
// last save), that no record and no course is missing, and bbolt's own
// structure. What it can read whole of a damaged file competes with the newest
// good backup: the one with more changes wins.
//
// A save is one bbolt commit, on disk when Put returns.
//
// # Beside it
//
//	<file>.sum                    size and CRC-32C of the file at the last clean close
//	<file>.damaged-<time>         a damaged file, kept aside
//	<file>.schema-<n>             the file before it was brought from layout n to a later one
//	backups/<id>/*.json           backups of <id>.db
//	<file>.backups/<id>/*.json    backups of a file with another name
//
// # A backup
//
// A backup is JSON in UTF-8, made to be read by people and by other programs;
// see Backup for its fields. To recover answers by hand, open the newest one in
// any editor: each answer is a list of versions, the newest first.
package store

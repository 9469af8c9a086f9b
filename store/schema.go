package store

import (
	"go.etcd.io/bbolt"
)

// A schema is a layout of the file, with the ways that lead to it.
type schema struct {
	number int
	from   map[int]func(*bbolt.Tx) error // from layout n to n+1
}

// current is the layout that doc.go describes. Whoever changes it raises the
// number and adds the step from the one before.
var current = schema{number: 1}

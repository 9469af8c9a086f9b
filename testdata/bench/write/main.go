// Command write puts the courses of package corpus on the disk: short (20
// lessons), long (2,000) and big.md (one file of 5 MB).
//
//	go run ./testdata/bench/write FOLDER
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"lectern/testdata/bench/corpus"
)

func main() {
	if err := write(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func write(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("name one folder to write into")
	}
	for name, lessons := range map[string]int{"short": 20, "long": 2000} {
		if err := os.CopyFS(filepath.Join(args[0], name), corpus.Course(lessons)); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(args[0], "big.md"), []byte(corpus.File(5_000_000)), 0o644)
}

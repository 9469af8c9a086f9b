package field

import (
	"errors"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// leftovers finds the files of edits whose player is gone, newest first. Those
// with nothing new in them are removed.
func leftovers() (left []Leftover) {
	dirs, _ := filepath.Glob(filepath.Join(os.TempDir(), editPrefix+"*"))
	for _, dir := range dirs {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || !private(info) {
			continue
		}
		owner, err := os.ReadFile(filepath.Join(dir, editOwner))
		if err != nil {
			continue // another learner's, or not begun yet
		}
		if pid, err := strconv.Atoi(string(owner)); err == nil && running(pid) {
			continue
		}
		first, _ := os.ReadFile(filepath.Join(dir, editFirst))
		e := &Edit{text: string(first)}
		text, err := readEdited(filepath.Join(dir, editFile))
		text = e.mend(text)
		if err != nil && !errors.Is(err, errNoText) || text == e.text || strings.TrimSpace(text) == "" {
			os.RemoveAll(dir)
			continue
		}
		at, _ := os.Stat(filepath.Join(dir, editFile))
		left = append(left, Leftover{Text: text, At: at.ModTime(), dir: dir})
	}
	sort.Slice(left, func(i, j int) bool { return left[i].At.After(left[j].At) })
	return left
}

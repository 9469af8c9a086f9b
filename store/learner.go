package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lectern/course"
)

// LearnerFile is where the learner's name and e-mail are kept, once a machine.
func LearnerFile() (string, error) {
	dir, err := DataDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "learner.json"), nil
}

// LoadLearner reads who works on this machine. A file that does not exist is
// nobody, and no error.
func LoadLearner(path string) (course.Learner, error) {
	var l course.Learner
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return course.Learner{}, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	return l, nil
}

// SaveLearner writes who works on this machine, for nobody else to read. If it
// fails, what was there is still there.
func SaveLearner(path string, l course.Learner) error {
	if err := texts("", l.Name, l.Email); err != nil {
		return err
	}
	text, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return classify(path, err)
	}
	return classify(path, write(realDisk{}, path, append(text, '\n'), true))
}

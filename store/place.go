package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/adrg/xdg"
)

var errNoHome = errors.New("no home folder is known: set HOME, or name a file with --data")

// reading guards xdg, which keeps what it read of the environment in variables.
var reading sync.Mutex

// DataDir is the folder in which this program keeps what must not be lost:
// "lectern" in the user's data folder. It need not exist. The error is for
// people, and says what to set.
func DataDir() (string, error) {
	return userDir("XDG_DATA_HOME", &xdg.DataHome)
}

// CacheDir is the folder for what can be deleted at any time. It need not exist.
func CacheDir() (string, error) {
	return userDir("XDG_CACHE_HOME", &xdg.CacheHome)
}

func userDir(variable string, dir *string) (string, error) {
	reading.Lock()
	defer reading.Unlock()
	if _, err := os.UserHomeDir(); err != nil && !filepath.IsAbs(os.Getenv(variable)) && runtime.GOOS != "windows" {
		return "", errNoHome // where xdg would take the root folder
	}
	xdg.Reload() // the environment of now, not of the program's start
	if *dir == "" {
		return "", errNoHome
	}
	return filepath.Join(*dir, "lectern"), nil
}

// Default is where the answers of a course are kept unless the learner names a
// file. It fails for an id that is none, and without a home folder.
func Default(courseID string) (string, error) {
	if err := checkID(courseID); err != nil {
		return "", err
	}
	dir, err := DataDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "answers", courseID+".db"), nil
}

var (
	courseIDs = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
	devices   = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
)

// checkID keeps ids, which come from strangers and become file names here,
// from meaning anything else to a file system.
func checkID(courseID string) error {
	if !courseIDs.MatchString(courseID) || devices.MatchString(courseID) {
		return fmt.Errorf("%q is no course id: small letters, digits and hyphens, at most 64", strings.ToValidUTF8(courseID, "?"))
	}
	return nil
}

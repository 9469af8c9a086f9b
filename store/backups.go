package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// backupDir is where the backups of a course lie whose answers are in the file
// at path.
func backupDir(path, courseID string) string {
	dir, name := filepath.Split(path)
	if name == courseID+".db" {
		return filepath.Join(dir, "backups", courseID)
	}
	return filepath.Join(path+".backups", courseID)
}

// backupCourses lists the courses of which there are backups of this file.
func backupCourses(path string) []string {
	var ids []string
	if id, ok := strings.CutSuffix(filepath.Base(path), ".db"); ok && checkID(id) == nil {
		ids = append(ids, id)
	}
	entries, _ := os.ReadDir(path + ".backups") // none is none
	for _, e := range entries {
		if checkID(e.Name()) == nil && e.IsDir() {
			ids = append(ids, e.Name())
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool { return len(backupFiles(path, id)) == 0 })
}

// A backupFile is what the name of a backup says.
type backupFile struct {
	path    string
	made    time.Time
	changes uint64
}

const backupTime = "2006-01-02T150405Z"

var backupNames = regexp.MustCompile(`^[a-z0-9-]+_(\d{4}-\d\d-\d\dT\d{6}Z)_(\d+)(?:_kept)?\.json$`)

// keptEnding ends the name of a backup that is never thinned out: nothing that
// came after it holds what it holds.
const keptEnding = "_kept.json"

func backupName(b *Backup) string {
	return fmt.Sprintf("%s_%s_%d.json", b.Course, b.Made.UTC().Format(backupTime), b.Changes)
}

// backupFiles lists the backups of a course, newest first: the one with the
// most changes, since clocks can be set back.
func backupFiles(path, courseID string) []backupFile {
	dir := backupDir(path, courseID)
	entries, _ := os.ReadDir(dir) // none is none
	var files []backupFile
	for _, e := range entries {
		m := backupNames.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		made, err := time.Parse(backupTime, m[1])
		changes, err2 := strconv.ParseUint(m[2], 10, 64)
		if err == nil && err2 == nil {
			files = append(files, backupFile{filepath.Join(dir, e.Name()), made, changes})
		}
	}
	slices.SortFunc(files, func(a, b backupFile) int {
		return cmp.Or(cmp.Compare(b.changes, a.changes), b.made.Compare(a.made))
	})
	return files
}

// newestGood returns the newest backup that is whole, or nil.
func newestGood(path, courseID string) (*Backup, string) {
	for _, f := range backupFiles(path, courseID) {
		b, edited, err := ReadBackup(f.path)
		if err == nil && !edited && b.Course == courseID {
			return b, f.path
		}
	}
	return nil, ""
}

// lastNumber is the highest number of changes that any backup counts.
func lastNumber(path, courseID string) uint64 {
	if files := backupFiles(path, courseID); len(files) > 0 {
		return files[0].changes
	}
	return 0
}

// BackupInfo describes a backup for those who choose one.
type BackupInfo struct {
	Path    string
	Made    time.Time
	Saved   time.Time // the last change in it; zero if Err
	Answers int       // that are not empty, in their newest version
	Entries int       // likewise
	Err     error     // why it cannot be restored; nil if it can
}

// Backups lists the backups of a course whose answers are in the file at path,
// newest first, each one read and checked. None is no error.
func Backups(path, courseID string) ([]BackupInfo, error) {
	if err := checkID(courseID); err != nil {
		return nil, err
	}
	path, err := resolve(path)
	if err != nil {
		return nil, err
	}
	var infos []BackupInfo
	for _, f := range backupFiles(path, courseID) {
		info := BackupInfo{Path: f.path, Made: f.made}
		b, _, err := ReadBackup(f.path)
		if err != nil {
			info.Err = err
			infos = append(infos, info)
			continue
		}
		info.Made, info.Saved = b.Made, b.Saved
		for _, h := range b.Answers {
			if len(h.Versions) > 0 && !h.Versions[0].Empty() {
				info.Answers++
			}
		}
		for _, h := range b.Entries {
			if len(h.Versions) > 0 && h.Versions[0].Text != "" {
				info.Entries++
			}
		}
		infos = append(infos, info)
	}
	return infos, nil
}

// writeBackup puts a backup into its folder, reads it back, and removes those
// that are no longer worth their room.
func writeBackup(d disk, path string, b *Backup) (string, error) {
	text, err := b.encode()
	if err != nil {
		return "", err
	}
	dir := backupDir(path, b.Course)
	if err := d.mkdir(dir); err != nil {
		return "", err
	}
	file := filepath.Join(dir, backupName(b))
	if err := write(d, file, text, false); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	if _, _, err := ReadBackup(file); err != nil {
		return "", err
	}
	return file, thinBackups(d, path, b.Course, b.Made)
}

// thinBackups removes what keep does not keep.
func thinBackups(d disk, path, courseID string, now time.Time) error {
	files := backupFiles(path, courseID)
	kept := keep(files, now)
	if _, good := newestGood(path, courseID); good != "" {
		kept[good] = true
	} else {
		return nil // who knows which of them somebody will be glad of
	}
	for _, f := range files {
		if !kept[f.path] {
			if err := d.remove(f.path); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepForGood sees to it that a backup is never thinned out.
func keepForGood(d disk, file string) error {
	name, ok := strings.CutSuffix(file, ".json")
	if !ok || strings.HasSuffix(file, keptEnding) {
		return nil
	}
	if err := d.rename(file, name+keptEnding); err != nil {
		return err
	}
	return d.syncDir(filepath.Dir(file))
}

// keep says which of the backups (newest first) stay: the newest five; of the
// last day the newest of each hour, of two weeks that of each day, of two
// months that of each week; that of each month, and what something else took
// the place of, for ever.
func keep(files []backupFile, now time.Time) map[string]bool {
	const aDay = 24 * time.Hour
	kept, taken := map[string]bool{}, map[string]bool{}
	for i, f := range files {
		year, week := f.made.ISOWeek()
		age := now.Sub(f.made)
		for _, slot := range []struct {
			upTo time.Duration
			name string
		}{
			{aDay, f.made.Format("2006-01-02T15")},
			{14 * aDay, f.made.Format("2006-01-02")},
			{60 * aDay, fmt.Sprint(year, " week ", week)},
			{age, f.made.Format("2006-01")},
		} {
			if age <= slot.upTo && !taken[slot.name] {
				taken[slot.name] = true
				kept[f.path] = true
			}
		}
		if i < 5 || strings.HasSuffix(f.path, keptEnding) {
			kept[f.path] = true
		}
	}
	return kept
}

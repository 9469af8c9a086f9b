package store

import (
	"os"
	"path/filepath"
	"sync"
	"time"
)

// backups is what a book knows of its own backups.
type backups struct {
	one     sync.Mutex     // held while one is made
	running sync.WaitGroup // those that are made in the background
	busy    bool           // there is one; under Book.mu
	asked   bool           // the next two are known; under Book.mu
	last    time.Time      // when the newest was made, or tried; under Book.mu
	has     uint64         // how many changes it has; under Book.mu
	err     error          // of the last one; under Book.mu
}

// Backup backs the course up now, unless the newest backup has it all, and
// returns the backup's path.
func (b *Book) Backup() (string, error) {
	b.backups.one.Lock()
	defer b.backups.one.Unlock()
	b.mu.Lock()
	h, err := b.h, b.stumbled
	b.mu.Unlock()
	if err != nil {
		return "", err
	}
	var backup *Backup
	err = guard(func() error {
		return viewTable(h, b.course, func(t table) (err error) {
			backup, err = backupOf(t, b.course)
			return err
		})
	})
	if err != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		return "", b.notice(err)
	}
	file, err := b.keepBackup(backup)
	if err == nil {
		b.mu.Lock()
		b.backups.has = backup.Changes
		b.mu.Unlock()
	}
	return file, classify(backupDir(b.path, b.course), err)
}

// keepBackup writes the backup unless there already is one like it.
func (b *Book) keepBackup(backup *Backup) (string, error) {
	if files := backupFiles(b.path, b.course); len(files) > 0 && files[0].changes == backup.Changes {
		if _, _, err := ReadBackup(files[0].path); err == nil {
			return files[0].path, nil
		}
	}
	backup.Made, backup.Program = b.opts.Now(), b.opts.Program
	return writeBackup(b.opts.disk, b.path, backup)
}

// BackupError is why the last backup could not be made; nil if it could.
func (b *Book) BackupError() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.backups.err
}

// changed reports whether there is anything that the newest backup has not.
// Its caller holds b.mu.
func (b *Book) changed() bool {
	s := &b.backups
	if !s.asked {
		s.asked = true
		if files := backupFiles(b.path, b.course); len(files) > 0 {
			s.last, s.has = files[0].made, files[0].changes
		}
	}
	return b.head.N != s.has
}

// backUpIfDue starts a backup in the background if something changed and the
// last one is older than Options.every. Its caller holds b.mu.
func (b *Book) backUpIfDue() {
	s := &b.backups
	if s.busy || !b.changed() {
		return
	}
	now := b.opts.Now()
	if age := now.Sub(s.last); age >= 0 && age < b.opts.every {
		return
	}
	s.busy, s.last = true, now
	s.running.Go(func() {
		sweep(b.path, b.course, now)
		_, err := b.Backup()
		b.mu.Lock()
		s.busy, s.err = false, err
		b.mu.Unlock()
	})
}

// backUpAtClose waits for a backup that is being made, and makes the last one.
func (b *Book) backUpAtClose() {
	b.backups.running.Wait()
	b.mu.Lock()
	worth := b.changed() && !b.suspect
	b.mu.Unlock()
	if !worth {
		return
	}
	_, err := b.Backup()
	b.mu.Lock()
	b.backups.err = err
	b.mu.Unlock()
}

// sweep removes temporary files that an end without warning left behind.
func sweep(path, courseID string, now time.Time) {
	for _, dir := range []string{filepath.Dir(path), backupDir(path, courseID), os.TempDir()} {
		left, _ := os.ReadDir(dir) // none is none
		for _, e := range left {
			if ours, _ := filepath.Match(tempPattern, e.Name()); !ours {
				continue
			}
			if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > time.Hour {
				os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
}

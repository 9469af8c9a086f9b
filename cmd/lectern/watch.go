package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// gather is how long a save is given to come to its end: many editors
	// write another file first and rename it.
	gather = 50 * time.Millisecond

	// glance is how often the folder is looked at where the system cannot tell
	// of saves, and lookAgain where it can: on network drives it does not
	// always.
	glance    = 200 * time.Millisecond
	lookAgain = 2 * time.Second

	// mostWatched bounds what is looked at of a folder as large as a disk.
	mostWatched = 5000
)

// A watch tells of saves in a folder.
type watch struct {
	root  string
	only  string // the one file that counts; "": all in the folder and in those below
	saves chan struct{}
	told  *fsnotify.Watcher // nil: the system cannot tell
}

// watchCourse gives a value after something of the course at path was saved,
// added or removed, until ctx ends. Several saves may be one value.
func watchCourse(ctx context.Context, c *choice) <-chan struct{} {
	w := &watch{root: c.folder, saves: make(chan struct{}, 1)}
	switch {
	case c.path == "":
		return nil // the sample does not change
	case c.folder == "":
		w.root, w.only = filepath.Dir(c.path), filepath.Base(c.path)
	case c.Single():
		w.only = filepath.Base(c.path)
	}
	if real, err := filepath.EvalSymlinks(w.root); err == nil {
		w.root = real
	}
	if told, err := fsnotify.NewWatcher(); err == nil {
		w.told = told
		w.add(w.root)
	}
	go w.run(ctx)
	return w.saves
}

// add watches a folder and those in it.
func (w *watch) add(folder string) {
	if w.only != "" {
		w.listen(folder)
		return
	}
	n := 0
	_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return nil
		case path != w.root && passedOver(d.Name()):
			return fs.SkipDir
		}
		if n++; n > mostWatched {
			return fs.SkipAll
		}
		w.listen(path)
		return nil
	})
}

// listen watches one folder. Where that fails, nothing is told of any, so that
// all are looked at.
func (w *watch) listen(folder string) {
	if w.told == nil {
		return
	}
	if err := w.told.Add(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		_ = w.told.Close()
		w.told = nil
	}
}

// passedOver reports whether a name is none of a course's: hidden, or what an
// editor keeps beside the file.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~")
}

func (w *watch) run(ctx context.Context) {
	var events chan fsnotify.Event
	pause := glance
	if told := w.told; told != nil {
		defer func() { _ = told.Close() }()
		events, pause = told.Events, lookAgain
		go func() {
			for range told.Errors { // what was missed is seen at the next look
				continue
			}
		}()
	}
	look := time.NewTicker(pause)
	defer look.Stop()
	var due <-chan time.Time
	was, missed := w.stamp(), false
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-events:
			if !ok {
				events = nil
				look.Reset(glance)
				continue
			}
			if !w.heard(e) {
				continue
			}
			missed = false
			if due == nil {
				due = time.After(gather)
			}
		case <-look.C:
			if due == nil && w.stamp() != was {
				missed, due = true, time.After(gather)
			}
		case <-due:
			if due, was = nil, w.stamp(); missed { // nobody told of that save
				look.Reset(glance)
				w.add(w.root) // another folder may have taken its place
			}
			missed = false
			select {
			case w.saves <- struct{}{}:
			default: // one is waiting that stands for this one too
			}
		}
	}
}

// heard reports whether what the system tells is a save. A new folder is
// watched from then on.
func (w *watch) heard(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || !w.counts(e.Name) {
		return false
	}
	if e.Has(fsnotify.Create) && w.only == "" {
		w.add(e.Name)
	}
	return true
}

// counts reports whether the path is of something that belongs to the course.
func (w *watch) counts(path string) bool {
	name := filepath.Base(path)
	return !passedOver(name) && (w.only == "" || w.only == name)
}

// stamp differs when a file was added, removed or saved, judged by name, size
// and time.
func (w *watch) stamp() uint64 {
	sum, n := fnv.New64a(), 0
	_ = filepath.WalkDir(w.root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case path == w.root:
			return nil
		case d.IsDir() && (w.only != "" || passedOver(d.Name())):
			return fs.SkipDir
		case d.IsDir() || !w.counts(path):
			return nil
		}
		if n++; n > mostWatched {
			return fs.SkipAll
		}
		if info, err := d.Info(); err == nil {
			_, _ = fmt.Fprintf(sum, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return sum.Sum64()
}

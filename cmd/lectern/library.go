package main

import (
	"context"
	"io"
	"os"
	"sync"

	"lectern/store"
	"lectern/tui"
)

// offered lets the learner choose among the courses opened before, where none
// was named, none is near, and there are several. c is nil where there is
// nothing to choose; left says that the learner chose to leave.
func (p *program) offered(ctx context.Context, args []string, o playOptions) (c *choice, left bool, err error) {
	if len(args) > 0 && args[0] != "" {
		return nil, false, nil
	}
	if here, err := near(); here != nil || err != nil {
		if here != nil {
			_ = here.Close()
		}
		return nil, false, err
	}
	library, err := store.LoadLibrary()
	if err != nil {
		return nil, false, err
	}
	var found []store.Opened
	for _, o := range library.Courses {
		if _, err := os.Stat(o.Path); o.Path == "" || err == nil {
			found = append(found, o)
		}
	}
	if len(found) < 2 {
		return nil, false, nil
	}
	var reading sync.Mutex // an answers file is not opened while it is read
	picked, err := tui.Choose(ctx, p.shelf(found, &reading), tui.Options{
		Now: p.now, NoMouse: o.noMouse, NoColor: noColor(), ASCII: o.ascii,
	})
	if err != nil || picked < 0 {
		return nil, true, err
	}
	reading.Lock()
	defer reading.Unlock()
	c, err = reopen(found[picked], "")
	return c, false, err
}

// shelf is the courses opened before, as they are offered. Nothing is printed
// while their progress is read: they stand on a screen.
func (p *program) shelf(found []store.Opened, reading *sync.Mutex) []tui.Shelved {
	quiet := *p
	quiet.err = io.Discard
	var shelf []tui.Shelved
	for _, o := range found {
		shelf = append(shelf, tui.Shelved{
			Title: o.Title, Where: whereabouts(o), At: o.At,
			Progress: func() string {
				reading.Lock()
				defer reading.Unlock()
				return quiet.percent(o)
			},
		})
	}
	return shelf
}

// whereabouts says where a course lies, the home folder left out.
func whereabouts(o store.Opened) string {
	if o.Path == "" {
		return "comes with the program"
	}
	return fromHome(o.Path)
}

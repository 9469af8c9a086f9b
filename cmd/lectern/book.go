package main

import (
	"errors"
	"fmt"
	"time"

	"lectern/course"
	"lectern/store"
	"lectern/tui"
)

// A session is the book that the player writes in, or what can be read of it.
type session struct {
	tui.Book
	news   []string // what the learner must be told before anything else
	locked error    // why nothing can be saved; nil: it can
	close  func()
}

// Put saves, or says in a learner's words, the first of which must do, what
// keeps it from it.
func (s *session) Put(changes ...course.Change) error {
	err := s.Book.Put(changes...)
	switch {
	case errors.Is(err, store.ErrFull):
		return fmt.Errorf("the disk is full; make room, and it is saved by itself (%w)", err)
	case errors.Is(err, store.ErrReadOnly):
		return fmt.Errorf("the file is read-only now; once it is not, it is saved by itself (%w)", err)
	}
	return err
}

// answersFile is where a course's answers are kept.
func (p *program) answersFile(c *choice) (string, error) {
	if p.data != "" {
		return p.data, nil
	}
	return store.Default(c.ID)
}

// storeOptions is what the store must know of this program.
func (p *program) storeOptions() store.Options {
	return store.Options{Now: p.now, Program: programVersion(), Isolate: true}
}

// openBook opens a course's answers for writing.
func (p *program) openBook(c *choice) (*store.Book, error) {
	path, err := p.answersFile(c)
	if err != nil {
		return nil, err
	}
	book, err := store.Open(path, c.ID, p.storeOptions())
	switch {
	case errors.Is(err, store.ErrInUse):
		err = hint(err, "close the other window first")
	case errors.Is(err, store.ErrUnfit):
		err = hint(err, "keep your answers on a disk of this computer: --data FILE says where")
	case errors.Is(err, store.ErrNewer):
		err = hint(err, "it was left as it is; use the newer program")
	case errors.As(err, new(*store.DamagedError)):
		err = hint(err, "it was left as it is, and there is no backup beside it: lectern restore %s FILE brings back a copy that you "+
			"have elsewhere, and lectern courses --start-over %s keeps it aside and begins anew", c.ID, c.ID)
	}
	return book, err
}

// openSession opens the book to play with. Where it cannot be written, it is
// what can be read, and the reason.
func (p *program) openSession(c *choice) (*session, error) {
	book, err := p.openBook(c)
	if err == nil {
		return &session{Book: book, close: func() { p.closeBook(book) }, news: recovered(book.Recovered())}, nil
	}
	if !errors.Is(err, store.ErrInUse) && !errors.Is(err, store.ErrReadOnly) && !errors.Is(err, store.ErrUnfit) && !errors.Is(err, store.ErrFull) {
		return nil, err
	}
	path, pathErr := p.answersFile(c)
	if pathErr != nil {
		return nil, pathErr
	}
	snapshot, readErr := store.OpenReadOnly(path, c.ID, p.storeOptions())
	if readErr != nil {
		return nil, err
	}
	return &session{
		Book: snapshot, locked: locked(err), news: recovered(snapshot.Recovered()),
		close: func() {},
	}, nil
}

// closeBook closes answers that were written in. All that was saved is safe by
// then; what can still go wrong is the copy beside it, and the learner is told.
func (p *program) closeBook(book *store.Book) {
	err := book.Close()
	if err == nil {
		err = book.BackupError()
	}
	if err != nil {
		fmt.Fprintln(p.err, "note: your answers are saved, but there is no new backup of them:", visibleLines(err.Error()))
	}
}

// tellRecovered prints what stands in the place of a damaged file.
func (p *program) tellRecovered(r *store.Recovered) {
	for _, news := range recovered(r) {
		fmt.Fprintln(p.err, "note:", visibleLines(news))
	}
}

// locked is the reason in a learner's words; the player makes a sentence of it.
func locked(err error) error {
	switch {
	case errors.Is(err, store.ErrInUse):
		return errors.New("this course is already open in another window; close that one and try again, or read here without saving")
	case errors.Is(err, store.ErrFull):
		return fmt.Errorf("the disk is full, so nothing can be saved; make room and try again, or read without saving (%w)", err)
	case errors.Is(err, store.ErrUnfit):
		return fmt.Errorf("nothing can be saved, since the drive does not lock files, or does not answer; keep your answers elsewhere with --data, or read without saving (%w)", err)
	}
	return fmt.Errorf("your answers can be read, but nothing can be saved, since the file or its folder is read-only (%w)", err)
}

// recovered says what stands in the place of a file that was damaged or gone.
func recovered(r *store.Recovered) []string {
	if r == nil {
		return nil
	}
	news := "The file with your answers was damaged, or gone. "
	switch {
	case r.From.IsZero():
		news += "Nothing in it could be read, and there is no backup."
	case r.Backup == "":
		news += "All that was saved up to " + when(r.From) + " could be read, and is here."
	default:
		news += "What you see is the newest good backup, of " + when(r.From) + "."
	}
	if r.Kept != "" {
		news += " The damaged file is kept as " + r.Kept + "."
	}
	return []string{news}
}

func when(t time.Time) string { return t.Local().Format("2 January 2006, 15:04") }

// saved returns what is saved of a course, for commands that only read.
func (p *program) saved(args []string) (*choice, *course.Index, *course.Record, error) {
	c, err := p.chooseAloud(args)
	if err != nil {
		return nil, nil, nil, err
	}
	ix, err := c.Index()
	if err != nil {
		return nil, nil, nil, err
	}
	rec, err := p.answersAloud(c)
	return c, ix, rec, err
}

// answersAloud is answers, and says from when they are.
func (p *program) answersAloud(c *choice) (*course.Record, error) {
	s, err := p.snapshot(c)
	if err != nil {
		return nil, err
	}
	if !s.Saved().IsZero() {
		fmt.Fprintln(p.err, "answers: as saved on", when(s.Saved()))
	}
	return s.Load()
}

// answers returns the newest saved state of a course's answers, also while a
// player has them open.
func (p *program) answers(c *choice) (*course.Record, error) {
	s, err := p.snapshot(c)
	if err != nil {
		return nil, err
	}
	return s.Load()
}

// snapshot reads what is saved, and says so where it is not simply what is in
// the file.
func (p *program) snapshot(c *choice) (*store.Snapshot, error) {
	path, err := p.answersFile(c)
	if err != nil {
		return nil, err
	}
	s, err := store.OpenReadOnly(path, c.ID, p.storeOptions())
	if err != nil {
		return nil, err
	}
	p.tellRecovered(s.Recovered())
	return s, nil
}

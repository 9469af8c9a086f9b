package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"lectern/store"
)

func (p *program) restore() *cobra.Command {
	return &cobra.Command{
		Use:   "restore [COURSE] [FILE]",
		Short: "List the backups of your answers, or bring one back",
		Long: `restore COURSE lists the backups that the program made of your answers in a
course, the newest first. restore COURSE FILE brings one of them back, or one
that was made on another computer. What is there now is backed up first, so
nothing is lost either way.`,
		Example: `  lectern restore salary-negotiation
  lectern restore salary-negotiation 2026-11-22T120400Z.json`,
		Args:              atMost(2),
		ValidArgsFunction: completeCourse,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := p.chooseAloud(args)
			if err != nil {
				return err
			}
			path, err := p.answersFile(c)
			if err != nil {
				return err
			}
			if len(args) < 2 {
				return p.listBackups(path, c)
			}
			file, err := backupFile(path, c, args[1])
			if err != nil {
				return err
			}
			if err := store.Restore(path, c.ID, file, p.storeOptions()); err != nil {
				return err
			}
			_, err = fmt.Fprintf(p.out, "%s is back as it was in %s\n", visibleLines(c.Title), visibleLines(file))
			return err
		},
	}
}

func (p *program) listBackups(path string, c *choice) error {
	backups, err := store.Backups(path, c.ID)
	if err != nil {
		return err
	}
	if len(backups) == 0 {
		_, err := fmt.Fprintln(p.out, "There are no backups of this course yet.")
		return err
	}
	for _, b := range backups {
		holds := count(b.Answers, "answer", "answers") + ", " + count(b.Entries, "journal entry", "journal entries")
		if b.Err != nil {
			holds = "cannot be brought back: " + visibleLines(b.Err.Error())
		}
		if _, err := fmt.Fprintf(p.out, "%s  %s\n    %s\n", b.Made.Local().Format("2 Jan 2006 15:04"), holds, visibleLines(b.Path)); err != nil {
			return err
		}
	}
	return nil
}

// backupFile is the file that the learner means: a path, or the name of one of
// the course's own backups.
func backupFile(path string, c *choice, name string) (string, error) {
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	backups, err := store.Backups(path, c.ID)
	if err != nil {
		return "", err
	}
	for _, b := range backups {
		if filepath.Base(b.Path) == name {
			return b.Path, nil
		}
	}
	return "", hint(errors.New("there is no backup "+name), "lectern restore %s lists them", c.ID)
}

package main

import (
	"fmt"
	"net/mail"
	"strings"

	"github.com/spf13/cobra"

	"lectern/course"
	"lectern/store"
)

func (p *program) learner() *cobra.Command {
	var name, email string
	c := &cobra.Command{
		Use:     "learner",
		Short:   "Say who works here: the name and address on your worksheets",
		Example: `  lectern learner --name "Ann O'Neil" --email ann@example.org`,
		Args:    atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			who, err := loadLearner()
			if err != nil {
				return err
			}
			if c.Flags().Changed("name") || c.Flags().Changed("email") {
				if c.Flags().Changed("name") {
					who.Name = strings.TrimSpace(name)
				}
				if c.Flags().Changed("email") {
					who.Email = strings.TrimSpace(email)
				}
				if err := checkLearner(who); err != nil {
					return wrong(err)
				}
				if err := saveLearner(who); err != nil {
					return err
				}
			}
			_, err = fmt.Fprintf(p.out, "name:  %s\nemail: %s\n", orNone(who.Name), orNone(who.Email))
			return err
		},
	}
	c.Flags().StringVar(&name, "name", "", "your `NAME`, as it should stand on the certificate")
	c.Flags().StringVar(&email, "email", "", "your e-mail `ADDRESS`")
	return c
}

// checkLearner says what is wrong with a name or an address, or nil.
func checkLearner(who course.Learner) error {
	if strings.ContainsAny(who.Name, "\r\n\x00") {
		return fmt.Errorf("a name is one line")
	}
	if who.Email == "" {
		return nil
	}
	if a, err := mail.ParseAddress(who.Email); err != nil || a.Address != who.Email {
		return fmt.Errorf("%q is no e-mail address", who.Email)
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "(not said)"
	}
	return course.VisibleLine(s)
}

// loadLearner returns who works on this machine: nobody where no home is known,
// so that answers in a file of their own can be written all the same.
func loadLearner() (course.Learner, error) {
	file, err := store.LearnerFile()
	if err != nil {
		return course.Learner{}, nil
	}
	return store.LoadLearner(file)
}

func saveLearner(who course.Learner) error {
	file, err := store.LearnerFile()
	if err != nil {
		return err
	}
	return store.SaveLearner(file, who)
}

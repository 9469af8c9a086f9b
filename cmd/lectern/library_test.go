//go:build !windows

package main

import (
	"testing"
)

// A learner of two courses is asked which; the one opened last is one key
// away, and q says how to come back to it.
func TestLibraryOffersCourses(t *testing.T) {
	_, env := home(t)
	for _, course := range []string{kinds(t), "sample"} {
		x := openTerminal(t, env, 80, 24, "play", course)
		x.sees("READING")
		x.settles()
		x.press("q")
		if err := x.ends(); err != nil {
			t.Fatal(err)
		}
	}
	x := openTerminal(t, env, 80, 24)
	x.sees("Your courses")
	x.sees("One of each")
	x.sees("0 %")
	x.press("down", "enter")
	x.sees("Before anything is answered")
	x.settles()
	x.press("q")
	x.sees("lectern kinds brings you back")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}

	x = openTerminal(t, env, 80, 24)
	x.sees("Your courses")
	x.settles()
	x.press("enter") // the newest is chosen
	x.sees("Before anything is answered")
	x.settles()
	x.press("q")
	if err := x.ends(); err != nil {
		t.Fatal(err)
	}

	x = openTerminal(t, env, 80, 24)
	x.sees("Your courses")
	x.settles()
	x.press("q")
	if err := x.ends(); err != nil {
		t.Error(err)
	}
}

package tui

import (
	"errors"
	"testing"
)

// A player that cannot save says so before anything is typed, and takes no key
// for another until the learner chose.
func TestGateWhenNothingCanBeSaved(t *testing.T) {
	locked := func(o *Options) { o.Locked = errors.New("it is open in another window") }
	p := start(t, everyKind(t), 80, 24, locked)
	p.sees("It is open in another window.", "r read without saving", "enter try again")
	p.press("W", "x", "esc")
	p.sees("It is open in another window.")
	p.press("r")
	p.sees("READING ONLY")

	p = start(t, everyKind(t), 40, 12, locked)
	p.press("enter")
	if !p.ended || !p.model.close().Again {
		t.Error("enter does not try again")
	}
	p = start(t, everyKind(t), 40, 12, locked)
	p.press("q")
	if !p.ended || p.model.close().Again {
		t.Error("q does not just leave")
	}
}

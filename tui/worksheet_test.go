package tui

import (
	"strings"
	"testing"
)

func TestVersionsBringAnAnswerBack(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("W", "v")
	p.sees("Versions: Why clients hold back", "as it is now", "Too short.")
	p.press("enter")
	p.sees("That is how it is now.")
	p.press("down", "enter")
	p.sees("Brought back")
	p.press("esc")
	p.sees("Too short.", "2 of 50 words")
	versions, err := p.book.Versions("why")
	if err != nil || len(versions) != 3 {
		t.Fatalf("there are %d versions, %v", len(versions), err)
	}
	if !strings.HasPrefix(versions[1].Text, "Most of mine") || versions[0].Text != "Too short." {
		t.Errorf("the versions are %+v", versions)
	}
	if !versions[0].Created.Equal(on(15, 8, 0)) && !versions[0].Created.Equal(on(16, 12, 0)) {
		t.Errorf("the answer was created at %v", versions[0].Created)
	}
}

func TestWorksheetOffersWhatHasNoQuestion(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("W", "end")
	p.sees("ANSWERS WITHOUT A QUESTION", "►    What does silence do?", "was in asking")
	p.press("y")
	p.sees("on the clipboard")
	p.press("enter", "p")
	p.sees("That one has to name it.")
	p.press("esc", "esc")
	p.sees("►    What does silence do?")
}

func TestWorksheetSavesABlankOne(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("W", "b")
	p.sees("/home/ann/Documents/blank.html")
	p.press("o")
	p.sees("The folder is opening.")
}

func TestWorksheetLeadsThereAndBack(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("c", "down", "down", "down", "down", "enter", "down", "enter")
	p.sees("2  Asking", "SHORT ANSWER 2", "Name one source")
	p.press("esc")
	p.sees("Worksheet  ", "►  2 Name one source")
	p.press("esc") // one level up, where it was opened
	p.sees("► Worksheet")
}

func TestContentsOpensAtTheLesson(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press(">", "c")
	p.sees("► 2  Asking")
	p.press("down", "enter")
	p.sees("3  Booklet: one client", "First turn")
}

func TestLinksNoteWhatWasOpened(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	p.press("L", "down", "o")
	p.sees("2 of 3 opened", "Role play", "opened today 12:04")
	if o := deskOf(p).opened; len(o) != 1 || o[0].URL != "media/role-play.mp4" {
		t.Errorf("opened were %+v", o)
	}
}

// Where only ASCII can be shown, no sign of ours is anything else.
func TestScreensInASCII(t *testing.T) {
	for i, s := range surfaces {
		p := showing(t, i, 120, 40, func(o *Options) { o.ASCII = true })
		for _, l := range strings.Split(p.screen(), "\n") {
			if strings.ContainsFunc(l, func(r rune) bool { return r > 126 }) {
				t.Errorf("%s: %s", s.name, l)
			}
		}
	}
}

// Before the index is there, no screen shows a number that may be wrong.
func TestScreensBeforeTheIndex(t *testing.T) {
	p := start(t, pocketCourse(t), 80, 24, learner(halfway(t)))
	ix := p.model.ix
	p.model.ix = nil
	for _, k := range []string{"W", "L", "H", "J", "A", "c"} {
		p.press(k)
		lacks(t, p, "%", "0 of", " min ", "to go")
		for _, b := range p.model.top().keys(p.model) {
			for _, name := range b.Keys() {
				if name != "esc" && name != "enter" && name != "n" {
					p.press(name)
				}
			}
		}
		p.press("c", "esc", "c")
	}
	p.sees("Asking", "2 entries")
	p.send(indexMsg{ix: ix})
	p.sees("54 %", "2 of 6 answered")
}

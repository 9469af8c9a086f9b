package check

import (
	"strings"
	"testing"

	"lectern/course"
)

// found is what the rules about text find in a paragraph: a line each, the
// column and the text.
func foundIn(t *testing.T, paragraph string) []course.Finding {
	t.Helper()
	return Course(courseOf(t, "01-a.md", "# A\n\n"+paragraph+"\n"))
}

func TestUnfinishedText(t *testing.T) {
	for _, test := range []struct {
		text string
		at   course.At
		what string
	}{
		{"The course takes xx minutes.", course.At{Line: 3, Col: 18}, `"xx" looks`},
		{"See page xx.", course.At{Line: 3, Col: 10}, `"xx" looks`},
		{"See page XX for it.", course.At{Line: 3, Col: 10}, `"XX" looks`},
		{"It costs $XX a month.", course.At{Line: 3, Col: 11}, `"XX" looks`},
		{"It takes XX hours.", course.At{Line: 3, Col: 10}, `"XX" looks`},
		{"Call XXXX now.", course.At{Line: 3, Col: 6}, `"XXXX" looks`},
		{"worth X clock hours", course.At{Line: 3, Col: 7}, `"X clock hours" looks`},
		{"worth x clock\nhours", course.At{Line: 3, Col: 7}, `"x clock hours" looks`},
		{"It takes about X hours.", course.At{Line: 3, Col: 16}, `"X hours" looks`},
		{"TODO: write this", course.At{Line: 3, Col: 1}, `"TODO" looks`},
		{"The date is **TBD**.", course.At{Line: 3, Col: 15}, `"TBD" looks`},
		{"The fee is ??? dollars.", course.At{Line: 3, Col: 12}, `"???" looks`},
		{"bla bla bla", course.At{Line: 3, Col: 1}, `"bla bla bla" looks`},
		{"And so on, bla.", course.At{Line: 3, Col: 12}, `"bla" looks`},
		{"Lorem ipsum dolor sit amet, and so on.", course.At{Line: 3, Col: 1}, `"Lorem ipsum dolor sit amet" looks`},
		{"Some benefits (ADD MORE LATER) are these.", course.At{Line: 3, Col: 15}, `"(ADD MORE LATER)" looks`},
		{"Module four (RENAME)", course.At{Line: 3, Col: 13}, `"(RENAME)" looks`},
		{"Ask them (MODIFY WHEN\nAPPROPRIATE) about it.", course.At{Line: 3, Col: 10}, `"(MODIFY WHEN APPROPRIATE)" looks`},
		{"[INSERT NAME] teaches it.", course.At{Line: 3, Col: 1}, `"[INSERT NAME]" looks`},
		{"Learning objectives here", course.At{Line: 3, Col: 1}, `"Learning objectives here" looks`},
		{"Objectives go here.", course.At{Line: 3, Col: 1}, `"Objectives go here" looks`},
		{"A picture goes here.", course.At{Line: 3, Col: 3}, `"picture goes here" looks`},
		{"*Coming soon.*", course.At{Line: 3, Col: 1}, `"*Coming soon.*" looks`},
		{"> [!note] TODO\n> Text.", course.At{Line: 3, Col: 11}, `"TODO" looks`},
		{"- an item\n- ", course.At{}, ""},
		{"- an item\n- TBD later", course.At{Line: 4, Col: 3}, `"TBD" looks`},
		{"| a | b |\n|---|---|\n| é | TBD |", course.At{Line: 5, Col: 7}, `"TBD" looks`},
		{"`ü` and é, then xx.", course.At{Line: 3, Col: 17}, `"xx" looks`},

		{"You can download it here.", course.At{Line: 3, Col: 9}, `"download it here", and there is no link`},
		{"Click here for more.", course.At{Line: 3, Col: 1}, `"Click here", and`},
		{"You will find the handout here.", course.At{Line: 3, Col: 10}, `"find the handout here", and`},
		{"Read it here: the report.", course.At{Line: 3, Col: 1}, `"Read it here", and`},

		{"Required reading: The pay gap, Pew Research Center.", course.At{Line: 3, Col: 1}, "a reading is named"},
		{"**Reading:** The pay gap.", course.At{Line: 3, Col: 3}, "a reading is named"},
		{"Before you go on: Read the article \"Pay gaps\" by Pew.", course.At{Line: 3, Col: 19}, "a reading is named"},
		{"Please read the following report on pay.", course.At{Line: 3, Col: 1}, "a reading is named"},
		{"- Watch: A talk on pay", course.At{Line: 3, Col: 3}, "a reading is named"},
		{"Now use the attached form.", course.At{Line: 3, Col: 5}, "a reading is named"},
	} {
		found := foundIn(t, test.text)
		if test.what == "" {
			if len(found) > 0 {
				t.Errorf("%q: %s", test.text, listOf(found))
			}
			continue
		}
		if len(found) != 1 || found[0].At != test.at || !strings.HasPrefix(found[0].Text, test.what) {
			t.Errorf("%q: want %v %s, found\n%s", test.text, test.at, test.what, listOf(found))
		}
	}
}

// Prose that only looks unfinished to somebody in a hurry.
func TestOrdinaryProse(t *testing.T) {
	for _, text := range []string{
		"Exxon, Maxx and foxx are names; so is T.J. Maxx. An xx-large shirt.",
		"Super Bowl XX, Louis XX and the XX century; XX and XY chromosomes.",
		"Every X hours, when X hours have passed. Malcolm X spoke for hours.",
		"If it takes x minutes, and y minutes are left, solve for x.",
		"A to-do list, the todo of a day, método todo. Mastodon and TODOS LOS DIAS.",
		"\"You said *what*???\" she asked. Really??? Are you sure?",
		"A blazer in black; blanc; a blank page. Blaise was blamed. Problabla.",
		"The NCDA (NCDA), the law (FMLA), a gap (BATNA), (EEOC), (U.S.), (USD), (ADD) and (SHRM CP).",
		"The National Career Development Association (NATIONAL CAREER DEVELOPMENT ASSOCIATION).",
		"Capitals (IN A TITLE) and a key (ENTER), a state (CA), degrees (MBA, PHD).",
		"`TODO`, `xx` and ``TBD ` ???`` stand in code.",
		"```\nTODO: xx\n[INSERT NAME] ???\n```",
		"    TODO in indented code",
		"<!-- TODO: think about it -->\n\nText.",
		"[a page](https://example.org/TODO/xx) and https://example.org/???/TBD and <https://example.org/xx>",
		"Our objectives here differ from theirs in one thing. We state our objectives here. It says so, and we read objectives here.",
		"The objective was clear. Here it is.",
		"Here she stops. We are here. From here on, read on.",
		"Look how she listens here. The word \"here\" is a word.",
		"You can [download it here](https://example.org/a.pdf).",
		"Download it [here](https://example.org/a.pdf), or find it here.",
		"You will find it here:\n\n- [the report](https://example.org/a)",
		"Required reading:\n\n1. [The pay gap](https://example.org/gap)",
		"The report that she had read on the train was about pay. She read the report on pay.",
		"They read the articles in the paper. To read the paper in the morning is a pleasure.",
		"Reading is a habit. Reading: why bother? [a link](https://example.org)",
		"Listen to the second sentence. Watch your tone.",
		"The offer is coming soon, and has to be confirmed in writing.",
		"Wait ... and then… go on.",
		"The letter said: \"to be determined\" beside the salary.",
		"Attach the form; it was attached to the mail.",
		"An array[i][j] and a [bracketed] [pair] of words. Footnote[^1].\n\n[^1]: A note.",
	} {
		if found := foundIn(t, text); len(found) > 0 {
			t.Errorf("%q:\n%s", text, listOf(found))
		}
	}
}

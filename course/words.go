package course

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

func countWords(s string) int { return countWordsTo(s, math.MaxInt) }

// countWordsTo counts no further than to most.
func countWordsTo(s string, most int) int {
	words, inRun := 0, false // inRun: a word of letters or digits was begun
	for _, r := range s {
		if words >= most {
			return most
		}
		switch {
		case r < unicode.MaxASCII:
			switch {
			case 'a' <= r|' ' && r|' ' <= 'z' || '0' <= r && r <= '9':
				if !inRun {
					words++
				}
				inRun = true
			case r == ' ' || '\t' <= r && r <= '\r':
				inRun = false
			}
		case unicode.IsSpace(r):
			inRun = false
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			words++
			inRun = false
		case !inRun && (unicode.IsLetter(r) && r != 'ー' || unicode.IsDigit(r)):
			words++
			inRun = true
		}
	}
	return words
}

// wordsOf counts the words of what is read: everything but code.
func wordsOf(blocks []Block) int {
	n := 0
	Walk(blocks, func(b Block) bool {
		switch b := b.(type) {
		case *Paragraph:
			n += countWords(b.Text)
		case *Heading:
			n += countWords(b.Text)
		case *Table:
			n += countWords(b.Text)
		case *Callout:
			n += countWords(b.Title)
		case *Fold:
			n += countWords(b.Title)
		case *Recall:
			n += countWords(b.Title)
		case *ActivityBlock:
			n += countWords(b.Activity.Title)
		}
		return true
	})
	return n
}

// PlainText is what blocks say, as plain text: blocks apart by an empty line,
// the items of a tight list a line each, quotes and callouts without a mark,
// folded text included.
func PlainText(blocks []Block) string { return plain(blocks, true) }

func plain(blocks []Block, folds bool) string {
	var parts []string
	for _, b := range blocks {
		if _, fold := b.(*Fold); fold && !folds {
			continue
		}
		if s := plainBlock(b, folds); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n\n")
}

func plainBlock(b Block, folds bool) string {
	switch b := b.(type) {
	case *Paragraph:
		return b.Text
	case *Heading:
		return b.Text
	case *Table:
		return b.Text
	case *Code:
		return b.Text
	case *Quote:
		return plain(b.Blocks, folds)
	case *List:
		return plainList(b, folds)
	case *Callout:
		return titled(b.Title, plain(b.Blocks, folds))
	case *Fold:
		return titled(b.Title, plain(b.Blocks, folds))
	case *Recall:
		return titled(b.Title, plain(b.Blocks, folds))
	case *Footnotes:
		var notes []string
		for _, n := range b.Notes {
			notes = append(notes, hang("["+strconv.Itoa(n.Number)+"] ", plain(n.Blocks, folds)))
		}
		return strings.Join(notes, "\n")
	case *ActivityBlock:
		parts := []string{titled(b.Activity.Title, plain(b.Prompt, folds))}
		for _, o := range b.Options {
			parts = append(parts, hang("- ", plain(slices.Concat(o.Label, o.Feedback), folds)))
		}
		return strings.Join(parts, "\n")
	}
	return ""
}

func plainList(l *List, folds bool) string {
	var items []string
	for i, item := range l.Items {
		mark := "- "
		switch {
		case l.Ordered:
			mark = strconv.Itoa(l.Start+i) + ". "
		case item.Task == Checked:
			mark = "- [x] "
		case item.Task == Unchecked:
			mark = "- [ ] "
		}
		items = append(items, hang(mark, plain(item.Blocks, folds)))
	}
	return strings.Join(items, "\n")
}

// hang puts mark before the first line of s, and as much space before the others.
func hang(mark, s string) string {
	return strings.TrimRight(mark+strings.ReplaceAll(s, "\n", "\n"+strings.Repeat(" ", len(mark))), " ")
}

func titled(title, s string) string {
	if title == "" || s == "" {
		return title + s
	}
	return title + "\n\n" + s
}

// firstLine is the first line of s that says something, white space squeezed.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return squeeze(line)
}

// squeeze makes every run of white space one space, with none at the ends.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

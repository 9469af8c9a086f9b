package course

import "strings"

// looseAttributes are attributes as Pandoc, kramdown and their kin write them
// in braces: `#id .class key="value" word`. Nobody is told what is wrong with
// them: they were written for another program.
type looseAttributes struct {
	id     string
	idAt   int      // offset of the id in what was read
	names  []string // classes, and words that stand alone
	values map[string]string
	marked bool // there is something that plain text in braces does not have
}

// readLoose reads what stands between the braces; ok is false if it is no
// list of attributes.
func readLoose(s string) (a looseAttributes, ok bool) {
	i := 0
	if strings.HasPrefix(s, ":") {
		i, a.marked = 1, true
	}
	for i < len(s) {
		switch c := s[i]; {
		case c == ' ' || c == '\t' || c == '\n':
			i++
		case c == '#' || c == '.':
			word, next := bareWord(s, i+1)
			if word == "" {
				return a, false
			}
			if a.marked = true; c == '#' {
				a.id, a.idAt = word, i+1
			} else {
				a.names = append(a.names, strings.Split(word, ".")...)
			}
			i = next
		case c == '-' && i+1 == len(strings.TrimRight(s, " ")): // Pandoc: a heading without a number
			a.marked = true
			i = len(s)
		default:
			key, next := bareWord(s, i)
			if key == "" || !attributeKey(strings.NewReplacer(":", "", "@", "").Replace(key)) {
				return a, false
			}
			if next < len(s) && s[next] == '=' {
				value, end, closed := attributeValue(s, next+1)
				if !closed {
					return a, false
				}
				if a.values == nil {
					a.values = map[string]string{}
				}
				a.marked, a.values[strings.ToLower(key)], i = true, value, end
				continue
			}
			a.names = append(a.names, key)
			i = next
		}
	}
	return a, true
}

// closingBrace is where the brace closes that s begins behind; -1 if it does
// not. A brace between quotes closes nothing.
func closingBrace(s string) int {
	var quote byte
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' && (i == 0 || s[i-1] == '='):
			quote = c
		case c == '{':
			return -1
		case c == '}':
			return i
		}
	}
	return -1
}

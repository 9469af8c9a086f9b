package course

import (
	"slices"
	"testing"
)

func TestCountWords(t *testing.T) {
	for s, want := range map[string]int{
		"":                            0,
		"  \n\t ":                     0,
		"one":                         1,
		"two words":                   2,
		"it's one-and-the-same":       2,
		"— – * ...":                   0,
		"85,000.50 dollars":           2,
		"no\u00a0break":               2,
		"日本語":                         3,
		"日本語 and English":             5,
		"カタカナ":                        4,
		"한국어 단어":                      2,
		"naïve café":                  2,
		"e\u0301 combining":           2,
		"👍 emoji":                     1,
		"x日y":                         3,
		"http://example.org/a-b?c=d":  1,
		"a\nb\tc\u2003d":              4,
		"\u202ehidden\u202c controls": 2,
	} {
		if got := CountWords(s); got != want {
			t.Errorf("CountWords(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"1-a.md", "01-b.md", "2.md", "2a.md", "009.md", "10-a.md", "99999999999999999999999.md", "A.md", "b2.md", "B10.md", "é.md"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, natural)
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, a := range want {
		for _, b := range want {
			if x, y := natural(a, b), natural(b, a); x != -y || (x == 0) != (a == b) {
				t.Errorf("natural(%q, %q) = %d, the other way round %d", a, b, x, y)
			}
		}
	}
}

func TestIdentity(t *testing.T) {
	for file, want := range map[string]string{
		"01-welcome.md":      "welcome",
		"welcome.md":         "welcome",
		"10_the end.md":      "the end",
		"3. Third.md":        "Third",
		"part1/02-more.md":   "more",
		"2024.md":            "2024",
		"01-.md":             "01-",
		"7habits.md":         "habits",
		"01-02-double.md":    "02-double",
		"a.b.md":             "a.b",
		"02-Überblick.md":    "Überblick",
		"1-welcome.markdown": "welcome",
	} {
		if got := identity(file); got != want {
			t.Errorf("identity(%q) = %q, want %q", file, got, want)
		}
	}
}

func TestCourseIDs(t *testing.T) {
	for id, want := range map[string]bool{
		"a": true, "salary-negotiation": true, "2": true, "a--": true,
		"": false, "-a": false, "A": false, "ä": false, "a b": false, "a.b": false, "con": false, "com1": false, "lpt9": false, "com10": true,
		"a123456789-a123456789-a123456789-a123456789-a123456789-a12345678":   true,
		"a123456789-a123456789-a123456789-a123456789-a123456789-a1234567890": false,
	} {
		if got := validCourseID(id); got != want {
			t.Errorf("validCourseID(%q) = %v", id, got)
		}
	}
	for _, test := range []struct {
		names []string
		want  string
	}{
		{[]string{"Salary Negotiation for Career Professionals", "x"}, "salary-negotiation-for-career-professionals"},
		{[]string{"Über Größe & Maß", "x"}, "uber-gro-e-ma"},
		{[]string{"What's new?", "x"}, "whats-new"},
		{[]string{"", "My_Folder"}, "my-folder"},
		{[]string{"日本語", "kurs"}, "kurs"},
		{[]string{"Con", "x"}, "course-con"},
		{[]string{"日本語", "…"}, "course-bd3fe716"},
		{[]string{"A very long title that goes on and on, far beyond what any file name should", ""}, "a-very-long-title-that-goes-on-and-on-far-beyond-what-any-file-n"},
	} {
		got := deriveCourseID(test.names...)
		if got != test.want || !validCourseID(got) {
			t.Errorf("deriveCourseID(%q) = %q, want %q", test.names, got, test.want)
		}
	}
}

func TestLikely(t *testing.T) {
	known := []string{"title", "version", "words_per_hour", "id"}
	for word, want := range map[string]string{
		"titel": "title", "Title": "title", "vresion": "version", "words-per-hour": "words_per_hour", "zzz": "", "nothing": "", "idd": "id",
	} {
		if got := likely(word, known); got != want {
			t.Errorf("likely(%q) = %q, want %q", word, got, want)
		}
	}
}

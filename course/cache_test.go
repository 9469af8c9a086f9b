package course

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestIndexComesBackFromTheCache(t *testing.T) {
	c := testCourse(t)
	ix, _ := c.Index()
	var saved bytes.Buffer
	if err := ix.Save(&saved); err != nil {
		t.Fatal(err)
	}
	back, err := LoadIndex(bytes.NewReader(saved.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	fresh := testCourse(t)
	if !fresh.Adopt(back) {
		t.Fatal("the course does not take its own index")
	}
	if got, _ := fresh.Index(); got != back {
		t.Error("the course parses all the same")
	}
	if fresh.Adopt(back) {
		t.Error("an index is adopted twice")
	}
	for i, l := range c.Lessons {
		a, _ := l.Tree(ix)
		b, _ := fresh.Lessons[i].Tree(back)
		if x, y := dump(a), dump(b); x != y {
			t.Errorf("%s differs:\n%s\n%s", l.ID, x, y)
		}
	}
	if x, y := found(c), found(fresh); x != y {
		t.Errorf("findings differ:\n%s\n%s", x, y)
	}
	for _, a := range ix.Activities() {
		if b := back.Activity(a.ID); b == nil || facts(a) != facts(b) || !reflect.DeepEqual(a.Options, b.Options) {
			t.Errorf("%s became %+v", facts(a), b)
		}
	}
}

func TestForeignCacheIsRefused(t *testing.T) {
	c, ix := indexOf(t, "01-a.md", "> [!short] {#q}\n> Q [l](https://example.org)?\n")
	var saved bytes.Buffer
	if err := ix.Save(&saved); err != nil {
		t.Fatal(err)
	}
	good := saved.String()
	for i := range len(good) {
		bad := []byte(good)
		bad[i] ^= 4
		if _, err := LoadIndex(bytes.NewReader(bad)); err == nil {
			t.Fatalf("byte %d flipped (%q): not noticed", i, good[i])
		}
	}
	for _, s := range []string{"", "x", good[:len(good)/2], good[1:], strings.Replace(good, cacheFormat, "lectern-index/0", 1)} {
		if _, err := LoadIndex(strings.NewReader(s)); err == nil {
			t.Errorf("%.30q is taken for an index", s)
		}
	}
	other, _ := Open(files("01-b.md", ""), "x")
	if other.Adopt(ix) || !ix.Fits(c) {
		t.Error("an index of other lessons is adopted")
	}
}

package course
import ("testing";"testing/fstest";"fmt")
func TestZZ(t *testing.T){
 c,_:=Open(fstest.MapFS{"01-a.md":{Data:[]byte("---\ntitle: T\n---\n\n# Head\n\nText ![](a.png) and ![x](b.png) \n\n```go\ncode\nmore\n```\n\n    indented\n    two\n\n- item\n\n  ```\n  in list\n  ```\n\n| a | b |\n|---|---|\n| c | ![](q.png) |\n\n> [!note]\n> text\n> ```\n> x\n> ```\n\n[^1] and\n\n[^1]: Note text\n    more\n\n<div>html</div>\n\nSetext\n===\n")}},"x")
 tr,_:=c.Lessons[0].Tree(nil)
 Walk(tr.Blocks,func(b Block)bool{
  fmt.Printf("%T %v",b,b.Position())
  switch b:=b.(type){case *Paragraph: for _,l:=range b.Links{fmt.Print(" link ",l.At," ",l.Text," ",l.Image)}; fmt.Printf(" %q",b.Text)
  case *Table: for _,l:=range b.Links{fmt.Print(" link ",l.At," ",l.Text," ",l.Image)}
  case *Code: fmt.Printf("%q",b.Text)}
  fmt.Println(); return true})
}

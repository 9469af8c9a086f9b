// Package lexers finds the highlighter of a language by its name.
package lexers

import (
	"path/filepath"
	"strings"
	"sync"

	"github.com/alecthomas/chroma"
	"github.com/alecthomas/chroma/lexers/b"
	"github.com/alecthomas/chroma/lexers/c"
	"github.com/alecthomas/chroma/lexers/circular"
	"github.com/alecthomas/chroma/lexers/d"
	"github.com/alecthomas/chroma/lexers/g"
	"github.com/alecthomas/chroma/lexers/h"
	"github.com/alecthomas/chroma/lexers/i"
	"github.com/alecthomas/chroma/lexers/j"
	"github.com/alecthomas/chroma/lexers/k"
	"github.com/alecthomas/chroma/lexers/l"
	"github.com/alecthomas/chroma/lexers/m"
	"github.com/alecthomas/chroma/lexers/p"
	"github.com/alecthomas/chroma/lexers/r"
	"github.com/alecthomas/chroma/lexers/s"
	"github.com/alecthomas/chroma/lexers/t"
	"github.com/alecthomas/chroma/lexers/v"
	"github.com/alecthomas/chroma/lexers/x"
	"github.com/alecthomas/chroma/lexers/y"
)

// languages are those that lessons may be expected to show. Each folder of
// chroma's that is not imported (a, e, f, n, o, q, w, z) saves 50 to 200 kB.
var languages = []chroma.Lexer{
	b.Bash, b.BashSession, b.Batchfile, b.Bibtex, b.Bnf,
	c.C, c.Clojure, c.Cmake, c.Cobol, c.Coffeescript, c.CommonLisp, c.CPP, c.CSharp, c.CSS, c.Crystal, c.Cython,
	circular.PHP,
	d.D, d.Dart, d.Diff, d.Docker, d.Dtd,
	g.Gherkin, g.GLSL, g.Gnuplot, g.Go, g.Graphql, g.Groff, g.Groovy,
	h.Haskell, h.Haxe, h.HCL, h.HTML, h.HTTP,
	i.Ini,
	j.Java, j.Javascript, j.JSON, j.JSX, j.Julia,
	k.Kotlin,
	l.Lua,
	m.Makefile, m.Markdown, m.Mathematica, m.Matlab, m.Modula2, m.MySQL,
	p.Perl, p.PLpgSQL, p.PostgreSQL, p.Postscript, p.PowerQuery, p.Powershell, p.Prolog, p.ProtocolBuffer, p.Python, p.Python2,
	r.R, r.Racket, r.Raku, r.Restructuredtext, r.Ruby, r.Rust,
	s.Sas, s.Sass, s.Scala, s.SchemeLang, s.Scss, s.Smalltalk, s.Solidity, s.Sparql, s.SQL, s.StandardML, s.Svelte, s.Swift, s.SYSTEMD,
	t.Tcl, t.Terraform, t.TeX, t.TOML, t.TransactSQL, t.Turtle, t.TypeScript,
	v.VBNet, v.Verilog, v.VHDL, v.Viml, v.Vue,
	x.XML,
	y.YAML,
}

// byName holds them by name, other names, and the endings of their files.
var byName = sync.OnceValue(func() map[string]chroma.Lexer {
	all := map[string]chroma.Lexer{}
	for _, l := range languages {
		about := l.Config()
		names := append([]string{about.Name}, about.Aliases...)
		for _, pattern := range about.Filenames {
			names = append(names, strings.TrimPrefix(filepath.Ext(pattern), "."))
		}
		for _, name := range names {
			if name = strings.ToLower(name); all[name] == nil {
				all[name] = l
			}
		}
	}
	return all
})

// Get returns the highlighter of a language, asked for by name ("Python",
// "python", "py"); nil if there is none.
func Get(name string) chroma.Lexer {
	return byName()[strings.ToLower(name)]
}

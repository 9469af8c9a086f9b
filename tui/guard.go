package tui

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// A guard stands between Bubble Tea and the model. A panic in either, or in a
// command, ends the program as a quit does: the terminal is restored in order,
// and no stack trace covers it. Bubble Tea catches panics too, but prints them,
// and then returns no model.
type guard struct {
	model *Model
	quit  func() // ends the program from outside of Update
	keys  gatherer
	shown tea.View // what View returned last

	mu    sync.Mutex
	crash *crash // the first one; nil: none
}

// A crash is a panic that was caught.
type crash struct {
	what  string
	stack string
}

// note is what a crash note says: what the author of the program needs.
func (c *crash) note() string {
	return "The player stopped because of an error in it.\n\n" + c.what + "\n\n" + c.stack + "\n"
}

func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch(func() { cmd = tea.Quit })
	return g.watch(g.model.Init())
}

func (g *guard) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	if g.crashed() != nil { // what is left of the model is only good for saving
		return g, nil
	}
	defer g.catch(func() { next, cmd = g, tea.Quit })
	msg = restored(msg)
	cmd, taken := g.keys.gather(g.model, msg)
	if !taken {
		cmd = g.keys.deliver(g.model, msg)
	}
	return g, g.watch(cmd)
}

func (g *guard) View() (v tea.View) {
	if g.crashed() != nil {
		return tea.View{}
	}
	defer g.catch(func() {
		v = tea.View{}
		go g.quit() // it waits for the loop that called us
	})
	if g.keys.text.Len() == 0 { // else nothing is new
		g.shown = g.model.View()
	}
	return g.shown
}

// watch is cmd under guard, and so are the commands that it leads to.
func (g *guard) watch(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer g.catch(func() { msg = tea.Quit() })
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = g.watch(batch[i])
			}
		}
		return msg
	}
}

// catch is deferred. After a panic it keeps what happened, and calls then.
func (g *guard) catch(then func()) {
	r := recover()
	if r == nil {
		return
	}
	g.mu.Lock()
	if g.crash == nil {
		g.crash = &crash{what: strings.ToValidUTF8(fmt.Sprint(r), "?"), stack: string(debug.Stack())}
	}
	g.mu.Unlock()
	then()
}

// crashed returns what happened; nil if nothing did.
func (g *guard) crashed() *crash {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.crash
}

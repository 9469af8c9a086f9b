package tui

import "os"

// hangUps are the signals besides those of Bubble Tea that end the program in
// an orderly way.
var hangUps = []os.Signal{os.Interrupt}

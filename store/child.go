package store

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// The environment tells a child process that it is one.
const (
	envPath    = "LECTERN_EXAMINE"
	envWait    = "LECTERN_EXAMINE_WAIT"
	envCourses = "LECTERN_EXAMINE_COURSES"
)

// childFlag is there for a program that asked for isolation and does not call
// VerifyMain: it stumbles over the flag, where without it it would do again
// what it does, open the file, start a child, and so on.
const childFlag = "--lectern-examine"

// childGreeting is how a child says that it knows what it is for.
const childGreeting = "lectern-examine/1\n"

var errNoChild = errors.New("no child process to examine the file")

// VerifyMain is the first thing in the main of a program that sets
// Options.Isolate: where it returns true, this process was started to examine
// an answers file, has written what it found to stdout, and main must return.
func VerifyMain(stdout io.Writer) bool {
	path := os.Getenv(envPath)
	if path == "" {
		return false
	}
	wait, _ := time.ParseDuration(os.Getenv(envWait)) // none is impatience
	l := look{wait: max(wait, impatient), courses: os.Getenv(envCourses) != "", schema: current.number, thorough: true}
	go watchMemory(path)
	go watchParent()
	out := bufio.NewWriter(stdout)
	io.WriteString(out, childGreeting)
	out.Flush()
	enc := json.NewEncoder(out)
	verdict := inspect(path, l, func(b *Backup) {
		enc.Encode(childWord{Course: b})
		out.Flush() // before something crashes
	})
	enc.Encode(childWord{Verdict: &verdict})
	out.Flush()
	return true
}

// childWord is a line of what the child says.
type childWord struct {
	Course  *Backup  `json:"course,omitempty"`
	Verdict *finding `json:"verdict,omitempty"`
}

// limit is how long the examination of a file may take.
func limit(path string) time.Duration {
	return 10*time.Second + perMegabyte(sizeOf(path))
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// watchParent ends this process when the one that started it is gone, and
// with it the other end of its input.
func watchParent() {
	io.Copy(io.Discard, os.Stdin)
	panic("nobody waits for an answer")
}

// watchMemory ends this process, the way a crash does, when reading a damaged
// file makes it take more memory than any good file would.
func watchMemory(path string) {
	most := 256<<20 + 8*uint64(sizeOf(path))
	for range time.Tick(20 * time.Millisecond) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if m.Sys > most {
			panic("the answers file makes no sense")
		}
	}
}

func examineInChild(path string, l look) (finding, error) {
	self, err := os.Executable()
	if err != nil || os.Getenv(envPath) != "" { // a child whose main does not call VerifyMain
		return finding{}, errNoChild
	}
	atMost := limit(path)
	ctx, cancel := context.WithTimeout(context.Background(), atMost)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, self, childFlag)
	cmd.Env = append(os.Environ(), envPath+"="+path, envWait+"="+l.wait.String(), "GOTRACEBACK=none")
	if l.courses {
		cmd.Env = append(cmd.Env, envCourses+"=1")
	}
	cmd.Stdout = &out
	cmd.WaitDelay = time.Second
	if _, err := cmd.StdinPipe(); err != nil { // closed by Run, or our end
		return finding{}, errNoChild
	}
	err = cmd.Run()
	said, ok := bytes.CutPrefix(out.Bytes(), []byte(childGreeting))
	if !ok && ctx.Err() == nil {
		return finding{}, errNoChild
	}
	f := finding{Courses: map[string]*Backup{}}
	finished := false
	for dec := json.NewDecoder(bytes.NewReader(said)); ; {
		var word childWord
		if dec.Decode(&word) != nil {
			break
		}
		if word.Course != nil {
			f.Courses[word.Course.Course] = word.Course
		}
		if word.Verdict != nil {
			courses := f.Courses
			f, finished = *word.Verdict, true
			f.Courses = courses
		}
	}
	switch used := cmd.ProcessState.UserTime(); {
	case finished:
	case ctx.Err() != nil && used < atMost/4:
		return finding{}, fmt.Errorf("%s could not be read within %v; try again", path, atMost)
	case ctx.Err() != nil:
		f.Problem = "reading it does not end"
	case cmd.ProcessState.ExitCode() == goCrash:
		f.Problem = "reading it crashes"
	default: // somebody ended the child
		return finding{}, fmt.Errorf("%s could not be examined: %w", path, err)
	}
	return f, nil
}

// goCrash is the exit code of a Go program that could not go on.
const goCrash = 2

package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// patience is how long the opener may take to fail. One that runs longer has
// something to show, and is left alone.
const patience = 2 * time.Second

// openable lists the endings of files that the system shows and never runs.
// Web pages and documents with macros are left out on purpose.
const openable = ` .pdf .epub .txt .md .csv .rtf .docx .odt .xlsx .ods .pptx .odp
 .png .jpg .jpeg .gif .webp .bmp .tif .tiff
 .mp3 .m4a .aac .ogg .oga .opus .wav .flac .mp4 .m4v .webm .mov .mkv .avi .ogv .vtt .srt `

// openAddress opens an http, https or mailto address.
func openAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("%q is no address", address)
	}
	switch u.Scheme {
	case "http", "https", "mailto":
		return launch(opener(u.String()))
	}
	return fmt.Errorf("only web and mail addresses are opened, not %q", address)
}

// openFile opens a file that shows something. The path must be absolute.
func openFile(path string) error {
	ending := strings.ToLower(filepath.Ext(path))
	if ending == "" || !slices.Contains(strings.Fields(openable), ending) {
		return fmt.Errorf("files that end in %q are not opened from here, because they might be programs", ending)
	}
	if !filepath.IsAbs(path) {
		return fmt.Errorf("%q is no whole path", path)
	}
	return launch(opener(path))
}

// launch runs the system's opener: without a shell, without this terminal, and
// with nothing that could be taken for an option, since addresses begin with
// their scheme and paths with their root.
func launch(words []string) error {
	if words == nil {
		return errors.New("this system has no program that opens links")
	}
	cmd := exec.CommandContext(context.Background(), words[0], words[1:]...)
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("could not start %s: %w", filepath.Base(words[0]), err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return fmt.Errorf("%s could not open it", filepath.Base(words[0]))
		}
	case <-time.After(patience):
	}
	return nil
}

// Package draft makes a course of a draft as authors have it: one long
// document, plain text, Markdown or .docx.
//
//	Read    the draft becomes pieces: headings, paragraphs, items of lists
//	outline finds the title, and where lessons begin, also where a heading is
//	        merely a short line between paragraphs
//	lessons turns readings, red text and "answer item #1 on your worksheet"
//	        into activities
//	write   writes it all as Markdown
//
// All of it is guessing, and the author goes over the result with `lectern
// check`. So there is one promise that matters more than guessing well:
// nothing of the text is dropped. Every word of the draft stands in the
// course, in the same order.
//
// Drafts are files from strangers: a .docx is opened as a pack is, with the
// same limits, and what is not text in it is left where it is.
package draft

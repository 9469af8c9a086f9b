package course

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

const maxAddress = 2048

// webAddress returns the address that dest leads to, as a browser understands
// it: in ASCII, its host in punycode where it is no ASCII, so that look-alike
// letters show. The error says why it leads nowhere.
func webAddress(dest string) (string, error) {
	u, err := url.Parse(dest)
	if err != nil || len(dest) > maxAddress {
		return "", fmt.Errorf("address %s cannot be read", quote(dest))
	}
	switch u.Scheme {
	case "mailto":
		return mailAddress(u)
	case "http", "https":
	default:
		return "", fmt.Errorf("links to %s are not opened", quote(u.Scheme+":"))
	}
	if u.User != nil {
		return "", fmt.Errorf("address %s holds a user name, which hides where it leads", quote(dest))
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return "", fmt.Errorf("address %s: %w", quote(dest), err)
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	u.Host = host
	return escapeASCII(u.String()), nil
}

func asciiHost(host string) (string, error) {
	if strings.Contains(host, ":") {
		return "[" + host + "]", nil // IPv6
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil && firstNonASCII(host) < 0 {
		ascii, err = strings.ToLower(host), nil // an underscore, say
	}
	if err != nil || ascii == "" {
		return "", fmt.Errorf("it has no host that can be reached")
	}
	for i := range len(ascii) {
		if c := ascii[i]; !isLetter(c) && !('0' <= c && c <= '9') && c != '-' && c != '.' && c != '_' {
			return "", fmt.Errorf("it has no host that can be reached")
		}
	}
	return ascii, nil
}

func firstNonASCII(s string) int {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 })
}

// mailAddress keeps of a mailto address the receivers, the subject and the
// text. Some mail programs attach files when an address says so.
func mailAddress(u *url.URL) (string, error) {
	to, err := url.PathUnescape(u.Opaque)
	if err != nil || !strings.Contains(to, "@") || strings.ContainsAny(to, "\r\n?&\"<>") || Visible(to) != to {
		return "", fmt.Errorf("%s is no mail address", quote("mailto:"+u.Opaque))
	}
	s := "mailto:" + strings.ReplaceAll((&url.URL{Path: to}).EscapedPath(), "/", "%2F")
	var kept []string
	for _, key := range []string{"subject", "body"} {
		if v := u.Query().Get(key); v != "" {
			kept = append(kept, key+"="+strings.ReplaceAll(url.QueryEscape(v), "+", "%20"))
		}
	}
	if len(kept) > 0 {
		s += "?" + strings.Join(kept, "&")
	}
	return s, nil
}

// escapeASCII percent-escapes whatever is no visible ASCII.
func escapeASCII(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`' || c == '{' || c == '|' || c == '}' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// scheme returns the scheme of an address, in small letters; "" if it has none.
func scheme(dest string) string {
	for i := range len(dest) {
		switch c := dest[i]; {
		case isLetter(c), i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		case c == ':' && i > 0:
			return strings.ToLower(dest[:i])
		default:
			return ""
		}
	}
	return ""
}

package scheduler

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// scanner reads JSON straight into our types and keeps every fault with its
// path, where a decoder of the library would stop at the first.
type scanner struct {
	data   string // texts that are read are parts of it
	pos    int
	path   []step
	faults faultList
	broken bool     // the text is no JSON from here on
	list   []string // the list of texts at hand
	store  []string // room for short ones, which lie end to end
}

// step is one element of a path: a key, or an index where key is "".
type step struct {
	key   string
	index int
}

const maxDepth = 100

func newScanner(r io.Reader) (*scanner, error) {
	var data strings.Builder
	data.Grow(sizeOf(r))
	_, err := io.Copy(&data, r)
	return &scanner{data: data.String()}, err
}

// sizeOf is how much there is to read, as far as that is known: memory that
// grows as it is read takes longer than all the rest of reading.
func sizeOf(r io.Reader) int {
	switch r := r.(type) {
	case interface{ Len() int }:
		return r.Len()
	case fs.File:
		if info, err := r.Stat(); err == nil && info.Mode().IsRegular() {
			return int(info.Size())
		}
	}
	return 0
}

func (s *scanner) at() string {
	var b strings.Builder
	for i, st := range s.path {
		switch {
		case st.key == "":
			fmt.Fprintf(&b, "[%d]", st.index)
		case i == 0:
			b.WriteString(st.key)
		default:
			b.WriteString("." + st.key)
		}
	}
	if b.Len() == 0 {
		return "file"
	}
	return b.String()
}

// fail ends the reading: what follows can't be made sense of.
func (s *scanner) fail(message string) {
	if s.broken {
		return
	}
	s.broken = true
	line := 1 + strings.Count(s.data[:min(s.pos, len(s.data))], "\n")
	s.faults.add(s.at()+fmt.Sprintf(" (line %d)", line), "", "%s", message)
}

func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

func (s *scanner) eat(c byte) bool {
	if s.peek() != c || s.pos >= len(s.data) {
		return false
	}
	s.pos++
	return true
}

// wrong notes a value of the wrong type and steps over it.
func (s *scanner) wrong(want string) {
	from := s.pos
	s.skip(len(s.path))
	if s.broken {
		return
	}
	s.faults.add(s.at(), shorten(s.data[from:s.pos]), "must be %s", want)
}

func shorten(value string) string {
	const most = 40
	text := strings.Join(strings.Fields(value), " ")
	if len(text) <= most {
		return text
	}
	cut := most
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}

// object calls read for each key; read says whether it knows the key, and has
// then read its value.
func (s *scanner) object(read func(key string) bool) {
	if s.peek() != '{' {
		s.wrong("an object")
		return
	}
	s.pos++
	if s.eat('}') {
		return
	}
	var seen []string
	for !s.broken {
		if s.peek() != '"' {
			s.fail("a key in quotes is missing")
			return
		}
		key := s.text()
		if !s.eat(':') {
			s.fail("a colon is missing after a key")
			return
		}
		s.path = append(s.path, step{key: key})
		s.member(key, &seen, read)
		s.path = s.path[:len(s.path)-1]
		if s.eat(',') {
			continue
		}
		if !s.eat('}') {
			s.fail("a comma or closing brace is missing")
		}
		return
	}
}

func (s *scanner) member(key string, seen *[]string, read func(key string) bool) {
	for _, k := range *seen {
		if k == key {
			s.faults.add(s.at(), "", "stands twice")
			s.skip(len(s.path))
			return
		}
	}
	*seen = append(*seen, key)
	s.peek()
	if read(key) {
		return
	}
	s.faults.add(s.at(), "", "unknown key")
	s.skip(len(s.path))
}

// array calls read for each element.
func (s *scanner) array(read func(i int)) {
	if s.peek() != '[' {
		s.wrong("a list")
		return
	}
	s.pos++
	if s.eat(']') {
		return
	}
	for i := 0; !s.broken; i++ {
		s.path = append(s.path, step{index: i})
		s.peek()
		read(i)
		s.path = s.path[:len(s.path)-1]
		if s.eat(',') {
			continue
		}
		if !s.eat(']') {
			s.fail("a comma or closing bracket is missing")
		}
		return
	}
}

// string reads text into to.
func (s *scanner) string(to *string) bool {
	if s.peek() != '"' {
		s.wrong("text")
		return true
	}
	*to = s.text()
	return true
}

// strings reads a list of texts into to.
func (s *scanner) strings(to *[]string) bool {
	s.list = s.list[:0]
	s.array(func(int) {
		var one string
		s.string(&one)
		s.list = append(s.list, one)
	})
	*to = s.stored(s.list)
	return true
}

// stored copies a list to where it stays; nil for an empty one.
func (s *scanner) stored(list []string) []string {
	const block = 1024
	if len(list) == 0 || len(list) > block {
		return append([]string(nil), list...)
	}
	if len(s.store)+len(list) > cap(s.store) {
		s.store = make([]string, 0, block)
	}
	from := len(s.store)
	s.store = append(s.store, list...)
	return s.store[from:len(s.store):len(s.store)]
}

// text reads a quoted text.
func (s *scanner) text() string {
	from := s.pos
	plain := true
	for s.pos++; s.pos < len(s.data); s.pos++ {
		switch c := s.data[s.pos]; {
		case c == '"':
			s.pos++
			return s.unquote(s.data[from:s.pos], plain)
		case c == '\\':
			plain = false
			s.pos++
		case c < ' ':
			s.fail("a control character stands in a text")
			return ""
		}
	}
	s.fail("a closing quote is missing")
	return ""
}

func (s *scanner) unquote(quoted string, plain bool) string {
	if plain {
		return quoted[1 : len(quoted)-1]
	}
	var out string
	if err := json.Unmarshal([]byte(quoted), &out); err != nil {
		s.fail("a text has a wrong escape")
	}
	return out
}

// integer reads a whole number between least and most into to.
func (s *scanner) integer(to *int, least, most int) bool {
	c := s.peek()
	if c != '-' && (c < '0' || c > '9') {
		s.wrong(fmt.Sprintf("a whole number from %d to %d", least, most))
		return true
	}
	from := s.pos
	word := s.number()
	n, err := strconv.Atoi(word)
	if err != nil || n < least || n > most {
		s.pos = from
		s.wrong(fmt.Sprintf("a whole number from %d to %d", least, most))
		return true
	}
	*to = n
	return true
}

func (s *scanner) number() string {
	from := s.pos
	for s.pos < len(s.data) && strings.IndexByte("+-.0123456789eE", s.data[s.pos]) >= 0 {
		s.pos++
	}
	return s.data[from:s.pos]
}

// decimal reads a number into to.
func (s *scanner) decimal(to *float64) bool {
	c := s.peek()
	from := s.pos
	x, err := strconv.ParseFloat(s.number(), 64)
	if err != nil || (c != '-' && (c < '0' || c > '9')) {
		s.pos = from
		s.wrong("a number")
		return true
	}
	*to = x
	return true
}

func (s *scanner) boolean(to *bool) bool {
	switch {
	case s.word("true"):
		*to = true
	case s.word("false"):
		*to = false
	default:
		s.wrong("true or false")
	}
	return true
}

func (s *scanner) word(w string) bool {
	s.peek()
	if !strings.HasPrefix(s.data[s.pos:], w) {
		return false
	}
	s.pos += len(w)
	return true
}

// instant reads an RFC 3339 time into to.
func (s *scanner) instant(to *time.Time) bool {
	if s.peek() != '"' {
		s.wrong("a time as 2006-01-02T15:04:05+01:00")
		return true
	}
	text := s.text()
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil && !s.broken {
		s.faults.add(s.at(), strconv.Quote(text), "must be a time as 2006-01-02T15:04:05+01:00")
	}
	*to = t
	return true
}

// skip steps over any value.
func (s *scanner) skip(depth int) {
	if depth > maxDepth {
		s.fail("nested too deep")
		return
	}
	switch c := s.peek(); {
	case c == '"':
		s.text()
	case c == '{':
		s.skipAll('}', true, depth)
	case c == '[':
		s.skipAll(']', false, depth)
	case c == '-' || c >= '0' && c <= '9':
		if word := s.number(); !json.Valid([]byte(word)) {
			s.fail("a number is malformed")
		}
	case s.word("true"), s.word("false"), s.word("null"):
	default:
		s.fail("a value is missing or malformed")
	}
}

func (s *scanner) skipAll(end byte, keyed bool, depth int) {
	s.pos++
	if s.eat(end) {
		return
	}
	for !s.broken {
		if keyed && s.peek() != '"' {
			s.fail("a key in quotes is missing")
			return
		}
		if keyed {
			s.text()
			if !s.eat(':') {
				s.fail("a colon is missing after a key")
				return
			}
		}
		s.skip(depth + 1)
		if s.eat(',') {
			continue
		}
		if !s.eat(end) {
			s.fail("a comma or closing bracket is missing")
		}
		return
	}
}

// document reads one object that is the whole text.
func (s *scanner) document(read func(key string) bool) {
	if !utf8.ValidString(s.data) {
		s.fail("is not UTF-8 text")
		return
	}
	s.object(read)
	if !s.broken && s.peek() != 0 || !s.broken && s.pos < len(s.data) {
		s.fail("something follows after the end")
	}
}

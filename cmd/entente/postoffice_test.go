package main

import (
	"io"
	"net"
	"net/mail"
	"strconv"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	entente "entente/internal/mail"
)

// postOffice is a real SMTP server that keeps what it is handed.
type postOffice struct {
	host string
	port int
	mu   sync.Mutex
	ids  map[string]int // how often each Message-ID came
	came chan string    // each Message-ID, before the letter is acknowledged; nil: nobody listens
}

func openPostOffice(t *testing.T) *postOffice {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	p := &postOffice{host: host, ids: map[string]int{}}
	if p.port, err = strconv.Atoi(port); err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &counter{p}, nil }))
	server.Domain = "localhost"
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return p
}

func (p *postOffice) config() entente.Config {
	return entente.Config{Host: p.host, Port: p.port, Security: "none", From: "entente@example.org"}
}

// counter is one conversation with the post office.
type counter struct{ office *postOffice }

func (c *counter) Mail(string, *smtp.MailOptions) error { return nil }
func (c *counter) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (c *counter) Reset()                               {}
func (c *counter) Logout() error                        { return nil }

// Data counts a letter by its Message-ID.
func (c *counter) Data(r io.Reader) error {
	message, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, message.Body); err != nil {
		return err
	}
	id := message.Header.Get("Message-Id")
	c.office.mu.Lock()
	c.office.ids[id]++
	c.office.mu.Unlock()
	if c.office.came != nil {
		c.office.came <- id
	}
	return nil
}

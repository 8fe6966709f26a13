package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"entente/internal/mail"
)

// office is a real SMTP server that keeps what it takes and refuses what it is told to.
type office struct {
	host    string
	port    int
	roots   *x509.CertPool
	refuse  map[string]error // by command: MAIL, RCPT, DATA
	mu      sync.Mutex
	letters []delivered
}

// delivered is what the server was handed.
type delivered struct {
	from, to string
	data     string
	secure   bool
	user     string
}

// openOffice starts a server on a free port: "none", "starttls" or "tls".
func openOffice(t *testing.T, security string) *office {
	t.Helper()
	o := &office{refuse: map[string]error{}}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{office: o, conn: c}, nil }))
	server.ErrorLog = log.New(io.Discard, "", 0) // a refused certificate is one test's aim
	server.Domain, server.AllowInsecureAuth = "localhost", security == mail.SecurityNone
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if security != mail.SecurityNone {
		server.TLSConfig, o.roots = certificate(t)
	}
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if security == mail.SecurityTLS {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	o.host = host
	if o.port, err = strconv.Atoi(port); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener) // ends when the listener is closed
	}()
	t.Cleanup(func() {
		_ = listener.Close() // the server closes it only when it has begun to serve
		_ = server.Close()
		<-done
	})
	return o
}

func (o *office) config(security string) mail.Config {
	return mail.Config{Host: o.host, Port: o.port, Security: security, From: "entente@example.org", Timeout: 5 * time.Second,
		TLS: &tls.Config{RootCAs: o.roots, ServerName: "localhost", MinVersion: tls.VersionTLS12}}
}

func (o *office) taken() []delivered {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.letters
}

// session is one conversation with the office.
type session struct {
	office *office
	conn   *smtp.Conn
	delivered
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "ann" || password != "secret" {
			return errors.New("wrong user or password")
		}
		s.user = user
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return s.office.refuse["MAIL"]
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.office.refuse["RCPT"]
}

func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.office.refuse["DATA"]; err != nil {
		return err
	}
	_, s.secure = s.conn.TLSConnectionState()
	s.data = string(data)
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	s.office.letters = append(s.office.letters, s.delivered)
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// certificate makes one for localhost, and the pool that trusts it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{"localhost"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}, pool
}

// script is a server that says its lines, one for each that it hears, and then hangs up.
func script(t *testing.T, replies ...string) mail.Config {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		follow(conn, replies)
	}()
	t.Cleanup(func() {
		_ = listener.Close()
		<-done
	})
	address, fine := listener.Addr().(*net.TCPAddr)
	if !fine {
		t.Fatal("no TCP address")
	}
	return mail.Config{Host: "127.0.0.1", Port: address.Port, Security: mail.SecurityNone, From: "entente@example.org", Timeout: 2 * time.Second}
}

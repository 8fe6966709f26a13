package mail

import (
	"crypto/tls"
	"fmt"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"entente/partnering"
)

// Ways to secure the conversation with a mail server.
const (
	SecurityStartTLS = "starttls" // begins in the clear and must become TLS before anything is said
	SecurityTLS      = "tls"      // TLS from the first byte
	SecurityNone     = "none"     // in the clear; for a server on the same machine
)

// Config says how to reach a mail server.
type Config struct {
	Host     string
	Port     int    // 0: 587, or 465 with SecurityTLS
	User     string // "": no authentication
	Password string
	Security string        // "": SecurityStartTLS
	From     string        // bare address that mail comes from
	Timeout  time.Duration // of each conversation; 0: 30 seconds
	TLS      *tls.Config   // nil: the system's certificates, the host's name
}

// options checks the configuration and translates it for the client.
func (c Config) options() ([]gomail.Option, error) {
	var faults []partnering.Fault
	if c.Host == "" || oneLine("host", c.Host) != nil || strings.ContainsAny(c.Host, " /@") {
		faults = append(faults, partnering.Fault{Field: "host", Value: c.Host, Message: "is no host name; one is smtp.example.org"})
	}
	if c.Port < 0 || c.Port > 65535 {
		faults = append(faults, partnering.Fault{Field: "port", Value: fmt.Sprint(c.Port), Message: "is no port; one is 587"})
	}
	security, port := c.security(), c.Port
	if security == nil {
		faults = append(faults, partnering.Fault{Field: "security", Value: c.Security, Message: "is none of starttls, tls, none"})
	}
	if len(faults) > 0 {
		return nil, partnering.Invalid("the mail server is not set up", faults...)
	}
	if port == 0 {
		port = c.standardPort()
	}
	options := append(security, gomail.WithPort(port), gomail.WithTimeout(c.timeout()))
	if c.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(c.User), gomail.WithPassword(c.Password))
	}
	if c.TLS != nil {
		options = append(options, gomail.WithTLSConfig(c.TLS))
	}
	return options, nil
}

// security returns the client's options for the way, nil for one that there is not.
func (c Config) security() []gomail.Option {
	switch c.Security {
	case "", SecurityStartTLS:
		return []gomail.Option{gomail.WithTLSPolicy(gomail.TLSMandatory)}
	case SecurityTLS:
		return []gomail.Option{gomail.WithSSL()}
	case SecurityNone:
		return []gomail.Option{gomail.WithTLSPolicy(gomail.NoTLS)}
	}
	return nil
}

func (c Config) standardPort() int {
	if c.Security == SecurityTLS {
		return 465
	}
	return 587
}

func (c Config) timeout() time.Duration {
	if c.Timeout > 0 {
		return c.Timeout
	}
	return 30 * time.Second
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"

	"entente/internal/mail"
	"entente/partnering"
	"entente/store"
)

// application is the product put together over one database.
type application struct {
	db      *store.DB
	service *partnering.Service
	log     *slog.Logger
	baseURL string
}

// openStore opens the database of the settings and brings it to this program's schema.
func (d dataSettings) openStore(ctx context.Context, log *slog.Logger) (*store.DB, error) {
	config := store.Config{DSN: d.Database, Path: filepath.Join(d.Data, databaseFile), Log: log}
	if d.Database == "" {
		if err := os.MkdirAll(d.Data, 0o700); err != nil {
			return nil, fmt.Errorf("make the data folder %s: %w", d.Data, err)
		}
	}
	db, err := store.Open(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// openService opens the store for a command that runs once, without mail.
func (d dataSettings) openService(ctx context.Context) (*application, error) {
	db, err := d.openStore(ctx, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	return &application{db: db, service: partnering.New(db), log: slog.New(slog.DiscardHandler)}, nil
}

// open puts the whole product together.
func (s serverSettings) open(ctx context.Context, out io.Writer) (*application, error) {
	log := slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: levelOf(s.Log)}))
	db, err := s.openStore(ctx, log)
	if err != nil {
		return nil, err
	}
	notifier, err := s.notifier(db)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	base := s.baseURL()
	service := partnering.New(db, partnering.WithLog(log), partnering.WithBaseURL(base), partnering.WithNotifier(notifier))
	return &application{db: db, service: service, log: log, baseURL: base}, nil
}

// baseURL is the set one, or the address that is listened on.
func (s serverSettings) baseURL() string {
	if s.BaseURL != "" {
		return strings.TrimRight(s.BaseURL, "/")
	}
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return "http://" + s.Addr
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// notifier sends by SMTP when a server is set, else into the mailbox page.
func (s serverSettings) notifier(db *store.DB) (partnering.Notifier, error) {
	if s.SMTPHost == "" {
		return mail.NewMailbox(db, s.MailFrom)
	}
	return mail.NewSMTP(mail.Config{Host: s.SMTPHost, Port: s.SMTPPort, User: s.SMTPUser, Password: s.SMTPPassword,
		Security: s.SMTPSecurity, From: s.MailFrom})
}

func levelOf(name string) slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return slog.LevelInfo
	}
	return level
}

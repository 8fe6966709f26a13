package partnering

import (
	"io"
	"log/slog"
	"sync"
)

// Service holds the use cases. Each takes who calls (an Actor), checks role,
// phase and deadline, and changes the store in one transaction; what a change
// causes elsewhere (mail, reminders, audit) is written in the same one. A
// Service is safe for concurrent use.
type Service struct {
	store    Store
	clock    Clock
	notifier Notifier
	log      *slog.Logger
	baseURL  string   // where the app is reached, for links in mails; no slash at the end
	owner    string   // of leases and claims: this process
	planned  sync.Map // event id → when a tick last planned its reminders
	runner   *Runner
	figures  figuresCache
}

// Option changes how New builds a Service.
type Option func(*Service)

// WithClock sets the clock; SystemClock otherwise.
func WithClock(c Clock) Option { return func(s *Service) { s.clock = c } }

// WithNotifier sets who sends mail; without one messages stay in the outbox.
func WithNotifier(n Notifier) Option { return func(s *Service) { s.notifier = n } }

// WithLog sets the log, which carries ids only, never personal data.
func WithLog(l *slog.Logger) Option { return func(s *Service) { s.log = l } }

// WithBaseURL sets where the app is reached, for links in mails.
func WithBaseURL(url string) Option { return func(s *Service) { s.baseURL = url } }

// New returns a Service over the store.
func New(store Store, options ...Option) *Service {
	s := &Service{store: store, clock: SystemClock, log: slog.New(slog.NewTextHandler(io.Discard, nil)), baseURL: "http://localhost:8080", owner: NewID()}
	for _, option := range options {
		option(s)
	}
	s.runner = newRunner(s)
	return s
}

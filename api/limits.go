package api

import (
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits are how often one may call. A zero field takes its default.
type Limits struct {
	AccountPerSecond float64 // signed-in calls of one account; default 100
	AccountBurst     int     // default 2000
	SignInPerMinute  float64 // sign-in calls from one network address; default 20
	SignInBurst      int     // default 40
	MailPerHour      float64 // sign-in mails to one mail address; default 12
	MailBurst        int     // default 5
}

// bucketsKept bounds the memory of each kind of bucket.
const bucketsKept = 50_000

// limiter counts calls by account, network address and mail address.
type limiter struct {
	account, signIn, mail *buckets
}

func newLimiter(l Limits) *limiter {
	return &limiter{
		account: newBuckets(or(l.AccountPerSecond, 100), or(l.AccountBurst, 2000)),
		signIn:  newBuckets(or(l.SignInPerMinute, 20)/60, or(l.SignInBurst, 40)),
		mail:    newBuckets(or(l.MailPerHour, 12)/3600, or(l.MailBurst, 5)),
	}
}

func or[T int | float64](value, standard T) T {
	if value == 0 {
		return standard
	}
	return value
}

func (l *limiter) allowAccount(id string) error {
	if id == "" {
		return nil
	}
	return l.account.allow(id, "too many calls of this account")
}

func (l *limiter) allowNetwork(r *http.Request) error {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	return l.signIn.allow(host, "too many sign-in calls from this address")
}

func (l *limiter) allowMail(address string) error {
	return l.mail.allow(strings.ToLower(strings.TrimSpace(address)), "too many sign-in mails to this address")
}

// buckets are token buckets by key; when there are too many, the full ones go.
type buckets struct {
	mu     sync.Mutex
	rate   rate.Limit
	burst  int
	byName map[string]*rate.Limiter
}

func newBuckets(perSecond float64, burst int) *buckets {
	return &buckets{rate: rate.Limit(perSecond), burst: burst, byName: map[string]*rate.Limiter{}}
}

func (b *buckets) allow(name, message string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	bucket, found := b.byName[name]
	if !found {
		b.makeRoom()
		bucket = rate.NewLimiter(b.rate, b.burst)
		b.byName[name] = bucket
	}
	if bucket.Allow() {
		return nil
	}
	problem := newProblem(http.StatusTooManyRequests, message+"; wait a moment and try again")
	problem.retry = "5"
	return problem
}

// makeRoom forgets the buckets that are full again, whose memory says nothing,
// and all of them when that is not enough.
func (b *buckets) makeRoom() {
	if len(b.byName) < bucketsKept {
		return
	}
	now := time.Now()
	for name, bucket := range b.byName {
		if bucket.TokensAt(now) >= float64(b.burst) {
			delete(b.byName, name)
		}
	}
	if len(b.byName) >= bucketsKept {
		clear(b.byName)
	}
}

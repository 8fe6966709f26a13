package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"sync"
	"time"

	"entente/partnering"
)

// keptBody is the largest body that a remembered call may have, both ways.
const keptBody = 1 << 20

// remember answers a creating post that comes again under the same
// Idempotency-Key with what it answered at first.
func (s *server) remember(next http.Handler) http.Handler {
	var under keyLocks
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key, by := r.Header.Get("Idempotency-Key"), actor(r.Context())
		if key == "" || r.Method != http.MethodPost || by.Account.ID == "" {
			next.ServeHTTP(w, r)
			return
		}
		// Two calls with one key at once: the second waits for the first's answer.
		defer under.lock(by.Account.ID + " " + key)()
		hash, err := hashCall(r)
		if err != nil {
			writeError(w, r, newProblem(http.StatusRequestEntityTooLarge, "a call with an Idempotency-Key takes at most 1 MiB"))
			return
		}
		kept, found, err := s.Store.CallByKey(r.Context(), by.Account.ID, key)
		switch {
		case err != nil:
			writeError(w, r, err)
		case found && kept.Hash != hash:
			writeError(w, r, newProblem(http.StatusUnprocessableEntity, "Idempotency-Key "+key+" was used for another call; take a new one"))
		case found:
			replay(w, kept)
		default:
			s.callAndKeep(w, r, next, partnering.RememberedCall{AccountID: by.Account.ID, Key: key, Hash: hash})
		}
	})
}

// callAndKeep carries the call out and keeps a successful answer.
func (s *server) callAndKeep(w http.ResponseWriter, r *http.Request, next http.Handler, call partnering.RememberedCall) {
	copied := &copyWriter{statusWriter: statusWriter{ResponseWriter: w, status: http.StatusOK}}
	next.ServeHTTP(copied, r)
	if copied.status >= http.StatusMultipleChoices || copied.body.Len() > keptBody {
		return
	}
	call.Status, call.Body, call.CreatedAt = copied.status, copied.body.Bytes(), time.Now().UTC()
	call.Header, _ = json.Marshal(map[string]string{"Content-Type": w.Header().Get("Content-Type"), "ETag": w.Header().Get("ETag")})
	if err := s.Store.RememberCall(r.Context(), call); err != nil {
		s.Log.WarnContext(r.Context(), "call not remembered", "path", r.URL.Path, "error", err)
	}
}

func replay(w http.ResponseWriter, kept partnering.RememberedCall) {
	var header map[string]string
	_ = json.Unmarshal(kept.Header, &header)
	for name, value := range header {
		if value != "" {
			w.Header().Set(name, value)
		}
	}
	w.Header().Set("Idempotency-Replayed", "true")
	w.WriteHeader(kept.Status)
	_, _ = w.Write(kept.Body)
}

// hashCall reads the body, puts it back, and hashes it with method and path.
func hashCall(r *http.Request) (string, error) {
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, keptBody))
	if err != nil {
		return "", err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	sum := sha256.Sum256(append([]byte(r.Method+" "+r.URL.RequestURI()+"\n"), body...))
	return hex.EncodeToString(sum[:]), nil
}

// copyWriter keeps a copy of what is answered.
type copyWriter struct {
	statusWriter
	body bytes.Buffer
}

func (w *copyWriter) Write(p []byte) (int, error) {
	w.body.Write(p)
	return w.ResponseWriter.Write(p)
}

// keyLocks are locks by name that take no memory while nobody holds them.
type keyLocks struct {
	mu   sync.Mutex
	held map[string]*heldLock
}

type heldLock struct {
	sync.Mutex
	waiting int
}

// lock waits for the name and returns how to let it go.
func (k *keyLocks) lock(name string) func() {
	k.mu.Lock()
	if k.held == nil {
		k.held = map[string]*heldLock{}
	}
	l := k.held[name]
	if l == nil {
		l = &heldLock{}
		k.held[name] = l
	}
	l.waiting++
	k.mu.Unlock()
	l.Lock()
	return func() {
		l.Unlock()
		k.mu.Lock()
		defer k.mu.Unlock()
		if l.waiting--; l.waiting == 0 {
			delete(k.held, name)
		}
	}
}

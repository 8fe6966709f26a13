package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"entente/partnering"
)

var errChangedMind = errors.New("changed my mind")

func phaseOf(t *testing.T, db *DB) partnering.Phase {
	t.Helper()
	return must(db.EventByID(context.Background(), "fair"))(t).Phase
}

// moveTo changes the event's phase through the store.
func moveTo(ctx context.Context, s partnering.Store, phase partnering.Phase) error {
	e, err := s.EventByID(ctx, "fair")
	if err != nil {
		return err
	}
	e.Phase = phase
	return s.UpdateEvent(ctx, &e)
}

// Two hundred who want ten pitch slots: ten get one, the others are told so,
// and may go on in the same transaction.
func TestOneWinsEachPitchSlot(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		session := partnering.PitchSession{ID: "p", EventID: "fair", Mode: partnering.PitchOpen, Start: later(0), End: later(150), PitchMin: 10, QAMin: 5}
		var slots []partnering.PitchSlot
		for i := range 10 {
			slots = append(slots, partnering.PitchSlot{ID: fmt.Sprint("p", i), EventID: "fair", SessionID: "p", Position: i + 1, Start: later(15 * i), End: later(15*i + 15)})
		}
		ok(t, db.CreatePitchSession(ctx, &session, slots))
		var won, told, free atomic.Int64
		var all sync.WaitGroup
		for i := range 200 {
			all.Go(func() {
				err := db.Tx(ctx, func(s partnering.Store) error {
					b := booking(fmt.Sprint("b", i), fmt.Sprint("p", i%10), "acme", partnering.BookingBooked)
					refused := s.CreateBooking(ctx, b)
					if refused == nil {
						return nil
					}
					held, err := s.FindBookings(ctx, "fair")
					if err != nil {
						return err
					}
					free.Add(int64(10 - len(held)))
					return refused
				})
				switch partnering.ErrorCode(err) {
				case "":
					won.Add(1)
				case partnering.CodeConflict:
					told.Add(1)
				default:
					t.Errorf("booking %d: %v", i, err)
				}
			})
		}
		all.Wait()
		same(t, []int64{won.Load(), told.Load()}, []int64{10, 190})
		same(t, len(must(db.FindBookings(ctx, "fair"))(t)), 10)
	})
}

// Two hundred who raise a counter that they read first: none of the rises is lost.
func TestNoUpdateIsLost(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		var all sync.WaitGroup
		for range 200 {
			all.Go(func() {
				if err := db.Tx(ctx, func(s partnering.Store) error {
					p, err := s.PlaceByID(ctx, "room")
					if err != nil {
						return err
					}
					p.Position++
					return s.UpdatePlace(ctx, &p)
				}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		same(t, must(db.PlaceByID(ctx, "room"))(t).Position, 202)
	})
}

func TestTx(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		t.Run("an error undoes everything", func(t *testing.T) {
			err := db.Tx(ctx, func(s partnering.Store) error {
				ok(t, moveTo(ctx, s, partnering.PhaseLive))
				ok(t, s.CreateSlots(ctx, partnering.Slot{ID: "s9", EventID: "fair", Start: later(90), End: later(99)}))
				return errChangedMind
			})
			if !errors.Is(err, errChangedMind) {
				t.Fatalf("got %v, want the function's own error", err)
			}
			same(t, phaseOf(t, db), partnering.PhaseOpen)
			same(t, len(must(db.FindSlots(ctx, "fair"))(t)), 3)
		})
		t.Run("a panic undoes everything and lets the next one in", func(t *testing.T) {
			func() {
				defer func() { same(t, recover(), any("broken")) }()
				_ = db.Tx(ctx, func(s partnering.Store) error {
					ok(t, moveTo(ctx, s, partnering.PhaseLive))
					panic("broken")
				})
			}()
			same(t, phaseOf(t, db), partnering.PhaseOpen)
			ok(t, db.Tx(ctx, func(s partnering.Store) error { return moveTo(ctx, s, partnering.PhaseOpen) }))
		})
		t.Run("a cancelled context undoes everything and lets the next one in", func(t *testing.T) {
			ctx, cancel := context.WithCancel(ctx)
			err := db.Tx(ctx, func(s partnering.Store) error {
				ok(t, moveTo(ctx, s, partnering.PhaseLive))
				cancel()
				return moveTo(ctx, s, partnering.PhaseClosed)
			})
			if err == nil {
				t.Fatal("a transaction whose context is cancelled was committed")
			}
			same(t, phaseOf(t, db), partnering.PhaseOpen)
			ok(t, db.Tx(context.Background(), func(s partnering.Store) error { return nil }))
		})
		t.Run("others see nothing before the end", func(t *testing.T) {
			ok(t, db.Tx(ctx, func(s partnering.Store) error {
				ok(t, moveTo(ctx, s, partnering.PhaseLive))
				same(t, phaseOf(t, db), partnering.PhaseOpen)
				same(t, must(s.EventByID(ctx, "fair"))(t).Phase, partnering.PhaseLive)
				return nil
			}))
			same(t, phaseOf(t, db), partnering.PhaseLive)
		})
		t.Run("one inside joins", func(t *testing.T) {
			err := db.Tx(ctx, func(s partnering.Store) error {
				ok(t, s.Tx(ctx, func(s partnering.Store) error { return moveTo(ctx, s, partnering.PhaseClosed) }))
				return errChangedMind
			})
			same(t, errors.Is(err, errChangedMind), true)
			same(t, phaseOf(t, db), partnering.PhaseLive)
		})
		t.Run("one inside that fails is undone alone", func(t *testing.T) {
			ok(t, db.Tx(ctx, func(s partnering.Store) error {
				err := s.Tx(ctx, func(s partnering.Store) error {
					ok(t, moveTo(ctx, s, partnering.PhaseClosed))
					return errChangedMind
				})
				same(t, errors.Is(err, errChangedMind), true)
				return s.CreateSlots(ctx, partnering.Slot{ID: "s9", EventID: "fair", Start: later(90), End: later(99)})
			}))
			same(t, phaseOf(t, db), partnering.PhaseLive)
			same(t, len(must(db.FindSlots(ctx, "fair"))(t)), 4)
		})
		t.Run("a refused change leaves the rest of the transaction", func(t *testing.T) {
			ok(t, db.Tx(ctx, func(s partnering.Store) error {
				ok(t, moveTo(ctx, s, partnering.PhaseScheduling))
				taken := s.CreateSlots(ctx,
					partnering.Slot{ID: "s10", EventID: "fair", Start: later(100), End: later(110)},
					partnering.Slot{ID: "s9", EventID: "fair", Start: later(90), End: later(99)})
				wantCode(t, taken, partnering.CodeConflict)
				return nil
			}))
			same(t, phaseOf(t, db), partnering.PhaseScheduling)
			same(t, len(must(db.FindSlots(ctx, "fair"))(t)), 4)
		})
	})
}

// A change names the version that it is made to.
func TestStaleVersions(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		fair(t, db)
		pitches(t, db)
		a := partnering.Availability{DelegateID: "ada"}
		rule := partnering.ReminderRule{EventID: "fair", Kind: partnering.RuleAgenda}
		b := booking("b", "p1", "acme", partnering.BookingBooked)
		run := partnering.Run{ID: "run", EventID: "fair", State: partnering.RunQueued, CreatedAt: noon}
		draft := partnering.Draft{ID: "d", EventID: "fair", CreatedAt: noon}
		account := partnering.Account{ID: "a", Email: "a@x", CreatedAt: noon, Version: 1}
		ok(t, db.PutAvailability(ctx, &a))
		ok(t, db.PutRule(ctx, &rule))
		ok(t, db.CreateBooking(ctx, b))
		ok(t, db.CreateRun(ctx, &run))
		ok(t, db.CreateDraft(ctx, &draft, nil, nil))
		ok(t, db.CreateAccounts(ctx, account))
		event := must(db.EventByID(ctx, "fair"))(t)
		slot := must(db.FindSlots(ctx, "fair"))(t)[0]
		place := must(db.PlaceByID(ctx, "room"))(t)
		organisation := must(db.OrganisationByID(ctx, "acme"))(t)
		delegate := must(db.DelegateByID(ctx, "ada"))(t)
		asked := must(db.RequestByID(ctx, "r1"))(t)
		session := must(db.PitchSessionByID(ctx, "p"))(t)
		for name, update := range map[string]func() (version *int64, err error){
			"event":        func() (*int64, error) { return &event.Version, db.UpdateEvent(ctx, &event) },
			"slot":         func() (*int64, error) { return &slot.Version, db.UpdateSlot(ctx, &slot) },
			"place":        func() (*int64, error) { return &place.Version, db.UpdatePlace(ctx, &place) },
			"organisation": func() (*int64, error) { return &organisation.Version, db.UpdateOrganisation(ctx, &organisation) },
			"delegate":     func() (*int64, error) { return &delegate.Version, db.UpdateDelegate(ctx, &delegate) },
			"availability": func() (*int64, error) { return &a.Version, db.PutAvailability(ctx, &a) },
			"account":      func() (*int64, error) { return &account.Version, db.UpdateAccount(ctx, &account) },
			"session":      func() (*int64, error) { return &session.Version, db.UpdatePitchSession(ctx, &session) },
			"booking":      func() (*int64, error) { return &b.Version, db.UpdateBooking(ctx, b) },
			"request":      func() (*int64, error) { return &asked.Version, db.UpdateRequest(ctx, &asked) },
			"run":          func() (*int64, error) { return &run.Version, db.UpdateRun(ctx, &run) },
			"draft":        func() (*int64, error) { return &draft.Version, db.UpdateDraft(ctx, &draft) },
			"rule":         func() (*int64, error) { return &rule.Version, db.PutRule(ctx, &rule) },
		} {
			t.Run(name, func(t *testing.T) {
				v, err := update()
				ok(t, err)
				same(t, *v, 2)
				for _, stale := range []int64{1, 3} {
					*v = stale
					_, err = update()
					wantCode(t, err, partnering.CodePrecondition)
					same(t, *v, stale)
				}
			})
		}
		a.Version, rule.Version = 0, 0
		wantCode(t, db.PutAvailability(ctx, &a), partnering.CodePrecondition)
		wantCode(t, db.PutRule(ctx, &rule), partnering.CodePrecondition)
		wantCode(t, db.UpdateEvent(ctx, &partnering.Event{ID: "nowhere", Version: 1, Phase: partnering.PhaseOpen, CreatedAt: noon}), partnering.CodeNotFound)
	})
}

// Another process that holds the file's lock makes writers wait, then say so;
// readers go on.
func TestBusyFile(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "entente.db")
	db := opened(t, Config{Path: path, BusyTimeout: 30 * time.Millisecond})
	other := opened(t, Config{Path: path})
	fair(t, db)
	ok(t, other.Tx(ctx, func(s partnering.Store) error {
		ok(t, moveTo(ctx, s, partnering.PhaseLive))
		wantCode(t, moveTo(ctx, db, partnering.PhaseClosed), partnering.CodeBusy)
		same(t, phaseOf(t, db), partnering.PhaseOpen)
		return nil
	}))
	ok(t, moveTo(ctx, db, partnering.PhaseClosed))
}

// A writer that waits for another one of its process can be called off.
func TestWaitingWriterIsCalledOff(t *testing.T) {
	db := onSQLite(t)
	fair(t, db)
	e := must(db.EventByID(context.Background(), "fair"))(t)
	ok(t, db.Tx(context.Background(), func(partnering.Store) error {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := db.UpdateEvent(ctx, &e); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want the context's error", err)
		}
		return nil
	}))
}

// A full disk changes nothing and says so.
func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	db := onSQLite(t)
	fair(t, db)
	var pages int
	ok(t, db.engine.write.Raw("PRAGMA page_count").Scan(&pages).Error)
	ok(t, db.engine.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+1)).Error)
	var full error
	for i := 0; full == nil && i < 1000; i++ {
		full = db.CreateAudit(ctx, partnering.AuditEntry{ID: fmt.Sprint(i), At: noon, Action: "write", Who: fmt.Sprintf("%8000d", i)})
	}
	wantCode(t, full, partnering.CodeBusy)
	ok(t, db.engine.write.Exec("PRAGMA max_page_count = 1000000").Error)
	ok(t, db.CreateAudit(ctx, partnering.AuditEntry{ID: "later", At: noon, Action: "write"}))
}

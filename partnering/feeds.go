package partnering

import (
	"context"
	"slices"
)

// CreateFeed makes a calendar subscription, or returns the caller's own for the same agenda. Its
// token is the only key to it, and lets nobody see more than its maker may.
func (s *Service) CreateFeed(ctx context.Context, by Actor, eventID string, scope FeedScope, subjectID string) (Feed, error) {
	if err := mustBePerson(by); err != nil {
		return Feed{}, err
	}
	_, reach, err := s.agendaToRead(ctx, by, eventID, scope, subjectID)
	if err != nil {
		return Feed{}, err
	}
	feed := Feed{Token: secret(), EventID: eventID, Scope: scope, SubjectID: reach.subjectID, AccountID: by.Account.ID, CreatedAt: asKept(s.clock.Now())}
	err = s.store.Tx(ctx, func(st Store) error {
		own, err := st.FindFeeds(ctx, by.Account.ID)
		if err != nil {
			return err
		}
		if at := slices.IndexFunc(own, feed.sameAgenda); at >= 0 {
			feed = own[at]
			return nil
		}
		if err := st.CreateFeed(ctx, feed); err != nil {
			return err
		}
		return s.record(ctx, st, by, eventID, "feed.create", Subject{Kind: "account", ID: by.Account.ID}, nil, feed.withoutToken())
	})
	return feed, err
}

func (f Feed) sameAgenda(o Feed) bool {
	return f.EventID == o.EventID && f.Scope == o.Scope && f.SubjectID == o.SubjectID
}

// withoutToken is what the audit log may keep of a feed.
func (f Feed) withoutToken() map[string]string {
	return map[string]string{"scope": string(f.Scope), "subject": f.SubjectID}
}

// FindFeeds lists the caller's calendar subscriptions, the oldest first.
func (s *Service) FindFeeds(ctx context.Context, by Actor) ([]Feed, error) {
	if err := mustBePerson(by); err != nil {
		return nil, err
	}
	return s.store.FindFeeds(ctx, by.Account.ID)
}

// DeleteFeed revokes one of the caller's calendar subscriptions.
func (s *Service) DeleteFeed(ctx context.Context, by Actor, token string) error {
	if err := mustBePerson(by); err != nil {
		return err
	}
	return s.store.Tx(ctx, func(st Store) error {
		feed, err := st.FeedByToken(ctx, token)
		if ErrorCode(err) == CodeNotFound || err == nil && feed.AccountID != by.Account.ID {
			return noFeed()
		}
		if err != nil {
			return err
		}
		if err := st.DeleteFeed(ctx, by.Account.ID, token); err != nil {
			return err
		}
		return s.record(ctx, st, by, feed.EventID, "feed.delete", Subject{Kind: "account", ID: by.Account.ID}, feed.withoutToken(), nil)
	})
}

// noFeed says the same of a token that never was and of one that opens nothing any more.
func noFeed() error {
	return Errorf(CodeNotFound, "this calendar is unknown or revoked: subscribe again on the agenda's page")
}

// FeedAgenda returns the agenda behind a feed's token, as its maker may see it now: CodeNotFound
// once the maker has lost the role, the subject is gone or the feed was revoked.
func (s *Service) FeedAgenda(ctx context.Context, token string) (Agenda, error) {
	agenda, err := s.feedAgenda(ctx, token)
	switch ErrorCode(err) {
	case CodeNotFound, CodeForbidden, CodeUnauthenticated:
		return Agenda{}, noFeed()
	}
	return agenda, err
}

func (s *Service) feedAgenda(ctx context.Context, token string) (Agenda, error) {
	feed, err := s.store.FeedByToken(ctx, token)
	if err != nil {
		return Agenda{}, err
	}
	maker, err := s.ActorOf(ctx, feed.AccountID)
	if err != nil {
		return Agenda{}, err
	}
	return s.Agenda(ctx, maker, feed.EventID, feed.Scope, feed.SubjectID)
}

package partnering

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"
)

// contact is somebody who gets messages.
type contact struct {
	Email      string
	DelegateID string
	AccountID  string
}

// plan completes outbox rows and writes them ahead: id, state, Message-ID and,
// where a row has none, now as its due instant.
func (s *Service) plan(ctx context.Context, st Store, rows ...OutboxRow) error {
	now := s.clock.Now()
	kept := rows[:0]
	for _, row := range rows {
		if row.To != "" && !erased(row.To) {
			kept = append(kept, s.complete(row, now))
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return st.CreateOutbox(ctx, kept...)
}

func (s *Service) complete(row OutboxRow, now time.Time) OutboxRow {
	row.ID = NewID()
	row.State = OutboxPlanned
	row.CreatedAt = now
	row.MessageID = fmt.Sprintf("<%s@%s>", row.ID, s.host())
	if row.Due.IsZero() {
		row.Due = now
	}
	if row.NextAt.IsZero() {
		row.NextAt = row.Due
	}
	return row
}

// host is the right-hand side of Message-IDs.
func (s *Service) host() string {
	u, err := url.Parse(s.baseURL)
	if err != nil || u.Hostname() == "" {
		return "entente"
	}
	return u.Hostname()
}

// tell plans one message at once to each of the contacts.
func (s *Service) tell(ctx context.Context, st Store, rule RuleKind, eventID string, subject Subject, payload any, to []contact) error {
	rows := make([]OutboxRow, 0, len(to))
	for _, c := range to {
		rows = append(rows, OutboxRow{
			EventID: eventID, Rule: rule, To: c.Email, DelegateID: c.DelegateID, AccountID: c.AccountID,
			Subject: subject, Payload: asJSON(payload),
		})
	}
	return s.plan(ctx, st, rows...)
}

// contactsOf returns whom to tell at an organisation: its admins and the named
// delegates, or all its delegates where that is nobody.
func (s *Service) contactsOf(ctx context.Context, st Store, eventID, organisationID string, named []string) ([]contact, error) {
	members, err := st.FindMembersOf(ctx, eventID, organisationID)
	if err != nil {
		return nil, err
	}
	team, err := st.FindDelegates(ctx, DelegateFilter{EventID: eventID, OrganisationID: organisationID})
	if err != nil {
		return nil, err
	}
	contacts, err := s.adminsWhoStayAway(ctx, st, members)
	if err != nil {
		return nil, err
	}
	return append(contacts, chosen(team.Items, members, named, len(contacts) == 0)...), nil
}

// adminsWhoStayAway returns the admins who are no delegates.
func (s *Service) adminsWhoStayAway(ctx context.Context, st Store, members []Membership) ([]contact, error) {
	var ids []string
	for _, m := range members {
		if m.Role == RoleAdmin && m.DelegateID == "" {
			ids = append(ids, m.AccountID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	accounts, err := st.FindAccounts(ctx, ids...)
	if err != nil {
		return nil, err
	}
	contacts := make([]contact, 0, len(accounts))
	for _, a := range accounts {
		contacts = append(contacts, contact{Email: a.Email, AccountID: a.ID})
	}
	return contacts, nil
}

// chosen returns the admins and named delegates of a team, or, where that is
// nobody and orAll, the whole team.
func chosen(team []Delegate, members []Membership, named []string, orAll bool) []contact {
	accounts, admins := map[string]string{}, map[string]bool{}
	for _, m := range members {
		if m.DelegateID != "" {
			accounts[m.DelegateID] = m.AccountID
			admins[m.DelegateID] = admins[m.DelegateID] || m.Role == RoleAdmin
		}
	}
	var some, all []contact
	for _, d := range team {
		c := contact{Email: d.Email, DelegateID: d.ID, AccountID: accounts[d.ID]}
		all = append(all, c)
		if admins[d.ID] || slices.Contains(named, d.ID) {
			some = append(some, c)
		}
	}
	if len(some) == 0 && orAll {
		return all
	}
	return some
}

package partnering

import (
	"context"
	"fmt"
	"slices"
)

// Roles lists all roles.
func Roles() []Role {
	return []Role{RoleOrganiser, RoleReviewer, RoleClusterManager, RoleAdmin, RoleDelegate}
}

// EnsureAccount finds or makes the account of the address; for the process itself. With an eventID
// it becomes an organiser of that event, without one an operator, who may create events.
func (s *Service) EnsureAccount(ctx context.Context, by Actor, email, name, eventID string) (Account, error) {
	if !by.System {
		return Account{}, Errorf(CodeForbidden, "only the process itself makes accounts")
	}
	address, err := ParseAddress(email)
	if err != nil {
		return Account{}, err
	}
	var account Account
	err = s.store.Tx(ctx, func(st Store) error {
		if account, err = s.ensureAccount(ctx, st, by, Account{Email: address, Name: name}); err != nil {
			return err
		}
		if eventID != "" {
			return s.join(ctx, st, by, Membership{AccountID: account.ID, EventID: eventID, Role: RoleOrganiser})
		}
		return s.makeOperator(ctx, st, by, &account)
	})
	return account, err
}

// ensureAccount finds the account of the address or makes it as given.
func (s *Service) ensureAccount(ctx context.Context, st Store, by Actor, a Account) (Account, error) {
	found, err := st.AccountByEmail(ctx, a.Email)
	if ErrorCode(err) != CodeNotFound {
		return found, err
	}
	a.ID, a.CreatedAt, a.Version = NewID(), s.clock.Now(), 1
	if a.Language == "" {
		a.Language = "en"
	}
	if err := st.CreateAccounts(ctx, a); err != nil {
		return Account{}, err
	}
	return a, s.record(ctx, st, by, "", "account.create", Subject{Kind: "account", ID: a.ID}, nil, a)
}

func (s *Service) makeOperator(ctx context.Context, st Store, by Actor, a *Account) error {
	if a.Operator {
		return nil
	}
	before := *a
	a.Operator = true
	if err := st.UpdateAccount(ctx, a); err != nil {
		return err
	}
	return s.record(ctx, st, by, "", "account.operator", Subject{Kind: "account", ID: a.ID}, before, *a)
}

// join gives the role after a look at the event.
func (s *Service) join(ctx context.Context, st Store, by Actor, m Membership) error {
	if _, err := st.EventByID(ctx, m.EventID); err != nil {
		return err
	}
	if err := st.CreateMemberships(ctx, m); err != nil {
		return err
	}
	return s.record(ctx, st, by, m.EventID, "role.grant", Subject{Kind: "account", ID: m.AccountID}, nil, m)
}

// GrantRole gives an account, made when it is missing, a role at an event; for organisers.
func (s *Service) GrantRole(ctx context.Context, by Actor, email, name string, m Membership) (Account, error) {
	if err := mustOrganise(by, m.EventID); err != nil {
		return Account{}, err
	}
	var account Account
	err := s.store.Tx(ctx, func(st Store) error {
		address, err := checkGrant(ctx, st, email, name, m)
		if err != nil {
			return err
		}
		if account, err = s.ensureAccount(ctx, st, by, Account{Email: address, Name: name}); err != nil {
			return err
		}
		m.AccountID = account.ID
		return s.join(ctx, st, by, m)
	})
	return account, err
}

// checkGrant returns the address as it is kept.
func checkGrant(ctx context.Context, st Store, email, name string, m Membership) (string, error) {
	var f faults
	address := f.address("email", email)
	f.line("name", name, false)
	if !slices.Contains(Roles(), m.Role) {
		f.add("role", string(m.Role), "is no role; roles: %v", Roles())
	}
	if err := f.membership(ctx, st, m); err != nil {
		return "", err
	}
	return address, Invalid("the role cannot be given", f...)
}

// membership checks what the role must and must not name.
func (f *faults) membership(ctx context.Context, st Store, m Membership) error {
	needs := m.Role == RoleAdmin || m.Role == RoleDelegate || m.Role == RoleClusterManager
	switch {
	case needs && m.OrganisationID == "":
		f.add("organisation", "", "is missing: a %s acts for one", m.Role)
	case !needs && m.OrganisationID != "":
		f.add("organisation", m.OrganisationID, "must be empty for a %s", m.Role)
	case needs:
		return f.ofOrganisation(ctx, st, m)
	}
	return nil
}

func (f *faults) ofOrganisation(ctx context.Context, st Store, m Membership) error {
	o, err := st.OrganisationByID(ctx, m.OrganisationID)
	if ErrorCode(err) == CodeNotFound || err == nil && o.EventID != m.EventID {
		f.add("organisation", m.OrganisationID, "is no organisation of this event")
		return nil
	}
	if err != nil || m.DelegateID == "" {
		return err
	}
	d, err := st.DelegateByID(ctx, m.DelegateID)
	if ErrorCode(err) == CodeNotFound || err == nil && d.OrganisationID != o.ID {
		f.add("delegate", m.DelegateID, "is no delegate of %s", o.Name)
		return nil
	}
	if err != nil {
		return fmt.Errorf("check role of delegate %s: %w", m.DelegateID, err)
	}
	return nil
}

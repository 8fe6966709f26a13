package store

import (
	"context"
	"strings"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type accountRow struct {
	ID        string `gorm:"primaryKey"`
	Email     string
	Name      string
	Language  string
	Zone      string
	Operator  bool
	CreatedAt instant `gorm:"autoCreateTime:false"`
	Version   int64
}

// TableName implements gorm's Tabler.
func (accountRow) TableName() string { return "accounts" }

func accountFromDomain(a partnering.Account) accountRow {
	return accountRow{
		ID: a.ID, Email: strings.ToLower(a.Email), Name: a.Name, Language: a.Language, Zone: a.Zone,
		Operator: a.Operator, CreatedAt: at(a.CreatedAt), Version: a.Version,
	}
}

func (r accountRow) toDomain() partnering.Account {
	return partnering.Account{
		ID: r.ID, Email: r.Email, Name: r.Name, Language: r.Language, Zone: r.Zone,
		Operator: r.Operator, CreatedAt: r.CreatedAt.Time, Version: r.Version,
	}
}

// AccountByID implements partnering.AccountStore.
func (t *tables) AccountByID(ctx context.Context, id string) (partnering.Account, error) {
	return one[accountRow](t.from(ctx), "account", "id", id)
}

// AccountByEmail implements partnering.AccountStore; case does not matter.
func (t *tables) AccountByEmail(ctx context.Context, email string) (partnering.Account, error) {
	return one[accountRow](t.from(ctx), "account", "email", strings.ToLower(email))
}

// FindAccounts implements partnering.AccountStore: none without ids.
func (t *tables) FindAccounts(ctx context.Context, ids ...string) ([]partnering.Account, error) {
	return list[accountRow](in(t.from(ctx), t.engine.dialect, "id", ids).Order("email"))
}

// CreateAccounts implements partnering.AccountStore.
func (t *tables) CreateAccounts(ctx context.Context, accounts ...partnering.Account) error {
	rows := rowsOf(accounts, func(a partnering.Account) accountRow {
		a.Version = 1
		return accountFromDomain(a)
	})
	return t.change(ctx, func(c change) error { return insert(c, rows) })
}

// UpdateAccount implements partnering.AccountStore.
func (t *tables) UpdateAccount(ctx context.Context, a *partnering.Account) error {
	row := accountFromDomain(*a)
	row.Version++
	err := t.change(ctx, func(c change) error { return edit(c, &row, "account", a.ID, a.Version) })
	if err == nil {
		a.Version = row.Version
	}
	return err
}

type membershipRow struct {
	AccountID      string
	EventID        string
	Role           string
	OrganisationID ref
	DelegateID     ref
}

// TableName implements gorm's Tabler.
func (membershipRow) TableName() string { return "memberships" }

func membershipFromDomain(m partnering.Membership) membershipRow {
	return membershipRow{
		AccountID: m.AccountID, EventID: m.EventID, Role: string(m.Role),
		OrganisationID: ref(m.OrganisationID), DelegateID: ref(m.DelegateID),
	}
}

func (r membershipRow) toDomain() partnering.Membership {
	return partnering.Membership{
		AccountID: r.AccountID, EventID: r.EventID, Role: partnering.Role(r.Role),
		OrganisationID: string(r.OrganisationID), DelegateID: string(r.DelegateID),
	}
}

const membershipOrder = "event_id, role, account_id, coalesce(organisation_id, ''), coalesce(delegate_id, '')"

// FindMemberships implements partnering.AccountStore.
func (t *tables) FindMemberships(ctx context.Context, accountID string) ([]partnering.Membership, error) {
	return list[membershipRow](t.from(ctx).Where("account_id = ?", accountID).Order(membershipOrder))
}

// FindMembers implements partnering.AccountStore.
func (t *tables) FindMembers(ctx context.Context, eventID string, role partnering.Role) ([]partnering.Membership, error) {
	q := where(t.from(ctx).Where("event_id = ?", eventID), string(role), "role = ?")
	return list[membershipRow](q.Order(membershipOrder))
}

// FindMembersOf implements partnering.AccountStore: none without ids.
func (t *tables) FindMembersOf(ctx context.Context, eventID string, organisationIDs ...string) ([]partnering.Membership, error) {
	q := in(t.from(ctx).Where("event_id = ?", eventID), t.engine.dialect, "organisation_id", organisationIDs)
	return list[membershipRow](q.Order(membershipOrder))
}

// CreateMemberships implements partnering.AccountStore.
func (t *tables) CreateMemberships(ctx context.Context, memberships ...partnering.Membership) error {
	rows := rowsOf(memberships, membershipFromDomain)
	return t.change(ctx, func(c change) error {
		return insert(change{c.Clauses(clause.OnConflict{DoNothing: true}), c.dialect}, rows)
	})
}

// DeleteMembership implements partnering.AccountStore. A role that is not there is none to take.
func (t *tables) DeleteMembership(ctx context.Context, m partnering.Membership) error {
	return t.change(ctx, func(c change) error {
		return c.Where("account_id = ? AND event_id = ? AND role = ?", m.AccountID, m.EventID, string(m.Role)).
			Where("coalesce(organisation_id, '') = ? AND coalesce(delegate_id, '') = ?", m.OrganisationID, m.DelegateID).
			Delete(&membershipRow{}).Error
	})
}

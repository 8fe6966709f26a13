package partnering

import (
	"context"
	"fmt"
	"slices"
)

// InviteDelegates plans a sign-in mail to each; for organisers. It returns how many. Its links live
// for a week, since an invitation waits until somebody reads it.
func (s *Service) InviteDelegates(ctx context.Context, by Actor, eventID string, delegateIDs []string) (int, error) {
	ids := distinct(delegateIDs)
	if len(ids) == 0 {
		return 0, mustOrganise(by, eventID)
	}
	err := s.store.Tx(ctx, func(st Store) error {
		if _, err := organised(ctx, st, by, eventID, ActSetUp); err != nil {
			return err
		}
		accounts, err := accountsOf(ctx, st, eventID, ids)
		if err != nil {
			return err
		}
		for _, a := range accounts {
			if err := s.mailLink(ctx, st, a, eventID, invitationLife); err != nil {
				return err
			}
		}
		return s.record(ctx, st, by, eventID, "delegates.invite", Subject{Kind: "event", ID: eventID}, nil, ids)
	})
	if err != nil {
		return 0, err
	}
	return len(ids), nil
}

// accountsOf returns the accounts of the delegates, or every id that has none.
func accountsOf(ctx context.Context, st Store, eventID string, delegateIDs []string) ([]Account, error) {
	members, err := st.FindMembers(ctx, eventID, "")
	if err != nil {
		return nil, err
	}
	byDelegate := map[string]string{}
	for _, m := range members {
		if m.DelegateID != "" {
			byDelegate[m.DelegateID] = m.AccountID
		}
	}
	var f faults
	var accountIDs []string
	for i, id := range delegateIDs {
		if byDelegate[id] == "" {
			f.add(fmt.Sprintf("delegates[%d]", i), id, "is no delegate of this event with an account")
		}
		accountIDs = append(accountIDs, byDelegate[id])
	}
	if err := Invalid("not everybody can be invited", f...); err != nil {
		return nil, err
	}
	slices.Sort(accountIDs)
	return st.FindAccounts(ctx, slices.Compact(accountIDs)...)
}

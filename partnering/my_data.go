package partnering

import (
	"context"
)

// ExportMyData returns everything that is kept about the caller.
func (s *Service) ExportMyData(ctx context.Context, by Actor) (PersonalData, error) {
	if err := mustBePerson(by); err != nil {
		return PersonalData{}, err
	}
	account, err := s.store.AccountByID(ctx, by.Account.ID)
	if err != nil {
		return PersonalData{}, err
	}
	data := PersonalData{Account: account, Memberships: by.Memberships}
	for _, m := range by.Memberships {
		if err := s.exportRole(ctx, by, m, &data); err != nil {
			return PersonalData{}, err
		}
	}
	mails, err := s.store.FindOutbox(ctx, OutboxFilter{To: account.Email})
	for _, row := range mails.Items {
		row.Payload = nil // may hold a sign-in link
		data.Mails = append(data.Mails, row)
	}
	return data, err
}

// exportRole adds what hangs on one role: the delegate, its organisation's
// requests, what the caller wrote in them, and the agenda.
func (s *Service) exportRole(ctx context.Context, by Actor, m Membership, data *PersonalData) error {
	if m.DelegateID == "" {
		return nil
	}
	d, err := s.store.DelegateByID(ctx, m.DelegateID)
	if err != nil {
		return err
	}
	data.Delegates = append(data.Delegates, d)
	requests, err := s.store.FindRequests(ctx, RequestFilter{EventID: m.EventID, OrganisationID: m.OrganisationID})
	if err != nil {
		return err
	}
	data.Requests = append(data.Requests, requests.Items...)
	if err := s.exportMessages(ctx, by, requests.Items, data); err != nil {
		return err
	}
	agenda, err := s.Agenda(ctx, by, m.EventID, ScopeDelegate, m.DelegateID)
	if err != nil {
		return err
	}
	data.Agendas = append(data.Agendas, agenda)
	return nil
}

func (s *Service) exportMessages(ctx context.Context, by Actor, requests []MeetingRequest, data *PersonalData) error {
	ids := make([]string, len(requests))
	for i, r := range requests {
		ids[i] = r.ID
	}
	counts, err := s.store.CountMessages(ctx, ids...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if counts[id] == 0 {
			continue
		}
		thread, err := s.store.FindMessages(ctx, id)
		if err != nil {
			return err
		}
		for _, m := range thread {
			if m.AccountID == by.Account.ID {
				data.Messages = append(data.Messages, m)
			}
		}
	}
	return nil
}

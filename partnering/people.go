package partnering

import (
	"context"
)

// FindOrganisations lists organisations: all to organisers, those shown to the event to the others.
func (s *Service) FindOrganisations(ctx context.Context, by Actor, f OrganisationFilter) (Slice[Organisation], error) {
	return Slice[Organisation]{}, Errorf(CodeInternal, "FindOrganisations is not built yet")
}

// OrganisationByID returns an organisation that the caller may see.
func (s *Service) OrganisationByID(ctx context.Context, by Actor, id string) (Organisation, error) {
	return Organisation{}, Errorf(CodeInternal, "OrganisationByID is not built yet")
}

// CreateOrganisation adds an organisation; for organisers.
func (s *Service) CreateOrganisation(ctx context.Context, by Actor, o Organisation) (Organisation, error) {
	return Organisation{}, Errorf(CodeInternal, "CreateOrganisation is not built yet")
}

// UpdateOrganisation changes a profile; for its admins, its delegates and organisers. Floor, limit,
// kind and visibility are the organisers'.
func (s *Service) UpdateOrganisation(ctx context.Context, by Actor, o Organisation) (Organisation, error) {
	return Organisation{}, Errorf(CodeInternal, "UpdateOrganisation is not built yet")
}

// DeleteOrganisation removes an organisation without requests and bookings; for organisers.
func (s *Service) DeleteOrganisation(ctx context.Context, by Actor, id string) error {
	return Errorf(CodeInternal, "DeleteOrganisation is not built yet")
}

// FindDelegates lists delegates; without mail addresses to those who are neither organisers nor of
// their organisation.
func (s *Service) FindDelegates(ctx context.Context, by Actor, f DelegateFilter) (Slice[Delegate], error) {
	return Slice[Delegate]{}, Errorf(CodeInternal, "FindDelegates is not built yet")
}

// DelegateByID returns a delegate that the caller may see.
func (s *Service) DelegateByID(ctx context.Context, by Actor, id string) (Delegate, error) {
	return Delegate{}, Errorf(CodeInternal, "DelegateByID is not built yet")
}

// CreateDelegate adds a delegate with an account and a role; for organisers and admins of the
// organisation.
func (s *Service) CreateDelegate(ctx context.Context, by Actor, d Delegate) (Delegate, error) {
	return Delegate{}, Errorf(CodeInternal, "CreateDelegate is not built yet")
}

// UpdateDelegate changes a delegate; for itself, the admins of its organisation and organisers.
func (s *Service) UpdateDelegate(ctx context.Context, by Actor, d Delegate) (Delegate, error) {
	return Delegate{}, Errorf(CodeInternal, "UpdateDelegate is not built yet")
}

// DeleteDelegate removes a delegate whom no request names and no meeting holds; for organisers and
// admins.
func (s *Service) DeleteDelegate(ctx context.Context, by Actor, id string) error {
	return Errorf(CodeInternal, "DeleteDelegate is not built yet")
}

// InviteDelegates plans a sign-in mail to each; for organisers. It returns how many.
func (s *Service) InviteDelegates(ctx context.Context, by Actor, eventID string, delegateIDs []string) (int, error) {
	return 0, Errorf(CodeInternal, "InviteDelegates is not built yet")
}

// Recommendations ranks partners for the organisation, best first, each with reasons; at most limit
// (0: 50).
func (s *Service) Recommendations(ctx context.Context, by Actor, eventID, organisationID string, limit int) ([]Recommendation, error) {
	return nil, Errorf(CodeInternal, "Recommendations is not built yet")
}

package partnering

// SystemActor returns the process itself: cron and the command line, which may do everything.
func SystemActor() Actor { return Actor{System: true, Account: Account{Name: "system"}} }

// SignedIn says whether the actor is somebody.
func (a Actor) SignedIn() bool { return a.System || a.Account.ID != "" }

// Organises says whether the actor is an organiser of the event.
func (a Actor) Organises(eventID string) bool {
	return a.System || a.has(eventID, func(m Membership) bool { return m.Role == RoleOrganiser })
}

// Attends says whether the actor has any role at the event.
func (a Actor) Attends(eventID string) bool {
	return a.System || a.has(eventID, func(Membership) bool { return true })
}

// ActsFor says whether the actor is a delegate or admin of the organisation.
func (a Actor) ActsFor(eventID, organisationID string) bool {
	return a.has(eventID, func(m Membership) bool {
		return m.OrganisationID == organisationID && (m.Role == RoleAdmin || m.Role == RoleDelegate)
	})
}

// Administers says whether the actor is an admin of the organisation.
func (a Actor) Administers(eventID, organisationID string) bool {
	return a.has(eventID, func(m Membership) bool {
		return m.OrganisationID == organisationID && m.Role == RoleAdmin
	})
}

// Is says whether the actor is the delegate.
func (a Actor) Is(eventID, delegateID string) bool {
	return delegateID != "" && a.has(eventID, func(m Membership) bool { return m.DelegateID == delegateID })
}

// OrganisationAt returns the organisation that the actor acts for at the event, "" for none.
func (a Actor) OrganisationAt(eventID string) string {
	for _, m := range a.Memberships {
		if m.EventID == eventID && (m.Role == RoleAdmin || m.Role == RoleDelegate) {
			return m.OrganisationID
		}
	}
	return ""
}

// DelegateAt returns the delegate that the actor is at the event, "" for none.
func (a Actor) DelegateAt(eventID string) string {
	for _, m := range a.Memberships {
		if m.EventID == eventID && m.DelegateID != "" {
			return m.DelegateID
		}
	}
	return ""
}

// RolesAt returns the roles that the actor has at the event.
func (a Actor) RolesAt(eventID string) []Role {
	var roles []Role
	for _, m := range a.Memberships {
		if m.EventID == eventID {
			roles = append(roles, m.Role)
		}
	}
	return roles
}

func (a Actor) has(eventID string, match func(Membership) bool) bool {
	for _, m := range a.Memberships {
		if m.EventID == eventID && match(m) {
			return true
		}
	}
	return false
}

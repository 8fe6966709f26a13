package partnering

// meetingUID is the identity of a meeting in every calendar: its request's,
// the same in each version.
func (s *Service) meetingUID(requestID string) string { return requestID + "@" + s.host() }

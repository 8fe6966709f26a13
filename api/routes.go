package api

import "slices"

// routes is the one table of all routes, each with who may call it.
func (s *server) routes() []route {
	return slices.Concat(
		s.accountRoutes(),
		s.eventRoutes(),
		s.gridRoutes(),
		s.peopleRoutes(),
		s.availabilityRoutes(),
		s.pitchRoutes(),
		s.requestRoutes(),
		s.runRoutes(),
		s.draftRoutes(),
		s.scheduleRoutes(),
		s.meetingRoutes(),
		s.repairRoutes(),
		s.agendaRoutes(),
		s.outboxRoutes(),
		s.transferRoutes(),
	)
}

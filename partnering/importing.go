package partnering

import (
	"context"
	"errors"
	"slices"
	"strconv"
)

// errDryRun takes the transaction of a dry run back.
var errDryRun = errors.New("dry run")

// ImportTables brings tables of rows into an event; for organisers. A dry run, or any fault, writes
// nothing; the report lists every fault by sheet, row, column and reason. External ids make a
// second import change nothing.
func (s *Service) ImportTables(ctx context.Context, by Actor, eventID string, t ImportTables, dryRun bool) (ImportReport, error) {
	var report ImportReport
	err := s.store.Tx(ctx, func(st Store) error {
		e, err := organised(ctx, st, by, eventID, ActImport)
		if err != nil {
			return err
		}
		i, err := s.newImporter(ctx, st, by, e)
		if err != nil {
			return err
		}
		i.report.DryRun, i.report.Faults = dryRun, slices.Clone(t.Faults)
		if err := i.bring(t); err != nil {
			return err
		}
		report = i.report
		if dryRun || len(report.Faults) > 0 {
			return errDryRun
		}
		return s.record(ctx, st, by, eventID, "event.import", Subject{Kind: "event", ID: eventID}, nil, report)
	})
	if errors.Is(err, errDryRun) {
		return report, nil
	}
	return report, err
}

// importer carries one import: what the event has, by external id, and what
// the rows add to it.
type importer struct {
	ctx           context.Context
	service       *Service
	st            Store
	by            Actor
	event         Event
	report        ImportReport
	organisations map[string]Organisation
	delegates     map[string]Delegate
	emails        map[string]string // mail address → external id
	places        map[string]Place
	slots         map[string]Slot
	requests      map[string]MeetingRequest
}

func (s *Service) newImporter(ctx context.Context, st Store, by Actor, e Event) (*importer, error) {
	i := &importer{ctx: ctx, service: s, st: st, by: by, event: e, emails: map[string]string{},
		report: ImportReport{Created: map[string]int{}, Updated: map[string]int{}, Unchanged: map[string]int{}}}
	organisations, err := st.FindOrganisations(ctx, OrganisationFilter{EventID: e.ID})
	if err != nil {
		return nil, err
	}
	delegates, err := st.FindDelegates(ctx, DelegateFilter{EventID: e.ID})
	if err != nil {
		return nil, err
	}
	requests, err := st.FindRequests(ctx, RequestFilter{EventID: e.ID})
	if err != nil {
		return nil, err
	}
	places, err := st.FindPlaces(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	slots, err := st.FindSlots(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	i.organisations = byKey(organisations.Items, func(o Organisation) string { return o.ExternalID })
	i.delegates = byKey(delegates.Items, func(d Delegate) string { return d.ExternalID })
	i.requests = byKey(requests.Items, func(r MeetingRequest) string { return r.ExternalID })
	i.places = byKey(places, func(p Place) string { return p.ExternalID })
	i.slots = byKey(slots, func(s Slot) string { return s.ExternalID })
	for _, d := range delegates.Items {
		i.emails[d.Email] = d.ExternalID
	}
	return i, nil
}

// byKey indexes items by a key.
func byKey[T any](items []T, key func(T) string) map[string]T {
	index := make(map[string]T, len(items))
	for _, item := range items {
		index[key(item)] = item
	}
	return index
}

// bring takes the tables in the order in which one builds on another.
func (i *importer) bring(t ImportTables) error {
	for _, step := range []func(ImportTables) error{i.bringSlots, i.bringOrganisations, i.bringPlaces, i.bringDelegates,
		i.bringAvailability, i.bringRequests, i.bringPitches} {
		if err := step(t); err != nil {
			return err
		}
	}
	return nil
}

// fault notes what is wrong with a cell.
func (i *importer) fault(at Origin, column, value, reason string) {
	i.report.Faults = append(i.report.Faults, ImportFault{Origin: at, Column: column, Value: value, Reason: reason})
}

// fine notes every fault of a checked row and says whether there was none.
func (i *importer) fine(at Origin, err error) (bool, error) {
	if err == nil {
		return true, nil
	}
	var invalid *Error
	if !errors.As(err, &invalid) || invalid.Code != CodeInvalid {
		return false, err
	}
	for _, f := range invalid.Faults {
		i.fault(at, f.Field, f.Value, f.Message)
	}
	return false, nil
}

// once notes a row whose id stood in an earlier row of its table.
func (i *importer) once(seen map[string]int, at Origin, id string) bool {
	if row, twice := seen[id]; twice {
		i.fault(at, "id", id, "stands in row "+strconv.Itoa(row)+" already: give each row an id of its own")
		return false
	}
	seen[id] = at.Row
	return true
}

// refer resolves the external ids of a cell; unknown ones are faults.
func refer[T any](i *importer, at Origin, column string, ids []string, known map[string]T, id func(T) string, what string) []string {
	var found []string
	for _, external := range ids {
		thing, there := known[external]
		if !there {
			i.fault(at, column, external, "is no "+what+" of this event or import")
			continue
		}
		found = append(found, id(thing))
	}
	return found
}

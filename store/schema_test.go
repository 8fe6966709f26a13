package store

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm/schema"
)

// everyRow is one of each row, so that the test below sees all tables.
func everyRow() []any {
	return []any{
		&eventRow{}, &slotRow{}, &placeRow{}, &closureRow{}, &organisationRow{}, &delegateRow{}, &availabilityRow{}, &commitmentRow{},
		&accountRow{}, &membershipRow{}, &loginLinkRow{}, &tokenRow{}, &feedRow{}, &sessionRow{}, &rememberedCallRow{},
		&pitchSessionRow{}, &pitchSlotRow{}, &pitchBookingRow{}, &waitingRow{}, &requestRow{}, &messageRow{},
		&runRow{}, &runFilesRow{}, &draftRow{}, &draftMeetingRow{}, &draftUnscheduledRow{}, &pinRow{},
		&versionRow{}, &changeRow{}, &meetingRow{}, &attendanceRow{}, &publishedUnscheduledRow{},
		&ruleRow{}, &mailRow{}, &outboxRow{}, &auditRow{},
	}
}

// columnType is what the field's column must be, on each database.
func columnType(f *schema.Field) (sqlite, postgres string) {
	switch f.DataType {
	case schema.Bool:
		return "INTEGER", "boolean"
	case schema.Int, "bigint":
		return "INTEGER", "bigint"
	case schema.Bytes:
		return "BLOB", "bytea"
	}
	return "TEXT", "text"
}

// described lists the columns of the database's tables as "table.column type".
func described(t *testing.T, db *DB, query string) []string {
	t.Helper()
	var columns []string
	ok(t, db.engine.read.Raw(query).Scan(&columns).Error)
	return columns
}

// The rows and the database's own description of its tables agree.
func TestRowsAndSchemaAgree(t *testing.T) {
	each(t, func(t *testing.T, db *DB) {
		query := `SELECT t.name || '.' || c.name || ' ' || c.type FROM sqlite_schema t, pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version'`
		if db.engine.queue == nil {
			query = `SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns
				WHERE table_schema = current_schema() AND table_name <> 'goose_db_version'`
		}
		var want []string
		cache := &sync.Map{}
		for _, row := range everyRow() {
			parsed, err := schema.Parse(row, cache, schema.NamingStrategy{})
			ok(t, err)
			for _, f := range parsed.Fields {
				lite, pg := columnType(f)
				if db.engine.queue == nil {
					lite = pg
				}
				want = append(want, parsed.Table+"."+f.DBName+" "+lite)
			}
		}
		got := described(t, db, query)
		slices.Sort(got)
		slices.Sort(want)
		same(t, got, want)
	})
}

// SQLite holds every column to its type, checks every JSON text, and finds the
// children of a row by an index when the row is deleted.
func TestTablesAreStrict(t *testing.T) {
	db := onSQLite(t)
	none := []string(nil)
	same(t, described(t, db, `SELECT name FROM pragma_table_list
		WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'`), none)

	cache := &sync.Map{}
	for _, row := range everyRow() {
		parsed, err := schema.Parse(row, cache, schema.NamingStrategy{})
		ok(t, err)
		var text string
		ok(t, db.engine.read.Raw("SELECT sql FROM sqlite_schema WHERE name = ?", parsed.Table).Scan(&text).Error)
		for _, f := range parsed.Fields {
			isJSON := strings.Contains(f.FieldType.String(), "document[")
			if checked := strings.Contains(text, "json_valid("+f.DBName+")"); isJSON && !checked {
				t.Errorf("%s.%s is JSON but the table does not check it", parsed.Table, f.DBName)
			}
			if f.DBName == "state" && !strings.Contains(text, "(state IN (") {
				t.Errorf("%s.state has no CHECK", parsed.Table)
			}
		}
	}
}

// The parent of a foreign key is found by an index on the child's columns.
func TestForeignKeysHaveIndexes(t *testing.T) {
	db := onSQLite(t)
	var keys []struct{ Child, Columns string }
	ok(t, db.engine.read.Raw(`SELECT t.name AS child, group_concat(f."from", ',' ORDER BY f.seq) AS columns
		FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f."table" <> 'events' GROUP BY t.name, f.id`).Scan(&keys).Error)
	var indexes []struct{ Child, Columns string }
	ok(t, db.engine.read.Raw(`SELECT t.name AS child, group_concat(c.name, ',' ORDER BY c.seqno) AS columns
		FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.type = 'table' GROUP BY t.name, i.name`).Scan(&indexes).Error)
	if len(keys) < 20 || len(indexes) < 20 {
		t.Fatalf("the database describes %d keys and %d indexes: too few to be true", len(keys), len(indexes))
	}
	for _, key := range keys {
		covered := slices.ContainsFunc(indexes, func(i struct{ Child, Columns string }) bool {
			first, _, _ := strings.Cut(i.Columns, ",")
			telling := first != "event_id" && slices.Contains(strings.Split(key.Columns, ","), first)
			return i.Child == key.Child && (telling || strings.HasPrefix(i.Columns+",", key.Columns+","))
		})
		if !covered {
			t.Errorf("no index of %s begins with %s", key.Child, key.Columns)
		}
	}
}

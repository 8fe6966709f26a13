package store

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

// Both databases hold the same: which columns may be missing, which rows refer
// to which and go along with them, and what is there only once.
func TestSchemasAreTwins(t *testing.T) {
	lite, pg := onSQLite(t), onPostgres(t)
	for _, tt := range []struct{ what, lite, pg string }{
		{
			"columns that are never missing",
			`SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
				WHERE t.type = 'table' AND (c."notnull" OR c.pk AND c.name = 'seq') AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version'`,
			`SELECT table_name || '.' || column_name FROM information_schema.columns
				WHERE table_schema = current_schema() AND is_nullable = 'NO' AND table_name <> 'goose_db_version'`,
		},
		{
			"references",
			`SELECT t.name || ' (' || group_concat(f."from", ', ' ORDER BY f.seq) || ') ' || f."table"
					|| ' (' || group_concat(f."to", ', ' ORDER BY f.seq) || ') ' || lower(f.on_delete) || ', ' || lower(f.on_update)
				FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' GROUP BY t.name, f.id`,
			`SELECT c.conrelid::regclass || ' ('
					|| (SELECT string_agg(a.attname, ', ' ORDER BY k.at) FROM unnest(c.conkey) WITH ORDINALITY k(num, at)
						JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num)
					|| ') ' || c.confrelid::regclass || ' ('
					|| (SELECT string_agg(a.attname, ', ' ORDER BY k.at) FROM unnest(c.confkey) WITH ORDINALITY k(num, at)
						JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num)
					|| ') ' || CASE c.confdeltype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' ELSE 'set null' END
					|| ', ' || CASE c.confupdtype WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' WHEN 'r' THEN 'restrict' ELSE 'set null' END
				FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace`,
		},
		{
			"what is there only once",
			`SELECT t.name || ' (' || group_concat(coalesce(c.name, 'an expression'), ', ' ORDER BY c.seqno) || ')'
					|| CASE WHEN i.partial THEN ', of some' ELSE '' END
				FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
				WHERE t.type = 'table' AND i."unique" AND t.name <> 'goose_db_version' GROUP BY t.name, i.name`,
			`SELECT i.indrelid::regclass || ' ('
					|| (SELECT string_agg(coalesce(a.attname, 'an expression'), ', ' ORDER BY k.at) FROM unnest(i.indkey) WITH ORDINALITY k(num, at)
						LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num)
					|| ')' || CASE WHEN i.indpred IS NULL THEN '' ELSE ', of some' END
				FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
				WHERE i.indisunique AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'goose_db_version'`,
		},
	} {
		t.Run(tt.what, func(t *testing.T) {
			want, got := described(t, lite, tt.lite), described(t, pg, tt.pg)
			if len(want) < 20 {
				t.Fatalf("SQLite describes %d: too few to be true", len(want))
			}
			slices.Sort(want)
			slices.Sort(got)
			same(t, got, want)
		})
	}
}

// The steps for both have the same checks, but for what only SQLite has to
// check: that a boolean is one and that a text is JSON.
func TestChecksAreTwins(t *testing.T) {
	var found [2][]string
	for i, folder := range []string{sqliteMigrations, postgresMigrations} {
		for _, file := range must(fs.ReadDir(migrationFiles, folder))(t) {
			found[i] = append(found[i], checksIn(string(must(migrationFiles.ReadFile(path.Join(folder, file.Name())))(t)))...)
		}
		found[i] = slices.DeleteFunc(found[i], func(check string) bool {
			return strings.HasPrefix(check, "json_valid(") || strings.HasSuffix(check, " IN (0, 1)")
		})
		slices.Sort(found[i])
	}
	if len(found[0]) < 50 {
		t.Fatalf("%d checks were found: too few to be true", len(found[0]))
	}
	same(t, found[1], found[0])
}

// checksIn returns what stands within the parentheses of each CHECK, on one line.
func checksIn(text string) []string {
	var checks []string
	for {
		_, rest, there := strings.Cut(text, "CHECK (")
		if !there {
			return checks
		}
		depth, end := 1, 0
		for ; depth > 0; end++ {
			switch rest[end] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		checks = append(checks, strings.Join(strings.Fields(rest[:end-1]), " "))
		text = rest[end:]
	}
}

package store

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	driver "modernc.org/sqlite"

	"entente/partnering"
)

// translatingSQLite makes gorm return partnering's errors.
type translatingSQLite struct{ sqlite.Dialector }

// Translate implements gorm.ErrorTranslator.
func (translatingSQLite) Translate(err error) error { return translate(err) }

// translatingPostgres makes gorm return partnering's errors.
type translatingPostgres struct{ postgres.Dialector }

// Translate implements gorm.ErrorTranslator.
func (translatingPostgres) Translate(err error) error { return translate(err) }

// translate makes an error of the database one of partnering's, where a rule,
// a lock or a full disk caused it; others stay as they are.
func translate(err error) error {
	var already *partnering.Error
	if errors.As(err, &already) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var lite *driver.Error
	if errors.As(err, &lite) {
		return translateSQLite(lite)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return translatePostgres(pg)
	}
	return err
}

// SQLite's result codes, from https://www.sqlite.org/rescode.html.
const (
	sqliteBusy       = 5
	sqliteLocked     = 6
	sqliteCorrupt    = 11
	sqliteFull       = 13
	sqliteCheck      = 275
	sqliteForeignKey = 787
	sqliteNotNull    = 1299
	sqlitePrimaryKey = 1555
	sqliteUnique     = 2067
	sqliteDataType   = 3091
)

func translateSQLite(err *driver.Error) error {
	_, detail, _ := strings.Cut(err.Error(), "constraint failed: ")
	_, detail, _ = strings.Cut(detail, "constraint failed: ")
	if end := strings.LastIndex(detail, " ("); end >= 0 {
		detail = detail[:end]
	}
	switch err.Code() {
	case sqliteUnique, sqlitePrimaryKey:
		return taken(ruleOfColumns(detail), err)
	case sqliteForeignKey:
		return danglingReference(err)
	case sqliteCheck:
		return refusedValue(detail, err)
	case sqliteNotNull:
		return missingValue(detail, err)
	case sqliteDataType:
		return fault(partnering.CodeInvalid, "a value has the wrong type", err)
	case sqliteFull:
		return fault(partnering.CodeBusy, "the disk is full: nothing was changed; make room and try again", err)
	}
	if primary := err.Code() & 0xff; primary == sqliteBusy || primary == sqliteLocked {
		return fault(partnering.CodeBusy, "the database is locked by another process; try again in a moment", err)
	}
	return err
}

// PostgreSQL's error codes, from its manual's appendix A.
const (
	pgNotNull       = "23502"
	pgForeignKey    = "23503"
	pgUnique        = "23505"
	pgCheck         = "23514"
	pgSerialization = "40001"
	pgDeadlock      = "40P01"
	pgDiskFull      = "53100"
	pgTooMany       = "53300"
	pgLockTimeout   = "55P03"
	pgCanceled      = "57014"
)

func translatePostgres(err *pgconn.PgError) error {
	switch err.Code {
	case pgUnique:
		return taken(ruleOfIndex(err.ConstraintName), err)
	case pgForeignKey:
		return danglingReference(err)
	case pgCheck:
		return refusedValue(err.ConstraintName, err)
	case pgNotNull:
		return missingValue(err.TableName+"."+err.ColumnName, err)
	case pgDiskFull:
		return fault(partnering.CodeBusy, "the disk is full: nothing was changed; make room and try again", err)
	case pgSerialization, pgDeadlock, pgLockTimeout, pgTooMany:
		return fault(partnering.CodeBusy, "the database is busy; try again in a moment", err)
	case pgCanceled:
		return errors.Join(context.Canceled, err)
	}
	return err
}

func taken(r rule, err error) error {
	return fault(partnering.CodeConflict, r.says, errors.Join(gorm.ErrDuplicatedKey, err))
}

func danglingReference(err error) error {
	return fault(partnering.CodeInvalid, "something that it names does not exist at this event", errors.Join(gorm.ErrForeignKeyViolated, err))
}

func refusedValue(check string, err error) error {
	says := "a value is not one of those allowed: " + strings.ReplaceAll(check, "_", " ")
	return fault(partnering.CodeInvalid, says, errors.Join(gorm.ErrCheckConstraintViolated, err))
}

func missingValue(column string, err error) error {
	return fault(partnering.CodeInvalid, "a value is missing: "+column, err)
}

func fault(code partnering.Code, says string, err error) error {
	return &partnering.Error{Code: code, Message: says, Err: err}
}

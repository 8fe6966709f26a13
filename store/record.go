package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"

	"entente/partnering"
)

// record is a row that knows the thing it keeps.
type record[D any] interface{ toDomain() D }

// list returns everything that the query finds.
func list[R record[D], D any](q *gorm.DB) ([]D, error) {
	var rows []R
	if err := q.Find(&rows).Error; err != nil {
		return nil, err
	}
	return domains[R](rows), nil
}

func domains[R record[D], D any](rows []R) []D {
	all := make([]D, len(rows))
	for i, row := range rows {
		all[i] = row.toDomain()
	}
	return all
}

// one returns the only row in which the column has the value, or CodeNotFound.
func one[R record[D], D any](q *gorm.DB, what, column string, value any) (D, error) {
	var rows []R
	var none D
	if err := q.Where(column+" = ?", value).Limit(1).Find(&rows).Error; err != nil {
		return none, err
	}
	if len(rows) == 0 && column == "id" {
		return none, partnering.Errorf(partnering.CodeNotFound, "there is no %s %v", what, value)
	}
	if len(rows) == 0 { // other columns hold secrets and names of others
		return none, partnering.Errorf(partnering.CodeNotFound, "there is no such %s", what)
	}
	return rows[0].toDomain(), nil
}

// batch is how many rows one INSERT carries: few enough for the limit of
// parameters, enough to make the statement's own cost vanish.
const batch = 200

func insert[R any](c change, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	return c.CreateInBatches(rows, batch).Error
}

// rowsOf makes the rows of many things.
func rowsOf[D, R any](all []D, fromDomain func(D) R) []R {
	rows := make([]R, len(all))
	for i, d := range all {
		rows[i] = fromDomain(d)
	}
	return rows
}

// edit writes every column of the row but the fixed ones where the table still
// has the version before the row's. It returns CodeNotFound or CodePrecondition
// when there is none.
func edit[R any](c change, row *R, what, id string, before int64, fixed ...string) error {
	done := c.Select("*").Omit(append(fixed, "id", "event_id", "created_at")...).
		Where("version = ?", before).Updates(row)
	if done.Error != nil || done.RowsAffected == 1 {
		return done.Error
	}
	return stale[R](c, what, id, before)
}

// stale says why no row with the version was there to change.
func stale[R any](c change, what, id string, before int64) error {
	var now []int64
	if err := c.Model(new(R)).Where("id = ?", id).Pluck("version", &now).Error; err != nil {
		return err
	}
	if len(now) == 0 {
		return partnering.Errorf(partnering.CodeNotFound, "there is no %s %s", what, id)
	}
	return staleVersion(what, before, now[0])
}

func staleVersion(what string, before, now int64) error {
	return partnering.Errorf(partnering.CodePrecondition,
		"the %s was changed meanwhile: it has version %d, the change is to version %d; read it again", what, now, before)
}

// remove deletes what the query finds; something that is in use is a conflict
// with the given words. It returns CodeNotFound when there was nothing.
func remove[R any](q *gorm.DB, what, inUse string) error {
	done := q.Delete(new(R))
	if err := refused(done.Error, inUse); err != nil {
		return err
	}
	if done.RowsAffected == 0 {
		return partnering.Errorf(partnering.CodeNotFound, "there is no such %s", what)
	}
	return nil
}

// refused makes a foreign key's refusal of a deletion the conflict that it is.
func refused(err error, inUse string) error {
	if errors.Is(err, gorm.ErrForeignKeyViolated) {
		return &partnering.Error{Code: partnering.CodeConflict, Message: inUse, Err: err}
	}
	return err
}

// in narrows the query to rows whose column has one of the values.
func in[S ~string](q *gorm.DB, d dialect, column string, values []S) *gorm.DB {
	return q.Where(fmt.Sprintf(d.inList, column), textList(values))
}

package store

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"entente/partnering"
)

// order is how a list is sorted, by a column and then by one that is unique,
// and how it is cut into parts.
type order struct {
	column, unique       string
	columnNum, uniqueNum bool // integers, not text
	columnDesc, uniqDesc bool
}

func (o order) by() string {
	return o.column + direction(o.columnDesc) + ", " + o.unique + direction(o.uniqDesc)
}

func direction(descending bool) string {
	if descending {
		return " DESC"
	}
	return ""
}

// keyed is a row that knows where it stands in its list.
type keyed[D any] interface {
	record[D]
	key() (column, unique any)
}

// part returns the part of the query's list that the page asks for, with the
// count of the whole: in one query when all is asked for, else in two.
func part[R keyed[D], D any](q *gorm.DB, o order, p partnering.Page) (partnering.Slice[D], error) {
	q = q.Model(new(R)).Session(&gorm.Session{})
	after, err := o.after(q, p.Cursor)
	if err != nil {
		return partnering.Slice[D]{}, err
	}
	after = after.Order(o.by())
	if p.Limit > 0 {
		after = after.Limit(p.Limit + 1)
	}
	var rows []R
	if err := after.Find(&rows).Error; err != nil {
		return partnering.Slice[D]{}, err
	}
	next := ""
	if p.Limit > 0 && len(rows) > p.Limit {
		rows = rows[:p.Limit]
		next = cursorAt(rows[p.Limit-1].key())
	}
	total, err := totalOf(q, p, next, len(rows))
	return partnering.Slice[D]{Items: domains[R](rows), Total: total, Next: next}, err
}

// totalOf counts the whole list, by a query only when the part is not all of it.
func totalOf(q *gorm.DB, p partnering.Page, next string, found int) (int, error) {
	if p.Cursor == "" && next == "" {
		return found, nil
	}
	var total int64
	err := q.Count(&total).Error
	return int(total), err
}

// after narrows the query to what follows the cursor.
func (o order) after(q *gorm.DB, cursor string) (*gorm.DB, error) {
	if cursor == "" {
		return q, nil
	}
	column, unique, err := o.parse(cursor)
	if err != nil {
		return nil, partnering.Errorf(partnering.CodeInvalid, "the cursor %q is none of this list: start again without one", cursor)
	}
	condition := fmt.Sprintf("(%s %s ? OR (%s = ? AND %s %s ?))",
		o.column, beyond(o.columnDesc), o.column, o.unique, beyond(o.uniqDesc))
	return q.Where(condition, column, column, unique), nil
}

func beyond(descending bool) string {
	if descending {
		return "<"
	}
	return ">"
}

func cursorAt(column, unique any) string {
	text, err := json.Marshal([]string{fmt.Sprint(column), fmt.Sprint(unique)})
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func (o order) parse(cursor string) (column, unique any, err error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, nil, err
	}
	var parts [2]string
	if err := json.Unmarshal(text, &parts); err != nil {
		return nil, nil, err
	}
	if column, err = value(parts[0], o.columnNum); err != nil {
		return nil, nil, err
	}
	unique, err = value(parts[1], o.uniqueNum)
	return column, unique, err
}

func value(text string, number bool) (any, error) {
	if !number {
		return text, nil
	}
	return strconv.ParseInt(text, 10, 64)
}

package store

import (
	"encoding/json"

	"gorm.io/gorm"
)

// dialect is what SQLite and PostgreSQL say differently.
type dialect struct {
	skipLocked string // ends a subselect that picks rows to claim
	serialise  func(tx *gorm.DB) error
	inList     string // "column IN all the values of one parameter"; %s is the column
	hasElement string // "the JSON list in a column has the parameter"; %s is the column
	without    string // the JSON map in a column less the parameter's key; %s is the column
	elements   string // a table source with one column, value: the elements of the JSON list %s
}

func sqliteDialect() dialect {
	return dialect{
		serialise:  func(*gorm.DB) error { return nil },
		inList:     "%s IN (SELECT value FROM json_each(?))",
		hasElement: "EXISTS (SELECT 1 FROM json_each(%s) WHERE value = ?)",
		without:    `json_remove(%s, '$."' || ? || '"')`,
		elements:   "json_each(%s)",
	}
}

func postgresDialect() dialect {
	return dialect{
		skipLocked: " FOR UPDATE SKIP LOCKED",
		serialise: func(tx *gorm.DB) error {
			return tx.Exec("SELECT pg_advisory_xact_lock(?)", writerLock).Error
		},
		inList:     "%s IN (SELECT value FROM jsonb_array_elements_text(CAST(? AS jsonb)) AS given (value))",
		hasElement: "jsonb_exists(CAST(%s AS jsonb), ?)",
		without:    "CAST(CAST(%s AS jsonb) - CAST(? AS text) AS text)",
		elements:   "jsonb_array_elements_text(CAST(%s AS jsonb)) AS given (value)",
	}
}

// writerLock names the advisory lock of PostgreSQL that a transaction of Tx holds.
const writerLock int64 = 0x656e74656e7465

// textList makes one parameter of many strings, however many there are.
func textList[S ~string](values []S) string {
	text, err := json.Marshal(values)
	if err != nil || len(values) == 0 {
		return "[]"
	}
	return string(text)
}

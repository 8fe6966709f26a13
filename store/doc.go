// Package store keeps everything that partnering knows, in one SQLite file or
// in a PostgreSQL database. It implements partnering.Store and is the only
// package that speaks SQL.
//
//	db, err := store.Open(ctx, store.Config{Path: "entente-data/entente.db"})
//	…
//	defer db.Close()
//	if err := db.Migrate(ctx); err != nil { … }
//	service := partnering.New(db)
//
// Open refuses a database that a newer program made and changes nothing in it;
// Migrate brings an older one up to date. Backup copies a SQLite database while it
// is in use, and Restore puts such a copy in a database's place.
//
// # How it is built
//
// Each noun has a file with its private row, toDomain and fromDomain, and the
// methods of its interface. Instants are integer microseconds in UTC (instant),
// lists and nested values are JSON text (document), references that may be
// missing are NULL instead of "" (ref).
//
// SQLite has one connection that writes, so that writers go one after the
// other, in the order in which they came, and a pool of connections that only
// read. On PostgreSQL a transaction of Tx holds one advisory lock until it
// ends, which gives the same order: rules that need a look at several rows hold
// on both. Changes outside Tx are single statements, or short transactions of
// their own, whose rules the database's indexes keep.
//
// The tables stand in migrations/sqlite and migrations/postgres. A unique index
// stands behind each "only once" of the domain, a CHECK behind each list of
// states; rules.go has the sentence that a person reads when one refuses.
//
// # Errors
//
// Every error that a rule of the database causes is a partnering.Error:
// CodeConflict for what is there already or still in use, CodeInvalid for a
// value that a CHECK refuses or a reference to nothing, CodePrecondition for a
// stale version, CodeNotFound, and CodeBusy when the database stayed locked or
// its disk is full. A cancelled context comes back as its own error.
package store

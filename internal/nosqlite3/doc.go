// Package sqlite3 stands in for github.com/mattn/go-sqlite3, which gorm's
// SQLite driver imports for its side effect alone: registering a driver that
// needs a C compiler. Entente opens its database with the pure-Go driver of
// modernc.org/sqlite, so go.mod replaces the other one by this empty package.
// That keeps C out of every build, also where CGO_ENABLED is on.
package sqlite3

// Package events makes partnering events that nobody held, to measure the
// solver on: the sizes are those that events of each kind publish, some
// delegates are much more in demand than others, many come late, leave early
// or sit in talks. The same specification gives the same event everywhere.
package events

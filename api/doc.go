// Package api is the HTTP border: it turns requests into calls of
// partnering's use cases and their results into JSON.
//
// Every route stands in one table (routes.go) with who may call it. A handler
// binds its input, calls one use case and encodes the answer; it knows no
// rules. The OpenAPI document is made from the same Go types, so that the
// document, the checks of inputs and the web app's client cannot differ.
//
// Errors leave as problem details (RFC 9457), all faults of an input at once;
// problem.go is the only place that knows how an error becomes a status.
package api

package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"entente/partnering"
)

// The largest file that is taken, and the longest that one may take to arrive.
const (
	maxUpload     = 64 << 20
	uploadTimeout = 2 * time.Minute
)

// prefix is where the API stands.
const prefix = "/api/v1"

// audience says who may call a route; the use cases enforce it.
type audience string

const (
	public     audience = "anybody"
	signedIn   audience = "anybody signed in"
	operators  audience = "operators"
	attendees  audience = "anybody with a role at the event"
	ownSide    audience = "the organisation's delegates, and organisers"
	bothSides  audience = "the two sides, and organisers"
	organisers audience = "organisers"
)

// route is one line of the route table.
type route struct {
	op   huma.Operation
	who  audience
	bind func(huma.API, huma.Operation)
}

// on makes a route that binds an input, calls the handler and encodes its output.
func on[I, O any](method, path, id, summary string, who audience, handle func(context.Context, *I) (*O, error)) route {
	op := huma.Operation{
		Method: method, Path: prefix + path, OperationID: id, Summary: summary,
		Description: "For " + string(who) + ".",
	}
	return route{op: op, who: who, bind: func(api huma.API, op huma.Operation) {
		huma.Register(api, op, func(ctx context.Context, in *I) (*O, error) {
			out, err := handle(ctx, in)
			if err != nil {
				return nil, translate(ctx, err)
			}
			return out, nil
		})
	}}
}

func get[I, O any](path, id, summary string, who audience, h func(context.Context, *I) (*O, error)) route {
	return on(http.MethodGet, path, id, summary, who, h)
}

func post[I, O any](path, id, summary string, who audience, h func(context.Context, *I) (*O, error)) route {
	return on(http.MethodPost, path, id, summary, who, h)
}

func put[I, O any](path, id, summary string, who audience, h func(context.Context, *I) (*O, error)) route {
	return on(http.MethodPut, path, id, summary, who, h)
}

func patch[I, O any](path, id, summary string, who audience, h func(context.Context, *I) (*O, error)) route {
	return on(http.MethodPatch, path, id, summary, who, h)
}

func remove[I, O any](path, id, summary string, who audience, h func(context.Context, *I) (*O, error)) route {
	return on(http.MethodDelete, path, id, summary, who, h)
}

// creates marks a route as one that answers 201 and takes an Idempotency-Key.
func (r route) creates() route { r.op.DefaultStatus = http.StatusCreated; return r }

// accepts marks a route as one that answers 202.
func (r route) accepts() route { r.op.DefaultStatus = http.StatusAccepted; return r }

// uploads marks a route as one whose body is a file.
func (r route) uploads() route {
	r.op.MaxBodyBytes, r.op.BodyReadTimeout = maxUpload, uploadTimeout
	r.op.SkipValidateBody = true // who reads the file checks it
	return r
}

// tagged puts routes under one heading of the document.
func tagged(tag string, routes ...route) []route {
	for i := range routes {
		routes[i].op.Tags = []string{tag}
	}
	return routes
}

// EventPath names the event of a route.
type EventPath struct {
	Event string `path:"event" doc:"The event's id"`
}

// IDPath names an event and one of its things.
type IDPath struct {
	EventPath
	ID string `path:"id" doc:"The thing's id"`
}

// Paging asks for a part of a list.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50" doc:"Most items of the answer"`
	Cursor string `query:"cursor" doc:"The next of an earlier answer; empty for the first part"`
}

func (p Paging) page() partnering.Page { return partnering.Page{Limit: p.Limit, Cursor: p.Cursor} }

// Match carries the version that a change is made to.
type Match struct {
	IfMatch string `header:"If-Match" doc:"The ETag of the version that is changed"`
}

// version reads the If-Match header: 428 without one, 412 for one that no version has.
func (m Match) version() (int64, error) {
	text := strings.TrimSpace(m.IfMatch)
	if text == "" {
		return 0, &statusError{status: http.StatusPreconditionRequired,
			message: "name the version that you change: send its ETag as If-Match"}
	}
	text = strings.TrimPrefix(strings.Trim(strings.TrimPrefix(text, "W/"), `"`), "v")
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, &statusError{status: http.StatusPreconditionFailed,
			message: "If-Match " + m.IfMatch + " is no version: read the thing again and send its ETag"}
	}
	return n, nil
}

func etag(version int64) string { return `"v` + strconv.FormatInt(version, 10) + `"` }

// Reply carries a body.
type Reply[T any] struct {
	Body T
}

// Versioned carries a body with its version.
type Versioned[T any] struct {
	ETag string `header:"ETag"`
	Body T
}

// Empty carries nothing; the answer is 204.
type Empty struct{}

// List is a part of a list.
type List[T any] struct {
	Items []T    `json:"items"`
	Total int    `json:"total" doc:"How many there are in all"`
	Next  string `json:"next" doc:"The cursor of the following part, empty at the end"`
}

func reply[T any](body T) *Reply[T] { return &Reply[T]{Body: body} }

func versioned[T any](body T, version int64) *Versioned[T] {
	return &Versioned[T]{ETag: etag(version), Body: body}
}

// listed encodes a part of a list.
func listed[D, T any](s partnering.Slice[D], encode func(D) T) *Reply[List[T]] {
	return reply(List[T]{Items: each(s.Items, encode), Total: s.Total, Next: s.Next})
}

// whole encodes a list that comes in one part.
func whole[D, T any](items []D, encode func(D) T) *Reply[List[T]] {
	return reply(List[T]{Items: each(items, encode), Total: len(items)})
}

// each encodes every item; the result is never nil.
func each[D, T any](items []D, encode func(D) T) []T {
	out := make([]T, len(items))
	for i, item := range items {
		out[i] = encode(item)
	}
	return out
}

// list makes a nil list an empty one.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// instant makes a zero time nil.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func timeOf(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

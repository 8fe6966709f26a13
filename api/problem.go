package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"entente/partnering"
)

// Problem is an error as RFC 9457 has it.
type Problem struct {
	Type   string         `json:"type" doc:"A URI that names the kind of problem"`
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Detail string         `json:"detail" doc:"What is wrong, with the value, and the cure"`
	Errors []ProblemFault `json:"errors" doc:"Every fault of the input"`
	Free   []string       `json:"free,omitempty" doc:"The pitch slots that are free instead"`

	Violations []Violation `json:"violations,omitempty" doc:"What a placement breaks, as data"`

	retry string
}

// ProblemFault is one fault of an input.
type ProblemFault struct {
	Location string `json:"location" doc:"The field at fault"`
	Message  string `json:"message"`
	Value    any    `json:"value,omitempty"`
}

func (p *Problem) Error() string { return p.Detail }

// GetStatus tells huma the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType tells huma the media type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders tells huma the headers that go with the problem.
func (p *Problem) GetHeaders() http.Header {
	if p.retry == "" {
		return nil
	}
	return http.Header{"Retry-After": {p.retry}}
}

// statusError is an error of the border itself, such as a missing If-Match.
type statusError struct {
	status  int
	message string
}

func (e *statusError) Error() string { return e.message }

func newProblem(status int, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Errors: []ProblemFault{}}
}

// statuses says which status each code becomes.
func statuses() map[partnering.Code]int {
	return map[partnering.Code]int{
		partnering.CodeInvalid:         http.StatusUnprocessableEntity,
		partnering.CodeUnauthenticated: http.StatusUnauthorized,
		partnering.CodeForbidden:       http.StatusForbidden,
		partnering.CodeNotFound:        http.StatusNotFound,
		partnering.CodeConflict:        http.StatusConflict,
		partnering.CodePrecondition:    http.StatusPreconditionFailed,
		partnering.CodeBusy:            http.StatusServiceUnavailable,
	}
}

// translate makes a problem of any error. A cause that is ours stays in the log.
func translate(ctx context.Context, err error) error {
	var own *statusError
	if errors.As(err, &own) {
		return newProblem(own.status, own.message)
	}
	var problem *Problem
	if errors.As(err, &problem) {
		return problem
	}
	status, known := statuses()[partnering.ErrorCode(err)]
	if !known {
		slog.ErrorContext(ctx, "request failed", "error", err)
		return newProblem(http.StatusInternalServerError, "a fault on our side; it was logged, try again later")
	}
	var e *partnering.Error
	errors.As(err, &e)
	problem = newProblem(status, e.Message)
	problem.Free = e.Free
	for _, v := range e.Violations {
		problem.Violations = append(problem.Violations, toViolation(v))
	}
	for _, f := range e.Faults {
		problem.Errors = append(problem.Errors, ProblemFault{Location: f.Field, Message: f.Message, Value: valueOf(f.Value)})
	}
	if status == http.StatusServiceUnavailable {
		problem.retry = "1"
	}
	return problem
}

func valueOf(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// newHumaError makes problems of the faults that huma finds in an input.
func newHumaError(status int, message string, faults ...error) huma.StatusError {
	if status >= http.StatusInternalServerError {
		return newProblem(status, "a fault on our side; try again later")
	}
	problem := newProblem(status, message)
	for _, fault := range faults {
		var detail *huma.ErrorDetail
		if errors.As(fault, &detail) {
			problem.Errors = append(problem.Errors, ProblemFault{Location: detail.Location, Message: detail.Message, Value: detail.Value})
		} else if fault != nil {
			problem.Errors = append(problem.Errors, ProblemFault{Message: fault.Error()})
		}
	}
	return problem
}

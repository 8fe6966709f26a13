package api

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"entente/internal/export"
)

// serveFeed answers a calendar subscription; its token is all that it asks for.
func (s *server) serveFeed(c echo.Context) error {
	token, named := strings.CutSuffix(c.Param("token"), ".ics")
	if !named {
		return newProblem(http.StatusNotFound, "a feed's address ends in .ics")
	}
	agenda, err := s.svc.FeedAgenda(c.Request().Context(), token)
	if err != nil {
		return err
	}
	options := export.Options{URL: s.baseURL + "/events/" + agenda.Event.ID + "/agenda"}
	if len(agenda.Event.Languages) > 0 {
		options.Language = agenda.Event.Languages[0]
	}
	var file bytes.Buffer
	if err := export.WriteICS(&file, agenda, options); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "private, max-age=300")
	return c.Blob(http.StatusOK, "text/calendar; charset=utf-8", file.Bytes())
}

package api

import (
	"github.com/labstack/echo/v4"
)

// serveFeed answers a calendar subscription; its token is all that it asks for.
func (s *server) serveFeed(c echo.Context) error { return errNotWired }

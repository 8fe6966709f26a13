package api

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// mountRoot serves what stands beside the API: the app, the document, health, metrics, feeds.
func (s *server) mountRoot(e *echo.Echo, api huma.API) error {
	document, err := json.MarshalIndent(api.OpenAPI(), "", "  ")
	if err != nil {
		return err
	}
	e.GET("/openapi.json", func(c echo.Context) error { return c.Blob(http.StatusOK, "application/json", document) })
	e.GET("/livez", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", s.ready)
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	e.GET("/metrics", echo.WrapHandler(promhttp.HandlerFor(registry, promhttp.HandlerOpts{DisableCompression: true})))
	e.GET("/feeds/:token", s.serveFeed)
	page, err := renderDocs(api.OpenAPI())
	if err != nil {
		return err
	}
	e.GET("/docs", func(c echo.Context) error { return c.HTMLBlob(http.StatusOK, page) })
	if s.App != nil {
		e.GET("/*", s.serveApp)
		e.HEAD("/*", s.serveApp)
	}
	return nil
}

func (s *server) ready(c echo.Context) error {
	if s.Ready != nil {
		if err := s.Ready(c.Request().Context()); err != nil {
			return newProblem(http.StatusServiceUnavailable, "not ready: "+err.Error())
		}
	}
	return c.String(http.StatusOK, "ok\n")
}

// serveApp serves a file of the build, and the app itself for every path that
// is none: the app has its own routes.
func (s *server) serveApp(c echo.Context) error {
	name := strings.TrimPrefix(path.Clean(c.Request().URL.Path), "/")
	if strings.HasPrefix(name, "api/") || name == "api" {
		return newProblem(http.StatusNotFound, "there is no "+c.Request().URL.Path+"; see /docs")
	}
	if info, err := fs.Stat(s.App, name); err != nil || info.IsDir() {
		if path.Ext(name) != "" {
			return newProblem(http.StatusNotFound, "there is no file /"+name)
		}
		name = "index.html"
	}
	// Built files bear a hash of their content in their name.
	if strings.HasPrefix(name, "assets/") {
		c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		c.Response().Header().Set("Cache-Control", "no-cache")
	}
	http.ServeFileFS(c.Response(), c.Request(), s.App, name)
	return nil
}

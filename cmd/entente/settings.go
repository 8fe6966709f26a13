package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"
)

// serverSettings are what serve and demo take. Flags win over the environment
// (ENTENTE_ADDR and so on), which wins over the file, which wins over defaults.
type serverSettings struct {
	dataSettings
	Addr    string `help:"Address to listen on." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	BaseURL string `name:"base-url" help:"Where people reach the app, for links in mails." placeholder:"URL"`

	SMTPHost     string `name:"smtp-host" help:"Mail server; without one, mail lands in the mailbox page." placeholder:"HOST"`
	SMTPPort     int    `name:"smtp-port" help:"Its port." default:"587"`
	SMTPUser     string `name:"smtp-user" help:"User to sign in as."`
	SMTPPassword string `name:"smtp-password" help:"Password; better given as ENTENTE_SMTP_PASSWORD."`
	SMTPSecurity string `name:"smtp-security" help:"starttls, tls or none." enum:"starttls,tls,none" default:"starttls"`
	MailFrom     string `name:"mail-from" help:"Address that mail comes from." default:"entente@localhost" placeholder:"ADDRESS"`

	AccountRate float64 `name:"account-rate" help:"Calls per second that one account may make." default:"100"`
	SignInRate  float64 `name:"sign-in-rate" help:"Sign-in calls per minute from one network address." default:"20"`

	Tick time.Duration `help:"How often due messages are sent." default:"30s"`
	Log  string        `help:"debug, info, warn or error." enum:"debug,info,warn,error" default:"info"`
}

// The data folder unless one is named, and the database in it.
const (
	defaultData  = "./entente-data"
	databaseFile = "entente.db"
)

// dataSettings say where the data is.
type dataSettings struct {
	Data     string `help:"Folder of the data." default:"${data}" placeholder:"DIR"`
	Database string `help:"PostgreSQL instead of the SQLite file in the data folder." placeholder:"postgres://…"`
}

// fileSettings are the settings of a YAML file, each by its flag's name. The
// environment wins over them, unlike what the parser would do by itself.
type fileSettings map[string]any

func settingsFile(r io.Reader) (kong.Resolver, error) {
	settings := fileSettings{}
	if err := yaml.NewDecoder(r).Decode(&settings); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the settings file is no YAML map: %w", err)
	}
	return settings, nil
}

// Validate refuses a setting that no command has.
func (f fileSettings) Validate(app *kong.Application) error {
	known := map[string]bool{}
	for _, command := range app.Leaves(true) {
		for _, flag := range command.Flags {
			known[flag.Name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if !known[name] {
			return fmt.Errorf("the settings file has %q, which is no setting; settings are named as flags, such as smtp-host", name)
		}
	}
	return nil
}

// Resolve returns the flag's value in the file, or nil.
func (f fileSettings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	for _, name := range flag.Envs {
		if _, set := os.LookupEnv(name); set {
			return nil, nil
		}
	}
	return f[flag.Name], nil
}

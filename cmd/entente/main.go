// Command entente schedules partnering events: it serves the app and its API,
// runs the solver on files, and imports, exports and looks after the data.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the linker; a build without it says so.
var version = "dev"

// Exit statuses of every command.
const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
)

// commands are the subcommands of entente.
type commands struct {
	Config kong.ConfigFlag `help:"YAML file with settings; flags and environment win over it." type:"existingfile" placeholder:"FILE"`

	Serve   serveCommand   `cmd:"" help:"Serve the app and its API."`
	Demo    demoCommand    `cmd:"" help:"Serve a demo event, with a sign-in link for each role."`
	Solve   solveCommand   `cmd:"" help:"Solve a problem file."`
	Check   checkCommand   `cmd:"" help:"Check a schedule file against its problem."`
	Import  importCommand  `cmd:"" help:"Import CSV tables, a workbook or a problem file."`
	Export  exportCommand  `cmd:"" help:"Export an event's data as files."`
	Token   tokenCommand   `cmd:"" help:"Make a token for the API."`
	Migrate migrateCommand `cmd:"" help:"Bring the database to this program's schema."`
	Backup  backupCommand  `cmd:"" help:"Copy the database, also while it is served."`
	Restore restoreCommand `cmd:"" help:"Put a backup in the place of the database."`
	OpenAPI openapiCommand `cmd:"" name:"openapi" help:"Print the API's OpenAPI document."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// console is where a command writes: results to out, everything else to err.
type console struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr}))
}

// run parses the arguments, runs the command and returns the exit status.
func run(ctx context.Context, args []string, c console) (status int) {
	var cli commands
	parser, exited := newParser(ctx, &cli, c)
	parsed, err := parser.Parse(args)
	if *exited >= 0 {
		return *exited
	}
	if err != nil {
		fmt.Fprintf(c.err, "entente: %v\nTry entente --help.\n", err)
		return exitUsage
	}
	return report(c.err, parsed.Run())
}

// newParser returns the parser of the command line; exited becomes the status
// with which it would end the process, as after --help.
func newParser(ctx context.Context, cli *commands, c console) (parser *kong.Kong, exited *int) {
	status := -1
	parser = kong.Must(cli, kong.Name("entente"), kong.Description("The scheduler of partnering events."),
		kong.Writers(c.out, c.err), kong.Exit(func(code int) { status = code }),
		kong.DefaultEnvars("ENTENTE"), kong.Configuration(settingsFile), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Vars{"data": defaultData}, kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(c))
	return parser, &status
}

// usageError is a wrong use that only the command itself can see.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func report(w io.Writer, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(w, "entente: %v\n", err)
		return exitUsage
	case errors.Is(err, errQuiet):
		return exitFault
	}
	fmt.Fprintf(w, "entente: %v\n", err)
	return exitFault
}

// errQuiet ends with status 1 without another word: all was said already.
var errQuiet = errors.New("said already")

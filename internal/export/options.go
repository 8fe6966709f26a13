package export

// Methods of an iCalendar object.
const (
	MethodPublish = "PUBLISH" // a feed or a download; names no attendee
	MethodRequest = "REQUEST" // by mail: add or change these entries
	MethodCancel  = "CANCEL"  // by mail: these entries are off
)

// Options say for whom a file is written. The zero value writes English.
type Options struct {
	Language  string // "fr" writes French, everything else English
	URL       string // of the live agenda, "" for none
	Method    string // of an iCalendar object; "" is MethodPublish
	Organizer Contact
	Attendee  Contact // the reader of a REQUEST or CANCEL
}

// Contact is somebody with a mail address.
type Contact struct {
	Name, Email string
}

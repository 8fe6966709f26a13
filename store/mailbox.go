package store

import (
	"context"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type mailRow struct {
	Seq       int64  `gorm:"->"`
	ID        string `gorm:"primaryKey"`
	EventID   ref
	ArrivedAt instant
	MessageID string
	Recipient string
	ToName    string
	Subject   string
	Body      string
	HTML      string `gorm:"column:html"`
	Calendar  []byte
	Method    string
}

// TableName implements gorm's Tabler.
func (mailRow) TableName() string { return "mailbox_mails" }

func mailFromDomain(m partnering.MailboxMail) mailRow {
	return mailRow{
		ID: m.ID, EventID: ref(m.EventID), ArrivedAt: at(m.At), MessageID: m.Mail.MessageID,
		Recipient: m.Mail.To, ToName: m.Mail.ToName, Subject: m.Mail.Subject, Body: m.Mail.Text, HTML: m.Mail.HTML,
		Calendar: m.Mail.Calendar, Method: m.Mail.Method,
	}
}

func (r mailRow) toDomain() partnering.MailboxMail {
	return partnering.MailboxMail{ID: r.ID, EventID: string(r.EventID), At: r.ArrivedAt.Time, Mail: partnering.Mail{
		MessageID: r.MessageID, To: r.Recipient, ToName: r.ToName, Subject: r.Subject, Text: r.Body, HTML: r.HTML,
		Calendar: r.Calendar, Method: r.Method,
	}}
}

func (r mailRow) key() (column, unique any) { return r.ArrivedAt.UnixMicro(), r.Seq }

// newest sorts by an instant and then by the order of writing, the last first.
func newest(column string) order {
	return order{column: column, unique: "seq", columnNum: true, uniqueNum: true, columnDesc: true, uniqDesc: true}
}

// CreateMail implements partnering.ReminderStore.
func (t *tables) CreateMail(ctx context.Context, m partnering.MailboxMail) error {
	row := mailFromDomain(m)
	return t.change(ctx, func(c change) error {
		return c.Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error
	})
}

// FindMails implements partnering.ReminderStore; without an event those that belong to none.
func (t *tables) FindMails(ctx context.Context, eventID string, p partnering.Page) (partnering.Slice[partnering.MailboxMail], error) {
	return part[mailRow](ofEvent(t.from(ctx), eventID), newest("arrived_at"), p)
}

// MailByID implements partnering.ReminderStore.
func (t *tables) MailByID(ctx context.Context, id string) (partnering.MailboxMail, error) {
	return one[mailRow](t.from(ctx), "mail", "id", id)
}

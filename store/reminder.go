package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type ruleRow struct {
	EventID string `gorm:"primaryKey"`
	Kind    string `gorm:"primaryKey"`
	Enabled bool
	Offsets document[[]time.Duration]
	AtLocal string
	Texts   document[map[string]partnering.RuleText]
	Version int64
}

// TableName implements gorm's Tabler.
func (ruleRow) TableName() string { return "reminder_rules" }

func (r ruleRow) toDomain() partnering.ReminderRule {
	return partnering.ReminderRule{
		EventID: r.EventID, Kind: partnering.RuleKind(r.Kind), Enabled: r.Enabled, Offsets: r.Offsets.V,
		At: r.AtLocal, Texts: r.Texts.V, Version: r.Version,
	}
}

// FindRules implements partnering.ReminderStore: by kind, those that were put.
func (t *tables) FindRules(ctx context.Context, eventID string) ([]partnering.ReminderRule, error) {
	return list[ruleRow](t.from(ctx).Where("event_id = ?", eventID).Order("kind"))
}

// PutRule implements partnering.ReminderStore.
func (t *tables) PutRule(ctx context.Context, r *partnering.ReminderRule) error {
	row := ruleRow{
		EventID: r.EventID, Kind: string(r.Kind), Enabled: r.Enabled, Offsets: asDocument(r.Offsets),
		AtLocal: r.At, Texts: asDocument(r.Texts), Version: r.Version + 1,
	}
	err := t.change(ctx, func(c change) error { return c.putRule(row, r.Version) })
	if err == nil {
		r.Version = row.Version
	}
	return err
}

func (c change) putRule(row ruleRow, before int64) error {
	if before == 0 {
		done := c.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
	} else {
		done := c.Select("*").Where("version = ?", before).Updates(&row)
		if done.Error != nil || done.RowsAffected == 1 {
			return done.Error
		}
	}
	var now []int64
	err := c.Model(&ruleRow{}).Where("event_id = ? AND kind = ?", row.EventID, row.Kind).Pluck("version", &now).Error
	if err != nil {
		return err
	}
	return staleVersion("reminder rule", before, append(now, 0)[0])
}

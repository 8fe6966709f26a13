package store

import (
	"context"

	"entente/partnering"
)

// ErasePerson implements partnering.AccountStore.
func (t *tables) ErasePerson(ctx context.Context, e partnering.Erasure) error {
	return t.change(ctx, func(c change) error {
		for _, forget := range []func(partnering.Erasure) error{c.forgetWords, c.forgetMail, c.forgetActs, c.forgetSubjects} {
			if err := forget(e); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c change) forgetWords(e partnering.Erasure) error {
	if e.AccountID == "" {
		return nil
	}
	return c.Model(&messageRow{}).Where("account_id = ?", e.AccountID).
		UpdateColumns(map[string]any{"body": "", "author": e.Name}).Error
}

func (c change) forgetMail(e partnering.Erasure) error {
	if err := in(c.DB, c.dialect, "lower(recipient)", e.Addresses).Delete(&outboxRow{}).Error; err != nil {
		return err
	}
	return in(c.DB, c.dialect, "lower(recipient)", e.Addresses).Delete(&mailRow{}).Error
}

func (c change) forgetActs(e partnering.Erasure) error {
	if e.AccountID == "" {
		return nil
	}
	return c.Model(&auditRow{}).Where("account_id = ?", e.AccountID).UpdateColumn("who", e.Name).Error
}

func (c change) forgetSubjects(e partnering.Erasure) error {
	for _, s := range e.Subjects {
		err := c.Model(&auditRow{}).Where("subject_kind = ? AND subject_id = ?", s.Kind, s.ID).
			UpdateColumns(map[string]any{"before_doc": nil, "after_doc": nil}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

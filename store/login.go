package store

import (
	"context"
	"time"

	"entente/partnering"
)

type loginLinkRow struct {
	Hash      string `gorm:"primaryKey"`
	AccountID string
	ExpiresAt instant
	UsedAt    instant
	Reusable  bool
}

// TableName implements gorm's Tabler.
func (loginLinkRow) TableName() string { return "login_links" }

// CreateLoginLink implements partnering.AccountStore.
func (t *tables) CreateLoginLink(ctx context.Context, l partnering.LoginLink) error {
	row := loginLinkRow{Hash: l.Hash, AccountID: l.AccountID, ExpiresAt: at(l.ExpiresAt), UsedAt: at(l.UsedAt), Reusable: l.Reusable}
	return t.change(ctx, func(c change) error { return c.Create(&row).Error })
}

// UseLoginLink implements partnering.AccountStore. Of two uses at once one wins.
func (t *tables) UseLoginLink(ctx context.Context, hash string, now time.Time) (partnering.Account, error) {
	var account partnering.Account
	err := t.change(ctx, func(c change) error {
		done := c.Model(&loginLinkRow{}).
			Where("hash = ? AND expires_at > ? AND (reusable OR used_at IS NULL)", hash, at(now)).
			UpdateColumn("used_at", at(now))
		if done.Error != nil {
			return done.Error
		}
		if done.RowsAffected == 0 {
			return partnering.Errorf(partnering.CodeUnauthenticated, "this sign-in link is unknown, used or too old: ask for a new one")
		}
		var used loginLinkRow
		if err := c.Take(&used, "hash = ?", hash).Error; err != nil {
			return err
		}
		var err error
		account, err = one[accountRow](c.DB, "account", "id", used.AccountID)
		return err
	})
	return account, err
}

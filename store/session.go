package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"entente/partnering"
)

type sessionRow struct {
	TokenHash string `gorm:"primaryKey"`
	Data      []byte
	ExpiresAt instant
}

// TableName implements gorm's Tabler.
func (sessionRow) TableName() string { return "sessions" }

// PutSession implements partnering.AccountStore.
func (t *tables) PutSession(ctx context.Context, tokenHash string, data []byte, expires time.Time) error {
	row := sessionRow{TokenHash: tokenHash, Data: append([]byte{}, data...), ExpiresAt: at(expires)}
	return t.change(ctx, func(c change) error {
		return c.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "token_hash"}}, UpdateAll: true}).Create(&row).Error
	})
}

// SessionByToken implements partnering.AccountStore.
func (t *tables) SessionByToken(ctx context.Context, tokenHash string, now time.Time) ([]byte, bool, error) {
	var rows []sessionRow
	err := t.from(ctx).Where("token_hash = ? AND expires_at > ?", tokenHash, at(now)).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, false, err
	}
	return rows[0].Data, true, nil
}

// DeleteSession implements partnering.AccountStore. One that is not there is over already.
func (t *tables) DeleteSession(ctx context.Context, tokenHash string) error {
	return t.change(ctx, func(c change) error {
		return c.Where("token_hash = ?", tokenHash).Delete(&sessionRow{}).Error
	})
}

type rememberedCallRow struct {
	AccountID string `gorm:"primaryKey"`
	CallKey   string `gorm:"primaryKey"`
	Hash      string
	Status    int
	Header    []byte
	Body      []byte
	CreatedAt instant `gorm:"autoCreateTime:false"`
}

// TableName implements gorm's Tabler.
func (rememberedCallRow) TableName() string { return "remembered_calls" }

func (r rememberedCallRow) toDomain() partnering.RememberedCall {
	return partnering.RememberedCall{
		AccountID: r.AccountID, Key: r.CallKey, Hash: r.Hash, Status: r.Status,
		Header: r.Header, Body: r.Body, CreatedAt: r.CreatedAt.Time,
	}
}

// RememberCall implements partnering.AccountStore; CodeConflict when the key was used.
func (t *tables) RememberCall(ctx context.Context, r partnering.RememberedCall) error {
	row := rememberedCallRow{
		AccountID: r.AccountID, CallKey: r.Key, Hash: r.Hash, Status: r.Status,
		Header: r.Header, Body: r.Body, CreatedAt: at(r.CreatedAt),
	}
	return t.change(ctx, func(c change) error { return c.Create(&row).Error })
}

// CallByKey implements partnering.AccountStore.
func (t *tables) CallByKey(ctx context.Context, accountID, key string) (partnering.RememberedCall, bool, error) {
	found, err := list[rememberedCallRow](t.from(ctx).Where("account_id = ? AND call_key = ?", accountID, key))
	if err != nil || len(found) == 0 {
		return partnering.RememberedCall{}, false, err
	}
	return found[0], true, nil
}

// callsLast is how long the answer to a creating post is remembered.
const callsLast = 24 * time.Hour

// DeleteExpired implements partnering.AccountStore. Calls are over after a day.
func (t *tables) DeleteExpired(ctx context.Context, now time.Time) error {
	return t.change(ctx, func(c change) error {
		if err := c.Where("expires_at <= ?", at(now)).Delete(&loginLinkRow{}).Error; err != nil {
			return err
		}
		if err := c.Where("expires_at <= ?", at(now)).Delete(&sessionRow{}).Error; err != nil {
			return err
		}
		return c.Where("created_at <= ?", at(now.Add(-callsLast))).Delete(&rememberedCallRow{}).Error
	})
}

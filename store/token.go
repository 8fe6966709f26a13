package store

import (
	"context"
	"time"

	"entente/partnering"
)

type tokenRow struct {
	ID        string `gorm:"primaryKey"`
	AccountID string
	Name      string
	Hash      string
	CreatedAt instant `gorm:"autoCreateTime:false"`
	LastUsed  instant
}

// TableName implements gorm's Tabler.
func (tokenRow) TableName() string { return "tokens" }

func (r tokenRow) toDomain() partnering.Token {
	return partnering.Token{ID: r.ID, AccountID: r.AccountID, Name: r.Name, Hash: r.Hash, CreatedAt: r.CreatedAt.Time, LastUsed: r.LastUsed.Time}
}

// CreateToken implements partnering.AccountStore.
func (t *tables) CreateToken(ctx context.Context, k partnering.Token) error {
	row := tokenRow{ID: k.ID, AccountID: k.AccountID, Name: k.Name, Hash: k.Hash, CreatedAt: at(k.CreatedAt), LastUsed: at(k.LastUsed)}
	return t.change(ctx, func(c change) error { return c.Create(&row).Error })
}

// TokenByHash implements partnering.AccountStore.
func (t *tables) TokenByHash(ctx context.Context, hash string) (partnering.Token, error) {
	return one[tokenRow](t.from(ctx), "token", "hash", hash)
}

// TouchToken implements partnering.AccountStore.
func (t *tables) TouchToken(ctx context.Context, id string, now time.Time) error {
	return t.change(ctx, func(c change) error {
		return c.Model(&tokenRow{}).Where("id = ?", id).UpdateColumn("last_used", at(now)).Error
	})
}

// FindTokens implements partnering.AccountStore: the oldest first.
func (t *tables) FindTokens(ctx context.Context, accountID string) ([]partnering.Token, error) {
	return list[tokenRow](t.from(ctx).Where("account_id = ?", accountID).Order("created_at, id"))
}

// DeleteToken implements partnering.AccountStore.
func (t *tables) DeleteToken(ctx context.Context, accountID, id string) error {
	return t.change(ctx, func(c change) error {
		return remove[tokenRow](c.Where("account_id = ? AND id = ?", accountID, id), "token", "the token is in use")
	})
}

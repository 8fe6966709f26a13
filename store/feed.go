package store

import (
	"context"

	"entente/partnering"
)

type feedRow struct {
	Token     string `gorm:"primaryKey"`
	EventID   string
	Scope     string
	SubjectID string
	AccountID string
	CreatedAt instant `gorm:"autoCreateTime:false"`
}

// TableName implements gorm's Tabler.
func (feedRow) TableName() string { return "feeds" }

func (r feedRow) toDomain() partnering.Feed {
	return partnering.Feed{
		Token: r.Token, EventID: r.EventID, Scope: partnering.FeedScope(r.Scope), SubjectID: r.SubjectID,
		AccountID: r.AccountID, CreatedAt: r.CreatedAt.Time,
	}
}

// FeedByToken implements partnering.AccountStore.
func (t *tables) FeedByToken(ctx context.Context, token string) (partnering.Feed, error) {
	return one[feedRow](t.from(ctx), "feed", "token", token)
}

// FindFeeds implements partnering.AccountStore: the oldest first.
func (t *tables) FindFeeds(ctx context.Context, accountID string) ([]partnering.Feed, error) {
	return list[feedRow](t.from(ctx).Where("account_id = ?", accountID).Order("created_at, token"))
}

// CreateFeed implements partnering.AccountStore.
func (t *tables) CreateFeed(ctx context.Context, f partnering.Feed) error {
	row := feedRow{
		Token: f.Token, EventID: f.EventID, Scope: string(f.Scope), SubjectID: f.SubjectID,
		AccountID: f.AccountID, CreatedAt: at(f.CreatedAt),
	}
	return t.change(ctx, func(c change) error { return c.Create(&row).Error })
}

// DeleteFeed implements partnering.AccountStore.
func (t *tables) DeleteFeed(ctx context.Context, accountID, token string) error {
	return t.change(ctx, func(c change) error {
		return remove[feedRow](c.Where("account_id = ? AND token = ?", accountID, token), "feed", "the feed is in use")
	})
}

package partnering

import "context"

// ExpireRequests opens expireRequests to the tests of this package.
func (s *Service) ExpireRequests(ctx context.Context, e Event) (int, error) {
	var n int
	err := s.store.Tx(ctx, func(st Store) error {
		var err error
		n, err = s.expireRequests(ctx, st, e)
		return err
	})
	return n, err
}

package export

// Clean is what becomes of a text before any format carries it.
func Clean(text string) string { return clean(text) }

package mail_test

import (
	"context"
	"fmt"
	"strings"

	"entente/internal/mail"
	"entente/partnering"
)

func Example() {
	var kept keeper
	box, err := mail.NewMailbox(&kept, "entente@example.org")
	if err != nil {
		panic(err)
	}
	letter, err := box.Render(partnering.Notice{Rule: partnering.NoticeSignIn, MessageID: "<1@example.org>", To: "ann@example.org",
		Name: "Ann", Link: "https://meet.example.org/auth"})
	if err != nil {
		panic(err)
	}
	if err := box.Send(context.Background(), "", letter); err != nil {
		panic(err)
	}
	fmt.Println(kept[0].Mail.Subject)
	fmt.Println(strings.Contains(kept[0].Mail.Text, "https://meet.example.org/auth"))
	// Output:
	// Sign in to Entente
	// true
}

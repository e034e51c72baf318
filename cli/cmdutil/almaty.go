package cmdutil

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// Moment shows a time to people, in Almaty's time.
func Moment(t time.Time) string { return t.In(calendar.Almaty).Format(time.DateTime) }

package cmdutil

import (
	"sync"
	"time"
	_ "time/tzdata" // Machines without a time zone database show Almaty's time too.
)

// Almaty is the time of the platform: months and days are counted in it.
var Almaty = sync.OnceValue(func() *time.Location {
	l, err := time.LoadLocation("Asia/Almaty")
	if err != nil {
		panic(err) // The database is part of the binary.
	}
	return l
})

// Moment shows a time to people, in Almaty's time.
func Moment(t time.Time) string { return t.In(Almaty()).Format("2006-01-02 15:04:05") }

package main

import "testing"

func TestChoose(t *testing.T) {
	if all, err := choose(nil); err != nil || len(all) != len(areas) {
		t.Errorf("no name chooses %d areas (%v), want all %d", len(all), err, len(areas))
	}
	if some, err := choose([]string{"placement"}); err != nil || len(some) != 1 || some[0].name != "placement" {
		t.Errorf("placement chooses %v (%v), want it alone", some, err)
	}
	if _, err := choose([]string{"speed"}); err == nil {
		t.Error("an area that does not exist is chosen")
	}
}

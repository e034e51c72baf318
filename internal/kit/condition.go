package kit

import (
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// True is a condition that holds.
func True(kind, reason, format string, args ...any) metav1.Condition {
	return condition(kind, metav1.ConditionTrue, reason, format, args)
}

// False is a condition that does not hold.
func False(kind, reason, format string, args ...any) metav1.Condition {
	return condition(kind, metav1.ConditionFalse, reason, format, args)
}

// Unknown is a condition nobody can tell.
func Unknown(kind, reason, format string, args ...any) metav1.Condition {
	return condition(kind, metav1.ConditionUnknown, reason, format, args)
}

func condition(kind string, s metav1.ConditionStatus, reason, format string, args []any) metav1.Condition {
	return metav1.Condition{Type: kind, Status: s, Reason: reason, Message: fmt.Sprintf(format, args...)}
}

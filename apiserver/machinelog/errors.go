package machinelog

import (
	"fmt"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// retryAfterSeconds is when to ask a host again that did not answer.
const retryAfterSeconds = 5

var (
	optionsKind = subresources.GroupVersion.WithKind("VirtualMachineLogOptions").GroupKind()
	logs        = schema.GroupResource{Group: subresources.GroupVersion.Group, Resource: "virtualmachines/log"}
)

func negativeTail(name string, lines int64) error {
	return apierrors.NewInvalid(optionsKind, name, field.ErrorList{
		field.Invalid(field.NewPath("tailLines"), lines, "must be 0 or more"),
	})
}

func unbound(vm *compute.VirtualMachine) error {
	err := apierrors.NewBadRequest(fmt.Sprintf(
		"machine %q is on no host yet and has no log; what it waits for: ikpctl why vm %s -n %s", vm.Name, vm.Name, vm.Namespace))
	err.ErrStatus.Details = &metav1.StatusDetails{Causes: []metav1.StatusCause{{
		Type: compute.ReasonPending, Field: "spec.host", Message: "no host is chosen",
	}}}
	return err
}

func noAgent(vm *compute.VirtualMachine) error {
	return unreachable(fmt.Sprintf("host %q of machine %q has not said where its agent listens; see: ikpctl host show %s",
		vm.Spec.Host, vm.Name, vm.Spec.Host))
}

func silent(host *compute.Host, err error) error {
	return unreachable(fmt.Sprintf("the agent of host %q does not answer at %s: %v; machines go on running, try again or ask the data centre's operator",
		host.Name, host.Status.AgentEndpoint, err))
}

func unable(host *compute.Host, text string) error {
	return unreachable(fmt.Sprintf("host %q cannot give the log now: %s; try again or ask the data centre's operator", host.Name, text))
}

func unreachable(message string) error {
	err := apierrors.NewServiceUnavailable(message)
	err.ErrStatus.Details = &metav1.StatusDetails{
		RetryAfterSeconds: retryAfterSeconds,
		Causes:            []metav1.StatusCause{{Type: compute.ReasonHostUnreachable, Message: message}},
	}
	return err
}

func noLog(vm *compute.VirtualMachine) error {
	err := apierrors.NewNotFound(logs, vm.Name)
	err.ErrStatus.Message = fmt.Sprintf("host %q keeps no log of machine %q: it has not been started there yet", vm.Spec.Host, vm.Name)
	return err
}

func refused(host *compute.Host, status, body string) error {
	return apierrors.NewInternalError(fmt.Errorf("the agent of host %q answered %s: %s", host.Name, status, body))
}

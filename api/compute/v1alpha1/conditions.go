package v1alpha1

// Conditions of a VirtualMachine, in the order in which they become True.
const (
	// ConditionReady is written by the host's agent once a machine is bound, and
	// by placement before. True: the guest said that it is ready.
	ConditionReady = "Ready"
	// ConditionSecurityCleared is written by the gate controller: the system may
	// run in this type of environment (KZ-IB-40).
	ConditionSecurityCleared = "SecurityCleared"
	// ConditionResidencyCompliant is written by the gate controller: the place,
	// as far as it is known, agrees with the residency rules (KZ-PD-12).
	ConditionResidencyCompliant = "ResidencyCompliant"
	// ConditionQuotaReserved is written by the gate controller: quota and budget
	// are reserved in the ledger for what is asked now.
	ConditionQuotaReserved = "QuotaReserved"
	// ConditionPlaced is written by placement while it finds no host, and by the
	// agent that has taken the machine.
	ConditionPlaced = "Placed"
	// ConditionProvisioned is written by the agent: disks and domain exist.
	ConditionProvisioned = "Provisioned"
	// ConditionGuestReady is written by the agent: the image's probe succeeded.
	ConditionGuestReady = "GuestReady"
	// ConditionNetworkQuarantined is written by the residency audit: True takes the
	// machine off the network, because bytes of it lie where they may not. Machines
	// that never were have no such condition.
	ConditionNetworkQuarantined = "NetworkQuarantined"
	// ConditionPersonalDataAllowed says of a DataCentre that systems with personal
	// data may run there.
	ConditionPersonalDataAllowed = "PersonalDataAllowed"
	// ConditionVacated is False on a Host that is being deleted while machines are
	// bound to it; others do not have it.
	ConditionVacated = "Vacated"
)

// Reasons of the conditions above. They are part of the API: texts for people
// are found under them in three languages.
const (
	ReasonPending = "Pending"
	// ReasonCleared surfaces when a valid clearance was found.
	ReasonCleared = "Cleared"
	// ReasonNotRequired surfaces when the environment demands no clearance.
	ReasonNotRequired = "NotRequired"
	// ReasonClearanceMissing surfaces when a production machine has no clearance.
	ReasonClearanceMissing = "ClearanceMissing"
	// ReasonClearanceExpired surfaces when the clearance has run out.
	ReasonClearanceExpired = "ClearanceExpired"
	// ReasonCompliant surfaces when every residency rule was met.
	ReasonCompliant = "Compliant"
	// ReasonResidencyViolated surfaces when a rule forbids the place.
	ReasonResidencyViolated = "ResidencyViolated"
	// ReasonDriftFound surfaces when the audit finds bytes where they may not be.
	ReasonDriftFound = "DriftFound"
	// ReasonDriftGone surfaces when they are there no more.
	ReasonDriftGone = "DriftGone"
	// ReasonPassportGaps surfaces when the system's passport lacks a field that
	// the decision needs.
	ReasonPassportGaps = "PassportGaps"
	// ReasonSystemMissing surfaces when the machine's environment or system is gone.
	ReasonSystemMissing = "SystemMissing"
	// ReasonReserved surfaces when quota and budget are reserved.
	ReasonReserved = "Reserved"
	// ReasonQuotaExceeded surfaces when a quota on the machine's path is too small.
	ReasonQuotaExceeded = "QuotaExceeded"
	// ReasonNoQuota surfaces when the agency has no Quota at all.
	ReasonNoQuota = "NoQuota"
	// ReasonNoBudget surfaces when the agency has no Budget for the fiscal year.
	ReasonNoBudget = "NoBudget"
	// ReasonBudgetExceeded surfaces when the rest of the year would cost more than is left.
	ReasonBudgetExceeded = "BudgetExceeded"
	// ReasonNoTariff surfaces when no published tariff holds today.
	ReasonNoTariff = "NoTariff"
	// ReasonLedgerUnavailable surfaces when the ledger did not answer: nothing new
	// starts, everything that runs goes on.
	ReasonLedgerUnavailable = "LedgerUnavailable"
	// ReasonReservationReleased surfaces when the ledger has given back what the
	// machine held, and no host holds the machine: it was deleted once, and came
	// back with a backup.
	ReasonReservationReleased = "ReservationReleased"
	// ReasonMachineWithoutObject surfaces as an event of a host that holds a machine
	// without an object: it was created after the backup that was restored. It runs
	// on.
	ReasonMachineWithoutObject = "MachineWithoutObject"
	// ReasonCatalogueMissing surfaces when the image, machine type or data
	// centre that a machine names does not exist.
	ReasonCatalogueMissing = "CatalogueMissing"
	// ReasonWaitingForGates surfaces while a condition that gates placement is not True.
	ReasonWaitingForGates = "WaitingForGates"
	// ReasonNoHostFits surfaces when every host was refused; the message counts why.
	ReasonNoHostFits = "NoHostFits"
	// ReasonRollCall surfaces while hosts have not said yet which machines they
	// hold: one of them may hold this one.
	ReasonRollCall = "RollCall"
	// ReasonUserDataMissing surfaces when the Secret that a machine names has no
	// user data for it.
	ReasonUserDataMissing = "UserDataMissing"
	// ReasonBound surfaces when a host's agent has taken the machine.
	ReasonBound = "Bound"
	// ReasonHostRejected surfaces when the agent's own check refused the machine.
	ReasonHostRejected = "HostRejected"
	// ReasonHostUnreachable surfaces when the hypervisor does not answer.
	ReasonHostUnreachable = "HostUnreachable"
	// ReasonImageInvalid surfaces when the host's copy of the image is missing or
	// has another digest.
	ReasonImageInvalid = "ImageInvalid"
	// ReasonProvisioning surfaces while disks are made and the domain is defined.
	ReasonProvisioning = "Provisioning"
	// ReasonProvisioned surfaces when disks and domain exist.
	ReasonProvisioned = "Provisioned"
	// ReasonDomainGone surfaces when the hypervisor confirmed that a deleted
	// machine's domain no longer exists; it releases capacity and quota.
	ReasonDomainGone = "DomainGone"
	// ReasonConflict surfaces when two domains or two machines claim one identity.
	ReasonConflict = "Conflict"
	// ReasonGuestReady surfaces when the guest answered its probe.
	ReasonGuestReady = "GuestReady"
	// ReasonGuestStarting surfaces while the guest has time left to answer.
	ReasonGuestStarting = "GuestStarting"
	// ReasonGuestSilent surfaces when the guest did not answer in time.
	ReasonGuestSilent = "GuestSilent"
	// ReasonNoProbe surfaces when the image declares no probe.
	ReasonNoProbe = "NoProbe"
	// ReasonHalted surfaces when the machine is stopped, as asked.
	ReasonHalted = "Halted"
	// ReasonCrashed surfaces when the domain died.
	ReasonCrashed = "Crashed"
	// ReasonDeleting surfaces while a machine or a host is being taken away.
	ReasonDeleting = "Deleting"
	// ReasonReporting surfaces on a Host whose agent and hypervisor answer.
	ReasonReporting = "Reporting"
	// ReasonForeignDomains surfaces when a host holds domains that are not the
	// platform's.
	ReasonForeignDomains = "ForeignDomains"
	// ReasonAgentSilent surfaces on a Host whose agent has not renewed its lease.
	ReasonAgentSilent = "AgentSilent"
)

// Finalizers of a VirtualMachine. Admission sets both; each is removed only by
// its owner.
const (
	// FinalizerHypervisor is removed by the bound host's agent after the ledger
	// acknowledged the machine's last interval, or by placement if the machine
	// was never bound.
	FinalizerHypervisor = "compute.ikp.gov.kz/hypervisor"
	// FinalizerLedger is removed by the gate controller once the reservation is
	// released.
	FinalizerLedger = "compute.ikp.gov.kz/ledger"
)

// Users and groups of the platform's own parts.
const (
	// UserControllers is the user of ikp-controllers.
	UserControllers = "ikp:controllers"
	// UserOperators is the user of ikp-operators.
	UserOperators = "ikp:operators"
	// UserAPIServer is the user of ikp-apiserver.
	UserAPIServer = "ikp:apiserver"
	// GroupHosts is the group of all hypervisor agents.
	GroupHosts = "ikp:hosts"
	// HostUserPrefix precedes a host's name in its agent's user name.
	HostUserPrefix = "ikp:host:"
)

// HypervisorController is the controller that agents report events as.
const HypervisorController = "ikp-hypervisor"

// HostUser is the user name of a host's agent.
func HostUser(host string) string { return HostUserPrefix + host }

// HostNamespace holds the lease and the guest secrets of a host; only its agent
// reads it.
func HostNamespace(host string) string { return "ikp-host-" + host }

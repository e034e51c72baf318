package v1alpha1

// Conditions of SystemMigration, MigrationProgramme and MigrationWave. All of
// them are written by the migration controller.
const (
	// ConditionAdvancing says that nothing stands between a migration and its goal.
	ConditionAdvancing = "Advancing"
	// ConditionOnTime says that no deadline of the rules has passed.
	ConditionOnTime = "OnTime"
)

// ConditionAccessGiven says whether the data of an IntegrationRequest can flow. It
// is written by the integration controller, as is the request's OnTime.
const ConditionAccessGiven = "AccessGiven"

// Reasons of an integration.
const (
	// ReasonAccessGiven surfaces when the last step of an integration is done.
	ReasonAccessGiven = "AccessGiven"
	// ReasonStepOpen surfaces when a party owes the next step.
	ReasonStepOpen = "StepOpen"
	// ReasonStepRejected surfaces when the party that holds a step has refused it.
	ReasonStepRejected = "StepRejected"
	// ReasonTermPassed surfaces when more days have passed from request to access
	// than the rule allows (C-10.3).
	ReasonTermPassed = "TermPassed"
)

// Reasons of the conditions above.
const (
	// ReasonGoalReached surfaces when a migration is where it shall be.
	ReasonGoalReached = "GoalReached"
	// ReasonStepTaken surfaces when a migration has just entered a state.
	ReasonStepTaken = "StepTaken"
	// ReasonGateShut surfaces when a gate is shut; status.obstacles say why.
	ReasonGateShut = "GateShut"
	// ReasonAside surfaces when a migration is paused, put off, failed or rolled
	// back, or its system does not move.
	ReasonAside = "Aside"
	// ReasonIncomplete surfaces when what the decision needs does not exist: the
	// programme or the system.
	ReasonIncomplete = "Incomplete"
	// ReasonInTime surfaces when no deadline has passed.
	ReasonInTime = "InTime"
	// ReasonDeadlinePassed surfaces when a deadline of the rules has passed and the
	// system is not where it had to be.
	ReasonDeadlinePassed = "DeadlinePassed"
)

// ConditionAgreed says whether the agency has agreed to its plan (C-3.7). It is
// written by the programme controller, as is OnTime of programmes, plans and waves.
const ConditionAgreed = "Agreed"

// Reasons of programmes, plans and waves.
const (
	// ReasonAgreed surfaces when the agency has approved the plan as it is.
	ReasonAgreed = "Agreed"
	// ReasonNotAgreed surfaces when the agency has not approved the plan as it is.
	ReasonNotAgreed = "NotAgreed"
	// ReasonBehindPlan surfaces when systems are not where the plan wants them today.
	ReasonBehindPlan = "BehindPlan"
	// ReasonOnPlan surfaces when every system is where the plan wants it today.
	ReasonOnPlan = "OnPlan"
	// ReasonSystemsOverdue surfaces when systems have passed a deadline of the rules.
	ReasonSystemsOverdue = "SystemsOverdue"
	// ReasonNoSystemOverdue surfaces when no system has.
	ReasonNoSystemOverdue = "NoSystemOverdue"
)

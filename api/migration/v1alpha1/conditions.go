package v1alpha1

// Conditions of SystemMigration, MigrationProgramme and MigrationWave. All of
// them are written by the migration controller.
const (
	// ConditionAdvancing says that nothing stands between a migration and its goal.
	ConditionAdvancing = "Advancing"
	// ConditionOnTime says that no deadline of the rules has passed.
	ConditionOnTime = "OnTime"
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

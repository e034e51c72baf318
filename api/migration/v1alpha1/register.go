package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var (
	// GroupVersion is the API group and version of this package.
	GroupVersion = schema.GroupVersion{Group: "migration.ikp.gov.kz", Version: "v1alpha1"}

	schemeBuilder = runtime.NewSchemeBuilder(addKnownTypes)

	// AddToScheme registers the kinds of this package.
	AddToScheme = schemeBuilder.AddToScheme
)

func addKnownTypes(s *runtime.Scheme) error {
	s.AddKnownTypes(GroupVersion,
		&ChangeCalendar{}, &ChangeCalendarList{},
		&IntegrationRequest{}, &IntegrationRequestList{},
		&MigrationPlan{}, &MigrationPlanList{},
		&MigrationProgramme{}, &MigrationProgrammeList{},
		&MigrationRecord{}, &MigrationRecordList{},
		&MigrationWave{}, &MigrationWaveList{},
		&Rehearsal{}, &RehearsalList{},
		&SourceSite{}, &SourceSiteList{},
		&SystemAssessment{}, &SystemAssessmentList{},
		&SystemMigration{}, &SystemMigrationList{},
	)
	metav1.AddToGroupVersion(s, GroupVersion)
	return nil
}

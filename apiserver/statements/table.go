package statements

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apiserver/pkg/registry/rest"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

var _ rest.TableConvertor = (*REST)(nil)

var columns = []metav1.TableColumnDefinition{
	{Name: "Month", Type: "string", Format: "name", Description: "calendar month in Asia/Almaty"},
	{Name: "Agency", Type: "string", Description: "whose statement it is"},
	{Name: "Total-KZT", Type: "string", Description: "sum of the lines in tenge"},
	{Name: "Provisional", Type: "boolean", Description: "whether the amounts can still grow"},
	{Name: "As-Of", Type: "string", Description: "moment up to which usage was counted"},
	{Name: "Lines", Type: "integer", Description: "number of lines", Priority: 1},
}

// ConvertToTable is what kubectl get prints.
func (r *REST) ConvertToTable(_ context.Context, object, _ runtime.Object) (*metav1.Table, error) {
	table := &metav1.Table{ColumnDefinitions: columns}
	switch o := object.(type) {
	case *subresources.StatementView:
		table.Rows = []metav1.TableRow{row(o)}
	case *subresources.StatementViewList:
		table.ResourceVersion = o.ResourceVersion
		for i := range o.Items {
			table.Rows = append(table.Rows, row(&o.Items[i]))
		}
	default:
		return nil, fmt.Errorf("making a table of statements: unexpected %T", object)
	}
	return table, nil
}

func row(v *subresources.StatementView) metav1.TableRow {
	asOf := ""
	if v.Status.AsOf != nil {
		asOf = v.Status.AsOf.UTC().Format(time.RFC3339)
	}
	return metav1.TableRow{
		Cells:  []any{v.Name, v.Agency, v.Status.Total, v.Status.Provisional, asOf, int64(len(v.Status.Lines))},
		Object: runtime.RawExtension{Object: v},
	}
}

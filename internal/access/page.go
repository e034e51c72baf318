package access

import (
	"fmt"
	"io"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
)

const head = `# Who may do what

Generated from ` + "`config/rbac` and `config/policies`" + ` by ` + "`make generate`" + `; the API server is held to it by
` + "`config.TestTheAuthorizerAgreesWithTheTable`" + `. What is not in these tables is refused. Everybody who is
known to the API server has the rights of system:authenticated besides his own. system:masters, which
may do everything, is for installation and for breaking the glass.

The last column names the admission policies that cut a right down further; each says how in its file in
` + "`config/policies`" + `. Why it is so: [the security model](../security.md).
`

// Page writes all grants as tables in Markdown, one per user or group.
func Page(w io.Writer, grants []Grant, limits []Limit) error {
	var b strings.Builder
	b.WriteString(head)
	who := ""
	for _, g := range grants {
		if g.Who != who {
			who = g.Who
			fmt.Fprintf(&b, "\n## %s\n\n| Where | Group | Resources | Verbs | Cut down by |\n|---|---|---|---|---|\n", escape(who))
		}
		b.WriteString(line(g, limits))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func line(g Grant, limits []Limit) string {
	where := "everywhere"
	if g.Where != "" {
		where = "`" + g.Where + "`"
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |\n",
		where, groups(g.Rule), resources(g.Rule), strings.Join(g.Rule.Verbs, ", "), strings.Join(On(limits, g), ", "))
}

func groups(r rbacv1.PolicyRule) string {
	names := make([]string, 0, len(r.APIGroups))
	for _, group := range r.APIGroups {
		if group == "" {
			group = "core"
		}
		names = append(names, group)
	}
	return strings.Join(names, ", ")
}

func resources(r rbacv1.PolicyRule) string {
	list := strings.Join(r.Resources, ", ")
	if len(r.ResourceNames) > 0 {
		list += " named " + strings.Join(r.ResourceNames, ", ")
	}
	return escape(list)
}

func escape(s string) string {
	return strings.NewReplacer("<", `\<`, ">", `\>`, "*", `\*`).Replace(s)
}

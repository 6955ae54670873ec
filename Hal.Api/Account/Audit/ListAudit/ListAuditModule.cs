using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.Audit.ListAudit;

public sealed class ListAuditModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListAuditQuery, ListAuditResponse>("audit")
            .WithTags("Audit")
            .WithSummary("List who changed what")
            .WithDescription(
                "Every change that a member or an API key has made in the workspace: "
                    + "the action and the names of the fields, never their values. "
                    + "Here `project_id` is a filter; without it, all projects are included."
            );
}

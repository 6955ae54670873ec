using Carter;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.V1;
using Hal.Api.Http;
using Hal.Api.Platform.Errors;

namespace Hal.Api.V1.Companies.PatchCompany;

public sealed class PatchCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapV1Write<PatchCompanyCommand, PatchCompanyResponse>(HttpMethods.Patch, "companies/{id}", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Companies")
            .WithSummary("Change a company")
            .WithDescription(
                """
                What is absent stays, `null` clears, and `metadata` merges by key. Stage and deal are set exactly as asked, and each change
                of them is recorded. A placeholder becomes a real company when any field is sent.
                """
            )
            .Refuses(ProblemCode.NotFound, CompanyRules.ExternalIdTaken, StageList.UnknownStage, Preconditions.Failed)
            .WithExample(
                new
                {
                    industry = "Anvils",
                    deal_value = 12000.50,
                    notes = (string?)null,
                    metadata = new { plan = "pro", trial = (string?)null },
                }
            );
}

using Carter;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Stages;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Companies.CreateCompany;

public sealed class CreateCompanyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateCompanyCommand, CreateCompanyResponse>("companies")
            .WithTags("Companies")
            .WithSummary("Create a company")
            .WithDescription("Only `name` is required. The `external_id` is unique in the project; names and domains are not.")
            .Refuses(CompanyRules.ExternalIdTaken, StageList.UnknownStage)
            .WithExample(
                new
                {
                    name = "Acme",
                    external_id = "acme",
                    domain = "acme.example",
                    industry = "Anvils",
                    deal_value = 12000.50,
                    metadata = new { plan = "pro" },
                }
            );
}

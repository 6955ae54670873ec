using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Settings.GetSettings;

public sealed class GetSettingsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<GetSettingsQuery, GetSettingsResponse>("projects/{id}/settings")
            .ShowsVersion()
            .WithTags("Settings")
            .WithSummary("Read a project's settings");
}

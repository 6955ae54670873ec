using Carter;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.Settings.PatchSettings;

public sealed class PatchSettingsModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountWrite<PatchSettingsCommand, PatchSettingsResponse>(HttpMethods.Patch, "projects/{id}/settings", (command, route) =>
                command with
                {
                    Id = route.Text("id"),
                }
            )
            .WithTags("Settings")
            .WithSummary("Change a project's settings")
            .WithDescription(
                """
                What is absent stays, `null` clears the greeting and the origins, and `allowed_origins` replaces the list. An origin is
                stored as browsers send it: in lower case and without the default port. Widgets use the new settings from their
                next call on.
                """
            )
            .Refuses(Preconditions.Failed)
            .WithExample(
                new
                {
                    primary_color = "#2563eb",
                    greeting = "Hello! How can we help?",
                    allowed_origins = new[] { "https://acme.example" },
                    stage_update_mode = "advance_only",
                    identity_verification_required = true,
                }
            );
}

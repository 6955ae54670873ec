using Carter;
using Hal.Api.Families.Account;

namespace Hal.Api.Account.ApiKeys.ListApiKeys;

public sealed class ListApiKeysModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountRead<ListApiKeysQuery, ListApiKeysResponse>("api-keys")
            .WithTags("API keys")
            .WithSummary("List the API keys")
            .WithDescription(
                "The keys of the project, including expired ones. A key itself is never shown again: recognize it by its name and prefix."
            );
}

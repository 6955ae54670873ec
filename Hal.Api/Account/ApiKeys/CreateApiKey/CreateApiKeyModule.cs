using Carter;
using Hal.Api.Domain.ApiKeys;
using Hal.Api.Families.Account;
using Hal.Api.Http;

namespace Hal.Api.Account.ApiKeys.CreateApiKey;

public sealed class CreateApiKeyModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app) =>
        app.MapAccountCreate<CreateApiKeyCommand, CreateApiKeyResponse>("api-keys", isLocated: false)
            .WithTags("API keys")
            .WithSummary("Make an API key")
            .WithDescription(
                "The key is in this answer and never shown again; only its SHA-256 is stored. "
                    + "It gives access to the integration API for this project, within its scopes."
            )
            .WithExample(
                new
                {
                    name = "Warehouse sync",
                    scopes = new[] { Scopes.ContactsRead },
                    expires_at = "2027-01-31T09:30:00Z",
                }
            );
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Hal.Api.Http;
using Hal.Api.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hal.Api.Families.V1;

/// <summary>Registers the v1 family's credential: an API key in <c>X-API-Key</c> (contract 1, 6).</summary>
public static class KeyAuthentication
{
    /// <summary>The authorization policy of the family's routes.</summary>
    public const string Policy = "v1";

    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "ApiKey";

    /// <summary>The header that carries the key.</summary>
    public const string Header = "X-API-Key";

    /// <summary>Registers the scheme, the policy and what remembers keys.</summary>
    public static IServiceCollection AddKeyAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<KeyStore>().AddScoped<V1Call>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services;
    }

    /// <summary>The key that a request carries; null for none.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        // Several headers become one text here, which is no key.
        return request.Headers[Header].ToString() is { Length: > 0 } sent ? sent : null;
    }
}

/// <summary>Checks the API key before anything else of a v1 call.</summary>
public sealed class KeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    KeyStore keys,
    Database database
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyAuthentication.KeyOf(Request) is not { } sent)
            return AuthenticateResult.NoResult();

        if (await keys.FindAsync(sent, database) is not { } key)
            return AuthenticateResult.Fail("The API key leads nowhere.");

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme.Name;
        return new ProblemResult(KeyAuthentication.KeyOf(Request) is null ? KeyProblems.NoKey : KeyProblems.NotAKey).ExecuteAsync(Context);
    }
}

using Hal.Api.Credentials;
using Hal.Api.Http;
using Hal.Api.Pipeline;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Identity;

namespace Hal.Api.Families.Account;

/// <summary>Registers the account family's credential: an access token in <c>Authorization: Bearer</c> (contract 1, 5).</summary>
public static class AccountAuthentication
{
    /// <summary>The authorization policy of the family's routes.</summary>
    public const string Policy = "account";

    /// <summary>Registers the scheme, the policy and what makes tokens and hashes passwords.</summary>
    public static IServiceCollection AddAccountAuthentication(this IServiceCollection services)
    {
        // Each family's routes name their scheme. Other routes are not authenticated, since that would need the database.
        AppContext.SetSwitch("Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme", true);
        services
            .AddSingleton<SigningKey>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<MemberStore>()
            .AddScoped<AccountCall>()
            .AddScoped<Caller>();
        services.AddSingleton<Passwords>().AddSingleton<IPasswordHasher<string>, PasswordHasher<string>>();
        services
            .AddOptions<PasswordHasherOptions>()
            .BindConfiguration("Hal:Auth:Password")
            .Validate(o => o.IterationCount > 0, "Hal:Auth:Password:IterationCount is 1 or more.")
            .ValidateOnStart();
        services
            .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<AccessTokens>(Configure)
            .Validate<IConfiguration>(
                (_, configuration) => SigningKey.IsValid(configuration),
                $"{SigningKey.Setting} has to be 32 bytes or more in base64."
            )
            .ValidateOnStart();
        services.AddAuthentication().AddJwtBearer();
        // Data protection is registered for cookies, which Hal does not use here. It would write keys to the home directory at each start.
        foreach (var keys in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(keys);

        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policy, policy =>
                policy.AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme).RequireAuthenticatedUser()
            );
        return services;
    }

    private static void Configure(JwtBearerOptions options, AccessTokens tokens)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = tokens.Rules;
        options.Events = new JwtBearerEvents { OnMessageReceived = ReadKeyAsync, OnChallenge = RefuseAsync };
    }

    private static async Task ReadKeyAsync(MessageReceivedContext context) =>
        await context.HttpContext.RequestServices.GetRequiredService<SigningKey>().GetAsync();

    private static Task RefuseAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var problem = context.AuthenticateFailure is null ? AccountProblems.TokenMissing : AccountProblems.TokenEnded;
        return new ProblemResult(problem).ExecuteAsync(context.HttpContext);
    }
}

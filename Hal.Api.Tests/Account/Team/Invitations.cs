using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Invitations as tests make and accept them.</summary>
internal static class Invitations
{
    public static async Task<string> InviteAsync(TestMember by, string email, string role) =>
        (await by.PostAsync("team/invitations", new { email, role }).MustAsync()).GetProperty("token").GetString()!;

    public static Task<Exchange> AcceptAsync(
        SignedOut caller,
        string token,
        string? name = null,
        params (string Name, string Value)[] headers
    ) =>
        caller.PostAsync(
            "team/invitations/accept",
            new
            {
                token,
                password = TestMember.Password,
                name,
            },
            headers
        );

    public static string TokenOf(Exchange made) => made.Body.GetProperty("token").GetString()!;

    public static Guid IdOf(Exchange made) => made.Body.GetProperty("invitation").GetProperty("id").GetGuid();

    public static Task<long> MembersAsync(TestWorkspace workspace) =>
        workspace.Project.OneAsync<long>("select count(*) from members where account_id = @account", new { account = workspace.AccountId });
}

using System.Text.Json;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Team;

/// <summary>Contract 5: admins list the invitations that are open.</summary>
public class ListInvitationsTests
{
    [Test]
    public async Task The_newest_comes_first_and_pages_make_up_the_list()
    {
        var workspace = await TestWorkspace.CreateAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
            ids.Insert(
                0,
                Invitations.IdOf(await workspace.Owner.PostAsync("team/invitations", new { email = SignedOut.NewEmail(), role = "agent" }))
            );

        var first = await workspace.Owner.GetAsync("team/invitations?limit=2").MustAsync();
        var second = await workspace.Owner.GetAsync($"team/invitations?limit=2&cursor={first.GetProperty("next_cursor")}").MustAsync();

        var walked = first.GetProperty("invitations").EnumerateArray().Concat(second.GetProperty("invitations").EnumerateArray());
        Assert.That(walked.Select(i => i.GetProperty("id").GetGuid()), Is.EqualTo(ids));
        Assert.That(second.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }
}

using Hal.Api.Tests.Concurrency;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Account.Auth;

/// <summary>Contract 5: a session that ends is refused at once, on every instance.</summary>
public class LogoutTests
{
    [Test]
    public async Task Ends_only_this_session_at_once_on_every_instance()
    {
        var caller = await SignedOut.CreateAsync();
        var signed = await caller.SignUpAsync();
        var other = await caller.SignInAsync(signed.Member);
        var elsewhere = signed.Member.Through(await Race.SecondClientAsync());
        Assert.That((await elsewhere.GetAsync("auth/me")).Status, Is.EqualTo(200));

        var exchange = await signed.Member.PostAsync("auth/logout", null);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exchange.Status, Is.EqualTo(204));
            Assert.That(exchange.Text, Is.Empty);
        }

        (await elsewhere.GetAsync("auth/me")).MustBe(401, "invalid_token");
        (await elsewhere.PostAsync("contacts", new { name = "Ana" })).MustBe(401, "invalid_token");
        (await signed.Member.GetAsync("auth/me")).MustBe(401, "invalid_token");
        (await signed.Member.PostAsync("auth/logout", null)).MustBe(401, "invalid_token");
        (await caller.RefreshAsync(signed.RefreshToken)).MustBe(401, "invalid_refresh_token");
        Assert.That((await other.Member.GetAsync("auth/me")).Status, Is.EqualTo(200));
        Assert.That((await caller.RefreshAsync(other.RefreshToken)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Needs_a_session() =>
        (await (await SignedOut.CreateAsync()).PostAsync("auth/logout", null)).MustBe(401, "authentication_required");
}

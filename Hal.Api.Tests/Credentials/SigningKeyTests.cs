using System.Security.Cryptography;
using Hal.Api.Tests.Harness;

namespace Hal.Api.Tests.Credentials;

/// <summary>All instances of a service believe each other's tokens, and nobody else's.</summary>
public class SigningKeyTests
{
    private const string Setting = "Hal:Auth:SigningKey";

    [Test]
    public async Task Instances_with_the_same_setting_believe_each_other_and_no_other()
    {
        var database = (await TestHost.RunningAsync()).Database;
        var key = (Setting, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await using var one = new HalApp(database.ConnectionString, key);
        await using var same = new HalApp(database.ConnectionString, key);
        await using var other = new HalApp(
            database.ConnectionString,
            (Setting, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))
        );
        using var first = one.Start();
        using var second = same.Start();
        using var third = other.Start();

        var member = (await new SignedOut(first).SignUpAsync()).Member;

        Assert.That((await member.Through(second).GetAsync("auth/me")).Status, Is.EqualTo(200));
        (await member.Through(third).GetAsync("auth/me")).MustBe(401, "invalid_token");
        (await member.Through((await TestHost.RunningAsync()).Client).GetAsync("auth/me")).MustBe(401, "invalid_token");
    }

    [Test]
    public async Task Without_a_setting_it_is_made_once_whoever_comes_first()
    {
        await using var database = await SpareDatabase.CreateAsync();
        await using var one = new HalApp(database.ConnectionString);
        await using var other = new HalApp(database.ConnectionString);
        var clients = await Task.WhenAll(Task.Run(one.Start), Task.Run(other.Start));
        using var first = clients[0];
        using var second = clients[1];

        var signed = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => new SignedOut(clients[i % 2]).SignUpAsync()));

        foreach (var member in signed.Select(s => s.Member))
        {
            Assert.That((await member.Through(first).GetAsync("auth/me")).Status, Is.EqualTo(200));
            Assert.That((await member.Through(second).GetAsync("auth/me")).Status, Is.EqualTo(200));
        }

        Assert.That(
            await database.OneAsync<long>("select count(*) from secrets where name = 'signing_key' and length(value) = 64"),
            Is.EqualTo(1)
        );
    }

    [TestCase("not base64 at all!")]
    [TestCase("c2hvcnQ=")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    public async Task One_that_is_none_stops_the_start(string key)
    {
        await using var app = new HalApp((await TestHost.RunningAsync()).Database.ConnectionString, (Setting, key));

        Assert.That(() => app.Start(), Throws.Exception);
    }

    [Test]
    public async Task One_that_is_none_is_named_and_not_told()
    {
        await using var service = await ServiceProcess.StartAsync("Production", ("Hal__Auth__SigningKey", "c2hvcnQ="));

        // Its last words may come a moment after its end.
        await Eventually.HoldsAsync(
            () => service.Output.Contains("Hal:Auth:SigningKey has to be 32 bytes or more in base64.", StringComparison.Ordinal),
            "the setting is named"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(service.ExitCode, Is.EqualTo(1));
            Assert.That(service.Output, Does.Not.Contain("c2hvcnQ=").And.Not.Contain(" at Hal."));
        }
    }
}

using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Stages;

namespace Hal.Api.Tests.Domain.Projects;

public class ProjectTests
{
    private static readonly DateTime Rotated = new(2026, 1, 31, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Project Project = new()
    {
        Id = default,
        AccountId = Guid.Empty,
        CreatedAt = DateTime.UnixEpoch,
        Version = 1,
        Name = "Test",
        DefaultLocale = "en",
        PrimaryColor = "#2563eb",
        AllowedOrigins = [],
        StageUpdateMode = StageUpdateMode.AdvanceOnly,
        IdentityVerificationRequired = false,
        HelpCenterEnabled = true,
        IdentitySecret = "new",
        Stages = new StageList([]),
    };

    [TestCase(0, true)]
    [TestCase(24 * 60 * 60 * 1000 - 1, true)]
    [TestCase(24 * 60 * 60 * 1000, false)]
    public void Accepts_the_previous_secret_for_a_day(int millisecondsLater, bool accepts)
    {
        var rotated = Project with { PreviousIdentitySecret = "old", PreviousSecretValidUntil = Rotated.AddDays(1) };

        Assert.That(
            string.Join(' ', rotated.SecretsAt(Rotated.AddMilliseconds(millisecondsLater))),
            Is.EqualTo(accepts ? "new old" : "new")
        );
    }

    [Test]
    public void Accepts_one_secret_when_there_was_no_other() => Assert.That(Project.SecretsAt(Rotated), Is.EqualTo(["new"]));
}

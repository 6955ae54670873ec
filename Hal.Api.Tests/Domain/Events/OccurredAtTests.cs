using System.Globalization;
using Hal.Api.Domain.Events;

namespace Hal.Api.Tests.Domain.Events;

public class OccurredAtTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [TestCase("2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000")]
    [TestCase("2026-01-31t09:30:00z", "2026-01-31T09:30:00.000")]
    [TestCase("2026-01-31 09:30:00Z", "2026-01-31T09:30:00.000")]
    [TestCase("2026-01-31T09:30:00.1Z", "2026-01-31T09:30:00.100")]
    [TestCase("2026-01-31T09:30:00.1239Z", "2026-01-31T09:30:00.123")]
    [TestCase("2026-01-31T09:30:00.123999999999Z", "2026-01-31T09:30:00.123")]
    [TestCase("2026-01-31T09:30:00+02:00", "2026-01-31T07:30:00.000")]
    [TestCase("2026-01-31T23:30:00-05:30", "2026-02-01T05:00:00.000")]
    [TestCase("2026-01-31T09:30:00-00:00", "2026-01-31T09:30:00.000")]
    [TestCase("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000")]
    [TestCase("2000-01-01T00:00:00Z", "2000-01-01T00:00:00.000")]
    [TestCase("2026-03-02T12:00:00Z", "2026-03-02T12:00:00.000")]
    public void Reads_an_instant_to_the_millisecond_in_utc(string text, string expected)
    {
        var isRead = OccurredAt.TryRead(text, Now, out var instant);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(isRead, Is.True);
            Assert.That(instant.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture), Is.EqualTo(expected));
            Assert.That(instant.Kind, Is.EqualTo(DateTimeKind.Utc));
        }
    }

    [Test]
    public void Takes_nothing_for_now()
    {
        Assert.That(OccurredAt.TryRead(null, Now, out var instant), Is.True);
        Assert.That(instant, Is.EqualTo(Now));
    }

    [TestCase("1999-12-31T23:59:59.999Z")]
    [TestCase("2000-01-01T00:00:00+00:01")]
    [TestCase("2026-03-02T12:00:00.001Z")]
    [TestCase("9999-12-31T23:59:59-14:00")]
    [TestCase("0001-01-01T00:00:00+14:00")]
    [TestCase("0000-00-00T00:00:00Z")]
    [TestCase("2026-02-30T00:00:00Z")]
    [TestCase("2025-02-29T00:00:00Z")]
    [TestCase("2026-01-31T24:00:00Z")]
    [TestCase("2026-01-31T24:00:01Z")]
    [TestCase("2026-01-31T09:60:00Z")]
    [TestCase("2026-01-31T09:30:00")]
    [TestCase("2026-01-31T09:30Z")]
    [TestCase("2026-01-31")]
    [TestCase("2026-01-31T09:30:00.Z")]
    [TestCase("2026-01-31T09:30:00+0200")]
    [TestCase("2026-01-31T09:30:00+25:00")]
    [TestCase("2026-01-31T09:30:00Z ")]
    [TestCase("2026-01-31T09:30:00Z\n")]
    [TestCase("٢٠٢٦-01-31T09:30:00Z")]
    [TestCase("1772366400")]
    [TestCase("now")]
    [TestCase("Sat, 31 Jan 2026 09:30:00 GMT")]
    [TestCase("")]
    public void Refuses_anything_else(string text) => Assert.That(OccurredAt.TryRead(text, Now, out _), Is.False);
}

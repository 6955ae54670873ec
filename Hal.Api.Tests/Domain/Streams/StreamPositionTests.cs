using System.Buffers.Text;
using System.Text;
using Hal.Api.Domain.Streams;

namespace Hal.Api.Tests.Domain.Streams;

/// <summary>A position goes to callers as text and comes back from them, and then may be anything.</summary>
public class StreamPositionTests
{
    private static readonly DateTime Noon = new(2026, 11, 24, 12, 0, 0, DateTimeKind.Utc);

    [TestCase("751:751:")]
    [TestCase("751:760:751,753,759")]
    public void Comes_back_as_it_went(string snapshot)
    {
        var position = StreamPosition.After(Noon, StreamSnapshot.Of(snapshot));
        var within = position with { Until = StreamSnapshot.Of("760:761:"), LastTransaction = 759, LastId = Guid.CreateVersion7() };

        Assert.That(StreamPosition.Read(position.ToString()), Is.EqualTo(position));
        Assert.That(StreamPosition.Read(within.ToString()), Is.EqualTo(within));
    }

    [TestCase("")]
    [TestCase("a")]
    [TestCase("hello there")]
    [TestCase("1,2")]
    public void Other_text_is_none(string text) => Assert.That(StreamPosition.Read(text), Is.Null);

    [TestCase("2|1764000000000|751:751:||0|00000000000000000000000000000000")]
    [TestCase("1|x|751:751:||0|00000000000000000000000000000000")]
    [TestCase("1|9999999999999999999|751:751:||0|00000000000000000000000000000000")]
    [TestCase("1|999999999999999999|751:751:||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:750:||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:753:753||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:753:752,751||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|0:1:||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:9223372036854775808:||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:751||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|+751:751:||0|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:751:|751:752|751|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:751:|751:752:|-1|00000000000000000000000000000000")]
    [TestCase("1|1764000000000|751:751:|751:752:|751|x")]
    public void What_no_database_would_take_is_none(string text) =>
        Assert.That(StreamPosition.Read(Base64Url.EncodeToString(Encoding.ASCII.GetBytes(text))), Is.Null);

    [Test]
    public void Can_be_followed_for_a_day_and_in_its_own_database_only()
    {
        var (position, present) = (StreamPosition.After(Noon, StreamSnapshot.Of("751:760:751")), StreamSnapshot.Of("800:800:"));

        Assert.That(position.CanBeFollowed(Noon.AddDays(1), present));
        Assert.That(position.CanBeFollowed(Noon.AddDays(1).AddMilliseconds(1), present), Is.False);
        Assert.That(position.CanBeFollowed(Noon, StreamSnapshot.Of("700:759:700")), Is.False);
        Assert.That((position with { Until = StreamSnapshot.Of("900:900:") }).CanBeFollowed(Noon, present), Is.False);
    }
}

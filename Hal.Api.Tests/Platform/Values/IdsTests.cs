using Hal.Api.Platform.Values;

namespace Hal.Api.Tests.Platform.Values;

public class IdsTests
{
    [Test]
    public void Are_version_7_and_in_the_order_of_making()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => Ids.New()).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ids.Select(id => id.Version), Is.All.EqualTo(7));
            Assert.That(ids.Select(id => id.Variant), Is.All.InRange(8, 11));
            Assert.That(ids.Select(id => id.ToString()), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
            Assert.That(ids, Is.Unique);
        }
    }

    [Test]
    public void Are_unique_however_many_are_made_at_once()
    {
        var ids = new Guid[40_000];
        Parallel.For(0, ids.Length, i => ids[i] = Ids.New());

        Assert.That(ids.Distinct().Count(), Is.EqualTo(ids.Length));
    }
}

using Hal.Api.Platform.Mapping;
using Mapster;

namespace Hal.Api.Tests.Platform.Mapping;

public class RowMappingTests
{
    [Test]
    public void All_mappings_compile() => Assert.That(() => RowMapping.Config.Compile(), Throws.Nothing);

    [Test]
    public void The_mappings_of_the_features_are_found() =>
        Assert.That(
            RowMapping.Config.RuleMap.Keys.Select(k => k.Destination.Name),
            Is.SupersetOf(["MessageAnswer", "Member", "ListAuditEntry"])
        );

    [Test]
    public void A_member_without_a_source_is_an_error()
    {
        var config = new TypeAdapterConfig { RequireDestinationMemberSource = RowMapping.Config.RequireDestinationMemberSource };
        config.NewConfig<Source, Destination>();

        Assert.That(() => config.Compile(), Throws.Exception);
    }

    [Test]
    public void A_pair_that_is_not_registered_is_an_error() =>
        Assert.That(() => RowMapping.Map<Source, Destination>(new Source("a")), Throws.Exception);

    private sealed record Source(string Name);

    private sealed record Destination(string Name, string? Email);
}

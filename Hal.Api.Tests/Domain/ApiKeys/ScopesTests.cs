using Hal.Api.Domain.ApiKeys;

namespace Hal.Api.Tests.Domain.ApiKeys;

public class ScopesTests
{
    [Test]
    public void By_default_a_key_has_conversations_and_contacts() =>
        Assert.That(
            Scopes.Tidy(null),
            Is.EqualTo(new[] { "conversations:read", "conversations:write", "contacts:read", "contacts:write" })
        );

    [Test]
    public void What_is_chosen_is_kept_once_and_in_order() =>
        Assert.That(
            Scopes.Tidy(["companies:read", "contacts:read", "companies:read"]),
            Is.EqualTo(new[] { "contacts:read", "companies:read" })
        );
}

using CsCheck;
using Hal.Api.Domain.Names;

namespace Hal.Api.Tests.Domain.Names;

public class FoldedNameTests
{
    [TestCase("Acme", "ACME")]
    [TestCase("  Acme ", "acme")]
    [TestCase("ŽOGA", "žoga")]
    public void Is_the_same_for_names_that_differ_in_case_or_spelling(string one, string other) =>
        Assert.That(FoldedName.Of(one), Is.EqualTo(FoldedName.Of(other)));

    [TestCase("Acme", "Acme Inc")]
    [TestCase("a b", "ab")]
    public void Tells_other_names_apart(string one, string other) => Assert.That(FoldedName.Of(one), Is.Not.EqualTo(FoldedName.Of(other)));

    [Test]
    public void Folding_twice_is_folding_once() =>
        Gen
            .Char.Where(c => !char.IsSurrogate(c))
            .Array[0, 30]
            .Select(c => new string(c))
            .Sample(name => FoldedName.Of(FoldedName.Of(name)) == FoldedName.Of(name));
}

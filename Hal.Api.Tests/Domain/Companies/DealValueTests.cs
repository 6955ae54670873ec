using System.Globalization;
using System.Text.Json;
using Hal.Api.Domain.Companies;

namespace Hal.Api.Tests.Domain.Companies;

public class DealValueTests
{
    [TestCase("0", "0")]
    [TestCase("-0", "0")]
    [TestCase("0.00", "0.00")]
    [TestCase("1.10", "1.10")]
    [TestCase("12", "12")]
    [TestCase("0.01", "0.01")]
    [TestCase("99999999999999.99", "99999999999999.99")]
    [TestCase("99999999999999", "99999999999999")]
    [TestCase("1e3", "1000")]
    [TestCase("1E+3", "1000")]
    [TestCase("1e-2", "0.01")]
    [TestCase("125e-2", "1.25")]
    [TestCase("0.00001e5", "1.00")]
    public void Keeps_a_number_exactly(string json, string expected)
    {
        Assert.That(DealValue.TryRead(JsonElement.Parse(json), out var value), Is.True);
        Assert.That(value, Is.EqualTo(decimal.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [TestCase("1.10", "1.10")]
    [TestCase("-0", "0")]
    [TestCase("5.000", "5.00")]
    public void Has_at_most_two_places(string json, string written)
    {
        DealValue.TryRead(JsonElement.Parse(json), out var value);

        Assert.That(value!.Value.ToString(CultureInfo.InvariantCulture), Is.EqualTo(written));
    }

    [Test]
    public void Takes_null_and_nothing_for_no_value([Values] bool isSent)
    {
        Assert.That(DealValue.TryRead(isSent ? JsonElement.Parse("null") : default, out var value), Is.True);
        Assert.That(value, Is.Null);
    }

    [TestCase("-1")]
    [TestCase("-0.01")]
    [TestCase("1.001")]
    [TestCase("0.001")]
    [TestCase("1e-3")]
    [TestCase("1e-30")]
    [TestCase("100000000000000")]
    [TestCase("99999999999999.999")]
    [TestCase("1e14")]
    [TestCase("1e400")]
    [TestCase("1e99999999999")]
    [TestCase("0.0000000000000000000000000000000000001")]
    [TestCase("1.00000000000000000000000000000000000001")]
    [TestCase("\"12\"")]
    [TestCase("\"\"")]
    [TestCase("true")]
    [TestCase("[]")]
    [TestCase("[12]")]
    [TestCase("{}")]
    public void Refuses_anything_else(string json)
    {
        Assert.That(DealValue.TryRead(JsonElement.Parse(json), out var value), Is.False);
        Assert.That(value, Is.Null);
    }
}

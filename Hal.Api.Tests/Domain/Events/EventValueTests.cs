using System.Text.Json;
using Hal.Api.Domain.Events;

namespace Hal.Api.Tests.Domain.Events;

public class EventValueTests
{
    [TestCase("null")]
    [TestCase("true")]
    [TestCase("false")]
    [TestCase("0")]
    [TestCase("-12.50")]
    [TestCase("1e308")]
    [TestCase("1E-308")]
    [TestCase("12345678901234567890.12345")]
    [TestCase("\"\"")]
    [TestCase("\"pro\"")]
    public void Takes_a_scalar(string json) => Assert.That(EventValue.Flaw(JsonElement.Parse(json)), Is.Null);

    [Test]
    public void Takes_no_value_at_all() => Assert.That(EventValue.Flaw(default), Is.Null);

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("[1]")]
    [TestCase("""{"a":1}""")]
    [TestCase("1e309")]
    [TestCase("1e-309")]
    [TestCase("1e99999999999999999999")]
    public void Refuses_anything_else(string json) => Assert.That(EventValue.Flaw(JsonElement.Parse(json)), Is.Not.Null);

    [TestCase(1_000, true)]
    [TestCase(1_001, false)]
    public void Limits_the_length_of_a_string(int length, bool isRight) =>
        Assert.That(EventValue.Flaw(JsonElement.Parse($"\"{new string('a', length)}\"")) is null, Is.EqualTo(isRight));

    [TestCase(1_000, true)]
    [TestCase(1_001, false)]
    [TestCase(140_000, false)]
    public void Limits_the_length_of_a_number(int length, bool isRight) =>
        Assert.That(EventValue.Flaw(JsonElement.Parse(new string('7', length))) is null, Is.EqualTo(isRight));
}

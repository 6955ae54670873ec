using Hal.Api.Domain.Stages;

namespace Hal.Api.Tests.Domain.Stages;

public class StagePrecedenceTests
{
    private const StageUpdateMode Advance = StageUpdateMode.AdvanceOnly;
    private const StageUpdateMode Exact = StageUpdateMode.Exact;

    private static readonly Stage[] Stages =
    [
        .. StageList.Defaults.Select((stage, i) => new Stage(Guid.CreateVersion7(), stage.Name, i, stage.Type)),
    ];

    [TestCase(Advance, null, "Lead", null)]
    [TestCase(Advance, null, "Won", null)]
    [TestCase(Advance, null, "Lost", null)]
    [TestCase(Advance, "Lead", "Qualified", null)]
    [TestCase(Advance, "Lead", "Proposal", null)]
    [TestCase(Advance, "Lead", "Won", null)]
    [TestCase(Advance, "Proposal", "Lost", null)]
    [TestCase(Advance, "Lead", "Lead", "already_in_stage")]
    [TestCase(Advance, "Won", "Won", "already_in_stage")]
    [TestCase(Advance, "Lost", "Lost", "already_in_stage")]
    [TestCase(Advance, "Qualified", "Lead", "would_downgrade")]
    [TestCase(Advance, "Proposal", "Lead", "would_downgrade")]
    [TestCase(Advance, "Won", "Proposal", "closed")]
    [TestCase(Advance, "Won", "Lost", "closed")]
    [TestCase(Advance, "Lost", "Won", "closed")]
    [TestCase(Advance, "Lost", "Lead", "closed")]
    [TestCase(Exact, null, "Lead", null)]
    [TestCase(Exact, "Lead", "Qualified", null)]
    [TestCase(Exact, "Proposal", "Lead", null)]
    [TestCase(Exact, "Won", "Lead", null)]
    [TestCase(Exact, "Lost", "Won", null)]
    [TestCase(Exact, "Won", "Won", "already_in_stage")]
    [TestCase(Exact, "Qualified", "Qualified", "already_in_stage")]
    public void Decides_whether_a_company_moves(StageUpdateMode mode, string? current, string wanted, string? reason)
    {
        var decision = StagePrecedence.Decide(mode, current is null ? null : Named(current), Named(wanted));

        Assert.That(decision, Is.EqualTo(new StageDecision(reason is null, reason)));
    }

    [Test]
    public void Goes_by_the_order_and_not_by_the_type()
    {
        var (won, open) = (
            new Stage(Guid.CreateVersion7(), "Trial won", 0, StageType.Won),
            new Stage(Guid.CreateVersion7(), "Upsell", 1, StageType.Open)
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(StagePrecedence.Decide(Advance, open, won).Reason, Is.EqualTo("would_downgrade"));
            Assert.That(StagePrecedence.Decide(Advance, won, open).Reason, Is.EqualTo("closed"));
        }
    }

    [TestCase("advance_only", Advance)]
    [TestCase("exact", Exact)]
    [TestCase("Exact", null)]
    [TestCase("ADVANCE_ONLY", null)]
    [TestCase(" exact", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Reads_a_mode_in_exact_spelling(string? text, StageUpdateMode? mode) => Assert.That(StageText.Mode(text), Is.EqualTo(mode));

    [TestCase(StageType.Open)]
    [TestCase(StageType.Won)]
    [TestCase(StageType.Lost)]
    public void Writes_a_type_as_it_reads_it(StageType type) => Assert.That(StageText.Type(StageText.Of(type)), Is.EqualTo(type));

    private static Stage Named(string name) => Stages.Single(s => s.Name == name);
}

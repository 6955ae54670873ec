using Hal.Api.Domain.Stages;

namespace Hal.Api.Tests.Domain.Stages;

public class StageListTests
{
    private static readonly Stage Lead = new(Guid.CreateVersion7(), "Lead", 0, StageType.Open);
    private static readonly Stage Negotiation = new(Guid.CreateVersion7(), "Négociation", 1, StageType.Open);
    private static readonly StageList Stages = new([Negotiation, Lead]);

    [TestCase("Lead")]
    [TestCase("lead")]
    [TestCase("LEAD")]
    [TestCase("  lead ")]
    public void Finds_a_stage_by_its_name_in_any_case(string name) => Assert.That(Stages.Find(name), Is.EqualTo(Lead));

    [TestCase("négociation")]
    [TestCase("NÉGOCIATION")]
    public void Finds_a_stage_by_its_accented_name_in_any_case(string name) => Assert.That(Stages.Find(name), Is.EqualTo(Negotiation));

    [Test]
    public void Finds_a_stage_by_its_id_in_any_case()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Stages.Find(Lead.Id.ToString()), Is.EqualTo(Lead));
            Assert.That(Stages.Find(Lead.Id.ToString().ToUpperInvariant()), Is.EqualTo(Lead));
            Assert.That(Stages.ById(Lead.Id), Is.EqualTo(Lead));
        }
    }

    [Test]
    public void Finds_a_stage_whose_name_looks_like_an_id()
    {
        var odd = new Stage(Guid.CreateVersion7(), Guid.CreateVersion7().ToString(), 0, StageType.Open);

        Assert.That(new StageList([odd, Lead]).Find(odd.Name), Is.EqualTo(odd));
    }

    [Test]
    public void Prefers_the_id_to_a_name_that_looks_like_it()
    {
        var impostor = new Stage(Guid.CreateVersion7(), Lead.Id.ToString(), 2, StageType.Open);

        Assert.That(new StageList([impostor, Lead]).Find(Lead.Id.ToString()), Is.EqualTo(Lead));
    }

    [TestCase("")]
    [TestCase("Leads")]
    [TestCase("Negociation")]
    [TestCase("00000000-0000-0000-0000-000000000000")]
    public void Finds_nothing_else(string reference) => Assert.That(Stages.Find(reference), Is.Null);

    [Test]
    public void Finds_nothing_by_no_id() => Assert.That(Stages.ById(null), Is.Null);

    [Test]
    public void Places_a_new_stage_and_numbers_all()
    {
        var trial = new Stage(Guid.CreateVersion7(), "Trial", 7, StageType.Open);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Order(Stages.Place(trial, null)), Is.EqualTo("Lead 0 Négociation 1 Trial 2"));
            Assert.That(Order(Stages.Place(trial, 0)), Is.EqualTo("Trial 0 Lead 1 Négociation 2"));
            Assert.That(Order(Stages.Place(trial, 1)), Is.EqualTo("Lead 0 Trial 1 Négociation 2"));
            Assert.That(Order(Stages.Place(trial, int.MaxValue)), Is.EqualTo("Lead 0 Négociation 1 Trial 2"));
        }
    }

    [Test]
    public void Moves_a_stage_or_leaves_it_where_it_is()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Order(Stages.Place(Lead with { Name = "Fresh" }, null)), Is.EqualTo("Fresh 0 Négociation 1"));
            Assert.That(Order(Stages.Place(Lead, 1)), Is.EqualTo("Négociation 0 Lead 1"));
            Assert.That(Order(Stages.Place(Negotiation, 0)), Is.EqualTo("Négociation 0 Lead 1"));
        }
    }

    [Test]
    public void Numbers_stages_whose_positions_have_gaps_or_are_equal()
    {
        var gapped = new StageList([Lead with { Position = 5 }, Negotiation with { Position = 5 }]);

        Assert.That(gapped.Place(Lead with { Name = "Fresh" }, null).Select(s => s.Position), Is.EqualTo((int[])[0, 1]));
        Assert.That(Order(gapped.Without(Lead.Id)), Is.EqualTo("Négociation 0"));
    }

    [Test]
    public void Orders_only_by_all_of_its_stages()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Order(Stages.Ordered([Negotiation.Id, Lead.Id])!), Is.EqualTo("Négociation 0 Lead 1"));
            Assert.That(Stages.Ordered([Lead.Id]), Is.Null);
            Assert.That(Stages.Ordered([Lead.Id, Lead.Id]), Is.Null);
            Assert.That(Stages.Ordered([Lead.Id, Negotiation.Id, Lead.Id]), Is.Null);
            Assert.That(Stages.Ordered([Lead.Id, Guid.Empty]), Is.Null);
        }
    }

    private static string Order(IEnumerable<Stage> stages) => string.Join(' ', stages.Select(s => $"{s.Name} {s.Position}"));
}

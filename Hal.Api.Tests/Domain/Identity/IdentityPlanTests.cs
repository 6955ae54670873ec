using CsCheck;
using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Identity;
using Hal.Api.Domain.Metadata;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Stages;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Tests.Domain.Identity;

/// <summary>
/// The rules of an identify (contract 4.1, 4.2), without a database. Contacts are written as <c>user_id/e-mail</c>, with <c>-</c> for none
/// and <c>!</c> for a verified one. The first stored contact is the visitor's own, unless it is <c>-</c>.
/// </summary>
public class IdentityPlanTests
{
    private const int Iterations = 2_000;

    private static readonly Stage Lead = new(Guid.CreateVersion7(), "Lead", 0, StageType.Open);
    private static readonly Stage Qualified = new(Guid.CreateVersion7(), "Qualified", 1, StageType.Open);
    private static readonly Stage Won = new(Guid.CreateVersion7(), "Won", 2, StageType.Won);
    private static readonly StageList Stages = new([Lead, Qualified, Won]);

    private static readonly CallerProof OfVisitor = new() { IsHashed = true, ProvesVisitor = true };
    private static readonly CallerProof OfUser = new() { IsHashed = true, UserId = "u" };
    private static readonly CallerProof OnlyToken = new() { TokenVisitor = Guid.CreateVersion7(), HeldVisitor = Guid.CreateVersion7() };

    // Each: what the call claims, what is stored, who proves what, and whether the project requires it; then the outcome.
    private static IEnumerable<TestCaseData> People()
    {
        // No proof, and none required.
        yield return Row("nobody, new visitor", "-/-", "-", "none", "anonymous");
        yield return Row("nobody, known contact", "-/-", "u/e", "none", "u/e");
        yield return Row("user id, new", "u/-", "-", "none", "new u/-");
        yield return Row("e-mail, new", "-/e", "-", "none", "new -/e");
        yield return Row("user id and e-mail, new", "u/e", "-", "none", "new u/e");
        yield return Row("user id, found", "u/-", "- u/x", "none", "u/x");
        yield return Row("e-mail, found", "-/e", "- w/e", "none", "w/e");
        yield return Row("user id found, takes the e-mail", "u/e", "- u/-", "none", "u/e");
        yield return Row("e-mail found, takes the user id", "u/e", "- -/e", "none", "u/e");
        yield return Row("own contact takes both", "u/e", "-/-", "none", "u/e");
        yield return Row("own contact takes the user id", "u/-", "-/e", "none", "u/e");
        yield return Row("own contact contradicts the user id", "u/-", "w/e", "none", "new u/-");
        yield return Row("own contact contradicts the e-mail", "-/e", "w/x", "none", "new -/e");
        yield return Row("both found, different: the user id is meant", "u/e", "- u/x -/e", "none", "u/x");
        yield return Row("both found, different user ids", "u/e", "- u/x w/e", "none", "u/x");
        yield return Row("e-mail of another user, user id new", "u/e", "- w/e", "none", "new u/-");
        yield return Row("own contact of another user, user id found", "u/-", "w/x u/e", "none", "u/e");

        // A verified contact takes a proof, whichever way the call meets it.
        foreach (var (name, claim, stored, after) in VerifiedTargets())
        {
            yield return Row($"verified, {name}, without a proof", claim, stored, "none", "401 identity_verification_required");
            yield return Row($"verified, {name}, with a token alone", claim, stored, "token", "401 identity_verification_required");
            yield return Row($"verified, {name}, with the visitor's hash", claim, stored, "visitor", after);
            yield return Row($"verified, {name}, with the user's hash", claim, stored, "user", after);
        }

        // A right hash verifies whom it names.
        foreach (var proof in new[] { "visitor", "user" })
        {
            yield return Row($"{proof}'s hash, new contact", "u/e", "-", proof, "new u/e!");
            yield return Row($"{proof}'s hash, found by user id", "u/-", "- u/x", proof, "u/x!");
            yield return Row($"{proof}'s hash, found by e-mail", "u/e", "- -/e", proof, "u/e!");
            yield return Row($"{proof}'s hash, own contact", "u/-", "-/e", proof, "u/e!");
            yield return Row($"{proof}'s hash, nobody named, own contact", "-/-", "u/e", proof, "u/e!");
            yield return Row($"{proof}'s hash, visitor of another user", "u/-", "w/x", proof, "new u/-!");
            yield return Row($"{proof}'s hash, merges the e-mail's contact", "u/e", "- u/x -/e", proof, "u/e!, absorbs -/e");
            yield return Row($"{proof}'s hash, merges its own contact", "u/e", "-/e u/-", proof, "u/e!, absorbs -/e");
            yield return Row($"{proof}'s hash, never merges another user", "u/e", "- u/x w/e", proof, "u/x!");
        }

        yield return Row("visitor's hash, anonymous", "-/-", "-", "visitor", "anonymous!");

        // The project requires a proof of each call that carries or relies on identity.
        foreach (var (name, claim, stored) in IdentityCarrying())
        {
            yield return Required($"{name}, without a proof", claim, stored, "none", "401 identity_verification_required");
            yield return Required($"{name}, with a token alone", claim, stored, "token", "401 identity_verification_required");
            yield return Required($"{name}, with the visitor's hash", claim, stored, "visitor", null);
            yield return Required($"{name}, with the user's hash", claim, stored, "user", null);
        }

        yield return Required("anonymous, without a proof", "-/-", "-", "none", "anonymous");
        yield return Required("anonymous, with the visitor's hash", "-/-", "-", "visitor", "anonymous!");
    }

    private static IEnumerable<(string Name, string Claim, string Stored, string After)> VerifiedTargets()
    {
        yield return ("named by user id", "u/-", "- u/e!", "u/e!");
        yield return ("named by e-mail", "-/e", "- w/e!", "w/e!");
        yield return ("own contact, nobody named", "-/-", "u/e!", "u/e!");
        yield return ("own contact, somebody else named", "u/-", "w/x!", "new u/-!");
        yield return ("e-mail of another person than the user id", "u/e", "- u/x w/e!", "u/x!");
        yield return ("user id of another person than the e-mail", "u/e", "- u/x! -/e", "u/e!, absorbs -/e");
        yield return ("absorbed", "u/e", "- u/x -/e!", "u/e!, absorbs -/e!");
        yield return ("own and named", "u/e", "u/e!", "u/e!");
    }

    private static IEnumerable<(string Name, string Claim, string Stored)> IdentityCarrying()
    {
        yield return ("user id", "u/-", "-");
        yield return ("e-mail", "-/e", "-");
        yield return ("known contact", "-/-", "u/e");
    }

    [TestCaseSource(nameof(People))]
    public void Names_the_person(string claim, string stored, CallerProof proof, string? expected)
    {
        var (userId, email) = Parts(claim);
        var store = Stored(stored);

        var plan = store.Decide(Request(userId, email), proof);

        if (expected is null)
            Assert.That(plan.Problem, Is.Null);
        else
            Assert.That(Outcome(plan), Is.EqualTo(expected));
    }

    // Each: the contact's e-mail domain, its companies, what the call names; then the outcome.
    [TestCase("-", "", "id:new", "makes new; links new; active new", TestName = "Company_by_an_id_that_is_new")]
    [TestCase("-", "", "id:known", "links known; active known", TestName = "Company_by_an_id_that_is_known")]
    [TestCase("-", "known", "id:known", "active known", TestName = "Company_by_id_that_is_linked_already")]
    [TestCase("-", "", "name:known", "links known; active known", TestName = "Company_by_name")]
    [TestCase("-", "", "name:KNOWN", "links known; active known", TestName = "Company_by_name_in_another_case")]
    [TestCase("-", "", "name:Other", "makes Other; links Other; active Other", TestName = "Company_by_a_name_that_is_new")]
    [TestCase("-", "", "ref:known", "links known", TestName = "Further_company")]
    [TestCase("-", "", "id:new ref:new", "makes new; links new; active new", TestName = "Further_company_that_the_call_makes")]
    [TestCase("-", "", "ref:known ref:nope", "422 unknown_company at company_ids[1]", TestName = "Unknown_company_at_its_index")]
    [TestCase("-", "", "ref:nope", "422 unknown_company at company_ids[0]", TestName = "Unknown_company_at_index_0")]
    [TestCase("-", "", "id:known ref:nope", "422 unknown_company at company_ids[0]", TestName = "Unknown_company_beside_a_known_one")]
    [TestCase("-", "", "id:known stage:Lead", "stage of known is Lead", TestName = "Stage_of_a_company_without_one")]
    [TestCase("-", "", "id:ahead stage:Lead", "not applied: would_downgrade", TestName = "Stage_that_is_earlier")]
    [TestCase("-", "", "id:ahead stage:qualified", "not applied: already_in_stage", TestName = "Stage_that_is_the_same_by_name")]
    [TestCase("-", "", "id:ahead stage:Won", "stage of ahead is Won", TestName = "Stage_that_is_later")]
    [TestCase("-", "", "id:closed stage:Lead", "not applied: closed", TestName = "Stage_of_a_closed_company")]
    [TestCase("-", "", "id:closed stage:Lead exact", "stage of closed is Lead", TestName = "Stage_exactly_as_asked")]
    [TestCase("-", "", "id:known stage:Nope", "422 unknown_stage at company.stage", TestName = "Stage_that_does_not_exist")]
    [TestCase("acme.example", "", "", "makes acme.example; links acme.example", TestName = "Placeholder_for_a_domain")]
    [TestCase("known.example", "", "", "links known", TestName = "Known_company_of_the_domain")]
    [TestCase("gmail.com", "", "", "makes Ana; links Ana", TestName = "Placeholder_of_a_free_mail_domain_is_named_after_the_contact")]
    [TestCase("acme.example", "known", "", "", TestName = "No_placeholder_beside_a_company")]
    [TestCase(
        "acme.example",
        "",
        "id:known",
        "links known; active known",
        TestName = "No_placeholder_beside_a_company_that_the_call_names"
    )]
    [TestCase(
        "acme.example",
        "placeholder",
        "id:known",
        "links known; drops placeholder; active known",
        TestName = "Placeholder_gives_way"
    )]
    [TestCase(
        "acme.example",
        "placeholder",
        "ref:known",
        "links known; drops placeholder",
        TestName = "Placeholder_gives_way_to_a_further_company"
    )]
    [TestCase("acme.example", "staged", "id:known", "links known; active known", TestName = "Placeholder_with_a_stage_stays")]
    [TestCase("acme.example", "shared", "id:known", "links known; active known", TestName = "Placeholder_of_two_contacts_stays")]
    public void Decides_on_companies(string domain, string linked, string asked, string expected)
    {
        var ana = NewContact("u", domain == "-" ? null : $"ana@{domain}") with { Name = "Ana" };
        var other = NewContact("w", null);
        Company[] companies =
        [
            NewCompany("known", "known.example"),
            NewCompany("ahead") with
            {
                StageId = Qualified.Id,
            },
            NewCompany("closed") with
            {
                StageId = Won.Id,
            },
            NewCompany("placeholder") with
            {
                Placeholder = true,
            },
            NewCompany("staged") with
            {
                Placeholder = true,
                StageId = Lead.Id,
            },
            NewCompany("shared") with
            {
                Placeholder = true,
            },
        ];
        var store = new IdentityStore
        {
            Visitor = Visitor.New(IdentityStore.NewId()) with { ContactId = ana.Id, Version = 1 },
            Contacts = [ana, other],
            Companies = [.. companies],
            Links = [.. companies.Where(c => c.Name == linked).Select(c => (ana.Id, c.Id)), (other.Id, companies[^1].Id)],
            Stages = Stages,
        };

        var plan = store.Decide(Request("u", null, asked), CallerProof.None);

        // The stage rows are about the stage alone.
        var outcome = CompanyOutcome(plan, store);
        Assert.That(outcome, asked.Contains("stage:", StringComparison.Ordinal) ? Does.EndWith(expected) : Is.EqualTo(expected));
    }

    [TestCase("id:known", "company")]
    [TestCase("ref:known", "company_ids")]
    public void A_company_without_a_contact_is_refused(string asked, string field)
    {
        var store = new IdentityStore { Companies = [NewCompany("known")] };

        Assert.That(Outcome(store.Decide(Request(null, null, asked), CallerProof.None)), Is.EqualTo($"422 identity_required at {field}"));
    }

    [TestCase("id:known", "none", "401 identity_verification_required")]
    [TestCase("id:known", "visitor", "422 identity_required at company")]
    public void A_company_carries_identity_where_the_project_requires_a_proof(string asked, string proof, string expected)
    {
        var store = new IdentityStore { Companies = [NewCompany("known")] };
        var plan = store.Decide(Request(null, null, asked), Proof(proof) with { IsRequired = true });

        Assert.That(Outcome(plan), Is.EqualTo(expected));
    }

    [Test]
    public void A_visitor_that_becomes_another_person_loses_its_active_company_and_its_proof()
    {
        var (ana, ben, company) = (NewContact("w", null), NewContact("u", null), NewCompany("known"));
        var store = new IdentityStore
        {
            Visitor = Visitor.New(IdentityStore.NewId()) with
            {
                ContactId = ana.Id,
                ActiveCompanyId = company.Id,
                Verified = true,
                Version = 1,
            },
            Contacts = [ana, ben],
            Companies = [company],
            Links = [(ana.Id, company.Id)],
        };

        var visitor = store.Decide(Request("u", null), CallerProof.None).Value!.Visitor;

        Assert.That(visitor, Has.Property("ContactId").EqualTo(ben.Id).And.Property("ActiveCompanyId").Null.And.Property("Verified").False);
    }

    [Test]
    public void What_an_anonymous_visitor_gathered_moves_to_the_contact_and_overwrites_nothing()
    {
        var ana = NewContact("u", null) with { Metadata = Json("""{"plan":"pro"}"""), Name = "Ana" };
        var store = new IdentityStore
        {
            Visitor = Visitor.New(IdentityStore.NewId()) with
            {
                Name = "Ann",
                Properties = Json("""{"plan":"free","ref":"ad"}"""),
                Version = 1,
            },
            Contacts = [ana],
        };

        var plan = store.Decide(Request("u", null), CallerProof.None).Value!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Contact!.After.Metadata.GetRawText(), Is.EqualTo("""{"plan":"pro","ref":"ad"}"""));
            Assert.That(plan.Contact.After.Name, Is.EqualTo("Ana"));
            Assert.That(MetadataPatch.IsEmpty(plan.Visitor.Properties));
        }
    }

    [Test]
    public void The_same_ids_give_the_same_decision()
    {
        var (request, facts) = (Request("u", "ana@acme.example", "name:New"), new IdentityFacts(null, null, [], null, null, null, []));

        Assert.That(
            Ids(IdentityPlan.Decide(request, facts, Stages, CallerProof.None, Counter())),
            Is.EqualTo(new[] { 1, 2, 3 }).AsCollection
        );

        static Func<Guid> Counter()
        {
            var next = 0;
            return () => new Guid(++next, 0, 0, new byte[8]);
        }

        static int[] Ids(Result<IdentityPlan> plan) =>
            [
                .. new[] { plan.Value!.Visitor.Id, plan.Value.Contact!.After.Id, plan.Value.Companies.Named!.Id }
                    .Select(id => BitConverter.ToInt32(id.ToByteArray()))
                    .Order(),
            ];
    }

    [Test]
    public void Deciding_again_on_what_a_plan_left_behind_changes_nothing() =>
        Gen.Select(Stores, Requests, Proofs)
            .Sample(
                (store, request, proof) =>
                {
                    var (asked, given) = Fit(request, proof);
                    var first = store.Decide(asked, given);
                    return !first.Succeeded || store.After(first.Value).Decide(asked, given) is { Succeeded: true, Value.IsEmpty: true };
                },
                iter: Iterations
            );

    [Test]
    public void A_caller_without_a_proof_never_changes_a_verified_contact() =>
        Gen.Select(Stores, Requests)
            .Sample(
                (store, request) =>
                {
                    var plan = store.Decide(request, CallerProof.None);
                    if (!plan.Succeeded)
                        return true;

                    var after = store.After(plan.Value);
                    return store
                        .Contacts.Where(c => c.Verified)
                        .All(c => after.Contacts.Contains(c) && CompaniesOf(store, c.Id).SetEquals(CompaniesOf(after, c.Id)));
                },
                iter: Iterations
            );

    private static readonly Gen<string?> UserIds = Gen.Int[0, 2].Select(i => ((string?[])[null, "u", "w"])[i]);

    private static readonly Gen<string?> Emails = Gen.Int[0, 3]
        .Select(i => ((string?[])[null, "e@acme.example", "x@acme.example", "e@gmail.com"])[i]);

    private static readonly Gen<CallerProof> Proofs = Gen.Select(Gen.Int[0, 3], Gen.Bool, (kind, isRequired) =>
        Proof(((string[])["none", "token", "visitor", "user"])[kind]) with
        {
            IsRequired = isRequired,
        }
    );

    private static readonly Gen<IdentifyRequest> Requests = Gen.Select(
        UserIds,
        Emails,
        OneOf("", "id:known", "id:new", "name:known", "name:Other", "id:known stage:Lead", "id:new stage:Won"),
        OneOf("", "ref:known", "ref:ahead ref:known", "ref:nope"),
        OneOf("", "exact"),
        (userId, email, company, refs, mode) => Request(userId, email, $"{company} {refs} {mode}")
    );

    private static readonly Gen<IdentityStore> Stores = Gen.Select(
        Gen.Select(UserIds, Emails, Gen.Bool, (userId, email, verified) => NewContact(userId, email) with { Verified = verified }).Array[
            0,
            4
        ],
        Gen.Int[-2, 3],
        Gen.Int[0, 255],
        Gen.Bool,
        (contacts, visitor, links, isActive) =>
        {
            // No two contacts of a project share a user id or an e-mail.
            Contact[] distinct =
            [
                .. contacts.Where(
                    (c, i) => !contacts[..i].Any(o => (o.UserId ?? "") == (c.UserId ?? "-") || (o.Email ?? "") == (c.Email ?? "-"))
                ),
            ];
            Company[] companies =
            [
                NewCompany("known", "known.example"),
                NewCompany("ahead") with
                {
                    StageId = Qualified.Id,
                },
                NewCompany("acme.example", "acme.example") with
                {
                    ExternalId = null,
                    Placeholder = true,
                },
                NewCompany("Ana") with
                {
                    ExternalId = null,
                    Placeholder = true,
                },
            ];
            List<(Guid Contact, Guid Company)> linked = [];
            for (var i = 0; i < 8 && distinct.Length > 0; i++)
            {
                if ((links >> i & 1) == 1)
                    linked.Add((distinct[i / 4 % distinct.Length].Id, companies[i % 4].Id));
            }

            var own = visitor >= 0 && visitor < distinct.Length ? distinct[visitor] : null;
            var active = isActive && own is not null ? linked.Find(l => l.Contact == own.Id).Company : default;
            return new IdentityStore
            {
                Visitor =
                    visitor == -2
                        ? null
                        : Visitor.New(IdentityStore.NewId()) with
                        {
                            ContactId = own?.Id,
                            ActiveCompanyId = active == default ? null : active,
                            Version = 1,
                        },
                Contacts = [.. distinct],
                Companies = [.. companies],
                Links = [.. linked.Distinct()],
                Stages = Stages,
            };
        }
    );

    // The user's hash is one of the user id that the call carries.
    private static (IdentifyRequest Request, CallerProof Proof) Fit(IdentifyRequest request, CallerProof proof) =>
        (request, proof.UserId is null ? proof : proof with { UserId = request.Claim.UserId });

    private static HashSet<Guid> CompaniesOf(IdentityStore store, Guid contact) =>
        [.. store.Links.Where(l => l.Contact == contact).Select(l => l.Company)];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static TestCaseData Row(string name, string claim, string stored, string proof, string? expected) =>
        new TestCaseData(claim, stored, Proof(proof), expected).SetArgDisplayNames(name);

    private static TestCaseData Required(string name, string claim, string stored, string proof, string? expected) =>
        new TestCaseData(claim, stored, Proof(proof) with { IsRequired = true }, expected).SetArgDisplayNames($"required, {name}");

    private static CallerProof Proof(string text) =>
        text switch
        {
            "visitor" => OfVisitor,
            "user" => OfUser,
            "token" => OnlyToken,
            _ => CallerProof.None,
        };

    private static IdentityStore Stored(string stored)
    {
        var contacts = stored.Split(' ').Select(text => text == "-" ? null : ContactOf(text)).ToList();
        return new IdentityStore
        {
            Visitor = contacts[0] is { } own ? Visitor.New(IdentityStore.NewId()) with { ContactId = own.Id, Version = 1 } : null,
            Contacts = [.. contacts.OfType<Contact>()],
        };
    }

    private static IdentifyRequest Request(string? userId, string? email, string asked = "")
    {
        var words = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (id, name) = (After("id:"), After("name:"));
        return new IdentifyRequest(
            "v-1",
            new IdentityClaim(userId, email, null, null),
            null,
            id is null && name is null ? null : new CompanyRequest(id, name, null, After("stage:"), null, null),
            [.. words.Where(w => w.StartsWith("ref:", StringComparison.Ordinal)).Select(w => w[4..])],
            words.Contains("exact") ? StageUpdateMode.Exact : StageUpdateMode.AdvanceOnly
        );

        string? After(string prefix) => Array.Find(words, w => w.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }

    private static Contact ContactOf(string text)
    {
        var (userId, email) = Parts(text.TrimEnd('!'));
        return NewContact(userId, email) with { Verified = text.EndsWith('!') };
    }

    private static Contact NewContact(string? userId, string? email) =>
        new(IdentityStore.NewId(), email, userId, null, null, null, [], MetadataPatch.Empty, false, 1);

    private static Company NewCompany(string name, string? domain = null) =>
        new(IdentityStore.NewId(), name, name, domain, null, null, MetadataPatch.Empty, false, 1);

    // An e-mail in this notation is one at a free-mail domain, so that no domain has to be looked up.
    private static (string? UserId, string? Email) Parts(string text) =>
        text.Split('/') switch
        {
            [var userId, var email] => (userId == "-" ? null : userId, email == "-" ? null : $"{email}@gmail.com"),
            _ => throw new ArgumentException(text, nameof(text)),
        };

    private static string Text(Contact contact) =>
        $"{contact.UserId ?? "-"}/{contact.Email?.Split('@')[0] ?? "-"}{(contact.Verified ? "!" : "")}";

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonElement.Parse(text);

    private static string Outcome(Result<IdentityPlan> plan)
    {
        if (plan.Problem is { } problem)
            return $"{problem.Code.Status} {problem.Code.Code}{(problem.Errors is { } errors ? $" at {errors.Keys.Single()}" : "")}";

        if (plan.Value!.Contact is not { } contact)
            return plan.Value.Visitor.Verified ? "anonymous!" : "anonymous";

        Assert.That(plan.Value.Visitor.ContactId, Is.EqualTo(contact.After.Id));
        var absorbs = contact.Absorbed is { } absorbed ? $", absorbs {Text(absorbed)}" : "";
        return $"{(contact.Before is null ? "new " : "")}{Text(contact.After)}{absorbs}";
    }

    private static string CompanyOutcome(Result<IdentityPlan> plan, IdentityStore store)
    {
        if (plan.Value is not { } decided)
            return Outcome(plan);

        var companies = decided.Companies;
        var all = store.Companies.Concat(companies.Changes.Where(c => c.Before is null).Select(c => c.After)).ToList();
        var changed = companies.Changes.FirstOrDefault(c => c.Before?.StageId != c.After.StageId);
        IEnumerable<string?> parts =
        [
            .. companies.Changes.Where(c => c.Before is null).Select(c => $"makes {c.After.Name}"),
            .. companies.NewLinks.Select(id => $"links {Name(id)}"),
            .. companies.Replaced.Select(l => $"drops {Name(l.CompanyId)}"),
            decided.Visitor.ActiveCompanyId is { } active ? $"active {Name(active)}" : null,
            companies.Stage is { Applied: false } kept ? $"not applied: {kept.Reason}" : null,
            changed is null ? null : $"stage of {changed.After.Name} is {Stages.ById(changed.After.StageId)!.Name}",
        ];
        return string.Join("; ", parts.OfType<string>());

        string Name(Guid id) => all.Single(c => c.Id == id).Name;
    }
}

using Hal.Api.Domain.Companies;
using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Projects;
using Hal.Api.Domain.Proofs;
using Hal.Api.Domain.Stages;
using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Visitors;

/// <summary>What is stored about a visitor that acts on a company.</summary>
/// <param name="Visitor">The visitor; null if there is none.</param>
/// <param name="Contact">Its contact; null while it is anonymous.</param>
/// <param name="Companies">What <see cref="ActingCompany.Sql"/> read.</param>
public sealed record ActingFacts(Visitor? Visitor, Contact? Contact, IReadOnlyList<Company> Companies)
{
    /// <summary>Reads the facts.</summary>
    /// <param name="visitorId">The caller's own id of the visitor.</param>
    /// <param name="companyRef">The caller's <c>company_id</c>; null if it named none.</param>
    public static async Task<ActingFacts> ReadAsync(Database database, Project project, string visitorId, string? companyRef)
    {
        var id = project.Id.Value;
        var read = new SqlRead();
        var visitor = read.One<Visitor>(Visitors.Visitor.Sql, id, visitorId);
        var contact = read.One<Contact>(Contacts.Contact.OfVisitor, id, visitorId);
        var companies = read.List<Company>(ActingCompany.Sql, id, visitorId, companyRef, ActingCompany.IdIn(companyRef));
        await database.ReadAsync(read);
        return new ActingFacts(visitor.Value, contact.Value, companies.Value);
    }

    /// <summary>
    /// Who acts on which company and the stage it asks for, or why not (contract 4.1, 4.5): a missing proof first, then an unknown stage,
    /// then the company.
    /// </summary>
    /// <param name="proof">What the caller has proven.</param>
    /// <param name="stages">The project's stages.</param>
    /// <param name="companyRef">The caller's <c>company_id</c>; null if it named none.</param>
    /// <param name="stageRef">The stage by id or name; null if it named none.</param>
    public Result<(Visitor Visitor, Company Company, Stage? Stage)> Resolve(
        CallerProof proof,
        StageList stages,
        string? companyRef,
        string? stageRef
    )
    {
        if (proof.Missing(carriesIdentity: true, Contact is { Verified: true }, proof.SpeaksFor(Contact?.UserId)) is { } missing)
            return missing;

        var stage = stageRef is null ? null : stages.Find(stageRef);
        if (stageRef is not null && stage is null)
            return StageList.Unknown("stage");

        if (Visitor is null || Contact is null)
            return new Problem(ActingCompany.VisitorNotIdentified, "Identify the visitor by user_id or email first.");

        var company = ActingCompany.Choose(Companies, companyRef, Visitor.ActiveCompanyId);
        return company.Succeeded ? (Visitor, company.Value, stage) : company.Problem;
    }
}

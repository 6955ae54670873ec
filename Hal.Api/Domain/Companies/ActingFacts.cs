using Hal.Api.Domain.Contacts;
using Hal.Api.Domain.Visitors;
using Hal.Api.Platform.Auth;
using Hal.Api.Platform.Errors;

namespace Hal.Api.Domain.Companies;

/// <summary>What is stored about a visitor that acts on a company.</summary>
/// <param name="Visitor">The visitor; null if there is none.</param>
/// <param name="Contact">Its contact; null while it is anonymous.</param>
/// <param name="Companies">What <see cref="ActingCompany.Sql"/> read.</param>
public sealed record ActingFacts(Visitor? Visitor, Contact? Contact, IReadOnlyList<Company> Companies)
{
    /// <summary>The identified visitor and the company it acts on, or why there is none (contract 4.1, 4.5).</summary>
    /// <param name="call">Who asks.</param>
    /// <param name="companyRef">The caller's <c>company_id</c>; null if it named none.</param>
    public Result<(Visitor Visitor, Company Company)> Resolve(WidgetCall call, string? companyRef)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.ProofMissing(carriesIdentity: true, meetsVerified: Contact is { Verified: true }) is { } missing)
            return missing;

        if (Visitor is null || Contact is null)
            return new Problem(ActingCompany.VisitorNotIdentified, "Identify the visitor by user_id or email first.");

        var company = ActingCompany.Choose(Companies, companyRef, Visitor.ActiveCompanyId);
        return company.Succeeded ? (Visitor, company.Value) : company.Problem;
    }
}

using FluentValidation;
using Hal.Api.Domain.Fields;

namespace Hal.Api.Families.Widget;

/// <summary>The rules for the ids that every visitor's request carries.</summary>
public sealed class VisitorRules<T> : AbstractValidator<T>
    where T : IVisitorRequest
{
    /// <summary>Checks the ids.</summary>
    public VisitorRules()
    {
        RuleFor(x => x.VisitorId).MustBeVisitorId();
        RuleFor(x => x.UserId).MustBeUserId();
    }
}

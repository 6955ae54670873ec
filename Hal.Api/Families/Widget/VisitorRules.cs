using FluentValidation;
using Hal.Api.Domain.Fields;

namespace Hal.Api.Families.Widget;

/// <summary>What every request of a visitor has to hold, whatever else it carries.</summary>
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

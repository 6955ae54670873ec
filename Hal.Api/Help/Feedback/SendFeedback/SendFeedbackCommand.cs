using FluentValidation;
using Hal.Api.Families.Help;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Help.Feedback.SendFeedback;

/// <summary>Says whether an article helped.</summary>
/// <param name="Project">The project.</param>
/// <param name="Locale">The language in which it was read.</param>
/// <param name="Slug">The article's slug.</param>
/// <param name="Helpful"><c>yes</c> or <c>no</c>.</param>
/// <param name="Address">The reader's address.</param>
/// <param name="Browser">The reader's browser.</param>
public sealed record SendFeedbackCommand(string? Project, string? Locale, string? Slug, string? Helpful, string Address, string Browser)
    : IRequest<Result<SendFeedbackResponse>>,
        IHelpRequest,
        IWrite;

/// <summary>The feedback was stored.</summary>
/// <param name="Next">The page to show next.</param>
public sealed record SendFeedbackResponse(string Next);

public sealed class SendFeedbackValidator : AbstractValidator<SendFeedbackCommand>
{
    public SendFeedbackValidator() =>
        RuleFor(x => x.Helpful).Must(helpful => helpful is "yes" or "no").WithMessage("This must be yes or no.");
}

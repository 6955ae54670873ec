using Hal.Api.Platform.Data;
using Hal.Api.Platform.Errors;
using MediatR;

namespace Hal.Api.Families;

/// <summary>
/// Runs a call on what this instance remembers of its caller. The call's first read compares that with what is stored; if it has changed,
/// the call is judged and run again on what is stored now. So what is remembered costs no round trip of its own, and a revoked credential
/// is refused at once on every instance.
/// </summary>
internal static class GuardedCall
{
    private const int MaxTries = 5;

    /// <summary>Runs the call.</summary>
    /// <typeparam name="TResponse">What the call answers.</typeparam>
    /// <param name="work">The call's unit of work.</param>
    /// <param name="admission">How the family judges its callers.</param>
    /// <param name="next">The rest of the pipeline.</param>
    /// <exception cref="StaleFactsException">What is remembered changed during every try.</exception>
    public static async Task<TResponse> RunAsync<TResponse>(UnitOfWork work, Admission admission, RequestHandlerDelegate<TResponse> next)
        where TResponse : IFallible<TResponse>
    {
        for (var tries = 1; ; tries++)
        {
            // The caller is read without a comparison, or a changed one could never be read.
            work.GuardBy(null);
            try
            {
                var verdict = await admission.Judge(tries);
                if (verdict.Problem is { } problem)
                {
                    if (verdict.IsFinal || tries > 1)
                        return TResponse.Failed(problem);

                    // The facts may be outdated, and a new role, origin or secret must count at once.
                    admission.Forget();
                    continue;
                }

                work.GuardBy(verdict.Guard);
                var response = await next();
                if (response.Problem is null || admission.ConfirmsRefusals)
                    await work.EnsureGuardedAsync();

                return response;
            }
            catch (StaleFactsException) when (tries < MaxTries)
            {
                await admission.BeforeRetry(tries);
                admission.Forget();
            }
        }
    }
}

/// <summary>How a family judges its callers by what this instance remembers.</summary>
/// <param name="Judge">Judges the caller, and fills the family's call if it is admitted. Takes the number of the try, counted from 1: only
/// the first counts against limits.</param>
/// <param name="Forget">Forgets what the verdict was based on, so that it is read again.</param>
internal sealed record Admission(Func<int, ValueTask<Verdict>> Judge, Action Forget)
{
    /// <summary>
    /// Whether a call that its handler refuses is compared with what is stored, too: a caller whose credential has ended learns that, and
    /// not what else is wrong.
    /// </summary>
    public bool ConfirmsRefusals { get; init; }

    /// <summary>
    /// Runs before a call is judged again because what it was judged by has changed. Takes the number of the try that failed.
    /// </summary>
    public Func<int, Task> BeforeRetry { get; init; } = _ => Task.CompletedTask;
}

/// <summary>What a family has decided about a caller.</summary>
internal readonly record struct Verdict
{
    /// <summary>Why the call is refused; null if it is admitted.</summary>
    public Problem? Problem { get; private init; }

    /// <summary>Whether the refusal stands even if what is remembered is read again.</summary>
    public bool IsFinal { get; private init; }

    /// <summary>Compares what the call was admitted by with what is stored.</summary>
    public ReadGuard? Guard { get; private init; }

    /// <summary>The call is admitted.</summary>
    /// <param name="guard">What its first read compares.</param>
    public static Verdict Admit(ReadGuard guard) => new() { Guard = guard };

    /// <summary>The call is refused by facts that may be outdated: they are read again once.</summary>
    /// <param name="problem">Why.</param>
    public static Verdict Refuse(Problem problem) => new() { Problem = problem };

    /// <summary>The call is refused, whatever is remembered.</summary>
    /// <param name="problem">Why.</param>
    public static Verdict RefuseForGood(Problem problem) => new() { Problem = problem, IsFinal = true };
}

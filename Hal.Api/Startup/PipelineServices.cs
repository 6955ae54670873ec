using FluentValidation;
using FluentValidation.Internal;
using Hal.Api.Audit;
using Hal.Api.Domain.ProjectIds;
using Hal.Api.Families.Account;
using Hal.Api.Families.Help;
using Hal.Api.Families.Open;
using Hal.Api.Families.V1;
using Hal.Api.Families.Widget;
using Hal.Api.Http;
using Hal.Api.Idempotency;
using Hal.Api.Pipeline;
using Hal.Api.Platform.Values;
using MediatR;

namespace Hal.Api.Startup;

/// <summary>Registers the pipeline between a route and its handler.</summary>
public static class PipelineServices
{
    /// <summary>Registers mediator, behaviors in their order, handlers and validators.</summary>
    public static IServiceCollection AddHalPipeline(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.Scan(scan =>
            scan.FromAssemblyOf<RequestId>()
                .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)))
                .AsImplementedInterfaces()
                .WithScopedLifetime()
        );

        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TracingBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(WidgetBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(MemberBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(OpenBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(HelpBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(V1Behavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(IdempotencyBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(RecordBehavior<,>));
        services.AddSingleton<KeyedLock<(ProjectId, string)>>().AddSingleton<KeyedLock<Guid>>().AddSingleton<KeyedLock<ProjectId>>();
        services.AddScoped<Outcome>().AddScoped<IdempotentCall>().AddScoped<KeptAnswers>();

        // A failure is reported under the name that the caller used. A caller sends the value of an optional member, not the member.
        ValidatorOptions.Global.PropertyNameResolver = (_, member, expression) =>
            (expression is null ? member?.Name : PropertyChain.FromExpression(expression).ToString()) is { Length: > 0 } chain
                ? string.Join(
                    '.',
                    chain.Split('.').SkipLast(member?.DeclaringType?.IsAssignableTo(typeof(IOptional)) is true ? 1 : 0).Select(HalJson.Name)
                )
                : null;
        return services.AddValidatorsFromAssemblyContaining<RequestId>(ServiceLifetime.Singleton);
    }
}

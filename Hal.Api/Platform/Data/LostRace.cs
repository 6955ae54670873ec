using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>Tells the failures that mean "somebody else wrote first, decide again" from all others.</summary>
public static class LostRace
{
    /// <summary>The state that the SQL function <c>assert_unchanged</c> raises.</summary>
    public const string Changed = "HAL01";

    /// <summary>
    /// Whether a database error is a lost race: a unique or foreign key that was true a moment ago, a row that has changed since, a
    /// deadlock.
    /// </summary>
    /// <param name="error">The error.</param>
    public static bool Is(PostgresException error)
    {
        return error.SqlState
            is Changed
                or PostgresErrorCodes.UniqueViolation
                or PostgresErrorCodes.ForeignKeyViolation
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure;
    }
}

using Npgsql;

namespace Hal.Api.Platform.Data;

/// <summary>Recognizes the failures that mean "another call wrote first, decide again".</summary>
public static class LostRace
{
    /// <summary>The state that the SQL function <c>assert_unchanged</c> raises.</summary>
    public const string Changed = "HAL01";

    /// <summary>
    /// Whether a database error is a lost race: a violated unique or foreign key, a row that has changed since it was read, or a
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

namespace MailMaker.Contracts.Tables;

/// <summary>
/// Where Azurite 3.37.0 answers otherwise than the service is documented to. The suite asks for the documented answer everywhere else,
/// and for exactly the one listed here over Azurite, so that a newer Azurite that does it right makes a test fail and the line go.
/// </summary>
internal static class AzuriteDifferences
{
    private static readonly Dictionary<string, Answer> Answers = new(StringComparer.Ordinal)
    {
        // Documented: OutOfRangeInput. Azurite has one code for every fault of a key.
        ["A_key_with_a_forbidden_character_is_refused"] = Answer.InvalidInput,
        ["A_key_with_a_forbidden_character_is_refused (above ASCII)"] = Answer.InvalidInput,
        ["A_key_has_at_most_512_characters"] = Answer.InvalidInput,

        // Documented: PropertyNameInvalid, PropertyNameTooLong, EntityTooLarge, TooManyProperties, OutOfRangeInput. Azurite has no such limits.
        ["A_property_name_is_an_identifier"] = Answer.Accepted,
        ["A_property_name_has_at_most_255_characters"] = Answer.Accepted,
        ["An_entity_has_at_most_one_mebibyte"] = Answer.Accepted,
        ["An_entity_has_at_most_252_properties"] = Answer.Accepted,
        ["A_date_before_1601_is_refused"] = Answer.Accepted,

        // Documented: InvalidInput. Azurite's parser is more forgiving, and does not count.
        ["A_filter_has_at_most_15_comparisons"] = Answer.Accepted,
        ["A_filter_that_the_service_does_not_know_is_refused: RowKey"] = Answer.Accepted,
        ["A_filter_that_the_service_does_not_know_is_refused: RowKey eq 'a"] = Answer.Accepted,
        ["A_filter_that_the_service_does_not_know_is_refused: A eq guid'1'"] = Answer.Accepted,
        ["A_filter_that_the_service_does_not_know_is_refused: A eq datetime'yesterday'"] = Answer.Accepted,

        // Documented: nothing is found. Azurite falls over such a comparison.
        ["A_constant_matches_its_own_type_only: Int eq 5L"] = new Answer(500, null),

        // Documented: CommandsInBatchActOnDifferentPartitions. Azurite leaves the check to its clients.
        ["A_transaction_stays_in_one_partition"] = Answer.Accepted,

        // Documented: InvalidResourceName. Azurite sends an empty code.
        ["A_table_name_has_rules"] = new Answer(400, ""),
    };

    /// <summary>Documented: a constant matches values of its own type only. Azurite compares these as numbers.</summary>
    private static readonly HashSet<string> Found = new(StringComparer.Ordinal) { "Double eq 5" };

    /// <summary>Whether Azurite finds a value of another type with a filter.</summary>
    public static bool FindsOtherTypes(string filter) => Found.Contains(filter);

    /// <summary>What Azurite answers to a case.</summary>
    public static Answer Of(string test, Answer documented) => Answers.GetValueOrDefault(test, documented);
}
